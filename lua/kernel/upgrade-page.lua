-- A page of a hash of records, brought to the newest version of its record. One that is newest already is told by its
-- mark alone, so that a walk costs little where it has been before: it may be broken off anywhere, and begun again.
--- @include "kernel/integer"
local upgrade_page = {}

-- Pairs that one HSET takes: Lua unpacks only so many values.
local AT_ONCE = 1000

--- `record` has the mark of the newest version, `upgraded` as generated readers have it, and `ids_with`, what the ids
--- of records have in them where the hash holds other things too. The reply is OK cursor size seen upgraded id...: a
--- page has about `limit` records, and a hash that Redis keeps in one piece is one page.
function upgrade_page.reply(key, cursor, limit, record)
	local mark, upgraded, ids_with = record.mark, record.upgraded, record.ids_with
	local next_cursor, found = unpack(redis.call('HSCAN', key, cursor, 'COUNT', limit))
	local changed, last = {}, 0
	local reply = { 'OK', next_cursor, integer.text(redis.call('HLEN', key)), false, false }
	for i = 1, #found, 2 do
		local id, text = found[i], found[i + 1]
		if string.sub(text, 1, #mark) ~= mark and string.find(id, ids_with, 1, true) then
			local newest = upgraded(text)
			if newest then
				changed[last + 1], changed[last + 2] = id, newest
				last = last + 2
			else
				reply[#reply + 1] = id
			end
		end
	end
	for first = 1, last, AT_ONCE do
		redis.call('HSET', key, unpack(changed, first, math.min(first + AT_ONCE - 1, last)))
	end
	reply[4], reply[5] = integer.text(#found / 2), integer.text(last / 2)
	return reply
end

return upgrade_page
