#!lua
--- Posts a pending transfer, in full or in part; what is not posted is released.
---
--- KEYS: store, operation, journal, accounts, transfers, entries, transfer_index, ledger_totals,
---   grouped_transfers
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, amount: count or none
---   none is the full amount
--- Replies:
---   OK record
---   TRANSFER_NOT_FOUND id
---   GROUPED id group
---   INVALID_STATE what id state
---   AMOUNT_EXCEEDED id requested left
---   CAP_EXCEEDED what field
--- @include "ledger/parts/found-transfer"
local transfer, reply = found_transfer.find(call, id)
if not transfer then
	return reply
end
local posted = amount or transfer.amount
local refusal = transfer_rules.posting_refusal(call, transfer, posted)
if refusal then
	return refusal
end
return found_transfer.complete(call, pending.post(call, transfer, posted))
