#!lua
--- Ends all pending transfers of a group; what they held is released.
---
--- KEYS: store, operation, journal, accounts, transfers, entries, transfer_index, ledger_totals, transfer_groups
--- ARGV: operation_id, fingerprint, record_ttl_ms, id
--- Replies:
---   OK record (id record)...
---   record is described in ledger/generated/group-record; the others are its transfers, as in
---   ledger/generated/transfer-record
---   GROUP_NOT_FOUND id
---   GROUPED id group order
---   INVALID_STATE what id state
--- @include "ledger/parts/found-group"
local group, found, state = found_group.find(call, id)
if not group then
	return found
elseif state ~= 'pending' then
	return { 'INVALID_STATE', 'group', id, state }
end
for i = 1, #found do
	if found[i].state == 'pending' then
		pending.void(call, found[i])
	end
end
return found_group.complete(call, group, found)
