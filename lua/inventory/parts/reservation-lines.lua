-- Changes of a part of an active reservation. Each is staged once a call.
--- @export
--- @include "inventory/parts/reservations"
--- @include "inventory/parts/given-lines"
local reservation_lines = {}

--- Lines as callers give them, or nil and the refusal.
function reservation_lines.merged(lines)
	local skus, quantities = given_lines.merged(lines)
	if not skus then
		return nil, quantities
	end
	return { skus = skus, quantities = quantities }
end

--- Names every line of which the reservation keeps fewer units back; nil where there is none.
function reservation_lines.refusal(reservation, part)
	local kept = line_list.by_sku(reservation.skus, reservation.quantities)
	return given_lines.exceeded(part.skus, part.quantities, function(sku)
		return kept[sku] or 0
	end)
end

--- Units of these lines beyond those of the reservation, which it takes to give it them: SKUs and quantities.
function reservation_lines.missing(reservation, lines)
	local skus, quantities = {}, {}
	if line_list.equal(lines.skus, lines.quantities, reservation.skus, reservation.quantities) then
		return skus, quantities -- most have the lines that they were made for
	end
	local kept = line_list.by_sku(reservation.skus, reservation.quantities)
	for i, sku in ipairs(lines.skus) do
		local more = lines.quantities[i] - (kept[sku] or 0)
		if more > 0 then
			skus[#skus + 1], quantities[#skus + 1] = sku, more
		end
	end
	return skus, quantities
end

--- The units that the reservation keeps back beside these.
function reservation_lines.rest(reservation, part)
	local skus, quantities = reservation_lines.missing(part, reservation)
	return { skus = skus, quantities = quantities }
end

--- Stages that the reservation has these lines from now on, and that it is in this state.
local function become(call, reservation, lines, state, ended_ms)
	local created_ms, owner, _, metadata = reservation_record.said(reservation.record)
	local packed = line_list.pack(lines.skus, lines.quantities)
	reservation.lines, reservation.quantities = packed, lines.quantities
	reservation.lasting = reservation_record.lasting(created_ms, owner, packed, metadata)
	reservations.change(call, reservation, state, reservation.expires_ms, ended_ms, lines.skus)
end

--- Stages that a part became a sale. The rest stays reserved where the call `keeps` it, else it may be sold again.
function reservation_lines.commit(call, reservation, part, keeps)
	local id, rest = reservation.id, reservation_lines.rest(reservation, part)
	local lines, left = line_list.pack(part.skus, part.quantities), line_list.pack(rest.skus, rest.quantities)
	reservation.committed = reservation.committed and line_list.sum(reservation.committed, part.skus, part.quantities)
		or lines
	claim.take(call, 'commit', part.skus, part.quantities, id)
	local left_units = line_list.by_sku(rest.skus, rest.quantities)
	reservation.counted = reservation.counted and counted_units.rest(reservation.counted, left_units)
	if keeps then
		become(call, reservation, rest, 'active', reservation.ended_ms)
		inventory_events.reservation_committed_in_part(call, id, lines, left)
		return
	end
	reservation.counted = claim.give_back(call, 'release', rest.skus, rest.quantities, id, reservation.counted)
	become(call, reservation, part, 'committed', call.now_text)
	inventory_events.reservation_committed(call, id, lines, left)
end

--- Stages that a part was given up: its units may be sold again.
function reservation_lines.cancel(call, reservation, part)
	local rest = reservation_lines.rest(reservation, part)
	local lines, left = line_list.pack(part.skus, part.quantities), line_list.pack(rest.skus, rest.quantities)
	reservation_lines.uncount(call, reservation, rest)
	claim.give_back(call, 'release', part.skus, part.quantities, reservation.id)
	become(call, reservation, rest, 'active', reservation.ended_ms)
	inventory_events.reservation_cancelled_in_part(call, reservation.id, lines, left)
end

--- Stages that campaigns count no more of the reservation than it has in these lines.
function reservation_lines.uncount(call, reservation, lines)
	local left = line_list.by_sku(lines.skus, lines.quantities)
	reservation.counted = campaigns.give_back(call, reservation.counted, left)
end

--- Stages that the reservation keeps these units back and no others; those that are missing can be had.
function reservation_lines.set(call, reservation, lines)
	local id, before = reservation.id, reservation.lines
	local more, more_units = reservation_lines.missing(reservation, lines)
	local less, less_units = reservation_lines.missing(lines, reservation)
	reservation_lines.uncount(call, reservation, lines)
	claim.give_back(call, 'release', less, less_units, id)
	local owner, counted = reservations.owner(reservation), reservation.counted
	reservation.counted = claim.take(call, 'reservation', more, more_units, id, owner, counted)
	become(call, reservation, lines, 'active', reservation.ended_ms)
	inventory_events.reservation_lines_set(call, id, reservation.lines, before)
end

return reservation_lines
