-- Adjustments, each decided on its own: shared by the single call and the batch.
--- @include "lib/availability"
local adjustment = {}

local texts = integer.texts
local reasons = { received = true, correction = true, damaged = true, lost = true, returned = true }

local skus, amounts, sets, expected, invalid, first_arguments
local may_take -- whether a request may take units away, which most do not

function adjustment.prepare()
	skus, amounts, sets, expected, invalid, first_arguments = {}, {}, {}, {}, {}, {}
	may_take = false
end

--- The name of what is malformed in a request, or false.
local function malformed(mode, amount, reason, expected_on_hand)
	if mode ~= 'delta' and mode ~= 'setTo' then
		return 'mode'
	elseif not amount or (mode == 'setTo' and amount < 0) then
		return mode
	elseif not reasons[reason] then
		return 'reason'
	end
	return expected_on_hand == nil and 'expectedOnHand'
end

--- Reads the requests in ARGV from `first` on (sku, mode, amount, reason, reference, expected_on_hand). Returns how
--- many they are.
function adjustment.parse(first)
	local given, parse, count = ARGV, integer.parse, 0
	for i = first, #given, 6 do
		count = count + 1
		local mode, amount, expects, on_hand = given[i + 1], parse(given[i + 2]), given[i + 5], false
		if expects ~= '' then
			on_hand = parse(expects)
		end
		skus[count], first_arguments[count], sets[count] = given[i], i, mode == 'setTo'
		amounts[count], expected[count] = amount or false, on_hand or false
		invalid[count] = malformed(mode, amount, given[i + 3], on_hand)
		may_take = may_take or mode == 'setTo' or amount and amount < 0
	end
	return count
end

--- What the i-th request changes on hand, and what is on hand of the SKU, which has these numbers or none.
local function change_of(i, item)
	local on_hand = item and item.on_hand or 0
	return sets[i] and amounts[i] - on_hand or amounts[i], on_hand
end

--- Reads the stock that the requests are about. Returns what to answer at once.
function adjustment.read()
	stock.read(skus)
	if not may_take then
		return nil
	end
	local taken, takes = {}, false
	for i = 1, #skus do
		local change = not invalid[i] and change_of(i, stock.item(skus[i])) or 0
		taken[i] = change < 0 and -change
		takes = takes or change < 0
	end
	return takes and availability.make_room(skus, taken, true) or nil
end

--- Why the i-th request cannot be granted, or nil.
local function refusal(i, sku, item, change, on_hand)
	if expected[i] and expected[i] ~= on_hand then
		return { 'STOCK_CHANGED', sku, integer.text(expected[i]), integer.text(on_hand) }
	elseif on_hand + change > integer.max then
		return { 'CAP_EXCEEDED', sku, 'onHand' }
	elseif change >= 0 then
		return nil
	elseif not item then
		return { 'INSUFFICIENT_STOCK', sku, integer.text(-change), '0' }
	end
	return availability.shortage(sku, -change)
end

--- Stages the i-th request and returns what there is of the SKU then, as "sku onHand reserved sold"; or nil and the
--- refusal.
function adjustment.decide(i)
	if invalid[i] then
		return nil, { 'INVALID_ARGUMENT', invalid[i] }
	end
	local sku, first = skus[i], first_arguments[i]
	local item = stock.item(sku)
	local change, on_hand = change_of(i, item)
	local refused = refusal(i, sku, item, change, on_hand)
	if refused then
		return nil, refused
	end
	local reason, reference = ARGV[first + 3], ARGV[first + 4]
	local reference_text = reference ~= '' and json.text(reference) or nil
	item = item or stock.create(sku)
	stock.move(sku, 'adjustment', change, 0, nil, nil, reference_text)
	-- stylua: ignore
	journal.add('inventory.adjusted', '{"sku":"' .. sku .. '","change":' .. integer.text(change) .. ',"onHand":'
		.. item.on_hand_text .. ',"reason":"' .. reason .. '"' .. json.ending('reference', reference_text))
	local sold = item.sold
	return sku .. ' ' .. item.on_hand_text .. ' ' .. item.reserved_text .. ' ' .. (texts[sold] or integer.text(sold))
end

return adjustment
