#!lua
--- Deletes a campaign, with what it counts. Units that come back later go back to none. Who waits for units of its SKUs
--- is held up by it no more.
---
--- KEYS: store, operation, journal, stock, movements, campaigns, campaign_ids, reservations,
---   reservation_index, waits, wait_index, campaign*, hold*
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, if_match: text or none
---   if_match is described in kernel/precondition
--- Replies:
---   OK id
---   CAMPAIGN_NOT_FOUND id
---   VERSION_MISMATCH version
--- @include "kernel/precondition"
--- @include "inventory/parts/campaign-records"
--- @include "inventory/parts/wait-line"
local answered = operation.answered(call)
if answered then
	return answered
end
redis.call('ZCARD', keys.campaign_ids)
local found = campaign_records.read(call, id)
if not found then
	return { 'CAMPAIGN_NOT_FOUND', id }
end
local refusal = precondition.refusal(if_match, found.version)
if refusal then
	return refusal
end
local skus = campaign_records.skus(found.skus)
stock.read(call, skus)
campaign_counts.of(call, found.number) -- a wrong type must fail before any write
campaign_records.rule(call, found.number, skus)
inventory_events.campaign_deleted(call, id)
wait_line.want_all(call, skus)
wait_line.write(call)
redis.call('HDEL', keys.campaigns, id)
redis.call('ZREM', keys.campaign_ids, id)
campaign_counts.drop(call, found.number)
return operation.complete(call, { 'OK', id })
