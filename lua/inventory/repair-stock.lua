#!lua
--- Sets a SKU's numbers to what its movements and its reservations add up to; the audit found them different, or not
--- at all.
---
--- KEYS: store, operation, journal, skus, stock, movements, sold, reservations, reservation_index, waits,
---   wait_index, campaign*, hold*
--- ARGV: operation_id, fingerprint, record_ttl_ms, sku, recorded_sequence: amount or none,
---   sequence: amount, on_hand: amount, reserved: amount, sold: amount, reserved_change: whole
---   recorded_sequence is what the audit read, empty where it could not; sequence is the movement that the sums were
---   taken at; reserved_change brings the movements to reserved
--- Replies:
---   OK sku
---   STOCK_CHANGED sku sequence
--- @include "inventory/generated/inventory-events"
--- @include "inventory/parts/stock"
--- @include "inventory/parts/wait-line"
--- @include "kernel/operation"

local answered = operation.answered(call)
if answered then
	return answered
end

local function numbers(units_on_hand, units_reserved, units_sold, newest)
	local members = { units_on_hand, units_reserved, units_sold, newest }
	return string.format('{"onHand":%d,"reserved":%d,"sold":%d,"sequence":%d}', unpack(members))
end

redis.call('ZCARD', keys.skus)
redis.call('HLEN', keys.waits)
redis.call('ZCARD', keys.wait_index)
redis.call('HLEN', keys.reservations)
redis.call('ZCARD', keys.reservation_index)
local newest, further =
	unpack(redis.call('HMGET', keys.movements, movements.field(sku, sequence), movements.field(sku, sequence + 1)))
local item = stock_records.read(redis.call('HGET', keys.stock, sku), redis.call('ZSCORE', keys.sold, sku))
local is_missing = not newest and sequence > movements.opening(call, sku)
if (item and item.sequence or false) ~= recorded_sequence or further or is_missing then
	return { 'STOCK_CHANGED', sku, integer.text(sequence) }
end
local recorded = item and numbers(item.on_hand, item.reserved, item.sold, item.sequence) or 'null'

-- Numbers that movements do not tell stay as they are.
item = item or stock_records.new()
item.sequence, item.sold = sequence, sold
stock_records.set(item, on_hand, reserved - reserved_change)
stock.begin(call, sku, item)
stock.move(call, sku, 'adjustment', 0, reserved_change, 0, nil, '"audit"')
inventory_events.inventory_repaired(call, sku, recorded, numbers(on_hand, reserved, sold, sequence + 1))
wait_line.run(call, sku)
wait_line.write(call)
return operation.complete(call, { 'OK', sku })
