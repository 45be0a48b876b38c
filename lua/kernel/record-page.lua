-- A page of an index by time, with the records that it lists.
--- @include "kernel/time-index"
local record_page = {}

--- Reads the page that `page` describes as time_index.page() does, with its keys: index, records, prefix, cursor,
--- limit, descending. Returns ids, their records (false where there is none) and the next cursor, '' on the last
--- page.
function record_page.read(page)
	local limit, ids, next_cursor = page.limit, {}, ''
	local members = time_index.page(page.index, page.prefix, page.cursor, limit + 1, page.descending)
	if #members > limit then
		members[#members] = nil
		next_cursor = members[limit]
	end
	for i = 1, #members do
		ids[i] = time_index.id(members[i])
	end
	return ids, #ids > 0 and redis.call('HMGET', page.records, unpack(ids)) or {}, next_cursor
end

--- Appends id and record of each; the record is empty where there is none.
function record_page.append(reply, ids, records)
	for i = 1, #ids do
		local place = #reply + 1
		reply[place], reply[place + 1] = ids[i], records[i] or ''
	end
	return reply
end

return record_page
