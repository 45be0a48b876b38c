-- The records of orders. They stay for good, so that an id is never used twice.
--
-- `orders` holds three lines by id. The first is "state updatedMs payment createdMs customer currency total units
-- reservation lines": state placed, fulfilled or cancelled; payment "from*to*transfer*refund"; lines
-- "SKU*quantity*unitPrice,…" with the prices as they were; "-" for none. The second is the metadata (JSON), the third
-- why it was cancelled; each may be empty, neither holds a line break. What never changes stands together.
-- `order_index` lists every order, by its creation, under "a", "s/<state>" and "c/<customer>".
--
-- Needs KEYS: orders; order_index to write.
--- @include "lib/integer"
--- @include "lib/clock"
--- @include "lib/line-list"
--- @include "lib/time-index"
local order_records = {}

--- `lasting` is what never changes of the record, both line breaks included.
local pattern = '^(%l+) %d+ (%S+) ((%d+) %S+ %S+ %d+ %d+ %S+ (%S+)\n[^\n]*\n)([^\n]*)$'

local function parse(id, record)
	local state, packed_payment, lasting, created, packed, reason = string.match(record, pattern)
	if not state then
		error('CORRUPT order ' .. id)
	end
	local from, to, transfer, refund = string.match(packed_payment, '^([^*]+)%*([^*]+)%*([^*]+)%*([^*]+)$')
	return {
		id = id,
		state = state,
		created = created,
		payment = from and { from = from, to = to, transfer = transfer, refund = refund },
		lasting = lasting,
		packed = packed,
		reason = reason,
	}
end

--- The order, or nil. Also touches the index, so that a wrong type fails before any write.
function order_records.read(id)
	redis.call('ZCARD', keys.order_index)
	local record = redis.call('HGET', keys.orders, id)
	return record and parse(id, record) or nil
end

--- The lines of a new order as the record keeps them.
function order_records.pack(order)
	local packed, skus, quantities, texts = {}, order.skus, order.quantities, order.priced.texts
	for i = 1, #skus do
		packed[i] = skus[i] .. '*' .. integer.text(quantities[i]) .. '*' .. texts[i]
	end
	return table.concat(packed, ',')
end

--- Packed lines as JSON.
function order_records.lines_json(packed)
	local objects = string.gsub(packed, '([^*,]+)%*(%d+)%*(%d+)', '{"sku":"%1","quantity":%2,"unitPrice":%3}')
	return '[' .. objects .. ']'
end

--- Writes the record of an order, and returns it.
local function write(order, state)
	local payment = order.payment
	payment = payment and payment.from .. '*' .. payment.to .. '*' .. payment.transfer .. '*' .. payment.refund or '-'
	local record = state .. ' ' .. clock.now_text .. ' ' .. payment .. ' ' .. order.lasting .. order.reason
	redis.call('HSET', keys.orders, order.id, record)
	return record
end

--- Writes a new order with these packed lines. Returns its record.
function order_records.add(order, packed)
	local id, created = order.id, order.created
	-- stylua: ignore
	order.lasting = created .. ' ' .. order.customer .. ' ' .. order.currency .. ' ' .. integer.text(order.total) .. ' '
		.. integer.text(order.units) .. ' ' .. order.reservation .. ' ' .. packed .. '\n' .. order.metadata .. '\n'
	order.reason = ''
	local record = write(order, 'placed')
	-- stylua: ignore
	redis.call('ZADD', keys.order_index, 0, time_index.member('a', created, id),
		0, time_index.member('s/placed', created, id), 0, time_index.member('c/' .. order.customer, created, id))
	return record
end

--- Writes an order that has a new state. Returns its record.
function order_records.move(order, state)
	redis.call('ZREM', keys.order_index, time_index.member('s/' .. order.state, order.created, order.id))
	redis.call('ZADD', keys.order_index, 0, time_index.member('s/' .. state, order.created, order.id))
	return write(order, state)
end

return order_records
