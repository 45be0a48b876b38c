-- Placing an order: what all ways to it share, from the first check to the last write.
--- @include "kernel/operation"
--- @include "inventory/parts/given-lines"
--- @include "inventory/parts/reservation-lines"
--- @include "inventory/parts/wait-line"
--- @include "stores/parts/store"
--- @include "orders/parts/obstacles"
--- @include "orders/parts/authorisations"
--- @include "orders/parts/order-records"
--- @include "orders/parts/priced-lines"
--- @include "orders/generated/orders-events"
--- @state order = false, pay = false, id_taken = false
local placing = {}

--- Looks at the keys of an order that nothing may have looked at when something else is ended, that is written, before
--- it: one of another type must fail before that.
local function look(call)
	local keys = call.keys
	redis.call('HLEN', keys.prices)
	redis.call('HLEN', keys.stock)
	redis.call('HLEN', keys.movements)
	redis.call('ZCARD', keys.sold)
	redis.call('HLEN', keys.reservations)
	redis.call('ZCARD', keys.reservation_index)
	redis.call('HLEN', keys.waits)
	redis.call('ZCARD', keys.wait_index)
end

--- Begins an order: { id, customer, metadata (JSON, false for none), expected_total (the total that the customer was
--- shown, false where that does not matter), unpriced, charges (JSON), and charges_text, prices_text and
--- expected_lines_text as orders/parts/pricing reads them, false for none }, paid by the request { id, from, to or
--- legs, ttl_seconds, adopts }, which has neither `from` nor `adopts` where nothing is paid. Returns what to answer at
--- once, or nil. Transfers that are over may be ended here already.
function placing.begin(call, order, pay, midnights)
	local answered = operation.answered(call)
	if answered then
		return answered
	end
	order.currency, order.reservation, order.payment, order.legs, order.deadline_ms, order.pricing, order.counted =
		call.currency, false, false, false, false, false, false
	call.order, call.pay = order, (pay.from or pay.adopts) and pay
	call.id_taken = redis.call('HEXISTS', call.keys.orders, call.order.id) == 1
	redis.call('ZCARD', call.keys.order_index)
	return call.pay and paying.begin(call, call.pay, midnights, look) or nil
end

--- Takes up lines as callers give them, or returns why they cannot be taken up.
function placing.read_lines(call, lines)
	local skus, quantities = given_lines.merged(lines)
	if not skus then
		return quantities
	end
	return placing.take_lines(call, skus, quantities)
end

--- Takes up these lines, with the prices that are frozen; false or nil where they are not.
function placing.take_lines(call, skus, quantities, frozen)
	call.order.skus, call.order.quantities, call.order.frozen = skus, quantities, frozen
end

--- Why the order cannot be placed, or nil. `hold` is the reservation that its units come from first, nil where they all
--- come from what is available; `mismatch` is why it is not the one that is meant.
function placing.refusal(call, hold, mismatch)
	if call.id_taken then
		return { 'ORDER_ALREADY_EXISTS', call.order.id }
	end
	local skus, quantities = call.order.skus, call.order.quantities
	stock.read(call, skus)
	call.order.prices = call.order.unpriced and {} or prices.of(call, skus, call.order.frozen)
	local invalid = pricing.settle(call.order)
	if invalid then
		return invalid
	end
	if not mismatch and obstacles.none(call, call.order, hold) then
		return call.pay and paying.refusal(call, call.pay, call.order) or nil
	end
	if hold then
		skus, quantities = reservation_lines.missing(hold, call.order)
	end
	local counted = hold and hold.counted
	local again = (skus[1] or counted)
		and (authorisations.end_due(call, look) or room.make(call, skus, quantities, call.order.customer, counted))
	return again or claim.reply(obstacles.find(call, call.order, hold, call.pay, mismatch))
end

--- Takes the units: those of the reservation, and what it takes beside them. They count as sold once the order is
--- placed, which an authorised one is when it is captured.
local function take_units(call, hold)
	local order = call.order
	local authorised, skus, quantities, counted = order.deadline_ms, order.skus, order.quantities, false
	if hold then
		order.reservation = hold.id
		skus, quantities = reservation_lines.missing(hold, order)
		counted = hold.counted and campaigns.move(call, hold.counted, order.customer)
		reservations.commit(call, hold, authorised and 'authorised_commit')
	end
	local kind = authorised and 'authorised_order' or 'order'
	order.counted = claim.take(call, kind, skus, quantities, order.id, order.customer, counted)
end

--- Takes units and money and writes the order; `hold` as above, `cart_id` the cart that it was made of. Returns the
--- reply.
function placing.complete(call, hold, cart_id)
	local units, total = integer.text(call.order.units), integer.text(call.order.total)
	take_units(call, hold)
	local order, pay = call.order, call.pay
	local transfer, group
	if pay then
		transfer, group = paying.take(call, pay, order, total)
	end
	-- Packed in the journal too: whoever reads it makes objects of them. The record of a price is its text.
	local packed = order.unpriced and line_list.pack(order.skus, order.quantities)
		or priced_lines.pack(order.skus, order.quantities, order.prices)
	local event = order.deadline_ms and orders_events.order_authorised or orders_events.order_placed
	-- stylua: ignore
	event(call, order.id, order.customer, packed, units, total, order.currency, hold and hold.id, cart_id, transfer,
		group, order.deadline_ms)
	paying.write(call, pay, order)
	wait_line.write(call)
	local record = order_records.add(call, order, packed, units, total)
	return operation.complete(call, order_records.reply(order.id, record, order_records.first_version('placed')))
end

return placing
