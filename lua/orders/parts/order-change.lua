-- The start and the end that fulfil and cancel share.
--- @include "kernel/operation"
--- @include "kernel/precondition"
--- @include "orders/parts/order-records"
local order_change = {}

--- The placed order of this id, or nil and what to answer at once.
function order_change.begin(call, id, if_match)
	local answered = operation.answered(call)
	if answered then
		return nil, answered
	end
	local order = order_records.read(call, id)
	if not order then
		return nil, { 'ORDER_NOT_FOUND', id }
	end
	local stale = precondition.refusal(if_match, order_records.version(order))
	if not stale and order.state ~= 'placed' then
		return nil, { 'INVALID_STATE', 'order', order.id, order.state }
	end
	return not stale and order, stale
end

--- The last step: writes the order, which has a new state, and why, which may be none. Returns the reply.
function order_change.complete(call, order, state, reason)
	local record = order_records.move(call, order, state, reason)
	return operation.complete(call, order_records.reply(order.id, record, order_records.first_version(state)))
end

return order_change
