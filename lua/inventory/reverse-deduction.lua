#!lua
--- Gives units of a deduction back, once each.
---
--- KEYS: store, operation, journal, stock, movements, sold, deductions, reservations, reservation_index, waits,
---   wait_index, hold*, campaign*
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, sku, quantity: count or none, reversal: text or none,
---   archived: text or none, archived_behind: count or none
---   omit quantity for all that is left; reversal is an id of its own that this part of it has; archived is the record
---   of one that has left, as the archive had it when the answer was DEDUCTION_LEFT with this sequence
--- Replies:
---   OK deduction
---   deduction is described in inventory/generated/deduction-view-record
---   DEDUCTION_LEFT sequence
---   DEDUCTION_NOT_FOUND sku id
---   OPERATION_ALREADY_EXECUTED id
---   INVALID_STATE what id state
---   QUANTITY_EXCEEDED (sku left requested)...
---   CAP_EXCEEDED sku field
--- @include "inventory/generated/deduction-view-record"
--- @include "inventory/generated/inventory-events"
--- @include "inventory/parts/claim"
--- @include "inventory/parts/recorded-deduction"
--- @include "inventory/parts/wait-line"
--- @include "kernel/operation"

local answered = operation.answered(call)
if answered then
	return answered
end
local of_sku, movement, available_then, newest, reversed_text, counted, taken = recorded_deduction.read(call, id)
if not of_sku then
	local behind = recorded_deduction.left_behind(call, id, sku)
	if behind and behind ~= archived_behind then
		return { 'DEDUCTION_LEFT', integer.text(behind) }
	elseif behind then
		-- It has not changed since: a change comes with a movement, and stays here as long as that.
		of_sku, movement, available_then, newest, reversed_text, counted, taken = recorded_deduction.told(archived, id)
	end
end
if of_sku ~= sku then
	return { 'DEDUCTION_NOT_FOUND', sku, id }
end
local place = reversal and id .. '/' .. reversal
if place and redis.call('HEXISTS', keys.deductions, place) == 1 then
	return { 'OPERATION_ALREADY_EXECUTED', reversal }
end
local units = taken and taken + 0 or movements.taken(call, movement)
local reversed = newest and (reversed_text or units) + 0 or 0
local left = units - reversed
local back = quantity or left
if left == 0 then
	return { 'INVALID_STATE', 'deduction', id, 'reversed' }
elseif back > left then
	return { 'QUANTITY_EXCEEDED', sku, integer.text(left), integer.text(back) }
end
stock.read(call, { sku })
local over_cap = claim.give_back_over_cap(call, 'reversal', { sku }, { back })
if over_cap then
	return over_cap
end

local item = stock.item(call, sku)
local from, back_text = item.on_hand_text, integer.text(back)
local own = claim.give_back_one(call, 'reversal', sku, back, id)
counted = campaigns.give_back(call, counted, { [sku] = left - back })
local to = item.on_hand_text
inventory_events.inventory_deduction_reversed(call, id, sku, from, to, back_text, reversal)
wait_line.serve(call)
local available = stock_records.available_text(item)
wait_line.write(call)
local all = integer.text(reversed + back)
redis.call('HSET', keys.deductions, id, deduction_record.write(movement, available_then, all, counted, taken, own))
if place then
	redis.call('HSET', keys.deductions, place, deduction_record.write(own, available))
end
local view = deduction_view_record.write(reversal or id, back_text, from, to, available, call.now_text)
return operation.complete(call, { 'OK', view })
