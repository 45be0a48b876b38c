-- One deduction: shared by the single call and the batch.
--
-- `deductions` holds "SKU quantity sequence" by id, sequence being that of its movement; a reversal appends the
-- sequence of its own.
--- @include "lib/availability"
local deduction = {}

local staged, staged_ids = {}, {}

--- The request in ARGV from `first` on (id, sku, quantity, reference).
function deduction.parse(first)
	return {
		id = ARGV[first],
		sku = ARGV[first + 1],
		quantity = integer.positive(ARGV[first + 2]),
		reference = ARGV[first + 3] ~= '' and ARGV[first + 3] or nil,
	}
end

local function refusal(request)
	if not request.quantity then
		return { 'INVALID_ARGUMENT', 'quantity' }
	elseif staged_ids[request.id] or redis.call('HEXISTS', keys.deductions, request.id) == 1 then
		return { 'OPERATION_ALREADY_EXECUTED', request.id }
	end
	local refused = availability.refusal({ request })
	if refused then
		return refused
	elseif not stock.fits(request.sku, 0, request.quantity) then
		return { 'CAP_EXCEEDED', request.sku, 'sold' }
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
	local item = stock.move(sku, 'deduction', { on_hand = -quantity, sold = quantity }, id, request.reference)
	staged_ids[id] = true
	staged[#staged + 1] = id
	staged[#staged + 1] = string.format('%s %.0f %.0f', sku, quantity, item.sequence)
	-- stylua: ignore
	journal.add('inventory.deducted', json.object('action', 'decrease', 'by', id, 'sku', sku,
		'from', from, 'to', item.on_hand, 'change', quantity, 'reference', request.reference))
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
