-- Reservations: units that are kept back for a time. Their records are those of
-- inventory/generated/reservation-record.
--
-- `reservation_index` lists every reservation under "s/<state>" (active ones by deadline, ended ones by their end),
-- "k/<SKU>" and "o/<owner>" (by creation). A reservation may be used while its expiry key exists and its deadline has
-- not passed.
--- @export
--- @include "kernel/time-index"
--- @include "inventory/parts/line-list"
--- @include "inventory/parts/claim"
--- @include "inventory/generated/inventory-events"
--- @include "inventory/generated/reservation-record"
--- @state unlisted_reservations = false, listed_reservations = false, reservation_records = false
local reservations = { max_reclaimed = 100, max_reclaimed_lines = 200 }

--- Where the index lists a reservation by its state.
local function member_of(id, state, expires, ended)
	return time_index.member('s/' .. state, state == 'active' and expires or ended, id)
end

--- The reservation kept in a record; its times are texts, `lasting` is what never changes.
function reservations.parse(id, record)
	local reservation = reservation_record.read(record, id)
	if not reservation then
		error('CORRUPT reservations ' .. id)
	end
	reservation.skus, reservation.quantities = line_list.unpack(reservation.lines, nil, 'reservations', id)
	reservation.member = member_of(id, reservation.state, reservation.expires_ms, reservation.ended_ms)
	return reservation
end

--- A new reservation, to be staged by reservations.list(). `owner` and `metadata` (JSON) are false for none.
function reservations.new(call, id, expires_ms, owner, metadata, skus, quantities)
	local lines = line_list.pack(skus, quantities)
	local lasting = reservation_record.lasting(call.now_text, owner, lines, metadata)
	return {
		id = id,
		lasting = lasting,
		lines = lines,
		skus = skus,
		member = member_of(id, 'active', expires_ms),
		record = reservation_record.write('active', expires_ms, '0', lasting),
	}
end

--- Reads reservations and the stock of their lines; an id without a record has false in its place. Many lines would
--- be more than one script should do, and more than unpack takes: with `max_lines` it stops after the reservation that
--- reaches them. Returns the reservations, and how many of the ids it got through.
function reservations.read(call, ids, max_lines)
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
		local reservation = kept[i] and reservations.parse(ids[i], kept[i])
		found[i] = reservation
		for place = 1, reservation and #reservation.skus or 0 do
			skus[#skus + 1] = reservation.skus[place]
		end
	end
	stock.read(call, skus)
	return found, done
end

--- For whom the reservation is, or false.
function reservations.owner(reservation)
	local _, owner = reservation_record.whose(reservation.record)
	return owner
end

--- The members that list a reservation for as long as it is kept.
function reservations.lasting_members(reservation)
	local members, created_ms, owner = {}, reservation_record.whose(reservation.record)
	for i = 1, #reservation.skus do
		members[i] = time_index.member('k/' .. reservation.skus[i], created_ms, reservation.id)
	end
	if owner then
		members[#members + 1] = time_index.member('o/' .. owner, created_ms, reservation.id)
	end
	return members
end

local function stage(call, reservation)
	if not call.reservation_records then
		call.unlisted_reservations, call.listed_reservations, call.reservation_records = {}, {}, {}
	end
	local place, listed = #call.reservation_records + 1, #call.listed_reservations + 1
	call.reservation_records[place], call.reservation_records[place + 1] = reservation.id, reservation.record
	call.listed_reservations[listed], call.listed_reservations[listed + 1] = 0, reservation.member
end

--- Stages a reservation with its places in all indexes.
function reservations.list(call, reservation)
	stage(call, reservation)
	local members = reservations.lasting_members(reservation)
	for i = 1, #members do
		local listed = #call.listed_reservations + 1
		call.listed_reservations[listed], call.listed_reservations[listed + 1] = 0, members[i]
	end
end

--- Stages a change of state or deadline.
local function change(call, reservation, state, expires_ms, ended_ms)
	local before = reservation.member
	local member = member_of(reservation.id, state, expires_ms, ended_ms)
	reservation.state, reservation.ended_ms, reservation.member = state, ended_ms, member
	reservation.record = reservation_record.write(state, expires_ms, ended_ms, reservation.lasting)
	stage(call, reservation)
	if before ~= member then
		call.unlisted_reservations[#call.unlisted_reservations + 1] = before
	end
end

--- Stages a new deadline, given as text.
function reservations.extend(call, reservation, expires_ms)
	change(call, reservation, reservation.state, expires_ms, reservation.ended_ms)
end

--- Stages that an active reservation became a sale.
function reservations.commit(call, reservation)
	change(call, reservation, 'committed', reservation.expires_ms, call.now_text)
	claim.take(call, 'commit', reservation.skus, reservation.quantities, reservation.id)
	inventory_events.reservation_committed(call, reservation.id, reservation.lines)
end

--- Stages that an active reservation was given up: its units may be sold again.
function reservations.cancel(call, reservation)
	change(call, reservation, 'cancelled', reservation.expires_ms, call.now_text)
	claim.give_back(call, 'release', reservation.skus, reservation.quantities, reservation.id)
	inventory_events.reservation_cancelled(call, reservation.id, reservation.lines)
end

--- Stages that an active reservation is over. It ended at its deadline, whenever that is noticed, so that its place
--- among the ended ones is the same before and after.
function reservations.expire(call, reservation)
	local expires_ms = reservation.expires_ms
	change(call, reservation, 'expired', expires_ms, expires_ms + 0 < call.now_ms and expires_ms or call.now_text)
	claim.give_back(call, 'expiry', reservation.skus, reservation.quantities, reservation.id)
	inventory_events.reservation_expired(call, reservation.id, reservation.lines)
end

--- Forgets what was staged, once it is written.
function reservations.forget(call)
	call.unlisted_reservations, call.listed_reservations, call.reservation_records = false, false, false
end

--- Writes what was staged, reservations and stock; once.
function reservations.write(call)
	if call.reservation_records then
		if #call.unlisted_reservations > 0 then
			redis.call('ZREM', call.keys.reservation_index, unpack(call.unlisted_reservations))
		end
		redis.call('ZADD', call.keys.reservation_index, unpack(call.listed_reservations))
		redis.call('HSET', call.keys.reservations, unpack(call.reservation_records))
	end
	stock.write(call)
end

return reservations
