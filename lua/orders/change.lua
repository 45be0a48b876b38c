-- What fulfil and cancel share. Their ARGV begins with operation_id, fingerprint, record_ttl_ms, id, if_match.
--- @include "lib/operation"
--- @include "lib/precondition"
--- @include "orders/order-records"
local change = {}

--- The placed order, or nil and what to answer at once.
function change.begin()
	local answered = operation.answered()
	if answered then
		return nil, answered
	end
	local order = order_records.read(ARGV[4])
	if not order then
		return nil, { 'ORDER_NOT_FOUND', ARGV[4] }
	end
	local stale = precondition.refusal(ARGV[5], order_records.version(order.state))
	if not stale and order.state ~= 'placed' then
		return nil, { 'INVALID_STATE', 'order', order.id, order.state }
	end
	return not stale and order, stale
end

--- The last step: writes the order, which has a new state, and why. Returns the reply.
function change.complete(order, state, reason)
	local record = order_records.move(order, state, reason)
	return operation.complete({ 'OK', order.id, record, order_records.version(state) })
end

return change
