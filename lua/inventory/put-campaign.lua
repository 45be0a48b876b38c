#!lua
--- Makes a campaign, or changes its settings; the same settings again change nothing. Units that it counts stay
--- counted. Who waits for units of its SKUs, and may have them now, is served.
---
--- KEYS: store, operation, journal, stock, movements, campaigns, campaign_ids, campaign_version,
---   reservations, reservation_index, waits, wait_index, campaign*, hold*
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, if_match: text or none, opens_ms: count or none,
---   closes_ms: count or none, per_owner: count or none, per_operation: count or none, total: count or none,
---   skus (sku)... 1..100
---   if_match is described in kernel/precondition; without opens_ms it is open all along, without closes_ms it stays so
--- Replies:
---   OK status record used now_ms
---   status is `created` or `changed`; record is one of campaigns (contract/records/campaign.ts); used are the units
---   that it counts
---   VERSION_MISMATCH version
---   SKU_NOT_FOUND sku...
---   CAMPAIGN_OVERLAP (sku campaign)...
---   TOO_MANY_CAMPAIGNS sku most
---   further refusals follow the first, each as an array
--- @include "kernel/precondition"
--- @include "inventory/parts/campaign-records"
--- @include "inventory/parts/wait-line"
local answered = operation.answered(call)
if answered then
	return answered
end
redis.call('ZCARD', keys.campaign_ids)
local found = campaign_records.read(call, id)
if not found and if_match then
	return { 'VERSION_MISMATCH', '0' }
end
local refusal = found and precondition.refusal(if_match, found.version)
if refusal then
	return refusal
end
local before = found and campaign_records.skus(found.skus) or {}
stock.read(call, skus.sku)
stock.read(call, before)
refusal = campaign_records.refusal(call, found and found.number, skus.sku, opens_ms or 0, closes_ms or 0)
if refusal then
	return refusal
end

local function text(number)
	return number and integer.text(number)
end

local version = campaign_records.next_version(call)
local counts = campaign_counts.of(call, found and found.number or version) -- a wrong type must fail before any write
local function answer(status, record)
	local used = integer.text(counts and counts.used or 0)
	return operation.complete(call, { 'OK', status, record, used, call.now_text })
end

local settings = {
	number = found and found.number or version,
	created_ms = found and found.created_ms or call.now_text,
	opens_ms = text(opens_ms),
	closes_ms = text(closes_ms),
	per_owner = text(per_owner),
	per_operation = text(per_operation),
	total = text(total),
	skus = table.concat(skus.sku, ','),
}
local is_same = found
for _, name in ipairs({ 'opens_ms', 'closes_ms', 'per_owner', 'per_operation', 'total', 'skus' }) do
	is_same = is_same and found[name] == settings[name]
end
local number, window = settings.number, ':' .. (settings.opens_ms or '0') .. ':' .. (settings.closes_ms or '0')
campaign_records.rule(call, number, before)
campaign_records.rule(call, number, skus.sku, number .. window)
if is_same then
	stock.write(call) -- a SKU whose record was repaired is in the campaign again
	return answer('changed', found.record)
end
settings.version = version
-- stylua: ignore
inventory_events.campaign_set(call, id, version, '"' .. settings.skus .. '"', settings.opens_ms,
	settings.closes_ms, settings.per_owner, settings.per_operation, settings.total)
counts = campaign_counts.limit(call, number, id, per_owner, per_operation, total)
wait_line.want_all(call, before)
wait_line.want_all(call, skus.sku)
wait_line.write(call)
local record = campaign_records.write(call, id, settings)
return answer(found and 'changed' or 'created', record)
