#!lua flags=no-writes
--- Reads how many units a campaign counts for an owner.
---
--- KEYS: store, campaigns, campaign*, reservations, reservation_index
--- ARGV: id, owner
--- Replies:
---   OK used per_owner
---   per_owner is the limit, empty for none
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
return { 'OK', shown_counts.of_owner(call, found.number, owner), found.per_owner or '' }
