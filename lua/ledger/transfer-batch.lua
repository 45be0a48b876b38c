#!lua
--- Executes up to 100 transfers in order: all or none, or each decided on its own.
---
--- KEYS: store, operation, journal, accounts, transfers, entries, transfer_index, ledger_totals
--- ARGV: operation_id, fingerprint, record_ttl_ms, midnights, mode: atomic|independent,
---   items (id, from, to, amount: count or false, bends: text or none, ttl_seconds: count <= 2592000 or none,
---   notes: json)... 1..100
---   as for ledger/transfer
--- Replies:
---   OK item...
---   item is the reply of ledger/transfer, one value a line, without OK: an outcome, unlike a code, holds blanks; no
---   value holds a line feed
---   an atomic batch is refused with the index of the first transfer that is, from 0:
---   TRANSFER_ALREADY_EXISTS index id
---   SAME_ACCOUNT index id
---   ACCOUNT_NOT_FOUND index id...
---   INVALID_STATE index what id state
---   ASSET_MISMATCH index from from_asset to to_asset
---   LIMIT_EXCEEDED index id scope limit used requested resets_ms hours
---   INSUFFICIENT_FUNDS index id requested available
---   CAP_EXCEEDED index what field
--- @include "kernel/operation"
--- @include "ledger/parts/transfer-request"
local answered = operation.answered(call) or days.choose(call, midnights)
if answered then
	return answered
end
if pending.expire_due(call) then
	return { 'AGAIN' }
end
local replies, refusal = transfer_request.all(call, items, mode == 'atomic')
if not replies then
	return refusal
end
transfers.write(call)
return operation.complete(call, replies)
