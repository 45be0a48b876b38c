-- A page of transfers: one list of the index, or four in order where any state is asked for. A transfer whose deadline
-- has passed is over, also while the sweeper is behind: it is no longer pending, and is found among those that expired.
--
-- Needs KEYS: transfers, transfer_index.
--- @include "kernel/clock"
--- @include "kernel/byte-order"
--- @include "kernel/time-index"
--- @include "ledger/parts/transfer-records"
--- @include "ledger/parts/transfer-lists"
local merged_lists = {}

local STATES = { 'pending', 'posted', 'voided', 'expired' }
-- So many that are over are told apart at the most.
local MAX_LAPSED = '1000'

--- Whether a place, "ms/id", comes after another.
local function follows(one, other)
	local at, other_at = string.sub(one, 1, 13), string.sub(other, 1, 13)
	if at ~= other_at then
		return at > other_at
	end
	return byte_order.precedes(other, one)
end

--- The places under a prefix, at most `limit`.
local function places_under(call, page, prefix, limit)
	local cursor = page.cursor ~= '' and prefix .. '/' .. page.cursor or ''
	-- stylua: ignore
	local found = time_index.page(call.keys.transfer_index, prefix, cursor, limit, page.descending, page.from_ms,
		page.to_ms)
	for i = 1, #found do
		found[i] = string.sub(found[i], #prefix + 2)
	end
	return found
end

--- Whether a place comes before another on a page.
local function comes_first(page, one, other)
	if page.descending then
		return follows(one, other)
	end
	return follows(other, one)
end

--- Whether a transfer is in the list, and its place on the page or behind it.
local function is_wanted(page, transfer, place)
	local created_ms = transfer.created_ms + 0
	if page.cursor ~= '' and not comes_first(page, page.cursor, place) then
		return false
	elseif (page.from_ms and created_ms < page.from_ms) or (page.to_ms and created_ms > page.to_ms) then
		return false
	end
	-- stylua: ignore
	local all, sent, received, reference = transfer_lists.members('pending', transfer.id, transfer.from, transfer.to,
		transfer.created_ms, transfer_records.notes(transfer))
	local member = page.list .. '/pending/' .. place
	return member == all or member == sent or member == received or member == reference
end

--- The places of the transfers whose deadline has passed and that the index still has as pending, as a set; and, in
--- order, those of the list.
local function lapsed(call, page)
	local prefix = transfer_records.pending_prefix
	local members = time_index.due(call.keys.transfer_index, prefix, call.now_ms, MAX_LAPSED)
	local set, ordered = {}, {}
	if #members == 0 then
		return set, ordered, 0
	end
	local ids = time_index.ids(members, prefix)
	local records = transfer_records.fetch(call, ids)
	for i = 1, #ids do
		local transfer = records[i] and transfer_record.read(records[i], ids[i])
		local place = transfer and transfer.created_ms .. '/' .. ids[i]
		if transfer and not set[place] and transfer.state == 'pending' and is_wanted(page, transfer, place) then
			set[place], ordered[#ordered + 1] = true, place
		end
	end
	table.sort(ordered, function(one, other)
		return comes_first(page, one, other)
	end)
	return set, ordered, #ordered
end

--- The lists of places that a page is merged from.
local function sources(call, page, limit)
	local found = {}
	if not page.state then
		for i = 1, #STATES do
			found[i] = places_under(call, page, page.list .. '/' .. STATES[i], limit)
		end
	elseif page.state == 'pending' then
		local set, _, count = lapsed(call, page)
		local open, all = {}, places_under(call, page, page.list .. '/pending', limit + count)
		for i = 1, #all do
			open[#open + 1] = not set[all[i]] and all[i] or nil
		end
		found[1] = open
	else
		found[1] = places_under(call, page, page.list .. '/' .. page.state, limit)
		if page.state == 'expired' then
			local _, ordered = lapsed(call, page)
			found[2] = ordered
		end
	end
	return found
end

--- The next place of these lists, and which of them has it; nil at the end. `from` has the place that each is at.
local function next_of(page, lists, from)
	local best, which
	for i = 1, #lists do
		local place = lists[i][from[i]]
		if place and (not best or comes_first(page, place, best)) then
			best, which = place, i
		end
	end
	return best, which
end

--- The places of a page { list, state, cursor, limit, descending, from_ms, to_ms }, and that of the last one where
--- others follow, else ''.
function merged_lists.page(call, page)
	local lists, from, found = sources(call, page, page.limit + 1), {}, {}
	for i = 1, #lists do
		from[i] = 1
	end
	for _ = 1, 5 * (page.limit + 1) do
		local place, which = next_of(page, lists, from)
		if not place then
			return found, ''
		elseif #found == page.limit and place ~= found[#found] then
			return found, found[#found]
		end
		from[which] = from[which] + 1
		if place ~= found[#found] then -- a release that knows no lists ended it, and it was listed again
			found[#found + 1] = place
		end
	end
	return found, ''
end

return merged_lists
