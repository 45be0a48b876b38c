-- Deductions, each decided on its own: shared by the single call and the batch.
--- @include "kernel/json"
--- @include "inventory/parts/campaign-sale"
--- @include "inventory/parts/room"
--- @include "inventory/generated/deduction-record"
--- @include "inventory/generated/deduction-view-record"
--- @state executed = {}, staged_deductions = {}
local deduction = {}

--- Looks up what decisions rest on: which requests were executed before, and stock. Requests are lists `id`, `sku`,
--- `quantity`, `reference`, `owner`, as many values in each; `used` are ids of deductions that have left, with blanks
--- between, or false. Returns what to answer at once.
function deduction.read(call, items, used)
	local ids, executed = items.id, call.executed
	local records = redis.call('HMGET', call.keys.deductions, unpack(ids))
	for i = 1, #ids do
		if records[i] then
			executed[ids[i]] = true
		end
	end
	for id in string.gmatch(used or '', '%S+') do
		executed[id] = true
	end
	return room.make(call, items.sku, items.quantity, items.owner)
end

--- Why units of the SKU, which has these numbers or false, cannot be deducted for the owner, false for nobody; nil
--- where they can.
local function refusal(call, id, sku, item, quantity, owner)
	local is_ruled = item and item.rules and item.rules.campaigns
	if not quantity then
		return { 'INVALID_ARGUMENT', 'quantity' }
	elseif call.executed[id] then
		return { 'OPERATION_ALREADY_EXECUTED', id }
	elseif is_ruled and not campaign_sale.lets(call, owner, sku, quantity) then
		return claim.obstacles(call, owner, { sku }, { quantity })
	elseif not item or item.available < quantity then
		return claim.refusal(call, sku, quantity)
	elseif item.sold + quantity > integer.max then
		return { 'CAP_EXCEEDED', sku, 'sold' }
	end
	return nil
end

--- Stages the i-th request and returns it as inventory/generated/deduction-view-record writes it; or nil and the
--- refusal.
function deduction.decide(call, items, i)
	local id, sku, quantity, reference = items.id[i], items.sku[i], items.quantity[i], items.reference[i]
	local item, owner = stock.item(call, sku), items.owner[i]
	local refused = refusal(call, id, sku, item, quantity, owner)
	if refused then
		return nil, refused
	end
	local from, quantity_text = item.on_hand_text, integer.text(quantity)
	local reference_json = reference and json.text(call, reference) or nil
	local movement = claim.take_one(call, 'deduction', sku, quantity, id, reference_json)
	local counted = item.rules and campaign_sale.count(call, owner, sku, quantity)
	local to, available, staged = item.on_hand_text, stock_records.available_text(item), call.staged_deductions
	local place = #staged + 1
	call.executed[id] = true
	staged[place], staged[place + 1] = id, deduction_record.write(movement, available, false, counted)
	inventory_events.inventory_deducted(call, id, sku, from, to, quantity_text, reference_json, owner)
	return deduction_view_record.write(id, quantity_text, from, to, available, call.now_text)
end

function deduction.write(call)
	if #call.staged_deductions > 0 then
		redis.call('HSET', call.keys.deductions, unpack(call.staged_deductions))
	end
	stock.write(call)
end

return deduction
