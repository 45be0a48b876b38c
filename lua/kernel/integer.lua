-- Exact integers. A double holds every integer up to 2^53 - 1; nothing beyond is let in or written.
local integer = { max = 9007199254740991, texts = {}, numbers = {}, counts = {} }

-- Small numbers, which most quantities are: the text of each, the number by its text, and that of those from one on.
-- Looking one up costs a tenth of writing or reading it; who handles many lines does so without a call.
local texts, numbers, counts = integer.texts, integer.numbers, integer.counts
for number = -100, 1000 do
	local text = number .. ''
	texts[number], numbers[text], counts[text] = text, number, number > 0 and number or nil
end

--- The number a canonical decimal text stands for, or nil: no hex, exponent, sign of plus, blank or nan.
function integer.parse(text)
	local small = numbers[text]
	if small then
		return small
	elseif #text > 17 or not string.find(text, '^%-?[1-9]%d*$') then
		return nil
	end
	local number = text + 0
	if number > integer.max or number < -integer.max then
		return nil
	end
	return number
end

--- The same for quantities and durations, which are at least one.
function integer.positive(text)
	local small = counts[text]
	if small then
		return small
	end
	local number = #text <= 16 and string.find(text, '^[1-9]%d*$') and text + 0
	return number and number <= integer.max and number or nil
end

--- The same, up to a bound.
function integer.within(text, most)
	local number = integer.positive(text)
	return number and number <= most and number or nil
end

--- The same for what may be nothing as well.
function integer.amount(text, most)
	local number = integer.parse(text)
	return number and number >= 0 and number <= (most or integer.max) and number or nil
end

--- The text of a number; tostring() would write 1e+15.
function integer.text(number)
	return texts[number] or string.format('%d', number)
end

return integer
