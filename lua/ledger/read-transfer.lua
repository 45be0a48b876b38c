#!lua flags=no-writes
--- Reads a transfer, as of this moment also where the sweeper is behind.
---
--- KEYS: store, transfers
--- ARGV: id
--- Replies:
---   OK record
---   record is described in ledger/generated/transfer-record
---   TRANSFER_NOT_FOUND id
--- @include "kernel/clock"
--- @include "ledger/parts/transfer-records"
if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local transfer = transfer_records.get(call, id)
if not transfer then
	return { 'TRANSFER_NOT_FOUND', id }
elseif transfer.state == 'pending' and call.now_ms > transfer.expires_ms + 0 then
	transfer.state = 'expired'
end
return { 'OK', transfer_records.format(transfer) }
