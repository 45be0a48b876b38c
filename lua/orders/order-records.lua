-- The records of orders. They stay for good, so that an id is never used twice.
--
-- `orders` holds three lines by id. The first is "state customer createdMs updatedMs currency total units reservation
-- payment lines": state placed, fulfilled or cancelled; payment "from*to*transfer*refund"; lines
-- "SKU*quantity*unitPrice,…" with the prices as they were; "-" for none. The second is the metadata (JSON), the third
-- why it was cancelled; each may be empty, neither holds a line break.
-- `order_index` lists every order, by its creation, under "a", "s/<state>" and "c/<customer>".
--
-- Needs KEYS: orders; order_index to write.
--- @include "lib/integer"
--- @include "lib/clock"
--- @include "lib/time-index"
local order_records = {}

local pattern = '^(%l+) (%S+) (%d+) (%d+) (%S+) (%d+) (%d+) (%S+) (%S+) (%S+)\n([^\n]*)\n([^\n]*)$'
local names = { 'state', 'customer', 'created_ms', 'updated_ms', 'currency', 'total', 'units', 'reservation' }

local function parse(id, record)
	local values = { string.match(record, pattern) }
	if not values[1] then
		error('CORRUPT order ' .. id)
	end
	local order = { id = id, packed_lines = values[10], metadata = values[11], reason = values[12], lines = {} }
	for i, name in ipairs(names) do
		order[name] = values[i]
	end
	for _, name in ipairs({ 'created_ms', 'updated_ms', 'total', 'units' }) do
		order[name] = tonumber(order[name])
	end
	local from, to, transfer, refund = string.match(values[9], '^([^*]+)%*([^*]+)%*([^*]+)%*([^*]+)$')
	order.payment = from and { from = from, to = to, transfer = transfer, refund = refund }
	for sku, quantity in string.gmatch(order.packed_lines, '([^*,]+)%*(%d+)%*%d+') do
		order.lines[#order.lines + 1] = { sku = sku, quantity = tonumber(quantity) }
	end
	return order
end

function order_records.format(order)
	local payment = order.payment
	return string.format(
		'%s %s %d %d %s %d %d %s %s %s\n%s\n%s',
		order.state,
		order.customer,
		order.created_ms,
		order.updated_ms,
		order.currency,
		order.total,
		order.units,
		order.reservation,
		payment and table.concat({ payment.from, payment.to, payment.transfer, payment.refund }, '*') or '-',
		order.packed_lines,
		order.metadata,
		order.reason
	)
end

--- The order, or nil. Also touches the index, so that a wrong type fails before any write.
function order_records.read(id)
	redis.call('ZCARD', keys.order_index)
	local record = redis.call('HGET', keys.orders, id)
	return record and parse(id, record) or nil
end

local function member(prefix, order)
	return time_index.member(prefix, order.created_ms, order.id)
end

--- Writes a new order. Returns its record.
function order_records.add(order)
	local record, state = order_records.format(order), member('s/' .. order.state, order)
	redis.call('HSET', keys.orders, order.id, record)
	redis.call('ZADD', keys.order_index, 0, member('a', order), 0, state, 0, member('c/' .. order.customer, order))
	return record
end

--- Writes an order that has a new state. Returns its record.
function order_records.move(order, state)
	redis.call('ZREM', keys.order_index, member('s/' .. order.state, order))
	order.state, order.updated_ms = state, clock.now_ms
	redis.call('ZADD', keys.order_index, 0, member('s/' .. state, order))
	local record = order_records.format(order)
	redis.call('HSET', keys.orders, order.id, record)
	return record
end

return order_records
