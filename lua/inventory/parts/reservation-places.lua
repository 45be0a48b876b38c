-- Where `reservation_index` lists a reservation: under "s/<state>" (active ones by deadline, ended ones by their end),
-- and by creation under "o/<owner>" and each of its SKUs: "k/<SKU>" while it is active, "e/<SKU>" then. Older releases
-- left ended ones under "k/<SKU>".
--- @include "kernel/time-index"
--- @include "inventory/generated/reservation-record"
local reservation_places = {}

--- The member by its state, with its deadline and its end as texts.
function reservation_places.by_state(id, state, expires_ms, ended_ms)
	return time_index.member('s/' .. state, state == 'active' and expires_ms or ended_ms, id)
end

--- The end of the members that list it by its creation.
function reservation_places.tail(reservation)
	return time_index.member('', reservation_record.whose(reservation.record), reservation.id)
end

--- The member by a SKU, of an active (`k`) or an ended one (`e`), with this end.
function reservation_places.by_sku(kind, sku, tail)
	return kind .. '/' .. sku .. tail
end

--- The member by its owner, nil where it has none.
function reservation_places.by_owner(reservation)
	local created_ms, owner = reservation_record.whose(reservation.record)
	return owner and time_index.member('o/' .. owner, created_ms, reservation.id) or nil
end

--- All members that may list an ended reservation beside that of its state.
function reservation_places.lasting(reservation)
	local members, tail = { reservation_places.by_owner(reservation) }, reservation_places.tail(reservation)
	for _, sku in ipairs(reservation.skus) do
		members[#members + 1] = reservation_places.by_sku('e', sku, tail)
		members[#members + 1] = reservation_places.by_sku('k', sku, tail)
	end
	return members
end

return reservation_places
