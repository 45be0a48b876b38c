-- Definitions of workflows, written once and never changed.
--
-- `definitions` holds "createdAtMs initial states" by "name/version", and by name alone the number of the newest
-- version. States are ";pending>approved,rejected;rejected!": each with the states it may go to, or ! where it is
-- final. `definition_index` lists "n/<name>" and "v/<name>/<9-digit version>".
local definitions = {}

--- Exists in every store since the store does, without being written there.
local built_in = {
	['approval/1'] = 'pending ;pending>approved,rejected;approved>processing,cancelled;rejected!;'
		.. 'processing>completed,failed;failed>processing;completed!;cancelled!',
}
definitions.built_in = { approval = '1' }

--- The number of the newest version, or nil where there is no such definition.
function definitions.newest(call, name)
	return redis.call('HGET', call.keys.definitions, name) or definitions.built_in[name]
end

--- The definition of this version (of the newest one, where that is ''), or nil.
function definitions.find(call, name, version)
	version = version ~= '' and version or definitions.newest(call, name)
	local place = name .. '/' .. (version or '')
	local record = redis.call('HGET', call.keys.definitions, place)
	if built_in[place] then
		record = string.match(redis.call('GET', call.keys.store), '%d+$') .. ' ' .. built_in[place]
	end
	if not record then
		return nil
	end
	local created_ms, initial, states = string.match(record, '^(%d+) (%S+) (;%S+)$')
	if not states then
		error('CORRUPT definitions ' .. place)
	end
	return { name = name, version = version, created_ms = created_ms, initial = initial, states = states }
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
