-- Fulfilments, cancellations, returns and refunds of an order, as its record keeps them: a line each, which
-- contract/records/order.ts describes. They are bounded, for an order is read and answered whole; each kind by itself,
-- so that a return is never refused for what was fulfilled.
--- @include "kernel/integer"
--- @include "kernel/clock"
--- @include "kernel/journal"
--- @include "kernel/json"
--- @include "orders/generated/order-change-record"
local order_changes = {}

-- Most of a kind that an order has, and most lines that all of a kind have.
local MOST = 100
local MOST_LINES = 1000

-- The refusal of an id that the order has already.
local TAKEN = {
	fulfilment = { 'FULFILMENT_ALREADY_EXISTS' },
	cancellation = { 'CANCELLATION_ALREADY_EXISTS' },
	['return'] = { 'RETURN_ALREADY_EXISTS' },
	refund = { 'REFUND_ALREADY_EXISTS' },
}
local NAMES = { fulfilment = 'fulfilments', cancellation = 'cancellations', ['return'] = 'returns', refund = 'refunds' }

local function count_lines(packed)
	local _, commas = string.gsub(packed, ',', '')
	return commas + 1
end

--- Why the order cannot have this change { kind, id }, or nil; `lines` is how many it has.
function order_changes.refusal(order, change, lines)
	local count, kind = 1, change.kind
	for record in string.gmatch(order.changes or '', '[^\n]+') do
		local other, id, _, packed = order_change_record.head(record)
		if not other then
			error('CORRUPT orders ' .. order.id .. ': a change does not read')
		elseif id == change.id then
			return { TAKEN[kind][1], id }
		elseif other == kind then
			count, lines = count + 1, lines + (packed and count_lines(packed) or 0)
		end
	end
	if count > MOST or lines > MOST_LINES then
		return { 'CAP_EXCEEDED', order.id, NAMES[kind] }
	end
	return nil
end

--- Texts of a caller as one JSON object, false for none; metadata comes as JSON.
local function notes_of(call, change)
	local members = {}
	if change.reason then
		members[#members + 1] = '"reason":' .. json.text(call, change.reason)
	end
	if change.reference then
		members[#members + 1] = '"reference":' .. json.text(call, change.reference)
	end
	if change.metadata then
		members[#members + 1] = '"metadata":' .. change.metadata
	end
	return #members > 0 and '{' .. table.concat(members, ',') .. '}'
end

--- Adds a change to the order: { kind, id, lines (packed), asked, stock, amount, transfer, reason, reference,
--- metadata } as texts, false or nil for none.
function order_changes.add(call, order, change)
	-- stylua: ignore
	local record = order_change_record.write(change.kind, change.id, call.now_text, change.lines, change.asked,
		change.stock or 'keep', change.amount, change.transfer, call.actor, notes_of(call, change))
	order.changes = order.changes and order.changes .. '\n' .. record or record
end

return order_changes
