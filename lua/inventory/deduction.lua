-- Deductions, each decided on its own: shared by the single call and the batch.
--
-- `deductions` holds "SKU quantity sequence" by id, sequence being that of its movement; a reversal appends the
-- sequence of its own.
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

local function refusal(id, sku, quantity)
	if not quantity then
		return { 'INVALID_ARGUMENT', 'quantity' }
	elseif executed[id] then
		return { 'OPERATION_ALREADY_EXECUTED', id }
	end
	local short = availability.shortage(sku, quantity)
	if short then
		return short
	elseif not stock.fits(sku, 0, quantity) then
		return { 'CAP_EXCEEDED', sku, 'sold' }
	end
	return nil
end

--- Stages the i-th request and returns it as "id sku quantity from to available atMs reference"; or nil and the
--- refusal.
function deduction.decide(i)
	local id, sku, quantity, reference = ids[i], skus[i], quantities[i], references[i]
	local refused = refusal(id, sku, quantity)
	if refused then
		return nil, refused
	end
	local from, quantity_text = stock.item(sku).on_hand_text, integer.text(quantity)
	local reference_text = reference ~= '' and cjson.encode(reference) or nil
	local item, sequence = stock.move(sku, 'deduction', -quantity, 0, quantity, id, reference_text)
	local to, place = item.on_hand_text, #staged + 1
	executed[id] = true
	staged[place], staged[place + 1] = id, sku .. ' ' .. quantity_text .. ' ' .. sequence
	-- stylua: ignore
	journal.add('inventory.deducted', '{"action":"decrease","by":"' .. id .. '","sku":"' .. sku .. '","from":' .. from
		.. ',"to":' .. to .. ',"change":' .. quantity_text .. json.ending('reference', reference_text))
	local available = integer.text(stock.available(sku))
	-- stylua: ignore
	return id .. ' ' .. sku .. ' ' .. quantity_text .. ' ' .. from .. ' ' .. to .. ' ' .. available .. ' '
		.. clock.now_text .. ' ' .. reference
end

function deduction.write()
	if #staged > 0 then
		redis.call('HSET', keys.deductions, unpack(staged))
	end
	stock.write()
end

return deduction
