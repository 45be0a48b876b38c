-- Instances of definitions (contract/records/workflow.ts). The version of an instance is the sequence of the newest
-- entry of its history. `instance_index` lists each instance under "a", "d/<definition>" and "s/<definition>/<state>",
-- by creation.
--- @include "kernel/integer"
--- @include "kernel/time-index"
--- @include "workflow/generated/instance-record"
--- @include "workflow/parts/definitions"
--- @state known_definitions = {}
local instance = {}

--- The definition of an instance, read once a call; nil where it is missing or cannot be read. It was there when the
--- instance began, and is never changed.
local function definition_of(call, found)
	local place = found.definition_name .. '/' .. found.definition_version
	local known = call.known_definitions[place]
	if known == nil then
		known = definitions.read(call, found.definition_name, found.definition_version) or false
		call.known_definitions[place] = known
	end
	return known
end

local open_object, close_object = 123, 125

--- The instance in a record, without its definition; nil where the record is none.
local function parse(id, record)
	local found = instance_record.read(record, id)
	local data = found and found.data
	if data and string.byte(data) == open_object and string.byte(data, -1) == close_object then
		return found
	end
	return nil
end

--- The instance in a record; nil where it or its definition cannot be read, for who goes on without it.
function instance.readable(call, id, record)
	local found = parse(id, record)
	if found then
		found.definition = definition_of(call, found)
	end
	return found and found.definition and found or nil
end

--- The instance with this id, or nil where there is none.
function instance.read(call, id)
	local record = redis.call('HGET', call.keys.instances, id)
	if not record then
		return nil
	end
	local found = parse(id, record) or error('CORRUPT instances ' .. id)
	local name, version = found.definition_name, found.definition_version
	found.definition = definitions.find(call, name, version)
		or error('CORRUPT instances ' .. id .. ': there is no definition ' .. name .. '/' .. version)
	return found
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
	reply[place + 5], reply[place + 6] = integer.text(found.version), found.created_ms
	reply[place + 7], reply[place + 8], reply[place + 9] = found.updated_ms, instance.targets(found), found.data
	return reply
end

--- How instance_index lists it by its state.
function instance.state_member(found)
	return time_index.member('s/' .. found.definition_name .. '/' .. found.state, found.created_ms, found.id)
end

--- The members that list it as long as it is kept: among all, and by its definition.
function instance.lasting_members(found)
	return time_index.member('a', found.created_ms, found.id),
		time_index.member('d/' .. found.definition_name, found.created_ms, found.id)
end

return instance
