-- Deductions, each decided on its own: shared by the single call and the batch. Their records are described in
-- inventory/deduction-record.
--- @include "lib/availability"
local deduction = {}

local ids, skus, quantities, references, executed, staged

function deduction.prepare()
	ids, skus, quantities, references, executed, staged = {}, {}, {}, {}, {}, {}
end

--- Reads the requests in ARGV from `first` on (id, sku, quantity, reference). Returns how many they are.
function deduction.parse(first)
	local count = 0
	for i = first, #ARGV, 4 do
		count = count + 1
		ids[count], skus[count], references[count] = ARGV[i], ARGV[i + 1], ARGV[i + 3]
		quantities[count] = integer.positive(ARGV[i + 2]) or false
	end
	return count
end

--- Looks up what decisions rest on: which of them were executed before, and stock. Returns what to answer at once.
function deduction.read()
	local records = redis.call('HMGET', keys.deductions, unpack(ids))
	for i = 1, #ids do
		if records[i] then
			executed[ids[i]] = true
		end
	end
	return availability.make_room(skus, quantities, true)
end

--- Why units of the SKU, which has these numbers or false, cannot be deducted; nil where they can.
local function refusal(id, sku, item, quantity)
	if not quantity then
		return { 'INVALID_ARGUMENT', 'quantity' }
	elseif executed[id] then
		return { 'OPERATION_ALREADY_EXECUTED', id }
	elseif not item or item.available < quantity then
		return availability.shortage(sku, quantity)
	elseif item.sold + quantity > integer.max then
		return { 'CAP_EXCEEDED', sku, 'sold' }
	end
	return nil
end

--- Stages the i-th request and returns it as "id quantity from to available atMs"; or nil and the refusal.
function deduction.decide(i)
	local id, sku, quantity, reference = ids[i], skus[i], quantities[i], references[i]
	local item = stock.item(sku)
	local refused = refusal(id, sku, item, quantity)
	if refused then
		return nil, refused
	end
	local from, quantity_text = item.on_hand_text, integer.text(quantity)
	local reference_text = reference ~= '' and json.text(reference) or nil
	local movement = stock.move(sku, 'deduction', -quantity, 0, quantity, id, reference_text)
	local to, place = item.on_hand_text, #staged + 1
	executed[id] = true
	staged[place], staged[place + 1] = id, movement
	-- stylua: ignore
	journal.add('inventory.deducted', '{"action":"decrease","by":"' .. id .. '","sku":"' .. sku .. '","from":' .. from
		.. ',"to":' .. to .. ',"change":' .. quantity_text .. json.ending('reference', reference_text))
	-- stylua: ignore
	return id .. ' ' .. quantity_text .. ' ' .. from .. ' ' .. to .. ' ' .. stock.available_text(item) .. ' '
		.. clock.now_text
end

function deduction.write()
	if #staged > 0 then
		redis.call('HSET', keys.deductions, unpack(staged))
	end
	stock.write()
end

return deduction
