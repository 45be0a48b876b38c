#!lua
--- Makes a hold, whole, an order at the prices of the moment, paid through the ledger or not at all.
---
--- KEYS: store, operation, journal, stock, movements, sold, reservations, reservation_index, prices, orders,
---   order_index, accounts, transfers, entries, transfer_index, ledger_totals, hold
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, customer, metadata, pay_from, pay_to, transfer_id, days,
---   expected_total, reservation, expected_owner
---   metadata is JSON; metadata, pay_from, pay_to, expected_total and expected_owner are empty for none; days as in
---   lib/days
--- Replies:
---   OK id record version
---   RESERVATION_NOT_FOUND id
---   RESERVATION_EXPIRED id expires_ms ended_ms
---   ORDER_ALREADY_EXISTS id
---   OWNER_MISMATCH id expected owner
---   SKU_NOT_FOUND sku...
---   PRICE_MISSING sku...
---   CAP_EXCEEDED of field
---   TOTAL_CHANGED expected total
---   SAME_ACCOUNT id
---   ACCOUNT_NOT_FOUND id...
---   INVALID_STATE what id state
---   ASSET_MISMATCH from asset to asset
---   LIMIT_EXCEEDED id limit_name limit used requested resets_ms
---   INSUFFICIENT_FUNDS id requested available
---   TRANSFER_ALREADY_EXISTS id
---   further refusals follow the first, each as an array
--- @include "orders/placing"
--- @include "lib/hold"
local reservation, expected_owner = ARGV[12], ARGV[13]

--- Why this is not the hold that the order is meant for, or nil; the owner of one that has none is "-".
local function owner_refusal(found)
	local owner = expected_owner ~= '' and string.match(found.lasting, '^%d+ (%S+)')
	if owner and owner ~= expected_owner then
		return { 'OWNER_MISMATCH', found.id, expected_owner, owner }
	end
	return nil
end

local answered = placing.begin()
if answered then
	return answered
end
local found, over = hold.usable(reservation)
if not found then
	return over
end
placing.take_lines(found.skus, found.quantities)
local refusal = placing.refusal(found, owner_refusal(found))
if refusal then
	return refusal
end
local reply = placing.complete(found)
redis.call('DEL', keys.hold)
return reply
