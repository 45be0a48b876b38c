-- Instances of definitions.
--
-- `instances` holds "definition definitionVersion state version createdAtMs updatedAtMs data" by id, data as a JSON
-- object. The version is the sequence of the newest entry of its history: `history` holds by "instance/sequence" the
-- JSON array [from, to, atMs, operationId, data]. `instance_index` lists each instance under "a", "d/<definition>"
-- and "s/<definition>/<state>", by creation.
--- @include "lib/integer"
--- @include "lib/time-index"
--- @include "workflow/definitions"
local instance = {}

local known

function instance.prepare()
	known = {}
end

--- The definition of an instance. It was there when the instance began, and is never changed.
local function definition_of(found)
	local place = found.definition_name .. '/' .. found.definition_version
	known[place] = known[place] or definitions.find(found.definition_name, found.definition_version)
	return known[place] or error('CORRUPT definition ' .. place)
end

--- The instance kept in a record.
function instance.parse(id, record)
	local name, definition_version, state, version, created_ms, updated_ms, data =
		string.match(record, '^(%S+) (%d+) (%S+) (%d+) (%d+) (%d+) ({.*})$')
	if not name then
		error('CORRUPT instance ' .. id)
	end
	local found = { id = id, state = state, version = tonumber(version), data = data }
	found.definition_name, found.definition_version = name, definition_version
	found.created_ms, found.updated_ms = tonumber(created_ms), tonumber(updated_ms)
	found.definition = definition_of(found)
	return found
end

function instance.read(id)
	local record = redis.call('HGET', keys.instances, id)
	return record and instance.parse(id, record) or nil
end

--- The states that it may go to, as "approved,rejected"; '' for none.
function instance.targets(found)
	return definitions.targets(found.definition, found.state)
end

--- Appends what callers are told of it: id, definition, definition_version, state, version, created_at_ms,
--- updated_at_ms, allowed, data.
function instance.append(reply, found)
	local values = { found.id, found.definition_name, found.definition_version, found.state }
	values[5], values[6] = integer.text(found.version), integer.text(found.created_ms)
	values[7], values[8], values[9] = integer.text(found.updated_ms), instance.targets(found), found.data
	for _, value in ipairs(values) do
		reply[#reply + 1] = value
	end
	return reply
end

--- Where the index lists it by its state.
function instance.state_member(found)
	return time_index.member('s/' .. found.definition_name .. '/' .. found.state, found.created_ms, found.id)
end

--- The other members that list it, the same for as long as it is kept.
function instance.lasting_members(found)
	return time_index.member('a', found.created_ms, found.id),
		time_index.member('d/' .. found.definition_name, found.created_ms, found.id)
end

return instance
