-- Reservations: units that are kept back for a time. Their records are those of
-- inventory/generated/reservation-record.
--
-- A reservation may be used while its expiry key exists and its deadline has not passed.
--- @export
--- @include "kernel/bulk"
--- @include "kernel/time-index"
--- @include "inventory/parts/line-list"
--- @include "inventory/parts/claim"
--- @include "inventory/parts/reservation-places"
--- @include "inventory/generated/inventory-events"
--- @include "inventory/generated/reservation-record"
--- @state unlisted_reservations = false, listed_reservations = false, reservation_records = false
local reservations = { max_reclaimed = 100, max_reclaimed_lines = 200 }

local member_of = reservation_places.by_state

--- The reservation kept in a record; its times are texts, `lasting` is what never changes. `known` holds packed `lines`
--- that are likely to be its own, with their `skus` and `quantities`, so that nobody reads them twice; nil for none.
function reservations.parse(id, record, known)
	local reservation = reservation_record.read(record, id)
	if not reservation then
		error('CORRUPT reservations ' .. id)
	end
	if known and known.lines == reservation.lines then
		reservation.skus, reservation.quantities = { unpack(known.skus) }, { unpack(known.quantities) }
	else
		reservation.skus, reservation.quantities = line_list.unpack(reservation.lines, nil, 'reservations', id)
	end
	reservation.member = member_of(id, reservation.state, reservation.expires_ms, reservation.ended_ms)
	return reservation
end

--- A new reservation, to be staged by reservations.list(). `owner`, `metadata` (JSON), `cart`, what campaigns count of
--- it, and the wait that became it are false or nil for none.
function reservations.new(call, id, expires_ms, owner, metadata, skus, quantities, cart, counted, wait)
	local lines = line_list.pack(skus, quantities)
	local lasting = reservation_record.lasting(call.now_text, owner, lines, metadata)
	return {
		id = id,
		expires_ms = expires_ms,
		lasting = lasting,
		lines = lines,
		skus = skus,
		quantities = quantities,
		member = member_of(id, 'active', expires_ms),
		record = reservation_record.write('active', expires_ms, '0', false, cart, false, counted, wait, lasting),
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

local function list(call, member)
	local listed = call.listed_reservations
	local place = #listed
	listed[place + 1], listed[place + 2] = '0', member
end

--- Stages its places by SKU: those of an active one (`k`) by these SKUs, which may be nil for none, are no more, and it
--- has such ones, or those of one that has ended (`e`), by its SKUs of now.
local function list_by_sku(call, reservation, skus_before, kind)
	local tail, unlisted, skus = reservation_places.tail(reservation), call.unlisted_reservations, reservation.skus
	for i = 1, skus_before and #skus_before or 0 do
		unlisted[#unlisted + 1] = reservation_places.by_sku('k', skus_before[i], tail)
	end
	for i = 1, #skus do
		list(call, reservation_places.by_sku(kind, skus[i], tail))
	end
end

--- Stages the record of a reservation, once a call, and its place by its state.
local function stage(call, reservation)
	if not call.reservation_records then
		call.unlisted_reservations, call.listed_reservations, call.reservation_records = {}, {}, {}
	end
	local place = #call.reservation_records + 1
	call.reservation_records[place], call.reservation_records[place + 1] = reservation.id, reservation.record
	list(call, reservation.member)
end

--- Stages a reservation with its places in all indexes.
function reservations.list(call, reservation)
	stage(call, reservation)
	list_by_sku(call, reservation, nil, 'k')
	local by_owner = reservation_places.by_owner(reservation)
	if by_owner then
		list(call, by_owner)
	end
end

--- Stages a change of an active reservation: another state or deadline, and what else is another in memory. Its lines
--- are those of these SKUs from now on, which may be others than they were.
function reservations.change(call, reservation, state, expires_ms, ended_ms, skus)
	local before, kept = reservation.member, reservation
	local member = member_of(kept.id, state, expires_ms, ended_ms)
	kept.state, kept.expires_ms, kept.ended_ms, kept.member = state, expires_ms, ended_ms, member
	-- stylua: ignore
	kept.record = reservation_record.write(state, expires_ms, ended_ms, kept.reason, kept.cart, kept.committed,
		kept.counted, kept.wait, kept.lasting)
	stage(call, kept)
	if before ~= member then
		call.unlisted_reservations[#call.unlisted_reservations + 1] = before
	end
	if state ~= 'active' or skus ~= kept.skus then
		local skus_before = kept.skus
		kept.skus = skus
		list_by_sku(call, kept, skus_before, state == 'active' and 'k' or 'e')
	end
end

local change = reservations.change

--- Stages a new deadline, given as text.
function reservations.extend(call, reservation, expires_ms)
	change(call, reservation, reservation.state, expires_ms, reservation.ended_ms, reservation.skus)
end

--- Stages that an active reservation became a sale, or, by another kind of claim, a part of one; some of its units may
--- have become one before.
function reservations.commit(call, reservation, kind)
	local skus, quantities = reservation.skus, reservation.quantities
	if reservation.committed then
		reservation.committed = line_list.sum(reservation.committed, skus, quantities)
	end
	reservation.counted = false -- for good, or by what it became
	change(call, reservation, 'committed', reservation.expires_ms, call.now_text, skus)
	claim.take(call, kind or 'commit', skus, quantities, reservation.id)
	inventory_events.reservation_committed(call, reservation.id, reservation.lines)
end

--- Stages that an active reservation was given up, or ended for this reason: its units may be sold again.
function reservations.cancel(call, reservation, reason)
	local skus, quantities, counted = reservation.skus, reservation.quantities, reservation.counted
	reservation.reason = reason or false
	reservation.counted = claim.give_back(call, 'release', skus, quantities, reservation.id, counted)
	change(call, reservation, 'cancelled', reservation.expires_ms, call.now_text, skus)
	inventory_events.reservation_cancelled(call, reservation.id, reservation.lines, reason)
end

--- Stages that an active reservation is over. It ended at its deadline, whenever that is noticed, so that its place
--- among the ended ones is the same before and after.
function reservations.expire(call, reservation)
	local expires_ms, skus, counted = reservation.expires_ms, reservation.skus, reservation.counted
	reservation.counted = claim.give_back(call, 'expiry', skus, reservation.quantities, reservation.id, counted)
	change(call, reservation, 'expired', expires_ms, expires_ms + 0 < call.now_ms and expires_ms or call.now_text, skus)
	inventory_events.reservation_expired(call, reservation.id, reservation.lines)
end

--- Forgets what was staged, once it is written.
function reservations.forget(call)
	call.unlisted_reservations, call.listed_reservations, call.reservation_records = false, false, false
end

--- Writes what was staged, reservations and stock; once.
function reservations.write(call)
	if call.reservation_records then
		bulk.zrem(call.keys.reservation_index, call.unlisted_reservations)
		bulk.zadd(call.keys.reservation_index, call.listed_reservations)
		bulk.hset(call.keys.reservations, call.reservation_records)
	end
	stock.write(call)
end

return reservations
