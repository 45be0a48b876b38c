-- Prices: what a unit costs, in minor units of the store's currency. A sum is exact, or there is none.
--
-- `prices` holds the unit price by SKU; 0 is a price, and not the same as none.
--- @include "lib/integer"
local prices = {}

--- The price in a record, or nil where there is none.
function prices.parse(sku, record)
	local price = record and integer.parse(record)
	if record and (not price or price < 0) then
		error('CORRUPT price of ' .. sku)
	end
	return price or nil
end

--- Multiplying and adding doubles rounds, but never a result past 2^53 - 1 back to it: one comparison tells whether
--- the result of two whole numbers is exact.
local function exact(number)
	return number <= integer.max and number or nil
end

--- What these lines come to: lists of `texts` and `unit_prices` (false where there is none) and of `line_totals` (false
--- where it cannot be given), and the `total`: nil where a price is missing or the sum would pass the cap.
function prices.apply(skus, quantities)
	local unit_prices, line_totals, total = {}, {}, 0
	local texts = #skus > 0 and redis.call('HMGET', keys.prices, unpack(skus)) or {}
	for i = 1, #skus do
		local unit_price = prices.parse(skus[i], texts[i]) or false
		local line_total = unit_price and exact(unit_price * quantities[i]) or false
		unit_prices[i], line_totals[i] = unit_price, line_total
		total = total and line_total and exact(total + line_total)
	end
	return { texts = texts, unit_prices = unit_prices, line_totals = line_totals, total = total or nil }
end

return prices
