-- One deduction: shared by the single call and the batch.
--
-- `deductions` holds "SKU quantity sequence" by id, sequence being that of its movement; a reversal appends the
-- sequence of its own.
--- @include "lib/availability"
local deduction = {}

local staged, executed

function deduction.prepare()
	staged, executed = {}, {}
end

--- The request in ARGV from `first` on (id, sku, quantity, reference).
function deduction.parse(first)
	return {
		id = ARGV[first],
		sku = ARGV[first + 1],
		quantity = integer.positive(ARGV[first + 2]),
		reference = ARGV[first + 3] ~= '' and ARGV[first + 3] or nil,
	}
end

--- Looks up which of these requests were executed before.
function deduction.read(requests)
	local ids = {}
	for i = 1, #requests do
		ids[i] = requests[i].id
	end
	local records = redis.call('HMGET', keys.deductions, unpack(ids))
	for i = 1, #ids do
		executed[ids[i]] = records[i] and true
	end
end

local function refusal(request)
	local sku, quantity = request.sku, request.quantity
	if not quantity then
		return { 'INVALID_ARGUMENT', 'quantity' }
	elseif executed[request.id] then
		return { 'OPERATION_ALREADY_EXECUTED', request.id }
	end
	local refused = availability.refusal({ request })
	if refused then
		return refused
	elseif not stock.fits(sku, 0, quantity) then
		return { 'CAP_EXCEEDED', sku, 'sold' }
	end
	return nil
end

--- The reply for one request; when it starts with OK the deduction is staged.
function deduction.decide(request)
	local refused = refusal(request)
	if refused then
		return refused
	end
	local id, sku, quantity = request.id, request.sku, request.quantity
	local from = stock.item(sku).on_hand
	local item = stock.move(sku, 'deduction', -quantity, 0, quantity, id, request.reference)
	executed[id] = true
	staged[#staged + 1] = id
	staged[#staged + 1] = string.format('%s %d %d', sku, quantity, item.sequence)
	-- stylua: ignore
	journal.add('inventory.deducted', string.format(
		'{"action":"decrease","by":"%s","sku":"%s","from":%d,"to":%d,"change":%d%s',
		id, sku, from, item.on_hand, quantity, json.ending('reference', request.reference)))
	-- stylua: ignore
	return { 'OK', id, sku, integer.text(quantity), integer.text(from), integer.text(item.on_hand),
		integer.text(stock.available(sku)), integer.text(clock.now_ms), request.reference or '' }
end

function deduction.write()
	if #staged > 0 then
		redis.call('HSET', keys.deductions, unpack(staged))
	end
	stock.write()
end

return deduction
