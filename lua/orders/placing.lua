-- Placing an order: what all ways to it share, from the first check to the last write.
--
-- Their ARGV begins with operation_id, fingerprint, record_ttl_ms, id, customer, metadata, pay_from, pay_to,
-- transfer_id, days, expected_total; metadata (JSON), pay_from, pay_to and expected_total are empty for none.
--- @include "lib/operation"
--- @include "lib/store"
--- @include "orders/obstacles"
--- @include "orders/order-records"
local placing = {}

local order, pay, id_taken

function placing.prepare()
	order = {
		id = ARGV[4],
		customer = ARGV[5],
		currency = store.currency,
		reservation = '-',
		payment = '-',
		metadata = ARGV[6],
		skus = false,
		quantities = false,
		prices = false,
		units = 0,
		total = false,
		expected_total = ARGV[11] ~= '' and integer.parse(ARGV[11]), -- what the customer was shown, if it matters
	}
	id_taken = false
	pay = ARGV[7] ~= '' and { id = ARGV[9], from = ARGV[7], to = ARGV[8] } or nil
end

--- What to answer at once, or nil. What is over in the ledger may be ended, that is written, here already: so a key of
--- another type must fail before that.
function placing.begin()
	local answered = operation.answered()
	if answered then
		return answered
	elseif order.expected_total == nil then
		return { 'INVALID_ARGUMENT', 'expectedTotal' }
	end
	id_taken = redis.call('HEXISTS', keys.orders, order.id) == 1
	redis.call('HLEN', keys.prices)
	redis.call('HLEN', keys.reservations)
	redis.call('ZCARD', keys.order_index)
	redis.call('ZCARD', keys.reservation_index)
	if not pay then
		return nil -- nothing is written before stock is read
	end
	redis.call('HLEN', keys.stock)
	redis.call('HLEN', keys.movements)
	redis.call('ZCARD', keys.sold)
	return payment.begin(ARGV[10])
end

--- Takes up the lines in ARGV from `first` on, or returns why they cannot be.
function placing.read_lines(first)
	local skus, quantities, over_cap = line_list.parse(first)
	if not skus then
		return { 'INVALID_ARGUMENT', 'lines' }
	elseif over_cap then
		return { 'CAP_EXCEEDED', over_cap, 'quantity' }
	end
	return placing.take_lines(skus, quantities)
end

--- Takes up these lines.
function placing.take_lines(skus, quantities)
	order.skus, order.quantities = skus, quantities
end

--- Why the order cannot be placed, or nil. `hold` is where its units come from if not from what is available,
--- `mismatch` why that is not the one that is meant.
function placing.refusal(hold, mismatch)
	if id_taken then
		return { 'ORDER_ALREADY_EXISTS', order.id }
	end
	local skus, quantities = order.skus, order.quantities
	stock.read(skus)
	order.prices = prices.read(skus)
	if not mismatch and obstacles.none(order, hold) then
		return pay and payment.refusal(pay, order) or nil
	end
	local again = not hold and availability.make_room(skus, quantities)
	return again or obstacles.reply(obstacles.find(order, hold, pay, mismatch))
end

--- Takes the units: those of the hold, or what is available.
local function take_units(hold)
	if hold then
		order.reservation = hold.id
		holds.finish(hold, 'committed')
		return
	end
	local skus, quantities, id, move = order.skus, order.quantities, order.id, stock.move
	for i = 1, #skus do
		local quantity = quantities[i]
		move(skus[i], 'order', -quantity, 0, quantity, id)
	end
end

--- Takes units and money and writes the order; `hold` as above, `cart_id` where it was a cart. Returns the reply.
function placing.complete(hold, cart_id)
	local units, total = integer.text(order.units), integer.text(order.total)
	take_units(hold)
	if pay then
		order.payment = payment.take(pay, total)
	end
	local packed = order_records.pack(order) -- in the journal too: whoever reads it makes objects of them
	-- stylua: ignore
	journal.add('order.placed', '{"id":"' .. order.id .. '","customerId":"' .. order.customer
		.. '","lines":"' .. packed .. '","units":' .. units .. ',"total":' .. total
		.. ',"currency":"' .. order.currency .. (hold and '","reservationId":"' .. hold.id or '')
		.. (cart_id and '","cartId":"' .. cart_id or '') .. (pay and total ~= '0' and '","transferId":"' .. pay.id or '')
		.. '"}')
	transfers.write()
	holds.write()
	local record = order_records.add(order, packed, units, total)
	return operation.complete({ 'OK', order.id, record, order_records.version('placed') })
end

return placing
