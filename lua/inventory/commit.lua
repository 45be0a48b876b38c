#!lua
--- Makes a hold a sale: its units leave on hand and reserved, and count as sold.
---
--- KEYS: store, operation, journal, stock, movements, sold, reservations, reservation_index, hold
--- ARGV: operation_id, fingerprint, record_ttl_ms, id
--- Replies:
---   OK id record
---   RESERVATION_NOT_FOUND id
---   RESERVATION_EXPIRED id expires_ms ended_ms
---   INVALID_STATE what id state
---   CAP_EXCEEDED sku field
--- @include "inventory/parts/hold"
local found, reply = hold.begin(call, id)
if not found then
	return reply
end
for i = 1, #found.skus do
	if not stock.fits(call, found.skus[i], 0, found.quantities[i]) then
		return { 'CAP_EXCEEDED', found.skus[i], 'sold' }
	end
end
return hold.finish(call, found, 'committed')
