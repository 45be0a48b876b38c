-- The start that fulfil and cancel share. Their ARGV begins with operation_id, fingerprint, record_ttl_ms, id.
--- @include "lib/operation"
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
	elseif order.state ~= 'placed' then
		return nil, { 'INVALID_STATE', 'order', order.id, order.state }
	end
	return order
end

return change
