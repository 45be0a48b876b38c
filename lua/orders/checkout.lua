#!lua
--- Makes a cart an order at the prices of the moment, paid through the ledger or not at all, and empties the cart.
---
--- KEYS: store, operation, journal, stock, movements, sold, reservations, reservation_index, prices, orders,
---   order_index, accounts, transfers, entries, transfer_index, ledger_totals, cart, cart_version, hold*
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, customer, metadata, pay_from, pay_to, transfer_id, days,
---   expected_total, cart, if_match, ttl_seconds
---   metadata is JSON; metadata, pay_from, pay_to and expected_total are empty for none; days as in lib/days
--- Replies:
---   OK id record version
---   VERSION_MISMATCH version
---   CART_EMPTY id
---   ORDER_ALREADY_EXISTS id
---   SKU_NOT_FOUND sku...
---   PRICE_MISSING sku...
---   CAP_EXCEEDED of field
---   TOTAL_CHANGED expected total
---   INSUFFICIENT_STOCK (sku requested available)...
---   SAME_ACCOUNT id
---   ACCOUNT_NOT_FOUND id...
---   INVALID_STATE what id state
---   ASSET_MISMATCH from asset to asset
---   LIMIT_EXCEEDED id limit_name limit used requested resets_ms
---   INSUFFICIENT_FUNDS id requested available
---   TRANSFER_ALREADY_EXISTS id
---   further refusals follow the first, each as an array
--- @include "orders/placing"
--- @include "lib/cart"
--- @include "lib/precondition"
local cart_id, if_match, ttl_seconds = ARGV[12], ARGV[13], integer.positive(ARGV[14])

local found = cart.read(keys.cart)
local answered = placing.begin()
if answered then
	return answered
elseif not ttl_seconds then
	return { 'INVALID_ARGUMENT', 'ttlSeconds' }
end
local stale = precondition.refusal(if_match, found.version)
if stale then
	return stale
elseif #found.skus == 0 then
	return { 'CART_EMPTY', cart_id }
end
placing.take_lines(found.skus, found.quantities)
local refusal = placing.refusal()
if refusal then
	return refusal
end
found.skus, found.quantities = {}, {}
cart.stage(found, ttl_seconds * 1000)
local reply = placing.complete(nil, cart_id)
cart.write()
return reply
