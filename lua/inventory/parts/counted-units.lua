-- Units that campaigns count, as one text where the units are: in the record of a reservation, an order or a deduction.
-- It is `owner*number*SKU*units` with `,` between, the number that of a campaign, "-" for no owner; false where nothing
-- is counted. So units go back to the campaign and the owner that they were counted for.
--- @export
--- @include "kernel/integer"
local counted_units = {}

--- Units that are counted, as a list of { owner (false for none), number, sku, units }, oldest first.
function counted_units.unpack(counted)
	local entries = {}
	for owner, number, sku, units in string.gmatch(counted or '', '([^*,]+)%*(%d+)%*([^*,]+)%*(%d+)') do
		entries[#entries + 1] = { owner = owner ~= '-' and owner, number = number, sku = sku, units = units + 0 }
	end
	return entries
end

--- The text of units that one campaign counts for an owner, false for none.
function counted_units.text(owner, number, sku, units)
	return (owner or '-') .. '*' .. number .. '*' .. sku .. '*' .. integer.text(units)
end

--- The text of such a list.
function counted_units.pack(entries)
	local parts = {}
	for _, entry in ipairs(entries) do
		if entry.units > 0 then
			parts[#parts + 1] = counted_units.text(entry.owner, entry.number, entry.sku, entry.units)
		end
	end
	return #parts > 0 and table.concat(parts, ',')
end

--- Adds units to such a list.
function counted_units.add(entries, owner, number, sku, units)
	for _, entry in ipairs(entries) do
		if entry.owner == owner and entry.number == number and entry.sku == sku then
			entry.units = entry.units + units
			return
		end
	end
	entries[#entries + 1] = { owner = owner, number = number, sku = sku, units = units }
end

--- Units that stay counted of who has so many of each SKU left (nil for none), packed. Those that do not, newest first,
--- are handed to `free(entry, units)`, where that is given.
function counted_units.rest(counted, left, free)
	local entries, room = counted_units.unpack(counted), {}
	for _, entry in ipairs(entries) do
		local sku = entry.sku
		room[sku] = room[sku] or left and left[sku] or 0
		local kept = math.min(entry.units, room[sku])
		room[sku] = room[sku] - kept
		if free and kept < entry.units then
			free(entry, entry.units - kept)
		end
		entry.units = kept
	end
	return counted_units.pack(entries)
end

return counted_units
