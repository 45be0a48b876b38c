-- Definitions of workflows (contract/records/workflow.ts): written once and never changed.
--
-- The packed states of a definition are `;pending>approved,rejected;rejected!`: each state with those that it may go
-- to, or ! where it is final. src/workflow/definitions/definition.ts packs and unpacks them.
--- @include "kernel/first-look"
--- @include "stores/generated/store-record"
--- @include "workflow/generated/definition-record"
local definitions = {}

-- It is in every store, and written in none.
local built_in = {
	['approval/1'] = {
		initial = 'pending',
		states = ';pending>approved,rejected;approved>processing,cancelled;rejected!;'
			.. 'processing>completed,failed;failed>processing;completed!;cancelled!',
	},
}
definitions.built_in = { approval = '1' }

--- The newest version as text, or nil where there is no such definition.
function definitions.newest(call, name)
	return redis.call('HGET', call.keys.definitions, name) or definitions.built_in[name]
end

local function read_built_in(call, known)
	local _, _, created_ms = store_record.read(first_look.store(call))
	if not created_ms then
		error('CORRUPT store')
	end
	return created_ms, known.initial, known.states
end

--- The definition of this version, or nil; then `true` comes second where there is a record that cannot be read.
function definitions.read(call, name, version)
	local place = name .. '/' .. version
	local created_ms, initial, states
	if built_in[place] then
		created_ms, initial, states = read_built_in(call, built_in[place])
	else
		local record = redis.call('HGET', call.keys.definitions, place)
		if not record then
			return nil
		end
		created_ms, initial, states = definition_record.read(record)
		if not created_ms or string.sub(states, 1, 1) ~= ';' then
			return nil, true
		end
	end
	return { name = name, version = version, created_ms = created_ms, initial = initial, states = states }
end

--- The definition of this version, of the newest one where `version` is false; nil where there is none.
function definitions.find(call, name, version)
	version = version or definitions.newest(call, name)
	if not version then
		return nil
	end
	local found, is_damaged = definitions.read(call, name, version)
	if is_damaged then
		error('CORRUPT definitions ' .. name .. '/' .. version)
	end
	return found
end

--- How definition_index lists a version: in the order of numbers.
function definitions.version_member(name, version)
	return string.format('v/%s/%09.0f', name, version)
end

--- The states that may follow a state, as "approved,rejected"; '' for none.
function definitions.targets(definition, state)
	local _, at = string.find(definition.states, ';' .. state .. '>', 1, true)
	return at and string.match(definition.states, '^[^;]*', at + 1) or ''
end

--- Whether the state is one of "approved,rejected".
function definitions.allows(targets, state)
	return string.find(',' .. targets .. ',', ',' .. state .. ',', 1, true) ~= nil
end

--- The states and transitions as a set, and how many they are.
local function set_of(states)
	local set, count = {}, 0
	for state, mark, targets in string.gmatch(states, ';([^;>!]+)([>!])([^;]*)') do
		set[state .. mark], count = true, count + 1
		for target in string.gmatch(targets, '[^,]+') do
			set[state .. '>' .. target], count = true, count + 1
		end
	end
	return set, count
end

--- Whether both texts name the same states and transitions, in whatever order.
function definitions.same(states, others)
	local set, count = set_of(states)
	local other_set, other_count = set_of(others)
	for one in pairs(set) do
		if not other_set[one] then
			return false
		end
	end
	return count == other_count
end

return definitions
