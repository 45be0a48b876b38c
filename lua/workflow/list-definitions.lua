#!lua flags=no-writes
--- Lists definitions by name.
---
--- KEYS: store, definitions, definition_index
--- ARGV: cursor: text or none, limit: count
---   cursor is the last name seen
--- Replies:
---   OK more (name newest_version)...
---   more is 1 where further names follow; newest_version is empty where it is missing
--- @include "workflow/parts/definitions"

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end

--- Byte order, which < is not: it follows the locale of the server.
local function precedes(name, other)
	local at = 1
	while at <= #name and string.byte(name, at) == string.byte(other, at) do
		at = at + 1
	end
	return (string.byte(name, at) or 0) < (string.byte(other, at) or 0)
end

local names, after = {}, cursor or ''
local members = redis.call('ZRANGE', keys.definition_index, '(n/' .. after, '(n0', 'BYLEX', 'LIMIT', 0, limit + 1)
for i, member in ipairs(members) do
	names[i] = string.sub(member, 3)
end
for name in pairs(definitions.built_in) do
	local place = 1
	while names[place] and precedes(names[place], name) do
		place = place + 1
	end
	if precedes(after, name) and names[place] ~= name then
		table.insert(names, place, name)
	end
end
local reply = { 'OK', #names > limit and '1' or '0' }
for i = 1, math.min(#names, limit) do
	reply[#reply + 1] = names[i]
	reply[#reply + 1] = definitions.newest(call, names[i]) or ''
end
return reply
