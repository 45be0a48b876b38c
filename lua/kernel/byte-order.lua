-- The order in which Redis keeps members of one score; `<` goes by the locale.
local byte_order = {}

--- Whether a text comes before another.
function byte_order.precedes(one, other)
	for i = 1, math.min(#one, #other) do
		local a, b = string.byte(one, i), string.byte(other, i)
		if a ~= b then
			return a < b
		end
	end
	return #one < #other
end

return byte_order
