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

--- Sets unit_price and line_total of each line where they can be given, and returns the total: nil where a price is
--- missing or the sum would pass the cap.
function prices.apply(lines)
	local skus, total = {}, 0
	for i, line in ipairs(lines) do
		skus[i] = line.sku
	end
	if #skus == 0 then
		return 0
	end
	for i, record in ipairs(redis.call('HMGET', keys.prices, unpack(skus))) do
		local line = lines[i]
		line.unit_price = prices.parse(line.sku, record)
		line.line_total = line.unit_price and exact(line.unit_price * line.quantity)
		total = total and line.line_total and exact(total + line.line_total)
	end
	return total
end

return prices
