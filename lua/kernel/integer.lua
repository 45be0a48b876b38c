-- Exact integers. A double holds every integer up to 2^53 - 1; scripts take and write none beyond.
local integer = { max = 9007199254740991, texts = {}, numbers = {}, counts = {} }

-- Most quantities are small numbers. `texts` has the text of each, `numbers` the number of each text, `counts` those
-- from one on. A look-up costs a tenth of parsing or formatting; code that handles many lines looks up without a call.
local texts, numbers, counts = integer.texts, integer.numbers, integer.counts
for number = -100, 1000 do
	local text = number .. ''
	texts[number], numbers[text], counts[text] = text, number, number > 0 and number or nil
end

--- The number that a canonical decimal text stands for; nil for any other text: hex, an exponent, a plus, a blank,
--- nan.
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

--- As parse, for quantities and durations: the number is at least one.
function integer.positive(text)
	local small = counts[text]
	if small then
		return small
	end
	local number = #text <= 16 and string.find(text, '^[1-9]%d*$') and text + 0
	return number and number <= integer.max and number or nil
end

--- As positive, and at most `most`.
function integer.within(text, most)
	local number = integer.positive(text)
	return number and number <= most and number or nil
end

--- As positive, but zero is one too; at most `most`, which is 2^53 - 1 where it is left out.
function integer.amount(text, most)
	local number = text == '0' and 0 or integer.positive(text)
	return number and (not most or number <= most) and number or nil
end

--- The text of a number; tostring() would write 1e+15.
function integer.text(number)
	return texts[number] or string.format('%d', number)
end

return integer
