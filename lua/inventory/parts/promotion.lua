-- How one who waits for units comes to a reservation of them, or does not yet.
--
-- Needs KEYS: waits, wait_index, reservations, reservation_index, campaign*, hold*.
--- @include "inventory/parts/claim"
--- @include "inventory/parts/reservations"
--- @include "inventory/parts/waits"
--- @state served_waits = 0, passed_waits = 0, promoted_holds = false
local promotion = { most = 100, most_passed = 1000 }

--- The units that a wait can have of so many, or nil.
local function fitting(wait, free)
	if free >= wait.quantity then
		return wait.quantity
	end
	return wait.at_least and free >= wait.at_least + 0 and free or nil
end

--- Stages that a wait becomes a reservation of so many units.
local function promote(call, wait, units)
	local id, skus, quantities = wait.reservation, { wait.sku }, { units }
	local counted = claim.take(call, 'reservation', skus, quantities, id, wait.owner)
	local expires_ms = integer.text(call.now_ms + wait.hold_seconds * 1000)
	-- stylua: ignore
	local made = reservations.new(call, id, expires_ms, wait.owner, false, skus, quantities, false, counted, wait.id)
	reservations.list(call, made)
	inventory_events.reservation_created(call, id, made.lines, expires_ms)
	wait.granted = integer.text(units)
	waits.finish(call, wait, 'promoted', call.now_text)
	inventory_events.inventory_wait_promoted(call, wait.id, id)
	call.promoted_holds = call.promoted_holds or {}
	local place = #call.promoted_holds + 1
	call.promoted_holds[place], call.promoted_holds[place + 1] = call.keys.hold_base .. ':' .. id, expires_ms
end

--- Whether those behind a wait that a campaign bars come next. How many are passed over in one call is bounded; those
--- behind them are served once some in front have gone.
local function passes(call, bar)
	call.passed_waits = call.passed_waits + 1
	return bar == 'passed' and call.passed_waits <= promotion.most_passed
end

--- Serves a wait: true where those behind it come next, false where it stands in front, nil where this call has served
--- as many as it may.
function promotion.serve(call, item, wait)
	local over = waits.is_over(call, wait)
	local free = stock_records.free(item)
	local units = not over and fitting(wait, free)
	local bar = not over
		and free > 0
		and campaigns.bar(call, wait.owner, wait.sku, units or (wait.at_least or wait.quantity) + 0)
	if bar then
		return passes(call, bar)
	elseif not over and not units then
		return false
	elseif call.served_waits == promotion.most then
		return nil
	end
	call.served_waits = call.served_waits + 1
	if over then
		waits.expire(call, wait)
	else
		promote(call, wait, units)
	end
	return true
end

--- Writes the holds of the reservations that were made.
function promotion.write(call)
	local holds = call.promoted_holds
	for i = 1, holds and #holds or 0, 2 do
		redis.call('SET', holds[i], 1, 'PXAT', holds[i + 1])
	end
	call.promoted_holds = false
end

return promotion
