-- Lists of orders by the index that orders/parts/order-records keeps. Releases up to 1.0.0 listed no order under its
-- customer and its state together: where the counts of the index tell that such a one is there, or that one changed its
-- state unseen, the orders of the customer are walked. `npm run upgrade` lists them (orders/list-for-both).
--
-- An authorised order whose deadline has passed is listed among those that are expired, whether it has been swept or
-- not.
--- @include "kernel/record-page"
--- @include "orders/parts/lapsed-orders"
--- @include "orders/parts/order-records"
local order_lists = {}

-- Orders of the customer that are looked at, at once.
local AT_ONCE = 500

--- The prefix under which the index lists what is asked for.
local function prefix_of(customer, state)
	if customer then
		return state and 'x/' .. state .. '/' .. customer or 'c/' .. customer
	end
	return state and 's/' .. state or 'a'
end

--- Whether the index lists every order by customer and state together. States only go forward, so that changes which
--- it did not follow cannot leave all counts alike.
local function has_all(index)
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

--- Whether the index has each of these members of the customer's list under the state too.
local function has_under(index, members, prefix, state)
	local wanted = {}
	for i = 1, #members do
		wanted[i] = 's/' .. state .. string.sub(members[i], #prefix + 1)
	end
	return #members > 0 and redis.call('ZMSCORE', index, unpack(wanted)) or {}
end

--- The ids of those members of the customer's list that the index has under the state too, or that may be over; at most
--- `limit`. Returns them, and how many members were looked at.
local function matching(index, members, prefix, state, limit)
	local ids, scores = {}, has_under(index, members, prefix, state)
	local may_be_over = state == 'expired' and has_under(index, members, prefix, 'authorised') or {}
	for i = 1, #members do
		if scores[i] or may_be_over[i] then
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
local function walk(page, customer, state)
	local prefix = prefix_of(customer)
	local cursor = page.cursor ~= '' and prefix .. string.sub(page.cursor, #page.prefix + 1) or ''
	-- stylua: ignore
	local members = time_index.page(page.index, prefix, cursor, AT_ONCE, page.descending, page.from_ms, page.to_ms)
	local ids, seen = matching(page.index, members, prefix, state, page.limit)
	local is_last = seen == #members and seen < AT_ONCE
	local next_cursor = is_last and '' or page.prefix .. string.sub(members[seen], #prefix + 1)
	return ids, #ids > 0 and redis.call('HMGET', page.records, unpack(ids)) or {}, next_cursor
end

--- Ids and records as of now, and whether one has lapsed; of those that are listed by a state, one that reads as
--- another one goes.
local function as_of_now(call, ids, records, state)
	local kept, current, any_lapsed = {}, {}, false
	for i = 1, #ids do
		local record, has_lapsed = records[i], false
		if record then
			record, has_lapsed = order_records.as_of_now(call, ids[i], record)
		end
		any_lapsed = any_lapsed or has_lapsed
		local reads = record and string.match(record, '^%d*|?([%l_]+) ')
		local is_other = state and (reads == 'authorised' or reads == 'expired') and reads ~= state
		if not is_other then
			kept[#kept + 1], current[#current + 1] = ids[i], record
		end
	end
	return kept, current, any_lapsed
end

--- A page { cursor, limit, from_ms, to_ms }, newest first, of the orders of a customer that have a state, false for any
--- of either. Returns ids, records and the next cursor as record_page does, and whether one has lapsed.
function order_lists.read(call, page, customer, state)
	page.index, page.records, page.prefix = call.keys.order_index, call.keys.orders, prefix_of(customer, state)
	page.descending = true
	local ids, records, next_cursor
	if customer and state and not has_all(page.index) then
		ids, records, next_cursor = walk(page, customer, state)
	else
		local members = record_page.members(page)
		if state == 'expired' then
			lapsed_orders.add(call, members, page, customer)
		end
		ids, records, next_cursor = record_page.fetch(page, members)
	end
	local has_lapsed
	ids, records, has_lapsed = as_of_now(call, ids, records, state)
	return ids, records, next_cursor, has_lapsed
end

return order_lists
