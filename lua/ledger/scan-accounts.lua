#!lua flags=no-writes
--- Reads accounts page by page as they are recorded, for the audit.
---
--- KEYS: store, accounts, account_ids
--- ARGV: cursor, limit: count
---   cursor is the last key seen, or empty
--- Replies:
---   OK more (key record)...
---   record is described in ledger/generated/account-record, empty where there is none; more is 1 where further
---   accounts follow
--- @include "kernel/integer"
--- @include "kernel/name-page"

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local found, more = name_page.read(keys.account_ids, cursor, limit)
local reply = { 'OK', more }
if #found > 0 then
	for i, record in ipairs(redis.call('HMGET', keys.accounts, unpack(found))) do
		reply[#reply + 1] = found[i]
		reply[#reply + 1] = record or ''
	end
end
return reply
