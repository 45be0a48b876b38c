#!lua
--- Sells units of up to 100 SKUs at their prices of the moment, paid through the ledger or not at all.
---
--- KEYS: store, operation, journal, stock, movements, sold, reservations, reservation_index, prices, orders,
---   order_index, accounts, transfers, entries, transfer_index, ledger_totals, hold*
--- ARGV: operation_id, fingerprint, record_ttl_ms, id, customer, metadata, pay_from, pay_to, transfer_id, days,
---   expected_total, (sku, quantity)...
---   metadata is JSON; metadata, pay_from, pay_to and expected_total are empty for none; days as in lib/days
--- Replies:
---   OK id record version
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
local answered = placing.begin()
if answered then
	return answered
end
return placing.read_lines(12) or placing.refusal() or placing.complete()
