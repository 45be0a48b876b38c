#!lua flags=no-writes
--- Reads a group of transfers, as of this moment also where the sweeper is behind.
---
--- KEYS: store, transfers, transfer_groups
--- ARGV: id
--- Replies:
---   OK record (id record)...
---   record is described in ledger/generated/group-record; the others are its transfers, as in
---   ledger/generated/transfer-record
---   GROUP_NOT_FOUND id
--- @include "kernel/clock"
--- @include "ledger/parts/groups"
if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local group = groups.get(call, id)
if not group then
	return { 'GROUP_NOT_FOUND', id }
end
local found = groups.transfers(call, group)
for i = 1, #found do
	local transfer = found[i]
	if transfer.state == 'pending' and call.now_ms > transfer.expires_ms + 0 then
		transfer.state = 'expired'
	end
end
return groups.reply(group, found)
