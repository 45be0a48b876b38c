-- Counts of campaigns, in memory: read when they are asked for, changed as units come and go, written once, by stock.
-- The hash of a campaign, by its number, has its limits, its SKUs, and the units that it counts, in all and by owner.
-- One that was deleted has none: nothing goes back to it, also where another has its id by now.
--- @include "kernel/integer"
--- @include "inventory/generated/campaign-limits-record"
--- @optional-key campaign_base
--- @state campaigns = false, changed_campaigns = false
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
	local record, used, units = unpack(redis.call('HMGET', key, '/limits', '/used', owner or '/used'))
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

--- Stages that a campaign counts more units for an owner (false for none), or fewer; none gets below 0.
function campaign_counts.add(call, number, owner, units)
	local found = campaign_counts.of(call, number, owner)
	if not found then
		return
	elseif not found.changed then
		call.changed_campaigns = call.changed_campaigns or {}
		found.changed, call.changed_campaigns[#call.changed_campaigns + 1] = {}, found
	end
	found.used = math.max(0, found.used + units)
	if owner then
		found.owners[owner] = math.max(0, found.owners[owner] + units)
		found.changed[owner] = true
	end
end

local function write(found)
	local values, gone = { '/used', text_of(found.used) }, {}
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
