-- Counts of campaigns, in memory: read when they are asked for, changed as units come and go, written once, by stock.
-- The hash of a campaign, by its number, has its limits, its SKUs, the units that it counts, in all and by owner, and
-- whether who waits for units was held up by a limit, so that only then the lines of its SKUs are run as units go back.
-- One that was deleted has none: nothing goes back to it, also where another has its id by now.
--- @include "kernel/integer"
--- @include "inventory/generated/campaign-limits-record"
--- @optional-key campaign_base
--- @state campaigns = false, changed_campaigns = false, eased_campaigns = false
local campaign_counts = {}

local text_of = integer.text

local function count_in(number, text)
	return integer.amount(text or '0') or error('CORRUPT campaign ' .. number .. ': a count is none')
end

--- The key of what a campaign counts.
function campaign_counts.key(call, number)
	return call.keys.campaign_base .. ':' .. number
end

--- Deletes what a campaign counts, however much it is, without having Redis wait for that.
function campaign_counts.drop(call, number)
	redis.call('UNLINK', campaign_counts.key(call, number))
end

local function read_owner(found, owner)
	found.owners[owner] = count_in(found.number, redis.call('HGET', found.key, owner))
end

--- Reads a campaign, with what it counts for an owner (false for none).
local function read(call, number, owner)
	local key = campaign_counts.key(call, number)
	local fields = redis.call('HMGET', key, '/limits', '/used', '/awaited', owner or '/used')
	local record, used, awaited, units = unpack(fields)
	if not record then
		return false
	end
	local limits = campaign_limits_record.read(record) or error('CORRUPT campaign ' .. number)
	local found = {
		number = number,
		key = key,
		id = limits.id,
		per_owner = limits.per_owner and limits.per_owner + 0,
		per_operation = limits.per_operation and limits.per_operation + 0,
		total = limits.total and limits.total + 0,
		owners = {},
		awaited = awaited == '1',
		changed = false,
	}
	found.used = count_in(number, used)
	if owner then
		found.owners[owner] = count_in(number, units)
	end
	return found
end

--- The campaign of this number: its id, its limits (false for none), the units that it `used`, and by `owners` those of
--- this one and of others that were asked for; false where it was deleted.
function campaign_counts.of(call, number, owner)
	call.campaigns = call.campaigns or {}
	local found = call.campaigns[number]
	if found == nil then
		found = read(call, number, owner)
		call.campaigns[number] = found
	elseif found and owner and not found.owners[owner] then
		read_owner(found, owner)
	end
	return found
end

--- Has a campaign, which may be new, have these limits (nil for none) for the rest of the call. Returns it.
function campaign_counts.limit(call, number, id, per_owner, per_operation, total)
	local found = campaign_counts.of(call, number)
	if not found then
		local key = campaign_counts.key(call, number)
		found = { number = number, key = key, id = id, used = 0, owners = {}, awaited = false, changed = false }
		call.campaigns[number] = found
	end
	found.per_owner, found.per_operation, found.total = per_owner, per_operation, total
	return found
end

local function stage(call, found)
	if not found.changed then
		call.changed_campaigns = call.changed_campaigns or {}
		found.changed, call.changed_campaigns[#call.changed_campaigns + 1] = {}, found
	end
end

--- Stages whether a limit of a campaign holds up who waits.
function campaign_counts.await(call, found, awaited)
	if found.awaited ~= awaited then
		stage(call, found)
		found.awaited = awaited
	end
end

--- The SKUs of all campaigns that hold up who waits, and that count fewer units since this was asked; they hold up
--- nobody then, as is staged, until somebody is held up again.
function campaign_counts.eased(call)
	local skus = {}
	for _, found in ipairs(call.eased_campaigns or {}) do
		for sku in string.gmatch(redis.call('HGET', found.key, '/skus') or '', '[^,]+') do
			skus[#skus + 1] = sku
		end
		found.eased = false
		campaign_counts.await(call, found, false)
	end
	call.eased_campaigns = false
	return skus
end

--- Stages that a campaign counts more units for an owner (false for none), or fewer; none gets below 0.
function campaign_counts.add(call, number, owner, units)
	local found = campaign_counts.of(call, number, owner)
	if not found then
		return
	end
	stage(call, found)
	if units < 0 and found.awaited and not found.eased then
		call.eased_campaigns = call.eased_campaigns or {}
		found.eased, call.eased_campaigns[#call.eased_campaigns + 1] = true, found
	end
	found.used = math.max(0, found.used + units)
	if owner then
		found.owners[owner] = math.max(0, found.owners[owner] + units)
		found.changed[owner] = true
	end
end

local function write(found)
	local values, gone = { '/used', text_of(found.used) }, {}
	if found.awaited then
		values[3], values[4] = '/awaited', '1'
	else
		gone[1] = '/awaited'
	end
	for owner in pairs(found.changed) do
		local units = found.owners[owner]
		if units > 0 then
			values[#values + 1], values[#values + 2] = owner, text_of(units)
		else
			gone[#gone + 1] = owner
		end
	end
	redis.call('HSET', found.key, unpack(values))
	if gone[1] then
		redis.call('HDEL', found.key, unpack(gone))
	end
	found.changed = false
end

--- Writes what was staged.
function campaign_counts.write(call)
	for i = 1, #call.changed_campaigns do
		write(call.changed_campaigns[i])
	end
	call.changed_campaigns = false
end

return campaign_counts
