#!lua
--- Makes a whole reservation an order at the prices of the moment, paid through the ledger or not at all.
---
--- KEYS: store, operation, journal, stock, movements, sold, reservations, reservation_index, prices, orders,
---   order_index, accounts, transfers, entries, transfer_index, ledger_totals, transfer_groups, grouped_transfers,
---   waits, wait_index, campaign*, hold, hold*
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, customer, metadata: json or none,
---   pay_from: text or none, pay_to: text or none, pay_legs: text or none, adopts: text or none,
---   pay_ttl_seconds: count <= 2592000 or none, transfer_id, midnights,
---   expected_total: amount or none, unpriced: flag, charges: json or none, charges_text: text or none,
---   prices_text: text or none, expected_lines_text: text or none, reservation, expected_owner: text or none
---   midnights as in ledger/parts/days; the texts as orders/parts/pricing reads them, pay_legs as orders/parts/legs;
---   adopts is a pending transfer; without pay_from and adopts, the order is paid elsewhere; expected_owner is who the
---   reservation should belong to
--- Replies:
---   OK id record version form
---   RESERVATION_NOT_FOUND id
---   RESERVATION_EXPIRED id expires_ms ended_ms
---   ORDER_ALREADY_EXISTS id
---   OWNER_MISMATCH id expected owner
---   SKU_NOT_FOUND sku...
---   PRICE_MISSING sku...
---   CAP_EXCEEDED of field
---   TOTAL_NEGATIVE
---   TOTAL_CHANGED expected total (sku expected actual)...
---   SALE_NOT_OPEN id opens_ms sku...
---   SALE_CLOSED id closed_ms sku...
---   OWNER_REQUIRED id
---   PURCHASE_LIMIT id scope limit used requested
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
--- @include "inventory/parts/active-reservation"

--- Why this is not the reservation that the order is meant for, or nil; the owner of one that has none is "-".
local function owner_refusal(found)
	local owner = reservations.owner(found) or '-'
	if expected_owner and owner ~= expected_owner then
		return { 'OWNER_MISMATCH', found.id, expected_owner, owner }
	end
	return nil
end

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
local found, over = active_reservation.usable(call, reservation)
if not found then
	return over
end
placing.take_lines(call, found.skus, found.quantities)
local refusal = placing.refusal(call, found, owner_refusal(found))
if refusal then
	return refusal
end
local reply = placing.complete(call, found)
redis.call('DEL', keys.hold)
return reply
