#!lua flags=no-writes
--- Lists the versions of a definition, newest first.
---
--- KEYS: store, definitions, definition_index
--- ARGV: name, before_version, limit: count
---   before_version is the last version seen, or empty
--- Replies:
---   OK newest_version more (version created_at_ms initial)...
---   more is 1 where older ones follow
---   DEFINITION_NOT_FOUND name
--- @include "workflow/parts/definitions"
local before = before_version

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local newest = definitions.newest(call, name)
if not newest then
	return { 'DEFINITION_NOT_FOUND', name }
end
local prefix = 'v/' .. name
local from = before ~= '' and string.format('(%s/%09.0f', prefix, tonumber(before)) or '(' .. prefix .. '0'
local to = '[' .. prefix .. '/'
local members = redis.call('ZRANGE', keys.definition_index, from, to, 'BYLEX', 'REV', 'LIMIT', 0, limit + 1)
local versions = {}
for i, member in ipairs(members) do
	versions[i] = string.match(member, '[1-9]%d*$')
end
if definitions.built_in[name] and before ~= '1' then
	versions[#versions + 1] = definitions.built_in[name]
end
local reply = { 'OK', newest, #versions > limit and '1' or '0' }
for i = 1, math.min(#versions, limit) do
	local found = definitions.find(call, name, versions[i])
	reply[#reply + 1] = found.version
	reply[#reply + 1] = found.created_ms
	reply[#reply + 1] = found.initial
end
return reply
