#!lua
--- Gives the units of a deduction back, once.
---
--- KEYS: store, operation, journal, stock, movements, sold, deductions
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, sku
--- Replies:
---   OK id sku quantity from to available at_ms
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
local quantity, from = tonumber(quantity_text), stock.item(sku).on_hand
if not stock.fits(sku, quantity, -quantity) then
	return { 'CAP_EXCEEDED', sku, 'onHand' }
end

local item = stock.move(sku, 'reversal', quantity, 0, -quantity, id)
-- stylua: ignore
journal.add('inventory.deduction_reversed', json.object('action', 'increase', 'by', id, 'sku', sku,
	'from', from, 'to', item.on_hand, 'change', quantity))
stock.write()
redis.call('HSET', keys.deductions, id, record .. ' ' .. integer.text(item.sequence))
-- stylua: ignore
return operation.complete({ 'OK', id, sku, quantity_text, integer.text(from), integer.text(item.on_hand),
	integer.text(stock.available(sku)), integer.text(clock.now_ms) })
