#!lua
--- Makes a cart an order at the prices of the moment, paid through the ledger or not at all, and empties the cart. One
--- that is held has the units that are kept back for it first, and the prices that are frozen.
---
--- KEYS: store, operation, journal, stock, movements, sold, reservations, reservation_index, prices, orders,
---   order_index, accounts, transfers, entries, transfer_index, ledger_totals, transfer_groups, grouped_transfers,
---   campaign*, cart, cart_version, waits, wait_index, cart_ids, cart_deadlines, hold*
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, customer, metadata: json or none,
---   pay_from: text or none, pay_to: text or none, pay_legs: text or none, adopts: text or none,
---   pay_ttl_seconds: count <= 2592000 or none, transfer_id, midnights,
---   expected_total: amount or none, unpriced: flag, charges: json or none, charges_text: text or none,
---   prices_text: text or none, expected_lines_text: text or none, cart_id, if_match, ttl_seconds: count
---   midnights as in ledger/parts/days; the texts as orders/parts/pricing reads them, pay_legs as orders/parts/legs;
---   adopts is a pending transfer; without pay_from and adopts, the order is paid elsewhere
--- Replies:
---   OK id record version form
---   VERSION_MISMATCH version
---   CART_EMPTY id
---   ORDER_ALREADY_EXISTS id
---   SKU_NOT_FOUND sku...
---   PRICE_MISSING sku...
---   CAP_EXCEEDED of field
---   TOTAL_NEGATIVE
---   TOTAL_CHANGED expected total (sku expected actual)...
---   SALE_NOT_OPEN id opens_ms sku...
---   SALE_CLOSED id closed_ms sku...
---   OWNER_REQUIRED id
---   PURCHASE_LIMIT id scope limit used requested
---   INSUFFICIENT_STOCK (sku requested available)...
---   TRANSFER_NOT_FOUND id
---   GROUPED id group
---   PAYMENT_MISMATCH what expected actual
---   SAME_ACCOUNT id
---   ACCOUNT_NOT_FOUND id...
---   INVALID_STATE what id state
---   ASSET_MISMATCH from asset to asset
---   LIMIT_EXCEEDED id limit_name limit used requested resets_ms hours
---   INSUFFICIENT_FUNDS id requested available
---   TRANSFER_ALREADY_EXISTS id
---   further refusals follow the first, each as an array
--- @include "orders/parts/placing"
--- @include "carts/parts/cart-hold"
--- @include "kernel/precondition"

cart.touch_lists(call)
local found = cart.read(call, keys.cart, cart_id)
-- stylua: ignore
local answered = placing.begin(call,
	{ id = id, customer = customer, metadata = metadata, expected_total = expected_total, unpriced = unpriced,
		charges = charges, charges_text = charges_text, prices_text = prices_text,
		expected_lines_text = expected_lines_text },
	{ id = transfer_id, from = pay_from, to = pay_to, legs = pay_legs, ttl_seconds = pay_ttl_seconds,
		adopts = adopts }, midnights)
if answered then
	return answered
end
local stale = precondition.refusal(if_match, found.version)
if stale then
	return stale
elseif #found.skus == 0 then
	return { 'CART_EMPTY', cart_id }
end
local kept = cart_hold.take_up(call, found)
placing.take_lines(call, found.skus, found.quantities, found.frozen)
local refusal = placing.refusal(call, kept)
if refusal then
	return refusal
end
cart.empty(found)
cart.stage(call, found, ttl_seconds * 1000)
local reply = placing.complete(call, kept, cart_id)
cart.write(call)
if kept then
	cart_hold.spend(call, kept)
end
return reply
