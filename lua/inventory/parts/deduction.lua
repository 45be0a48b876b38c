-- Deductions, each decided on its own: shared by the single call and the batch. Their records are described in
-- inventory/parts/deduction-record.
--- @include "inventory/parts/availability"
--- @state executed = {}, staged_deductions = {}
local deduction = {}

--- Looks up what decisions rest on: which requests were executed before, and stock. Requests are lists `id`, `sku`,
--- `quantity`, `reference`, as many values in each. Returns what to answer at once.
function deduction.read(call, items)
	local ids, executed = items.id, call.executed
	local records = redis.call('HMGET', call.keys.deductions, unpack(ids))
	for i = 1, #ids do
		if records[i] then
			executed[ids[i]] = true
		end
	end
	return availability.make_room(call, items.sku, items.quantity, true)
end

--- Why units of the SKU, which has these numbers or false, cannot be deducted; nil where they can.
local function refusal(call, id, sku, item, quantity)
	if not quantity then
		return { 'INVALID_ARGUMENT', 'quantity' }
	elseif call.executed[id] then
		return { 'OPERATION_ALREADY_EXECUTED', id }
	elseif not item or item.available < quantity then
		return availability.shortage(call, sku, quantity)
	elseif item.sold + quantity > integer.max then
		return { 'CAP_EXCEEDED', sku, 'sold' }
	end
	return nil
end

--- Stages the i-th request and returns it as "id quantity from to available atMs"; or nil and the refusal.
function deduction.decide(call, items, i)
	local id, sku, quantity, reference = items.id[i], items.sku[i], items.quantity[i], items.reference[i]
	local item = stock.item(call, sku)
	local refused = refusal(call, id, sku, item, quantity)
	if refused then
		return nil, refused
	end
	local from, quantity_text = item.on_hand_text, integer.text(quantity)
	local reference_text = reference and json.text(call, reference) or nil
	local movement = stock.move(call, sku, 'deduction', -quantity, 0, quantity, id, reference_text)
	local to, place = item.on_hand_text, #call.staged_deductions + 1
	call.executed[id] = true
	call.staged_deductions[place], call.staged_deductions[place + 1] = id, movement
	-- stylua: ignore
	journal.add(call, 'inventory.deducted', '{"action":"decrease","by":"' .. id .. '","sku":"' .. sku
		.. '","from":' .. from
		.. ',"to":' .. to .. ',"change":' .. quantity_text .. json.ending('reference', reference_text))
	-- stylua: ignore
	return id .. ' ' .. quantity_text .. ' ' .. from .. ' ' .. to .. ' ' .. stock.available_text(item) .. ' '
		.. call.now_text
end

function deduction.write(call)
	if #call.staged_deductions > 0 then
		redis.call('HSET', call.keys.deductions, unpack(call.staged_deductions))
	end
	stock.write(call)
end

return deduction
