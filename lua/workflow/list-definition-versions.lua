#!lua flags=no-writes
--- Lists the versions of a definition, newest first.
---
--- KEYS: store, definitions, definition_index
--- ARGV: name, before_version: count <= 999999999 or none, limit: count
---   before_version is the last version seen
--- Replies:
---   OK newest_version more (version created_at_ms initial)...
---   more is 1 where older ones follow; created_at_ms and initial are empty where the record is missing or unreadable
---   DEFINITION_NOT_FOUND name
--- @include "workflow/parts/definitions"

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local newest = definitions.newest(call, name)
if not newest then
	return { 'DEFINITION_NOT_FOUND', name }
end
local prefix = 'v/' .. name
local from = '(' .. (before_version and definitions.version_member(name, before_version) or prefix .. '0')
local to = '[' .. prefix .. '/'
local members = redis.call('ZRANGE', keys.definition_index, from, to, 'BYLEX', 'REV', 'LIMIT', 0, limit + 1)
local versions = {}
for i, member in ipairs(members) do
	versions[i] = string.match(member, '[1-9]%d*$')
end
if definitions.built_in[name] and before_version ~= 1 then
	versions[#versions + 1] = definitions.built_in[name]
end
local reply = { 'OK', newest, #versions > limit and '1' or '0' }
for i = 1, math.min(#versions, limit) do
	local found = definitions.read(call, name, versions[i])
	reply[#reply + 1] = versions[i]
	reply[#reply + 1] = found and found.created_ms or ''
	reply[#reply + 1] = found and found.initial or ''
end
return reply
