#!lua
--- Has somebody wait for units of a SKU: last in its line, or promoted at once where nobody stands in front and there
--- are enough.
---
--- KEYS: store, operation, journal, stock, movements, reservations, reservation_index, waits, retired_waits,
---   wait_index, campaign*, hold*
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, reservation, sku, quantity: count, at_least: count or none,
---   owner, hold_seconds: count <= 2592000, wait_seconds: count <= 2592000, most: count
---   reservation is the id of the one that the wait becomes; most is how many may stand in the line of a SKU
--- Replies:
---   OK id record position
---   position is empty where it waits no more
---   WAIT_ALREADY_EXISTS id
---   SKU_NOT_FOUND sku...
---   LINE_FULL sku most
--- @include "kernel/operation"
--- @include "inventory/parts/room"

local answered = operation.answered(call)
if answered then
	return answered
elseif redis.call('HEXISTS', keys.waits, id) == 1 or redis.call('SISMEMBER', keys.retired_waits, id) == 1 then
	return { 'WAIT_ALREADY_EXISTS', id }
end
redis.call('ZCARD', keys.wait_index)
redis.call('HLEN', keys.reservations)
redis.call('ZCARD', keys.reservation_index)
local again = room.make(call, { sku }, { quantity }, owner)
local item = stock.item(call, sku)
if again then
	return again
elseif not item then
	return { 'SKU_NOT_FOUND', sku }
end
local before = stock_records.line(item) > 0 and waits.count(call, sku) or 0
if before >= most then
	return { 'LINE_FULL', sku, integer.text(most) }
end

-- stylua: ignore
local wait = {
	id = id, state = 'waiting', expires_ms = integer.text(call.now_ms + wait_seconds * 1000), ended_ms = '0',
	granted = false, reservation = reservation, sku = sku, quantity = quantity, quantity_text = integer.text(quantity),
	at_least = at_least and integer.text(at_least), hold_seconds = integer.text(hold_seconds),
	sequence = waits.next_sequence(call, sku), created_ms = call.now_text, owner = owner, is_new = true,
}
-- stylua: ignore
inventory_events.inventory_wait_created(call, id, sku, wait.quantity_text, wait.at_least, owner, wait.expires_ms)
before = before + call.served_waits
wait_line.run(call, sku, wait)
waits.add(call, wait)
local position = wait.state == 'waiting' and integer.text(before - call.served_waits + 1) or ''
wait_line.write(call)
return operation.complete(call, { 'OK', id, wait.record, position })
