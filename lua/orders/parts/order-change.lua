-- The start and the end that all share that comes after the sale.
--- @include "kernel/operation"
--- @include "kernel/precondition"
--- @include "orders/parts/order-records"
--- @include "orders/parts/order-changes"
--- @include "orders/parts/order-units"
local order_change = {}

--- The order of this id, or nil and what to answer at once.
function order_change.begin(call, id, if_match)
	local answered = operation.answered(call)
	if answered then
		return nil, answered
	end
	local order = order_records.read(call, id)
	if not order then
		return nil, { 'ORDER_NOT_FOUND', id }
	end
	local state, version = order_records.current(call, order)
	order.state_now = state
	local stale = precondition.refusal(if_match, version)
	return not stale and order, stale
end

-- States in which units are neither the customer's nor on the way there.
local UNDECIDED = { authorised = true, expired = true }

--- The units of the order. The change { kind, id } gets the SKUs and quantities that it is about: those of `lines`, or
--- all that `left` gives of each. Nothing where it cannot be, with the reason; `undecided` lets units change that are
--- neither the customer's nor on the way there.
function order_change.choose(order, change, lines, left, undecided)
	local units, skus, quantities = order_units.read(order), nil, nil
	local refusal = order_changes.refusal(order, change, lines.count > 0 and lines.count or #units.skus)
	if not refusal and UNDECIDED[order.state] and not undecided then
		refusal = { 'INVALID_STATE', 'order', order.id, order.state_now }
	elseif not refusal then
		skus, quantities = order_units.chosen(units, lines, left)
		refusal = not skus and quantities
			or skus and #skus == 0 and { 'INVALID_STATE', 'order', order.id, order.state_now }
	end
	if refusal then
		return nil, refusal
	end
	change.skus, change.quantities, change.lines = skus, quantities, line_list.pack(skus, quantities)
	return units
end

--- The last step: adds the change and writes the order, which has this state now. Returns the reply.
function order_change.complete(call, order, change, state)
	order_changes.add(call, order, change)
	local record, version = order_records.change(call, order, state)
	return operation.complete(call, order_records.reply(order.id, record, version))
end

return order_change
