#!lua
--- Moves money from one account to another, or holds it until it is posted or voided.
---
--- KEYS: store, operation, journal, accounts, transfers, entries, transfer_index, ledger_totals
--- ARGV: operation_id, fingerprint, record_ttl_ms, midnights, id, from, to, amount: count,
---   bends: text or none, ttl_seconds: count <= 2592000 or none, notes: json
---   midnights is described in ledger/parts/days; where bends is `yes`, the amount is the most, and what is available
---   moves; a transfer without ttl_seconds is posted at once; notes is a JSON object
--- Replies:
---   OK outcome id daily_limit used_today resets_ms
---   outcome is described in ledger/generated/outcome-record, its notes are there where they hold metadata; the id is
---   the last value where the sender has no daily limit, and has the amount behind a blank where it bends
---   TRANSFER_ALREADY_EXISTS id
---   SAME_ACCOUNT id
---   ACCOUNT_NOT_FOUND id...
---   INVALID_STATE what id state
---   ASSET_MISMATCH from from_asset to to_asset
---   LIMIT_EXCEEDED id scope limit used requested resets_ms hours
---   INSUFFICIENT_FUNDS id requested available
---   CAP_EXCEEDED what field
--- @include "kernel/operation"
--- @include "ledger/parts/transfer-request"
local answered = operation.answered(call) or days.choose(call, midnights)
if answered then
	return answered
end
local wanted = transfer_request.new(call, id, from, to, amount, bends, ttl_seconds, notes)
if pending.expire_due(call) then
	return { 'AGAIN' }
end
local refusal = transfer_request.refusal(call, wanted)
if refusal then
	return refusal
end
local outcome = transfer_request.execute(call, wanted)
transfers.write(call)
local told_id, terms = transfer_request.told_id(wanted), wanted.sender.terms
if terms.daily and wanted.used then
	local used = wanted.sender.used
	return operation.complete(call, { 'OK', outcome, told_id, terms.daily_text, used, call.day_end_text })
end
return operation.complete(call, { 'OK', outcome, told_id })
