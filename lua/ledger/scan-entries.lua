#!lua flags=no-writes
--- Reads entries of an account for the audit, oldest first, and what is recorded of it in the same breath.
---
--- KEYS: store, accounts, entries
--- ARGV: key, after: amount, limit: count
---   key is that of an account
--- Replies:
---   OK sequence opening entry...
---   sequence is the number of its newest entry, empty where there is no such account; opening is described in
---   ledger/generated/entry-opening-record, empty where no entry has left for the archive; entry is described in
---   ledger/generated/entry-record, empty where there is none
--- @include "ledger/parts/accounts"
if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local account = accounts.at(call, key)
local fields = { key .. '/0' }
for i = 1, limit do
	fields[i + 1] = key .. '/' .. integer.text(after + i)
end
local reply = { 'OK', account and account.sequence or '' }
for i, entry in ipairs(redis.call('HMGET', keys.entries, unpack(fields))) do
	reply[i + 2] = entry or ''
end
return reply
