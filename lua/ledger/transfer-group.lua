#!lua
--- Executes up to 100 transfers in order, all or none, as a group: from then on its transfers end together. All that
--- are pending have one deadline.
---
--- KEYS: store, operation, journal, accounts, transfers, entries, transfer_index, ledger_totals, transfer_groups,
---   grouped_transfers
--- ARGV: operation_id, fingerprint, record_ttl_ms, midnights, group,
---   items (id, from, to, amount: count, bends: text or none, ttl_seconds: count <= 2592000 or none,
---   notes: json)... 1..100
---   as for ledger/transfer; ttl_seconds is one number in all that have it
--- Replies:
---   OK item...
---   item as for ledger/transfer-batch
---   GROUP_ALREADY_EXISTS id
---   any other refusal has the index of the first transfer that is refused, from 0:
---   TRANSFER_ALREADY_EXISTS index id
---   SAME_ACCOUNT index id
---   ACCOUNT_NOT_FOUND index id...
---   INVALID_STATE index what id state
---   ASSET_MISMATCH index from from_asset to to_asset
---   LIMIT_EXCEEDED index id scope limit used requested resets_ms hours
---   INSUFFICIENT_FUNDS index id requested available
---   CAP_EXCEEDED index what field
--- @include "kernel/operation"
--- @include "ledger/parts/groups"
--- @include "ledger/parts/transfer-request"
local answered = operation.answered(call) or days.choose(call, midnights)
if answered then
	return answered
end
local is_taken = redis.call('HEXISTS', keys.transfer_groups, group) == 1
redis.call('HLEN', keys.grouped_transfers)
if pending.expire_due(call) then
	return { 'AGAIN' }
elseif is_taken then
	return { 'GROUP_ALREADY_EXISTS', group }
end
local replies, refusal = transfer_request.all(call, items, true)
if not replies then
	return refusal
end
local ttl_seconds = false
for i = 1, items.count do
	ttl_seconds = ttl_seconds or items.ttl_seconds[i]
end
transfers.write(call)
groups.write(call, group, items.id, ttl_seconds and integer.text(call.now_ms + ttl_seconds * 1000))
return operation.complete(call, replies)
