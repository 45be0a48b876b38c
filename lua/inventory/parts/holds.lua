-- Holds: reservations and what they keep back of the stock.
--
-- `reservations` holds "state expiresAt endedAt createdAt owner lines metadata" by id: times in ms, endedAt 0 until
-- then, lines as inventory/parts/line-list packs them, "-" for no owner or metadata; what never changes comes last.
-- `reservation_index` lists every hold under "s/<state>" (active ones by deadline, ended ones by their end),
-- "k/<SKU>"
-- and "o/<owner>" (by creation).
-- A hold may be used while its expiry key `hold` exists and its deadline has not passed.
--- @export
--- @include "kernel/time-index"
--- @include "inventory/parts/line-list"
--- @include "inventory/parts/stock"
--- @state unlisted_holds = false, listed_holds = false, hold_records = false
local holds = { max_reclaimed = 100, max_reclaimed_lines = 200 }

--- Where the index lists a hold by its state.
local function member_of(id, state, expires, ended)
	if state == 'active' then
		return time_index.member('s/active', expires, id)
	end
	return time_index.member('s/' .. state, ended, id)
end

--- The hold kept in a record; its times as texts, `lasting` is what never changes.
function holds.parse(id, record)
	local state, expires, ended, lasting, packed = string.match(record, '^(%l+) (%d+) (%d+) (%d+ %S+ (%S+) .+)$')
	if not state then
		error('CORRUPT reservations ' .. id)
	end
	local skus, quantities = line_list.unpack(packed, nil, 'reservations', id)
	return {
		id = id,
		state = state,
		expires = expires,
		ended = ended,
		lasting = lasting,
		packed = packed,
		skus = skus,
		quantities = quantities,
		member = member_of(id, state, expires, ended),
		record = record,
	}
end

--- A new hold, to be staged by holds.list().
function holds.new(call, id, expires, owner, metadata, skus, quantities)
	local packed = line_list.pack(skus, quantities)
	local lasting = call.now_text .. ' ' .. owner .. ' ' .. packed .. ' ' .. metadata
	return {
		id = id,
		lasting = lasting,
		packed = packed,
		skus = skus,
		member = member_of(id, 'active', expires),
		record = 'active ' .. expires .. ' 0 ' .. lasting,
	}
end

--- Reads holds and the stock of their lines; in the place of an id without a record comes false. Many holds of many
--- lines would be more than one script should do, and more than unpack takes: with `max_lines` it stops after the
--- hold
--- that reaches them. Returns the holds, and how many of the ids it got through.
function holds.read(call, ids, max_lines)
	redis.call('ZCARD', call.keys.reservation_index)
	if #ids == 0 then
		return {}, 0
	end
	local found, skus, done = {}, {}, 0
	local kept = redis.call('HMGET', call.keys.reservations, unpack(ids))
	for i = 1, #ids do
		if max_lines and #skus >= max_lines then
			break
		end
		done = i
		local hold = kept[i] and holds.parse(ids[i], kept[i])
		found[i] = hold
		for place = 1, hold and #hold.skus or 0 do
			skus[#skus + 1] = hold.skus[place]
		end
	end
	stock.read(call, skus)
	return found, done
end

--- The members that list a hold for as long as it is kept.
function holds.lasting_members(hold)
	local members, created, owner = {}, string.match(hold.lasting, '^(%d+) (%S+)')
	for i = 1, #hold.skus do
		members[i] = time_index.member('k/' .. hold.skus[i], created, hold.id)
	end
	if owner ~= '-' then
		members[#members + 1] = time_index.member('o/' .. owner, created, hold.id)
	end
	return members
end

local function stage(call, hold)
	if not call.hold_records then
		call.unlisted_holds, call.listed_holds, call.hold_records = {}, {}, {}
	end
	local place, listed = #call.hold_records + 1, #call.listed_holds + 1
	call.hold_records[place], call.hold_records[place + 1] = hold.id, hold.record
	call.listed_holds[listed], call.listed_holds[listed + 1] = 0, hold.member
end

--- Stages a hold with its places in all indexes.
function holds.list(call, hold)
	stage(call, hold)
	local members = holds.lasting_members(hold)
	for i = 1, #members do
		local listed = #call.listed_holds + 1
		call.listed_holds[listed], call.listed_holds[listed + 1] = 0, members[i]
	end
end

--- Stages a change of state or deadline.
local function change(call, hold, state, expires, ended)
	local before = hold.member
	hold.state, hold.ended, hold.member = state, ended, member_of(hold.id, state, expires, ended)
	hold.record = state .. ' ' .. expires .. ' ' .. ended .. ' ' .. hold.lasting
	stage(call, hold)
	if before ~= hold.member then
		call.unlisted_holds[#call.unlisted_holds + 1] = before
	end
end

--- Stages a new deadline, given as text.
function holds.extend(call, hold, expires)
	change(call, hold, hold.state, expires, hold.ended)
end

--- Stages the end of an active hold: its units become a sale, or are available again. One that expires ended at its
--- deadline, whenever that is noticed, so that its place among the ended ones is the same before and after.
function holds.finish(call, hold, state)
	local id, skus, quantities = hold.id, hold.skus, hold.quantities
	local committed, ended = state == 'committed', call.now_text
	if state == 'expired' and hold.expires + 0 < call.now_ms then
		ended = hold.expires
	end
	change(call, hold, state, hold.expires, ended)
	local kind = committed and 'commit' or state == 'expired' and 'expiry' or 'release'
	for i = 1, #skus do
		local quantity = quantities[i]
		stock.move(call, skus[i], kind, committed and -quantity or 0, -quantity, committed and quantity or nil, id)
	end
	journal.add(call, 'reservation.' .. state, '{"id":"' .. id .. '","lines":"' .. hold.packed .. '"}')
end

--- Forgets what was staged, once it is written.
function holds.forget(call)
	call.unlisted_holds, call.listed_holds, call.hold_records = false, false, false
end

--- Writes what was staged, holds and stock; once.
function holds.write(call)
	if call.hold_records then
		if #call.unlisted_holds > 0 then
			redis.call('ZREM', call.keys.reservation_index, unpack(call.unlisted_holds))
		end
		redis.call('ZADD', call.keys.reservation_index, unpack(call.listed_holds))
		redis.call('HSET', call.keys.reservations, unpack(call.hold_records))
	end
	stock.write(call)
end

return holds
