-- The records of orders. They stay for good, so that an id is never used twice.
--
-- `orders` holds three lines by id. The first is "state updatedMs refund createdMs payment lines customer currency
-- total units reservation": state placed, fulfilled or cancelled; refund the transfer that gave the payment back;
-- payment "from*to*transfer"; lines "SKU*quantity*unitPrice,…" with the prices as they were; "-" for none. The second
-- is the metadata (JSON), the third why it was cancelled; each may be empty, neither holds a line break. What changes
-- comes first, and a placed order has nothing in its third line; so all between is moved as it is.
-- Its version follows from its state, for it changes once: see order_records.version().
-- `order_index` lists every order, by its creation, under "a", "s/<state>" and "c/<customer>".
--
-- Needs KEYS: orders; order_index to write.
--- @include "kernel/integer"
--- @include "kernel/clock"
--- @include "inventory/parts/line-list"
--- @include "kernel/time-index"
local order_records = {}

--- The version of an order in this state, as text; src/orders/order-record.ts says the same of orders that are read.
function order_records.version(state)
	return state == 'placed' and '1' or '2'
end

--- The order, or nil. Also touches the index, so that a wrong type fails before any write.
function order_records.read(call, id)
	redis.call('ZCARD', call.keys.order_index)
	local record = redis.call('HGET', call.keys.orders, id)
	if not record then
		return nil
	end
	local state, refund, place, created, payment, lines = string.match(record, '^(%l+) %d+ (%S+) ()(%d+) (%S+) ()')
	if not state or state == 'placed' and string.sub(record, -1) ~= '\n' then
		error('CORRUPT orders ' .. id)
	end
	return {
		id = id,
		state = state,
		refund = refund,
		created = created,
		payment = payment,
		record = record,
		lasting = place, -- where in the record begins what does not change
		lines = lines, -- and where its lines do
	}
end

--- The lines of a new order as the record keeps them.
function order_records.pack(order)
	local packed, skus, quantities, prices = { nil, nil, nil, nil }, order.skus, order.quantities, order.prices
	local texts = integer.texts
	for i = 1, #skus do
		local quantity = quantities[i]
		packed[i] = skus[i] .. '*' .. (texts[quantity] or integer.text(quantity)) .. '*' .. prices[i]
	end
	return table.concat(packed, ',')
end

--- Writes a new order with these packed lines, units and total as texts. Returns its record.
function order_records.add(call, order, packed, units, total)
	local id, created, customer = order.id, call.now_text, order.customer
	-- stylua: ignore
	local record = 'placed ' .. created .. ' - ' .. created .. ' ' .. order.payment .. ' ' .. packed .. ' ' .. customer
		.. ' ' .. order.currency .. ' ' .. total .. ' ' .. units .. ' ' .. order.reservation .. '\n' .. order.metadata .. '\n'
	redis.call('HSET', call.keys.orders, id, record)
	-- stylua: ignore
	redis.call('ZADD', call.keys.order_index, '0', time_index.member('a', created, id),
		'0', time_index.member('s/placed', created, id), '0', time_index.member('c/' .. customer, created, id))
	return record
end

--- Writes a placed order that has a new state, and why. Returns its record.
function order_records.move(call, order, state, reason)
	local id, created = order.id, order.created
	-- stylua: ignore
	local record = state .. ' ' .. call.now_text .. ' ' .. order.refund .. ' '
		.. string.sub(order.record, order.lasting) .. reason
	redis.call('ZREM', call.keys.order_index, time_index.member('s/placed', created, id))
	redis.call('ZADD', call.keys.order_index, '0', time_index.member('s/' .. state, created, id))
	redis.call('HSET', call.keys.orders, id, record)
	return record
end

return order_records
