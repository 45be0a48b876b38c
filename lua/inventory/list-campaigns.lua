#!lua flags=no-writes
--- Lists campaigns by id.
---
--- KEYS: store, campaigns, campaign_ids, campaign*, reservations, reservation_index
--- ARGV: cursor, limit: count
---   cursor is the last id seen, or empty
--- Replies:
---   OK more now_ms (id record used)...
---   more is 1 where further ones follow; record is empty where there is none, or it cannot be read
--- @include "kernel/name-page"
--- @include "inventory/generated/campaign-record"
--- @include "inventory/parts/shown-counts"
if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local ids, more = name_page.read(keys.campaign_ids, cursor, limit)
local records = #ids > 0 and redis.call('HMGET', keys.campaigns, unpack(ids)) or {}
local reply = { 'OK', more, call.now_text }
for i = 1, #ids do
	local found, place = records[i] and campaign_record.read(records[i]), #reply
	reply[place + 1], reply[place + 2] = ids[i], found and records[i] or ''
	reply[place + 3] = found and shown_counts.used(call, found.number) or '0'
end
return reply
