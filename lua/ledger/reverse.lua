#!lua
--- Takes a posted transfer back, in full or in part, by a transfer of its own in the other direction.
---
--- KEYS: store, operation, journal, accounts, transfers, entries, transfer_index, ledger_totals
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, amount, reversal_id, notes
---   amount is empty for all that was not taken back yet; reversal_id and notes (a JSON object) are the new transfer's
--- Replies:
---   OK record id
---   the new transfer's
---   TRANSFER_NOT_FOUND id
---   TRANSFER_ALREADY_EXISTS id
---   AMOUNT_EXCEEDED id requested left
---   INVALID_STATE what id state
---   INSUFFICIENT_FUNDS id requested available
---   CAP_EXCEEDED what field
--- @include "ledger/found-transfer"
local original, reply = found_transfer.find(ARGV[4])
if not original then
	return reply
end
local wanted = { id = ARGV[6], notes = ARGV[7] }
wanted.amount = found_transfer.amount(ARGV[5], transfer_rules.reversible(original))
if not wanted.amount then
	return { 'INVALID_ARGUMENT', 'amount' }
end
local refusal = transfer_rules.reversal_refusal(original, wanted)
if refusal then
	return refusal
end
return found_transfer.complete(transfers.reverse(original, wanted), wanted.id)
