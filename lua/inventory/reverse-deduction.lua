#!lua
--- Gives the units of a deduction back, once.
---
--- KEYS: store, operation, journal, stock, movements, sold, deductions
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, sku
--- Replies:
---   OK deduction
---   deduction is "id sku quantity from to available atMs reference", without a reference
---   DEDUCTION_NOT_FOUND sku id
---   INVALID_STATE what id state
---   CAP_EXCEEDED sku field
--- @include "lib/stock"
--- @include "lib/operation"
local id, sku = ARGV[4], ARGV[5]

local answered = operation.answered()
if answered then
	return answered
end
local record = redis.call('HGET', keys.deductions, id) or ''
local of_sku, quantity_text, _, reversal = string.match(record, '^(%S+) (%d+) (%d+) ?(%d*)$')
if of_sku ~= sku then
	return { 'DEDUCTION_NOT_FOUND', sku, id }
elseif reversal ~= '' then
	return { 'INVALID_STATE', 'deduction', id, 'reversed' }
end
stock.read({ sku })
local quantity, from = quantity_text + 0, stock.item(sku).on_hand_text
if not stock.fits(sku, quantity, -quantity) then
	return { 'CAP_EXCEEDED', sku, 'onHand' }
end

local item, own_sequence = stock.move(sku, 'reversal', quantity, 0, -quantity, id)
local to = item.on_hand_text
-- stylua: ignore
journal.add('inventory.deduction_reversed', '{"action":"increase","by":"' .. id .. '","sku":"' .. sku
	.. '","from":' .. from .. ',"to":' .. to .. ',"change":' .. quantity_text .. '}')
stock.write()
redis.call('HSET', keys.deductions, id, record .. ' ' .. own_sequence)
-- stylua: ignore
return operation.complete({ 'OK', id .. ' ' .. sku .. ' ' .. quantity_text .. ' ' .. from .. ' ' .. to .. ' '
	.. integer.text(stock.available(sku)) .. ' ' .. clock.now_text .. ' ' })
