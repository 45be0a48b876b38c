-- Prices: what a unit costs, in minor units of the store's currency. A sum is exact, or there is none.
--
-- `prices` holds a record by SKU, which contract/records/cart.ts describes; 0 is a price, and not the same as none.
--- @export
--- @include "kernel/integer"
--- @include "carts/generated/price-record"
local prices = {}

--- The price in a record, or nil where there is none.
function prices.parse(sku, record)
	if not record then
		return nil
	end
	return price_record.read(record) or error('CORRUPT prices ' .. sku)
end

--- A price as text, '' where it cannot be read, for who goes on without it.
function prices.readable(record)
	return record and price_record.read(record) and record or ''
end

--- A price as text, "-" where there is none.
function prices.text(sku, record)
	if not record then
		return '-'
	end
	return price_record.read(record) and record or error('CORRUPT prices ' .. sku)
end

--- The records of these SKUs' prices, false where there is none.
function prices.read(call, skus)
	return #skus > 0 and redis.call('HMGET', call.keys.prices, unpack(skus)) or {}
end

local function is_whole(frozen)
	for i = 1, #frozen do
		if frozen[i] == '-' then
			return false
		end
	end
	return true
end

--- The records of the prices that these SKUs are sold at: those that are frozen (texts, "-" where there is none), else
--- those of the list. Nothing is `frozen` where that is false.
function prices.of(call, skus, frozen)
	if frozen and is_whole(frozen) then
		return { unpack(frozen) }
	end
	local records = prices.read(call, skus)
	for i = 1, frozen and #frozen or 0 do
		records[i] = frozen[i] ~= '-' and frozen[i] or records[i]
	end
	return records
end

--- Gives the lines of a cart whose price is not frozen yet that of the moment.
function prices.freeze_rest(call, found)
	local records = prices.read(call, found.skus)
	for i, sku in ipairs(found.skus) do
		if found.frozen[i] == '-' then
			found.frozen[i] = prices.text(sku, records[i])
		end
	end
end

--- The sums of these lines at the prices in these records: lists of `unit_prices` (false where there is none) and of
--- `line_totals` (false where it cannot be given), and the `total`: nil where a price is missing or the sum would pass
--- the cap.
---
--- Multiplying and adding doubles rounds, but never a result past 2^53 - 1 back to it: one comparison tells whether the
--- result of two whole numbers is exact.
function prices.apply(skus, quantities, records)
	local unit_prices, line_totals, total, max = {}, {}, 0, integer.max
	for i = 1, #skus do
		local unit_price = prices.parse(skus[i], records[i]) or false
		local line_total = unit_price and unit_price * quantities[i]
		line_total = line_total and line_total <= max and line_total
		unit_prices[i], line_totals[i] = unit_price, line_total
		total = total and line_total and total + line_total
		total = total and total <= max and total
	end
	return { unit_prices = unit_prices, line_totals = line_totals, total = total or nil }
end

return prices
