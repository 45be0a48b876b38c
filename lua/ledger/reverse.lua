#!lua
--- Takes a posted transfer back, in full or in part, by a transfer of its own in the other direction.
---
--- KEYS: store, operation, journal, accounts, transfers, entries, transfer_index, ledger_totals,
---   grouped_transfers
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, amount: count or none, reversal_id,
---   notes: json
---   none is all that was not taken back yet; reversal_id and notes (a JSON object) are the new transfer's
--- Replies:
---   OK record id
---   the new transfer's
---   TRANSFER_NOT_FOUND id
---   GROUPED id group
---   TRANSFER_ALREADY_EXISTS id
---   AMOUNT_EXCEEDED id requested left
---   INVALID_STATE what id state
---   INSUFFICIENT_FUNDS id requested available
---   CAP_EXCEEDED what field
--- @include "ledger/parts/found-transfer"
local original, reply = found_transfer.find(call, id)
if not original then
	return reply
end
local wanted = { id = reversal_id, notes = notes, amount = amount or transfer_rules.reversible(original) }
local refusal = transfer_rules.reversal_refusal(call, original, wanted)
if refusal then
	return refusal
end
return found_transfer.complete(call, transfers.reverse(call, original, wanted), wanted.id)
