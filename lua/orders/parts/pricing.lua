-- Prices and charges of a new order: those of the list, those that the caller brought, or none; and whether they are
-- what the customer was shown.
--
-- Prices of a caller come as one text, "SKU*price,SKU*price", charges as "amount*SKU,amount*-", "-" for the whole
-- order.
--- @include "kernel/integer"
--- @include "carts/parts/prices"
local pricing = {}

--- The prices of a text by SKU, as texts, and the SKUs in their order.
local function unpack_prices(text)
	local by_sku, skus = {}, {}
	for sku, price in string.gmatch(text, '([^*,]+)%*(%d+)') do
		skus[#skus + 1], by_sku[sku] = sku, price
	end
	return by_sku, skus
end

local function has(skus, wanted)
	for i = 1, #skus do
		if skus[i] == wanted then
			return true
		end
	end
	return false
end

--- Why something is said of a SKU that the order has not, or nil: the pointer of the first such.
local function stranger(order)
	for _, name in ipairs({ 'prices', 'expected_lines' }) do
		local _, skus = unpack_prices(order[name .. '_text'] or '')
		for i = 1, #skus do
			if not has(order.skus, skus[i]) then
				local member = name == 'prices' and 'prices' or 'expectedLines'
				return { 'INVALID_ARGUMENT', member .. '/' .. integer.text(i - 1) .. '/sku' }
			end
		end
	end
	local place = 0
	for sku in string.gmatch(order.charges_text or '', '%*([^,]+)') do
		if sku ~= '-' and not has(order.skus, sku) then
			return { 'INVALID_ARGUMENT', 'charges/' .. integer.text(place) .. '/sku' }
		end
		place = place + 1
	end
	return nil
end

--- The letter of each line: whose its price is.
local function letters_of(order, by_sku)
	local letters, count = {}, 0
	for i, sku in ipairs(order.skus) do
		local price = by_sku[sku]
		letters[i] = price and 'c' or 'l'
		if price then
			order.prices[i], count = price, count + 1
		end
	end
	return count > 0 and table.concat(letters) or false
end

--- Gives the order the records of its prices, where it has them of the list already; `pricing` of its record is false
--- where all of them stay. Returns why that cannot be, or nil. Most orders say nothing of it.
function pricing.settle(order)
	if order.unpriced then
		for i = 1, #order.skus do
			order.prices[i] = '0'
		end
		order.pricing = string.rep('n', #order.skus)
		return nil
	elseif not (order.prices_text or order.charges_text or order.expected_lines_text) then
		return nil
	end
	local refusal = stranger(order)
	if not refusal and order.prices_text then
		order.pricing = letters_of(order, (unpack_prices(order.prices_text)))
	end
	return refusal
end

--- The sum of these amounts and a subtotal within the cap: exact, or a number beyond the cap. Amounts are added so that
--- the sum stays near 0 as long as it can, for a double rounds beyond 2^53.
local function sum_of(subtotal, text)
	local above, below, sum = {}, {}, subtotal
	for amount in string.gmatch(text, '(%-?%d+)%*') do
		local list = string.byte(amount) == 45 and below or above
		list[#list + 1] = amount + 0
	end
	local a, b = 1, 1
	while above[a] or below[b] do
		if below[b] and (sum > 0 or not above[a]) then
			sum, b = sum + below[b], b + 1
		else
			sum, a = sum + above[a], a + 1
		end
		if sum > integer.max or sum < -integer.max then
			return sum -- only amounts of this sign are left
		end
	end
	return sum
end

--- The total with the charges, or nil and the refusal where it is none.
function pricing.total(order, subtotal)
	if not order.charges_text then
		return subtotal
	end
	local total = sum_of(subtotal, order.charges_text)
	if total < 0 then
		return nil, { 'TOTAL_NEGATIVE' }
	elseif total > integer.max then
		return nil, { 'CAP_EXCEEDED', '', 'total' }
	end
	return total
end

--- Appends to a refusal each line whose price is not the one that was expected: SKU, expected and actual price, "-" for
--- none. Returns how many.
local function append_changed(order, reply)
	local expected, count = unpack_prices(order.expected_lines_text), 0
	for i, sku in ipairs(order.skus) do
		local actual = order.prices[i] or '-'
		if expected[sku] ~= actual then
			local place = #reply
			reply[place + 1], reply[place + 2], reply[place + 3] = sku, expected[sku] or '-', actual
			count = count + 1
		end
	end
	return count
end

--- Why the order is not what the customer was shown, or nil.
function pricing.changed(order)
	local reply, expected = { 'TOTAL_CHANGED', '', '' }, order.expected_total
	local differs = expected and order.total and expected ~= order.total
	if differs then
		reply[2], reply[3] = integer.text(expected), integer.text(order.total)
	end
	if order.expected_lines_text and append_changed(order, reply) > 0 then
		differs = true
	end
	return differs and reply or nil
end

return pricing
