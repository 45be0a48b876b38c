#!lua
--- Sets a SKU's numbers to what its movements and its holds add up to; the audit found them different.
---
--- KEYS: store, operation, journal, stock, movements, sold
--- ARGV: operation_id, fingerprint, record_ttl_ms, sku, sequence, on_hand, reserved, sold, reserved_change
---   sequence is the movement that the sums were taken at; reserved_change brings the movements to reserved
--- Replies:
---   OK sku
---   SKU_NOT_FOUND sku
---   STOCK_CHANGED sku expected_sequence sequence
--- @include "lib/stock"
--- @include "lib/operation"
local sku, sequence = ARGV[4], integer.parse(ARGV[5])
local on_hand, reserved = integer.parse(ARGV[6]), integer.parse(ARGV[7])
local sold, reserved_change = integer.parse(ARGV[8]), integer.parse(ARGV[9])

local answered = operation.answered()
if answered then
	return answered
end
if not (sequence and on_hand and reserved and sold and reserved_change) or sold < 0 then
	return { 'INVALID_ARGUMENT', 'stock' }
end
stock.read({ sku })
local item = stock.item(sku)
if not item then
	return { 'SKU_NOT_FOUND', sku }
elseif item.sequence ~= sequence then
	return { 'STOCK_CHANGED', sku, ARGV[5], integer.text(item.sequence) }
end
local function numbers()
	local item_reserved = item.on_hand - item.available
	return { raw = json.object('onHand', item.on_hand, 'reserved', item_reserved, 'sold', item.sold) }
end
local recorded = numbers()
stock.correct(sku, on_hand, reserved - reserved_change, sold)
stock.move(sku, 'adjustment', 0, reserved_change, 0, nil, '"audit"')
journal.add('inventory.repaired', json.object('sku', sku, 'recorded', recorded, 'actual', numbers()))
stock.write()
return operation.complete({ 'OK', sku })
