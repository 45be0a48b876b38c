#!lua flags=no-writes
--- Reads a campaign.
---
--- KEYS: store, campaigns, campaign*, reservations, reservation_index
--- ARGV: id
--- Replies:
---   OK record used now_ms
---   record is one of campaigns (contract/records/campaign.ts); used are the units that it counts
---   CAMPAIGN_NOT_FOUND id
--- @include "inventory/generated/campaign-record"
--- @include "inventory/parts/shown-counts"
if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local record = redis.call('HGET', keys.campaigns, id)
if not record then
	return { 'CAMPAIGN_NOT_FOUND', id }
end
local found = campaign_record.read(record) or error('CORRUPT campaigns ' .. id)
return { 'OK', record, shown_counts.used(call, found.number), call.now_text }
