#!lua
--- Ends a pending transfer; what it held is released.
---
--- KEYS: store, operation, journal, accounts, transfers, entries, transfer_index, ledger_totals,
---   grouped_transfers
--- ARGV: operation_id, fingerprint, record_ttl_ms, id
--- Replies:
---   OK record
---   TRANSFER_NOT_FOUND id
---   GROUPED id group
---   INVALID_STATE what id state
--- @include "ledger/parts/found-transfer"
local transfer, reply = found_transfer.find(call, id)
if not transfer then
	return reply
elseif transfer.state ~= 'pending' then
	return { 'INVALID_STATE', 'transfer', transfer.id, transfer.state }
end
return found_transfer.complete(call, pending.void(call, transfer))
