-- The settings of campaigns. Windows stand in the rules of their SKUs too, and limits in the hash of what is counted,
-- for decisions to read; whoever changes settings writes all three.
--
-- Needs KEYS: campaigns, campaign_ids, campaign*, campaign_version; stock, movements.
--- @include "kernel/operation"
--- @include "inventory/generated/campaign-record"
--- @include "inventory/parts/claim"
local campaign_records = { most_of_sku = 20 }

--- The settings of a campaign; nil where there is none.
function campaign_records.read(call, id)
	local record = redis.call('HGET', call.keys.campaigns, id)
	return record and (campaign_record.read(record) or error('CORRUPT campaigns ' .. id))
end

--- SKUs of a text, as a list.
function campaign_records.skus(text)
	local skus = {}
	for sku in string.gmatch(text, '[^,]+') do
		skus[#skus + 1] = sku
	end
	return skus
end

--- Windows of a SKU without that of this campaign, as a list of texts, and the number of the first of them that
--- overlaps with this window; 0 stands for no such time.
local function others(rules, number, opens_ms, closes_ms)
	local entries, overlapping = {}, nil
	for entry, other, opens, closes in string.gmatch(rules or '', '((%d+):(%d+):(%d+))') do
		if other ~= number then
			local ends_before = closes + 0 ~= 0 and closes + 0 <= opens_ms
			local begins_after = closes_ms ~= 0 and opens + 0 >= closes_ms
			entries[#entries + 1] = entry
			overlapping = overlapping or not ends_before and not begins_after and other or nil
		end
	end
	return entries, overlapping
end

--- Why a campaign of this number (nil for a new one) cannot have these SKUs, which were read, in this window; nil where
--- it can. All unknown SKUs are named, and all that are in another campaign then.
function campaign_records.refusal(call, number, skus, opens_ms, closes_ms)
	local missing, overlapping, full = { 'SKU_NOT_FOUND' }, { 'CAMPAIGN_OVERLAP' }, nil
	for _, sku in ipairs(skus) do
		local item = stock.item(call, sku)
		local entries, other = others(item and item.rules and item.rules.campaigns, number, opens_ms, closes_ms)
		if not item then
			missing[#missing + 1] = sku
		elseif other then
			local found = campaign_counts.of(call, other) or error('CORRUPT campaign ' .. other .. ': it is missing')
			overlapping[#overlapping + 1], overlapping[#overlapping + 2] = sku, found.id
		elseif #entries >= campaign_records.most_of_sku then
			full = full or { 'TOO_MANY_CAMPAIGNS', sku, integer.text(campaign_records.most_of_sku) }
		end
	end
	local found = {}
	found[#found + 1] = missing[2] and missing
	found[#found + 1] = overlapping[2] and overlapping
	found[#found + 1] = full
	return claim.reply(found)
end

--- Stages that SKUs, which were read, are in a campaign in this window (a text), nil where they are no longer in it.
function campaign_records.rule(call, number, skus, window)
	for _, sku in ipairs(skus) do
		local item = stock.item(call, sku)
		local safety_stock, low_stock, before, line = stock_records.rules(item)
		local entries = others(before, number, 0, 0)
		entries[#entries + 1] = window
		local text = #entries > 0 and table.concat(entries, ',')
		if text ~= before then
			stock_records.rule(item, safety_stock, low_stock, text, line)
			if not item.staged then
				stock.stage(call, sku, item)
			end
		end
	end
end

--- The next version of any campaign, as text; a new campaign has it as its number, too.
function campaign_records.next_version(call)
	local last = integer.amount(redis.call('GET', call.keys.campaign_version) or '0')
	return integer.text((last or error('CORRUPT campaign_version')) + 1)
end

--- Writes settings, which have their version. Returns the record.
function campaign_records.write(call, id, settings)
	local record = campaign_record.write(
		settings.number,
		settings.version,
		settings.created_ms,
		settings.opens_ms,
		settings.closes_ms,
		settings.per_owner,
		settings.per_operation,
		settings.total,
		settings.skus
	)
	local limits = campaign_limits_record.write(id, settings.per_owner, settings.per_operation, settings.total)
	local key = campaign_counts.key(call, settings.number)
	redis.call('HSET', call.keys.campaigns, id, record)
	redis.call('ZADD', call.keys.campaign_ids, 0, id)
	redis.call('SET', call.keys.campaign_version, settings.version)
	redis.call('HSET', key, '/limits', limits, '/skus', settings.skus)
	return record
end

return campaign_records
