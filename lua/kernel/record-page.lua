-- Pages of an index by time (kernel/time-index), with the records that it lists.
--- @include "kernel/time-index"
local record_page = {}

--- The members of a page, and one more where others follow. `page` has the keys `index` and `records`, and prefix,
--- cursor, limit, descending, from_ms, to_ms as time_index.page takes them.
function record_page.members(page)
	-- stylua: ignore
	return time_index.page(page.index, page.prefix, page.cursor, page.limit + 1, page.descending, page.from_ms,
		page.to_ms)
end

--- Reads the records of these members, as above. Returns ids, their records (false where there is none) and the next
--- cursor, '' on the last page.
function record_page.fetch(page, members)
	local limit, ids, next_cursor = page.limit, {}, ''
	for i = 1, math.min(#members, limit) do
		ids[i] = time_index.id(members[i])
	end
	if #members > limit then
		next_cursor = members[limit]
	end
	return ids, #ids > 0 and redis.call('HMGET', page.records, unpack(ids)) or {}, next_cursor
end

--- Reads a page.
function record_page.read(page)
	return record_page.fetch(page, record_page.members(page))
end

--- Appends the id and the record of each to a reply; the record is empty where there is none.
function record_page.append(reply, ids, records)
	for i = 1, #ids do
		local place = #reply + 1
		reply[place], reply[place + 1] = ids[i], records[i] or ''
	end
	return reply
end

return record_page
