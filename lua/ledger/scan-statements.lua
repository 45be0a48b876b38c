#!lua flags=no-writes
--- Reads accounts page by page, each with what ledger/open-statement finds of it. All pages of an export end at one
--- time, which has passed, so that no entry comes within it any more and all accounts agree.
---
--- KEYS: store, accounts, account_ids, entries, transfer_index
--- ARGV: cursor, from_ms: whole or none, to_ms: whole or none, limit: count
---   cursor is the last key seen, or empty; from_ms and to_ms are inclusive
--- Replies:
---   OK until_ms more (key asset base oldest newest opening closing)...
---   until_ms is to_ms, or the last moment that has passed where that comes before; more is 1 where further accounts
---   follow
--- @include "kernel/name-page"
--- @include "ledger/parts/entry-range"
if not call.currency then
	return { 'STORE_NOT_FOUND' }
end
local until_ms = math.min(to_ms or call.now_ms - 1, call.now_ms - 1)
local since_ms = from_ms and math.min(from_ms, until_ms + 1)
local found, more = name_page.read(keys.account_ids, cursor, limit)
local known = accounts.read(call, found)
local reply = { 'OK', integer.text(until_ms), more }
for _, key in ipairs(found) do
	local account = known[key] or error('CORRUPT accounts ' .. key)
	entry_range.add(call, reply, entry_range.of(call, key, account, since_ms, until_ms))
end
return reply
