-- Authorised orders whose deadline has passed, before they are swept.
--- @include "kernel/byte-order"
--- @include "kernel/record-page"
--- @include "orders/parts/order-records"
local lapsed_orders = {}

-- So many are found before they are swept, at the most.
local MAX_LAPSED = '1000'

--- Whether a member lies on a page, or behind it.
local function is_within(page, order, member)
	local created_ms = order.created_ms + 0
	return (page.cursor == '' or byte_order.precedes(member, page.cursor))
		and not (page.from_ms and created_ms < page.from_ms)
		and not (page.to_ms and created_ms > page.to_ms)
end

local function is_newer(one, other)
	return byte_order.precedes(other, one)
end

--- Adds those of a customer, false for any, to the members of a page of expired ones, newest first; as many as it may
--- list.
function lapsed_orders.add(call, members, page, customer)
	local due = time_index.due(page.index, order_records.deadlines, call.now_ms, MAX_LAPSED)
	if #due == 0 then
		return
	end
	local ids = time_index.ids(due, order_records.deadlines)
	local records = redis.call('HMGET', page.records, unpack(ids))
	for i = 1, #ids do
		local order = records[i] and order_record.read(records[i], ids[i])
		if order and order.state == 'authorised' and order_records.deadline_member(order) == due[i] then
			local member = time_index.member(page.prefix, order.created_ms, ids[i])
			if (not customer or order.customer == customer) and is_within(page, order, member) then
				members[#members + 1] = member
			end
		end
	end
	table.sort(members, is_newer)
	for i = #members, page.limit + 2, -1 do
		members[i] = nil
	end
end

return lapsed_orders
