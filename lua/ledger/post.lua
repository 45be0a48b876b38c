#!lua
--- Posts a pending transfer, in full or in part; what is not posted is released.
---
--- KEYS: store, operation, journal, accounts, transfers, entries, transfer_index, ledger_totals
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, amount
---   amount is empty for all of it
--- Replies:
---   OK record
---   TRANSFER_NOT_FOUND id
---   INVALID_STATE what id state
---   AMOUNT_EXCEEDED id requested left
---   CAP_EXCEEDED what field
--- @include "ledger/found-transfer"
local transfer, reply = found_transfer.find(ARGV[4])
if not transfer then
	return reply
end
local amount = found_transfer.amount(ARGV[5], transfer.amount)
if not amount then
	return { 'INVALID_ARGUMENT', 'amount' }
end
local refusal = transfer_rules.posting_refusal(transfer, amount)
if refusal then
	return refusal
end
return found_transfer.complete(pending.post(transfer, amount))
