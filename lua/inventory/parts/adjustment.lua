-- Adjustments, each decided on its own: shared by the single call and the batch.
--- @include "kernel/json"
--- @include "inventory/parts/eviction"
--- @include "inventory/parts/room"
local adjustment = {}

local reasons = { received = true, correction = true, damaged = true, lost = true, returned = true }

--- The name of what is malformed in the i-th request, or nil.
local function malformed(items, i, mode, amount)
	if not mode then
		return 'mode'
	elseif not amount or mode == 'setTo' and amount < 0 then
		return mode
	elseif not reasons[items.reason[i]] then
		return 'reason'
	elseif items.evict[i] and mode ~= 'setTo' then
		return 'evict'
	end
	return items.expected_on_hand[i] == nil and 'expectedOnHand' or nil
end

--- The change of units on hand by a request, and the units on hand of the SKU, whose numbers are `item` or none.
local function change_of(mode, amount, item)
	local on_hand = item and item.on_hand or 0
	return mode == 'setTo' and amount - on_hand or amount, on_hand
end

--- Reads the stock that the requests are about: lists `sku`, `mode`, `amount`, `reason`, `reference`,
--- `expected_on_hand`, `evict`, as many values in each as there are requests. Returns what to answer at once.
function adjustment.read(call, items)
	local skus, modes, amounts, taken = items.sku, items.mode, items.amount, nil
	stock.read(call, skus)
	for i = 1, #skus do
		local mode, amount = modes[i], amounts[i]
		local change = not malformed(items, i, mode, amount) and change_of(mode, amount, call.items[skus[i]]) or 0
		if change < 0 then
			taken = taken or {}
			taken[i] = -change
		end
	end
	local again = taken and room.make(call, skus, taken)
	for i = 1, taken and #skus or 0 do
		if not again and taken[i] and items.evict[i] then
			again = eviction.read(call, skus[i], items.evict[i], amounts[i])
		end
	end
	return again
end

--- Why the i-th request cannot be granted, or nil. Units that are reserved cannot go, unless reservations end; what is
--- kept for safety can.
local function refusal(call, expected, sku, item, change, on_hand, evicts)
	local unreserved = item and on_hand - item.reserved or 0
	if expected and expected ~= on_hand then
		return { 'STOCK_CHANGED', sku, integer.text(expected), integer.text(on_hand) }
	elseif on_hand + change > integer.max then
		return { 'CAP_EXCEEDED', sku, 'onHand' }
	elseif unreserved + change < 0 and not evicts then
		local left = integer.text(unreserved)
		return { 'INSUFFICIENT_STOCK', sku, integer.text(-change), item and claim.left(call, sku, item, left) or left }
	end
	return nil
end

--- Ends reservations of the SKU until a count of so many units on hand covers them; returns their ids, or nil and the
--- refusal.
local function make_fit(call, sku, order, amount)
	local chosen = eviction.choose(call, sku, order, amount)
	if not chosen then
		return nil, { 'EVICTION_EXCEEDED', sku, integer.text(eviction.most) }
	end
	return eviction.finish(call, chosen)
end

--- Stages the i-th request and returns what there is of the SKU then, as callers are told it, and the reservations that
--- ended for it, which may be nil for none; or nil and the refusal.
function adjustment.decide(call, items, i)
	local mode, amount = items.mode[i], items.amount[i]
	local invalid = malformed(items, i, mode, amount)
	if invalid then
		return nil, { 'INVALID_ARGUMENT', invalid }
	end
	local sku = items.sku[i]
	local item = call.items[sku]
	local change, on_hand = change_of(mode, amount, item)
	local evicts = items.evict[i] and change < 0 and item.reserved > amount
	local refused, evicted = refusal(call, items.expected_on_hand[i], sku, item, change, on_hand, evicts), nil
	if not refused and evicts then
		evicted, refused = make_fit(call, sku, items.evict[i], amount)
	end
	if refused then
		return nil, refused
	end
	local reason, reference = items.reason[i], items.reference[i]
	local reference_json = reference and json.text(call, reference) or nil
	item = item or stock.create(call, sku)
	if change < 0 then
		claim.take_one(call, 'adjustment', sku, -change, nil, reference_json)
	else
		claim.give_back_one(call, 'adjustment', sku, change, nil, reference_json)
	end
	local change_text = integer.text(change)
	inventory_events.inventory_adjusted(call, sku, change_text, item.on_hand_text, reason, reference_json)
	wait_line.serve(call) -- each request of a batch as if it came alone
	return stock_records.view(sku, item, integer.text(item.sold)), evicted
end

return adjustment
