-- Splits a whole number in proportion to others, exactly: each part is rounded down, and what is left over goes, one
-- each, to those whose remainders are largest, the earlier first where two are alike.
--- @include "kernel/integer"
local apportion = {}

--- The whole part of amount * weight / whole, and the remainder of that division. The weight is at most the whole. A
--- product past 2^53 is worked out bit by bit; no sum on the way is past that.
local function share(amount, weight, whole)
	local product = amount * weight
	if product <= integer.max then
		local remainder = math.fmod(product, whole)
		return (product - remainder) / whole, remainder
	end
	local quotient, remainder, bit = 0, 0, 4503599627370496
	local function add(number)
		if remainder >= whole - number then
			quotient, remainder = quotient + 1, remainder - (whole - number)
		else
			remainder = remainder + number
		end
	end
	while bit >= 1 do
		quotient = quotient * 2
		add(remainder)
		if amount >= bit then
			amount = amount - bit
			add(weight)
		end
		bit = bit / 2
	end
	return quotient, remainder
end

--- The place of the largest remainder that is not zero, or nil.
local function largest(remainders)
	local found
	for i = 1, #remainders do
		if remainders[i] > 0 and (not found or remainders[i] > remainders[found]) then
			found = i
		end
	end
	return found
end

--- Parts of the amount by these weights, which add up to at most the whole; they come to `sum`, or to the whole part of
--- what they are exactly where that is left out. Nil where no rounding makes them come to it.
function apportion.split(amount, weights, whole, sum)
	local parts, remainders, total, left = {}, {}, 0, 0
	for i = 1, #weights do
		parts[i], remainders[i] = share(amount, weights[i], whole)
		total, left = total + weights[i], left - parts[i]
	end
	local floor, remainder = share(amount, total, whole)
	if sum and (sum < floor or sum > floor + (remainder > 0 and 1 or 0)) then
		return nil
	end
	left = left + (sum or floor)
	for _ = 1, left do
		local place = largest(remainders)
		parts[place], remainders[place] = parts[place] + 1, 0
	end
	return parts
end

return apportion
