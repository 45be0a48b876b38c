-- Lines as a call names them, and the refusals that all calls with lines share.
--- @export
--- @include "inventory/parts/line-list"
local given_lines = {}

--- SKUs and quantities of these lines, those of one SKU added up; or nil and the refusal where a sum passes the cap.
function given_lines.merged(lines)
	local skus, quantities, over_cap = line_list.merge(lines.sku, lines.quantity)
	if over_cap then
		return nil, { 'CAP_EXCEEDED', over_cap, 'quantity' }
	end
	return skus, quantities
end

--- Names every line of which less is left, by `left_of(sku)`; nil where there is none.
function given_lines.exceeded(skus, quantities, left_of)
	local refusal
	for i = 1, #skus do
		local left = left_of(skus[i])
		if left < quantities[i] then
			refusal = refusal or { 'QUANTITY_EXCEEDED' }
			local place = #refusal
			refusal[place + 1], refusal[place + 2] = skus[i], integer.text(left)
			refusal[place + 3] = integer.text(quantities[i])
		end
	end
	return refusal
end

return given_lines
