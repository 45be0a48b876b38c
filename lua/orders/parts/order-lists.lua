-- Lists of orders by the index that orders/parts/order-records keeps. Releases up to 1.0.0 listed no order under its
-- customer and its state together: where the counts of the index tell that such a one is there, or that one changed its
-- state unseen, the orders of the customer are walked. `npm run upgrade` lists them (orders/list-for-both).
--- @include "kernel/record-page"
--- @include "orders/generated/order-record"
local order_lists = {}

-- Orders of the customer that are looked at, at once.
local AT_ONCE = 500

--- The prefix under which the index lists what is asked for.
function order_lists.prefix(customer, state)
	if customer then
		return state and 'x/' .. state .. '/' .. customer or 'c/' .. customer
	end
	return state and 's/' .. state or 'a'
end

--- Whether the index lists every order by customer and state together. States only go forward, so that changes which
--- it did not follow cannot leave all counts alike.
function order_lists.has_all(index)
	if time_index.count(index, 'x') ~= time_index.count(index, 'a') then
		return false
	end
	for state in pairs(order_record.version_by_state) do
		if time_index.count(index, 'x/' .. state) ~= time_index.count(index, 's/' .. state) then
			return false
		end
	end
	return true
end

--- The ids of those members of the customer's list that the index has under the state too; at most `limit`. Returns
--- them, and how many members were looked at.
local function matching(index, members, prefix, state, limit)
	local wanted, ids = {}, {}
	for i = 1, #members do
		wanted[i] = 's/' .. state .. string.sub(members[i], #prefix + 1)
	end
	local scores = #members > 0 and redis.call('ZMSCORE', index, unpack(wanted)) or {}
	for i = 1, #members do
		if scores[i] then
			ids[#ids + 1] = time_index.id(members[i], prefix)
		end
		if #ids == limit then
			return ids, i
		end
	end
	return ids, #members
end

--- A page as record_page reads it, of the orders of a customer that have this state; it looks at a bounded number of
--- them.
function order_lists.walk(page, customer, state)
	local prefix = order_lists.prefix(customer)
	local cursor = page.cursor ~= '' and prefix .. string.sub(page.cursor, #page.prefix + 1) or ''
	-- stylua: ignore
	local members = time_index.page(page.index, prefix, cursor, AT_ONCE, page.descending, page.from_ms, page.to_ms)
	local ids, seen = matching(page.index, members, prefix, state, page.limit)
	local is_last = seen == #members and seen < AT_ONCE
	local next_cursor = is_last and '' or page.prefix .. string.sub(members[seen], #prefix + 1)
	return ids, #ids > 0 and redis.call('HMGET', page.records, unpack(ids)) or {}, next_cursor
end

return order_lists
