-- Counts of campaigns, in memory: read when they are asked for, changed as units come and go, written once, by stock.
-- The hash of a campaign, by its number, has its limits, its SKUs, the units that it counts, in all and by owner, and
-- whether who waits for units was held up by a limit, so that only then the lines of its SKUs are run as units go back.
-- One that was deleted has none: nothing goes back to it, also where another has its id by now.
--- @include "kernel/integer"
--- @include "inventory/generated/campaign-limits-record"
--- @optional-key campaign_base
--- @state campaigns = false, changed_campaigns = false, eased_campaigns = false
local campaign_counts = {}

local text_of, counts = integer.text, integer.counts

local function count_in(number, text)
	return counts[text] or integer.amount(text or '0') or error('CORRUPT campaign ' .. number .. ': a count is none')
end

--- The key of what a campaign counts.
function campaign_counts.key(call, number)
	return call.keys.campaign_base .. ':' .. number
end

--- Deletes what a campaign counts, however much it is, without having Redis wait for that.
function campaign_counts.drop(call, number)
	redis.call('UNLINK', campaign_counts.key(call, number))
end

local function read_owner(call, found, owner)
	found.owners[owner] = count_in(found.number, redis.call('HGET', campaign_counts.key(call, found.number), owner))
end

--- Reads a campaign, with what it counts for an owner (false for none). Each sale makes this table: `awaited`,
--- `was_awaited` (as its hash has it) and `eased` stand there only where they are true, for a ninth field doubles it.
local function read(call, number, owner)
	local key = campaign_counts.key(call, number)
	local fields = redis.call('HMGET', key, '/limits', '/used', '/awaited', owner or '/used')
	if not fields[1] then
		return false
	end
	local id, per_owner, per_operation, total = campaign_limits_record.read(fields[1])
	if not id then
		error('CORRUPT campaign ' .. number)
	end
	local units = count_in(number, fields[4])
	local found = {
		number = number,
		id = id,
		per_owner = per_owner and per_owner + 0,
		per_operation = per_operation and per_operation + 0,
		total = total and total + 0,
		used = owner and count_in(number, fields[2]) or units,
		owners = { [owner or false] = units },
		changed = false,
	}
	if fields[3] == '1' then
		found.awaited, found.was_awaited = true, true
	end
	return found
end

--- The campaign of this number: its id, its limits (false for none), the units that it `used`, and by `owners` those of
--- this one and of others that were asked for; false where it was deleted.
function campaign_counts.of(call, number, owner)
	local campaigns = call.campaigns
	local found = campaigns and campaigns[number]
	if not campaigns then
		found = read(call, number, owner)
		call.campaigns = { [number] = found }
	elseif found == nil then
		found = read(call, number, owner)
		campaigns[number] = found
	elseif found and owner and not found.owners[owner] then
		read_owner(call, found, owner)
	end
	return found
end

--- The same, of one that the rules of a SKU name, and that must be there.
function campaign_counts.existing(call, number, owner)
	return campaign_counts.of(call, number, owner) or error('CORRUPT campaign ' .. number .. ': it is missing')
end

--- Has a campaign, which may be new, have these limits (nil for none) for the rest of the call. Returns it.
function campaign_counts.limit(call, number, id, per_owner, per_operation, total)
	local found = campaign_counts.of(call, number)
	if not found then
		found = { number = number, id = id, used = 0, owners = {}, changed = false }
		call.campaigns[number] = found
	end
	found.per_owner, found.per_operation, found.total = per_owner, per_operation, total
	return found
end

--- Stages that a campaign changed, and what it counts for an owner (false for none).
local function stage(call, found, owner)
	local changed = found.changed
	if not changed then
		found.changed, call.changed_campaigns = { owner }, true
	elseif changed[#changed] ~= owner then
		changed[#changed + 1] = owner
	end
end

--- Stages whether a limit of a campaign holds up who waits.
function campaign_counts.await(call, found, awaited)
	if (found.awaited or false) ~= awaited then
		stage(call, found, false)
		found.awaited = awaited
	end
end

--- The SKUs of all campaigns that hold up who waits, and that count fewer units since this was asked; they hold up
--- nobody then, as is staged, until somebody is held up again.
function campaign_counts.eased(call)
	local skus = {}
	for _, found in ipairs(call.eased_campaigns or {}) do
		for sku in string.gmatch(redis.call('HGET', campaign_counts.key(call, found.number), '/skus') or '', '[^,]+') do
			skus[#skus + 1] = sku
		end
		found.eased = false
		campaign_counts.await(call, found, false)
	end
	call.eased_campaigns = false
	return skus
end

local function sum_of(used, units)
	local sum = used + units
	return sum > 0 and sum or 0
end

--- Stages that a campaign counts more units for an owner (false for none), or fewer; none gets below 0.
function campaign_counts.add(call, number, owner, units)
	local found = campaign_counts.of(call, number, owner)
	if not found then
		return
	end
	stage(call, found, owner)
	if units < 0 and found.awaited and not found.eased then
		call.eased_campaigns = call.eased_campaigns or {}
		found.eased, call.eased_campaigns[#call.eased_campaigns + 1] = true, found
	end
	found.used = sum_of(found.used, units)
	if owner then
		found.owners[owner] = sum_of(found.owners[owner], units)
	end
end

local function write(call, found)
	local key, values, gone = campaign_counts.key(call, found.number), { '/used', text_of(found.used) }, {}
	if found.awaited and not found.was_awaited then
		values[3], values[4] = '/awaited', '1'
	elseif found.was_awaited and not found.awaited then
		gone[1] = '/awaited'
	end
	for _, owner in ipairs(found.changed) do
		local units = owner and found.owners[owner]
		if units and units > 0 then
			values[#values + 1], values[#values + 2] = owner, text_of(units)
		elseif units then
			gone[#gone + 1] = owner
		end
	end
	redis.call('HSET', key, unpack(values))
	if gone[1] then
		redis.call('HDEL', key, unpack(gone))
	end
end

--- Writes what a campaign counts, in one command where it counts more for one owner, as most sales have it.
local function write_one(call, found)
	local changed, owner = found.changed, found.changed[1]
	local units = owner and not changed[2] and found.owners[owner]
	if units and units > 0 and found.awaited == found.was_awaited then
		local key = campaign_counts.key(call, found.number)
		redis.call('HSET', key, '/used', text_of(found.used), owner, text_of(units))
	else
		write(call, found)
		found.was_awaited = found.awaited
	end
	found.changed = false
end

--- Writes what was staged.
function campaign_counts.write(call)
	for _, found in pairs(call.campaigns) do
		if found and found.changed then
			write_one(call, found)
		end
	end
	call.changed_campaigns = false
end

return campaign_counts
