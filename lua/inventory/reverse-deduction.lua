#!lua
--- Gives the units of a deduction back, once.
---
--- KEYS: store, operation, journal, stock, movements, sold, deductions
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, sku
--- Replies:
---   OK deduction
---   deduction is described in inventory/generated/deduction-view-record
---   DEDUCTION_NOT_FOUND sku id
---   INVALID_STATE what id state
---   CAP_EXCEEDED sku field
--- @include "inventory/generated/deduction-view-record"
--- @include "inventory/generated/inventory-events"
--- @include "inventory/parts/claim"
--- @include "inventory/parts/recorded-deduction"
--- @include "kernel/operation"

local answered = operation.answered(call)
if answered then
	return answered
end
local of_sku, movement, available_then, reversal = recorded_deduction.read(call, id)
if of_sku ~= sku then
	return { 'DEDUCTION_NOT_FOUND', sku, id }
elseif reversal then
	return { 'INVALID_STATE', 'deduction', id, 'reversed' }
end
local kind, on_hand_change = movement_record.head(redis.call('HGET', keys.movements, movement) or '')
if kind ~= 'deduction' then
	error('CORRUPT movements ' .. movement)
end
local skus, quantities = { sku }, { -on_hand_change }
stock.read(call, skus)
local over_cap = claim.give_back_over_cap(call, 'reversal', skus, quantities)
if over_cap then
	return over_cap
end

local item = stock.item(call, sku)
local from, quantity_text = item.on_hand_text, integer.text(quantities[1])
local own_movement = claim.give_back_one(call, 'reversal', sku, quantities[1], id)
local to = item.on_hand_text
inventory_events.inventory_deduction_reversed(call, id, sku, from, to, quantity_text)
stock.write(call)
redis.call('HSET', keys.deductions, id, deduction_record.write(movement, available_then, own_movement))
local view = deduction_view_record.write(id, quantity_text, from, to, stock_records.available_text(item), call.now_text)
return operation.complete(call, { 'OK', view })
