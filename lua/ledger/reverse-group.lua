#!lua
--- Takes all posted transfers of a group back, the last first, each by a transfer of its own in the other direction.
---
--- KEYS: store, operation, journal, accounts, transfers, entries, transfer_index, ledger_totals, transfer_groups
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, reversal_id, notes: json
---   the id of each new transfer is reversal_id and the place of the one that it takes back, from 1; notes (a JSON
---   object) are those of all
--- Replies:
---   OK record (id record)...
---   record is described in ledger/generated/group-record; the others are its transfers, as in
---   ledger/generated/transfer-record, and behind them the new ones
---   GROUP_NOT_FOUND id
---   GROUPED id group order
---   TRANSFER_ALREADY_EXISTS id
---   INVALID_STATE what id state
---   INSUFFICIENT_FUNDS id requested available
---   CAP_EXCEEDED what field
--- @include "ledger/parts/found-group"
local group, found = found_group.find(call, id, 'posted')
if not group then
	return found
end
local made = {}
for i = #found, 1, -1 do
	local transfer = found[i]
	local left = transfer.state == 'posted' and transfer_rules.reversible(transfer) or 0
	if left > 0 then
		local wanted = { id = reversal_id .. '-' .. i, notes = notes, amount = left }
		local refusal = transfer_rules.reversal_refusal(call, transfer, wanted)
		if refusal then
			return refusal
		end
		made[#made + 1] = wanted.id
		made[#made + 1] = transfers.reverse(call, transfer, wanted)
	end
end
local reply = groups.reply(group, found)
for i = 1, #made do
	reply[#reply + 1] = made[i]
end
transfers.write(call)
return operation.complete(call, reply)
