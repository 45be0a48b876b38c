-- The start that the ends of a group share: the replay, what is due, the group and its transfers.
--- @include "kernel/operation"
--- @include "ledger/parts/together"
--- @include "ledger/parts/groups"
local found_group = {}

--- The group of this id, which must be in this state, and its transfers as of now; or nil and the reply that ends the
--- script. An order ends its group itself.
function found_group.find(call, id, wanted)
	local answered = operation.answered(call)
	if answered then
		return nil, answered
	end
	local group = groups.get(call, id)
	if pending.expire_due(call) then
		return nil, { 'AGAIN' }
	elseif not group then
		return nil, { 'GROUP_NOT_FOUND', id }
	elseif group.order then
		return nil, { 'GROUPED', id, id, group.order }
	end
	local found = groups.transfers(call, group)
	local state = groups.state(found)
	if state ~= wanted then
		return nil, { 'INVALID_STATE', 'group', id, state }
	end
	return group, found
end

--- Writes what was staged and answers with the group and its transfers.
function found_group.complete(call, group, found)
	transfers.write(call)
	return operation.complete(call, groups.reply(group, found))
end

return found_group
