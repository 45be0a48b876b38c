#!lua flags=no-writes
--- Reads transfers as they are recorded, for entries that have left for the archive.
---
--- KEYS: store, transfers
--- ARGV: transfers (id)... 1..500
--- Replies:
---   OK record...
---   one for each, described in ledger/generated/transfer-record, empty where there is none
if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local reply = { 'OK' }
for i, record in ipairs(redis.call('HMGET', keys.transfers, unpack(transfers.id))) do
	reply[i + 1] = record or ''
end
return reply
