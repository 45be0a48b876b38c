-- Placing an order: what all ways to it share, from the first check to the last write.
--
-- Their ARGV begins with operation_id, fingerprint, record_ttl_ms, id, customer, metadata, pay_from, pay_to,
-- transfer_id, days; metadata (JSON), pay_from and pay_to are empty for none.
--- @include "lib/operation"
--- @include "lib/store"
--- @include "orders/obstacles"
--- @include "orders/order-records"
local placing = {}

local order, pay

function placing.prepare()
	order = {
		id = ARGV[4],
		state = 'placed',
		customer = ARGV[5],
		created_ms = clock.now_ms,
		updated_ms = clock.now_ms,
		currency = store.currency,
		reservation = '-',
		metadata = ARGV[6],
		reason = '',
	}
	pay = ARGV[7] ~= '' and { id = ARGV[9], from = ARGV[7], to = ARGV[8] } or nil
end

--- What to answer at once, or nil. What is over in the ledger may be ended, that is written, here already: so a key of
--- another type must fail before that.
function placing.begin()
	local answered = operation.answered()
	if answered then
		return answered
	end
	for _, hash in ipairs({ keys.orders, keys.prices, keys.stock, keys.movements, keys.reservations }) do
		redis.call('HLEN', hash)
	end
	for _, sorted_set in ipairs({ keys.order_index, keys.sold, keys.reservation_index }) do
		redis.call('ZCARD', sorted_set)
	end
	return pay and payment.begin(ARGV[10]) or nil
end

--- The lines in ARGV from `first` on, those of one SKU added up, or nil and why they cannot be.
function placing.lines(first)
	local lines = {}
	for i = first, #ARGV, 2 do
		lines[#lines + 1] = { sku = ARGV[i], quantity = integer.positive(ARGV[i + 1] or '') }
		if not lines[#lines].quantity then
			return nil, { 'INVALID_ARGUMENT', 'lines' }
		end
	end
	if #lines < 1 or #lines > 100 then
		return nil, { 'INVALID_ARGUMENT', 'lines' }
	end
	lines = availability.merge(lines)
	for _, line in ipairs(lines) do
		if line.quantity > integer.max then
			return nil, { 'CAP_EXCEEDED', line.sku, 'quantity' }
		end
	end
	return lines
end

--- Why an order of these lines cannot be placed, or nil. `hold` is where its units come from if not from what is
--- available; `expected_total` what the customer was shown, if it matters.
function placing.refusal(lines, hold, expected_total)
	if redis.call('HEXISTS', keys.orders, order.id) == 1 then
		return { 'ORDER_ALREADY_EXISTS', order.id }
	end
	local again = not hold and availability.make_room_for(lines)
	if again then
		return again
	end
	order.lines, order.units, order.expected_total = lines, 0, expected_total
	for _, line in ipairs(lines) do
		order.units = order.units + line.quantity
	end
	order.total = prices.apply(lines)
	return obstacles.reply(obstacles.find(order, hold, pay))
end

--- The lines as the record packs them, and as JSON for the journal; numbers are written once for both.
local function texts_of(lines)
	local packed, objects = {}, {}
	for i, line in ipairs(lines) do
		local quantity, unit_price = integer.text(line.quantity), integer.text(line.unit_price)
		packed[i] = line.sku .. '*' .. quantity .. '*' .. unit_price
		objects[i] = '{"sku":"' .. line.sku .. '","quantity":' .. quantity .. ',"unitPrice":' .. unit_price .. '}'
	end
	return table.concat(packed, ','), '[' .. table.concat(objects, ',') .. ']'
end

--- Takes units and money and writes the order; `hold` as above, `cart_id` where it was a cart. Returns the reply.
function placing.complete(hold, cart_id)
	if hold then
		order.reservation = hold.id
		holds.finish(hold, 'committed')
	else
		for _, line in ipairs(order.lines) do
			stock.move(line.sku, 'order', -line.quantity, 0, line.quantity, order.id)
		end
	end
	order.payment = pay and payment.take(pay, order)
	local packed, lines_json = texts_of(order.lines)
	order.packed_lines = packed
	-- stylua: ignore
	journal.add('order.placed', json.object('id', order.id, 'customerId', order.customer,
		'lines', { raw = lines_json }, 'units', order.units, 'total', order.total, 'currency', order.currency,
		'reservationId', hold and hold.id, 'cartId', cart_id, 'transferId', pay and order.total > 0 and pay.id or nil))
	transfers.write()
	holds.write()
	return operation.complete({ 'OK', order.id, order_records.add(order) })
end

return placing
