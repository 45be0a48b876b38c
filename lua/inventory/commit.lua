#!lua
--- Makes a hold a sale: its units leave on hand and reserved, and count as sold.
---
--- KEYS: store, operation, journal, stock, movements, sold, reservations, reservation_index, hold
--- ARGV: operation_id, fingerprint, record_ttl_ms, id
--- Replies:
---   OK id record
---   RESERVATION_NOT_FOUND id
---   RESERVATION_EXPIRED id expires_ms
---   INVALID_STATE what id state
---   CAP_EXCEEDED sku field
--- @include "lib/hold"
local found, reply = hold.begin(ARGV[4])
if not found then
	return reply
end
for _, line in ipairs(found.lines) do
	if not stock.fits(line.sku, 0, line.quantity) then
		return { 'CAP_EXCEEDED', line.sku, 'sold' }
	end
end
return hold.finish(found, 'committed')
