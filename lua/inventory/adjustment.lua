-- One adjustment: shared by the single call and the batch.
--- @include "lib/availability"
local adjustment = {}

local reasons = { received = true, correction = true, damaged = true, lost = true, returned = true }

--- The request in ARGV from `first` on (sku, mode, amount, reason, reference, expected_on_hand); a malformed
--- value leaves its name in `invalid`.
function adjustment.parse(first)
	local request = {
		sku = ARGV[first],
		mode = ARGV[first + 1],
		amount = integer.parse(ARGV[first + 2]),
		reason = ARGV[first + 3],
		reference = ARGV[first + 4] ~= '' and ARGV[first + 4] or nil,
		expected = ARGV[first + 5] ~= '' and integer.parse(ARGV[first + 5]),
	}
	if request.mode ~= 'delta' and request.mode ~= 'setTo' then
		request.invalid = 'mode'
	elseif not request.amount or (request.mode == 'setTo' and request.amount < 0) then
		request.invalid = request.mode
	elseif not reasons[request.reason] then
		request.invalid = 'reason'
	elseif request.expected == nil then
		request.invalid = 'expectedOnHand'
	end
	return request
end

local function delta_of(request)
	local item = stock.item(request.sku)
	local on_hand = item and item.on_hand or 0
	return request.mode == 'delta' and request.amount or request.amount - on_hand, on_hand
end

--- The lines these requests would take off, for availability.make_room().
function adjustment.demand(requests)
	local lines = {}
	stock.read_of(requests)
	for _, request in ipairs(requests) do
		local delta = not request.invalid and delta_of(request) or 0
		if delta < 0 then
			lines[#lines + 1] = { sku = request.sku, quantity = -delta }
		end
	end
	return availability.merge(lines)
end

local function refusal(request)
	local sku = request.sku
	local delta, on_hand = delta_of(request)
	if request.expected and request.expected ~= on_hand then
		return { 'STOCK_CHANGED', sku, integer.text(request.expected), integer.text(on_hand) }
	elseif on_hand + delta > integer.max then
		return { 'CAP_EXCEEDED', sku, 'onHand' }
	elseif delta >= 0 then
		return nil
	elseif not stock.item(sku) then
		return { 'INSUFFICIENT_STOCK', sku, integer.text(-delta), '0' }
	end
	return availability.refusal({ { sku = sku, quantity = -delta } })
end

--- The reply for one request; when it starts with OK the change is staged.
function adjustment.decide(request)
	if request.invalid then
		return { 'INVALID_ARGUMENT', request.invalid }
	end
	local refused = refusal(request)
	if refused then
		return refused
	end
	local sku, delta = request.sku, delta_of(request)
	if not stock.item(sku) then
		stock.create(sku)
	end
	local item = stock.move(sku, 'adjustment', delta, 0, nil, nil, request.reference)
	-- stylua: ignore
	journal.add('inventory.adjusted', string.format('{"sku":"%s","change":%d,"onHand":%d,"reason":"%s"%s',
		sku, delta, item.on_hand, request.reason, json.ending('reference', request.reference)))
	return { 'OK', sku, integer.text(item.on_hand), integer.text(item.reserved), integer.text(item.sold) }
end

return adjustment
