-- Campaigns: who may have how many units of some SKUs, and when; a rule behind the door for units,
-- inventory/parts/claim. The rules in the record of a SKU name its campaigns and their windows.
--
-- Needs KEYS: campaign*.
--- @export
--- @include "kernel/clock"
--- @include "kernel/integer"
--- @include "inventory/parts/campaign-counts"
--- @include "inventory/parts/campaign-windows"
--- @include "inventory/parts/counted-units"
--- @include "inventory/parts/stock"
local campaigns = {}

local text_of, current, existing = integer.text, campaign_windows.current, campaign_counts.existing

--- Stages that units of these SKUs, which were read, are taken for an owner (false for none), and adds them to what is
--- counted, which it returns. A SKU in no campaign costs one look.
function campaigns.count(call, owner, skus, quantities, counted)
	local items, entries = call.items, nil
	for i = 1, #skus do
		local rules = items[skus[i]].rules
		local number = rules and rules.campaigns and current(call, rules)
		if number then
			entries = entries or counted_units.unpack(counted)
			campaign_counts.add(call, number, owner, quantities[i])
			counted_units.add(entries, owner, number, skus[i], quantities[i])
		end
	end
	return entries and counted_units.pack(entries) or counted or false
end

--- Reads the campaigns that count these units, so that what is wrong with them fails before any write.
function campaigns.look(call, counted)
	for _, entry in ipairs(counted and counted_units.unpack(counted) or {}) do
		campaign_counts.of(call, entry.number, entry.owner)
	end
end

--- Stages that units go back to the campaigns that counted them, of who has so many of each SKU left; nil for none.
--- Returns what stays counted.
function campaigns.give_back(call, counted, left)
	return counted
		and counted_units.rest(counted, left, function(entry, units)
			campaign_counts.add(call, entry.number, entry.owner, -units)
		end)
end

--- Stages that all that is counted is counted for another owner. Returns it.
function campaigns.move(call, counted, owner)
	local entries = {}
	for _, entry in ipairs(counted_units.unpack(counted)) do
		if entry.owner ~= owner then
			campaign_counts.add(call, entry.number, entry.owner, -entry.units)
			campaign_counts.add(call, entry.number, owner, entry.units)
		end
		counted_units.add(entries, owner, entry.number, entry.sku, entry.units)
	end
	return counted_units.pack(entries)
end

--- The sum of a campaign: units to be `taken`, those that go over from another owner, and those that this one has.
local function sum_of(found, number)
	if not found[number] then
		found[number] = { taken = 0, moved = 0, has = 0 }
		found[#found + 1] = number
	end
	return found[number]
end

--- Sums by number of a campaign, with the numbers as a list, and the lines whose window is not open.
local function sums(call, owner, skus, quantities, own, counted)
	local found, shut = {}, {}
	for i = 1, #skus do
		local item = call.items[skus[i]]
		local rules = item and item.rules
		local units = rules and rules.campaigns and (quantities[i] or 0) - (own and own[skus[i]] or 0) or 0
		local number, other, opens, at
		if units > 0 then
			number, other, opens, at = current(call, rules)
		end
		if number then
			local sum = sum_of(found, number)
			sum.taken = sum.taken + units
		elseif other then
			shut[#shut + 1] = { number = other, opens = opens, at = at, sku = skus[i] }
		end
	end
	for _, entry in ipairs(counted and counted_units.unpack(counted) or {}) do
		local sum, way = sum_of(found, entry.number), entry.owner == owner and 'has' or 'moved'
		sum[way] = sum[way] + entry.units
	end
	return found, shut
end

--- Why a campaign cannot count these units for the owner, or nil.
local function limit_refusal(found, owner, sum)
	local coming, in_all = sum.taken + sum.moved, sum.taken + sum.moved + sum.has
	local used = owner and found.owners[owner] or 0
	if found.per_owner and not owner and sum.taken > 0 then
		return { 'OWNER_REQUIRED', found.id }
	elseif found.per_owner and owner and coming > 0 and used + coming > found.per_owner then
		return { 'PURCHASE_LIMIT', found.id, 'perOwner', text_of(found.per_owner), text_of(used), text_of(coming) }
	elseif sum.taken == 0 then
		return nil
	elseif found.per_operation and in_all > found.per_operation then
		return { 'PURCHASE_LIMIT', found.id, 'perOperation', text_of(found.per_operation), '0', text_of(in_all) }
	elseif found.total and found.used + sum.taken > found.total then
		return { 'PURCHASE_LIMIT', found.id, 'total', text_of(found.total), text_of(found.used), text_of(sum.taken) }
	elseif found.used + sum.taken > integer.max then
		return { 'CAP_EXCEEDED', found.id, 'used' }
	end
	return nil
end

--- Why windows are not open, once for each campaign, with the SKUs that it is about.
local function window_refusals(call, shut)
	local found = {}
	for _, one in ipairs(shut) do
		local refusal = found[one.number]
		if not refusal then
			local id, at = existing(call, one.number).id, text_of(one.at)
			refusal = one.opens and { 'SALE_NOT_OPEN', id, at } or { 'SALE_CLOSED', id, at }
			found[one.number], found[#found + 1] = refusal, refusal
		end
		refusal[#refusal + 1] = one.sku
	end
	return found
end

--- Why an owner (false for none) may not have so many units of these SKUs, which were read, now: windows first, then
--- limits; a list, nil where nothing stands against it. `own` of them, by SKU, are kept back for who asks already, of
--- which `counted` is counted; nil for none.
function campaigns.refusals(call, owner, skus, quantities, own, counted)
	local found, shut = sums(call, owner, skus, quantities, own, counted)
	if not found[1] and not shut[1] then
		return nil
	end
	local refused = window_refusals(call, shut)
	for _, number in ipairs(found) do
		local sum = found[number]
		local campaign = sum.taken > 0 and existing(call, number, owner) or campaign_counts.of(call, number, owner)
		refused[#refused + 1] = campaign and limit_refusal(campaign, owner, sum) or nil
	end
	return refused[1] and refused or nil
end

--- Whether, and how, campaigns keep one who waits from so many units of a SKU, which was read: `shut` where nobody may
--- have any now, `passed` where only this one may not; nil where they do not. Notes where a limit holds somebody up.
function campaigns.bar(call, owner, sku, quantity)
	local rules = call.items[sku].rules
	local refused = rules and rules.campaigns and campaigns.refusals(call, owner, { sku }, { quantity })
	local number = refused and current(call, rules)
	if not refused then
		return nil
	elseif not number then
		return 'shut'
	end
	local found = existing(call, number)
	campaign_counts.await(call, found, true)
	return found.total and found.used >= found.total and 'shut' or 'passed'
end

--- Whether a limit stands against that, which the end of a reservation may change.
function campaigns.is_limited(call, owner, skus, quantities, own, counted)
	for _, refusal in ipairs(campaigns.refusals(call, owner, skus, quantities, own, counted) or {}) do
		if refusal[1] == 'PURCHASE_LIMIT' then
			return true
		end
	end
	return false
end

return campaigns
