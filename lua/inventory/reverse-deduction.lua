#!lua
--- Gives the units of a deduction back, once.
---
--- KEYS: store, operation, journal, stock, movements, sold, deductions
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, sku
--- Replies:
---   OK deduction
---   deduction is "id quantity from to available atMs"
---   DEDUCTION_NOT_FOUND sku id
---   INVALID_STATE what id state
---   CAP_EXCEEDED sku field
--- @include "inventory/parts/stock"
--- @include "kernel/operation"
--- @include "inventory/parts/deduction-record"

local answered = operation.answered(call)
if answered then
	return answered
end
local of_sku, field, reversal = deduction_record.read(call, id)
if of_sku ~= sku then
	return { 'DEDUCTION_NOT_FOUND', sku, id }
elseif reversal ~= '' then
	return { 'INVALID_STATE', 'deduction', id, 'reversed' }
end
local movement = redis.call('HGET', keys.movements, field) or ''
local quantity_text = string.match(movement, '^%["deduction",%-(%d+),')
if not quantity_text then
	error('CORRUPT movements ' .. field)
end
stock.read(call, { sku })
local item, quantity = stock.item(call, sku), quantity_text + 0
local from = item.on_hand_text
if not stock.fits(call, sku, quantity, -quantity) then
	return { 'CAP_EXCEEDED', sku, 'onHand' }
end

local own_movement = stock.move(call, sku, 'reversal', quantity, 0, -quantity, id)
local to = item.on_hand_text
-- stylua: ignore
journal.add(call, 'inventory.deduction_reversed', '{"action":"increase","by":"' .. id .. '","sku":"' .. sku
	.. '","from":' .. from .. ',"to":' .. to .. ',"change":' .. quantity_text .. '}')
stock.write(call)
redis.call('HSET', keys.deductions, id, field .. ' ' .. own_movement)
-- stylua: ignore
return operation.complete(call, { 'OK', id .. ' ' .. quantity_text .. ' ' .. from .. ' ' .. to .. ' '
	.. stock.available_text(item) .. ' ' .. call.now_text })
