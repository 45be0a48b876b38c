-- The records of orders. They stay for good, so that an id is never used twice.
--
-- `orders` holds a record by id, which contract/records/order.ts describes: all that lasts is moved as one text. Most
-- orders are sold at list prices and change once, whole: the record of such a one is of version 1, and the order's own
-- version, with the units that are fulfilled or cancelled, follows from its state.
-- `order_index` lists every order, by its creation, under "a", "s/<state>", "c/<customer>" and
-- "x/<state>/<customer>", and authorised ones by their deadline under "d".
--
-- An authorised order reads as expired from its deadline on, as whoever ends it then will leave it: the ledger may have
-- released its money already, and it can no longer be captured.
--
-- Needs KEYS: orders; order_index to write.
--- @include "kernel/clock"
--- @include "kernel/integer"
--- @include "kernel/time-index"
--- @include "orders/generated/order-record"
local order_records = { deadlines = 'd' }

local version_by_state = order_record.version_by_state

--- The reply that has this order with this record; its last value says that the answer tells of what came after the
--- sale, which a reply that an older release recorded has not.
function order_records.reply(id, record, version)
	return { 'OK', id, record, version, '2' }
end

--- The version of an order that was read, as text.
function order_records.version(order)
	return order.version or version_by_state[order.state]
end

--- The version of a new order in this state, as text.
function order_records.first_version(state)
	return version_by_state[state]
end

--- Whether an order is authorised, and its deadline has passed.
function order_records.is_over(call, order)
	return order.state == 'authorised' and call.now_ms > order.deadline_ms + 0
end

--- The state of an order that was read, and its version as text, as they are at this moment.
function order_records.current(call, order)
	local version = order_records.version(order)
	if order_records.is_over(call, order) then
		return 'expired', integer.text(version + 1)
	end
	return order.state, version
end

--- The record of an order that has this state, time of its last change and version.
local function format(order, state, updated_ms, version)
	-- stylua: ignore
	return order_record.write(state, updated_ms, order.refund, order.lasting, order.reason, order.refunded, version,
		order.fulfilled, order.cancelled, order.returned, order.pricing, order.deadline_ms, order.legs, order.counted,
		order.charges, order.changes)
end

--- A record as it reads at this moment, and whether that is no longer what is written; one that is damaged is left to
--- whoever reads it.
function order_records.as_of_now(call, id, record)
	local order = string.find(record, '^%d+|authorised ') and order_record.read(record, id)
	if order and order.deadline_ms and order_records.is_over(call, order) then
		local state, version = order_records.current(call, order)
		return format(order, state, order.deadline_ms, version), true
	end
	return record, false
end

--- The order, or nil. Also touches the index, so that a wrong type fails before any write.
function order_records.read(call, id)
	redis.call('ZCARD', call.keys.order_index)
	local record = redis.call('HGET', call.keys.orders, id)
	if not record then
		return nil
	end
	local order = order_record.read(record, id)
	if not order or not version_by_state[order.state] or order.state == 'placed' and order.reason then
		error('CORRUPT orders ' .. id)
	end
	return order
end

--- The member of the index by which it lists an authorised order.
function order_records.deadline_member(order)
	return time_index.member(order_records.deadlines, order.deadline_ms, order.id)
end

--- The member of the index by which it lists an order of this state for its customer.
local function member_of_both(state, customer, created, id)
	return time_index.member('x/' .. state .. '/' .. customer, created, id)
end

--- Lists an order for its state and its customer together as what it is now, which older releases did not.
function order_records.list_for_both(call, order)
	local others, customer, created, id = {}, order.customer, order.created_ms, order.id
	for state in pairs(version_by_state) do
		if state ~= order.state then
			others[#others + 1] = member_of_both(state, customer, created, id)
		end
	end
	local gone = redis.call('ZREM', call.keys.order_index, unpack(others))
	local member = member_of_both(order.state, customer, created, id)
	return gone + redis.call('ZADD', call.keys.order_index, '0', member) > 0
end

--- Writes a new order, placed or, where it has a deadline, authorised, with these packed lines, units and total as
--- texts. Returns its record.
function order_records.add(call, order, packed, units, total)
	local id, created, customer, deadline_ms = order.id, call.now_text, order.customer, order.deadline_ms
	local state = deadline_ms and 'authorised' or 'placed'
	-- stylua: ignore
	local lasting = order_record.lasting(created, order.payment, packed, customer, order.currency, total, units,
		order.reservation, order.metadata)
	-- stylua: ignore
	local record = order_record.write(state, created, nil, lasting, nil, nil, nil, nil, nil, nil, order.pricing,
		deadline_ms, order.legs, order.counted, order.charges)
	redis.call('HSET', call.keys.orders, id, record)
	-- stylua: ignore
	redis.call('ZADD', call.keys.order_index, '0', time_index.member('a', created, id),
		'0', time_index.member('s/' .. state, created, id), '0', time_index.member('c/' .. customer, created, id),
		'0', member_of_both(state, customer, created, id))
	if deadline_ms then
		redis.call('ZADD', call.keys.order_index, '0', order_records.deadline_member(order))
	end
	return record
end

--- Writes an order that has changed, and has this state now; it expires as of its deadline. Returns its record and its
--- version.
function order_records.change(call, order, state)
	local id, created, keys = order.id, order.created_ms, call.keys
	local version = integer.text(order_records.version(order) + 1)
	local record = format(order, state, state == 'expired' and order.deadline_ms or call.now_text, version)
	if order.state == 'authorised' then
		redis.call('ZREM', keys.order_index, order_records.deadline_member(order))
	end
	if state ~= order.state then
		local customer = order.customer
		-- stylua: ignore
		redis.call('ZREM', keys.order_index, time_index.member('s/' .. order.state, created, id),
			member_of_both(order.state, customer, created, id))
		-- stylua: ignore
		redis.call('ZADD', keys.order_index, '0', time_index.member('s/' .. state, created, id),
			'0', member_of_both(state, customer, created, id))
	end
	redis.call('HSET', keys.orders, id, record)
	return record, version
end

return order_records
