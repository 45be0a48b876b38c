-- Instances of definitions.
--
-- `instances` holds "definition definitionVersion state version createdAtMs updatedAtMs data" by id, data as a JSON
-- object. The version is the sequence of the newest entry of its history: `history` holds by "instance/sequence" the
-- JSON array [from, to, atMs, operationId, data]. `instance_index` lists each instance under "a", "d/<definition>"
-- and "s/<definition>/<state>", by creation.
--- @include "kernel/integer"
--- @include "kernel/time-index"
--- @include "workflow/parts/definitions"
--- @state known_definitions = {}
local instance = {}

local function find_definition(call, name, version)
	local place = name .. '/' .. version
	call.known_definitions[place] = call.known_definitions[place] or definitions.find(call, name, version)
	return call.known_definitions[place]
end

--- The definition of an instance. It was there when the instance began, and is never changed.
local function definition_of(call, id, name, version)
	return find_definition(call, name, version)
		or error('CORRUPT instances ' .. id .. ': there is no definition ' .. name .. '/' .. version)
end

local pattern = '^(%S+) (%d+) (%S+) (%d+) (%d+) (%d+) ({.*})$'

--- Whether a record is one, for who goes on without those that are none.
function instance.is_whole(call, record)
	local name, definition_version = string.match(record, pattern)
	return name ~= nil and find_definition(call, name, definition_version) ~= nil
end

--- The instance kept in a record; its times as texts.
function instance.parse(call, id, record)
	local name, definition_version, state, version, created, updated, data = string.match(record, pattern)
	if not name then
		error('CORRUPT instances ' .. id)
	end
	return {
		id = id,
		state = state,
		version = version + 0,
		data = data,
		definition_name = name,
		definition_version = definition_version,
		definition = definition_of(call, id, name, definition_version),
		created = created,
		updated = updated,
	}
end

function instance.read(call, id)
	local record = redis.call('HGET', call.keys.instances, id)
	return record and instance.parse(call, id, record) or nil
end

--- The states that it may go to, as "approved,rejected"; '' for none.
function instance.targets(found)
	return definitions.targets(found.definition, found.state)
end

--- Appends what callers are told of it: id, definition, definition_version, state, version, created_at_ms,
--- updated_at_ms, allowed, data.
function instance.append(reply, found)
	local place = #reply
	reply[place + 1], reply[place + 2] = found.id, found.definition_name
	reply[place + 3], reply[place + 4] = found.definition_version, found.state
	reply[place + 5], reply[place + 6] = integer.text(found.version), found.created
	reply[place + 7], reply[place + 8], reply[place + 9] = found.updated, instance.targets(found), found.data
	return reply
end

--- Where the index lists it by its state.
function instance.state_member(found)
	return time_index.member('s/' .. found.definition_name .. '/' .. found.state, found.created, found.id)
end

--- The other members that list it, the same for as long as it is kept.
function instance.lasting_members(found)
	return time_index.member('a', found.created, found.id),
		time_index.member('d/' .. found.definition_name, found.created, found.id)
end

return instance
