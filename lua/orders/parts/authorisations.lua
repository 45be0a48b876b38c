-- Authorised orders: their units are off stock and their money is held, until they are captured, cancelled, or come to
-- their deadline. Their transfers have the same deadline, and the ledger ends them at it by itself; the order and its
-- units follow in one script, by the sweeper or by the next call that has to do with it.
--
-- `order_index` lists authorised orders under "d", by deadline.
--- @include "inventory/parts/claim"
--- @include "inventory/parts/line-list"
--- @include "inventory/parts/wait-line"
--- @include "kernel/operation"
--- @include "ledger/parts/together"
--- @include "orders/generated/orders-events"
--- @include "orders/parts/order-records"
--- @include "orders/parts/payment"
local authorisations = { deadlines = order_records.deadlines }

-- As many orders, or some more lines, as one script should end.
local MAX_ENDED, MAX_LINES = '20', 200

--- Whether it can no longer be captured: its deadline has passed, or its transfers, which are these, have ended at it.
local function is_over(call, order, found)
	local over = order_records.is_over(call, order)
	for i = 1, #found do
		over = over or found[i].state ~= 'pending'
	end
	return over
end

--- Reads the units of an authorised order, so that what is wrong with them fails before any write.
function authorisations.read_units(call, order)
	order.skus, order.quantities = line_list.unpack(order.lines, nil, 'orders', order.id)
	stock.read(call, order.skus)
	campaigns.look(call, order.counted)
end

--- Stages that an order is over: its units are on hand again, but for those that would pass a cap, since no end of an
--- order may wait for room.
local function stage_expiry(call, order)
	together.void(call, payment.transfers(call, order))
	for i = 1, #order.skus do
		local skus, quantities = { order.skus[i] }, { order.quantities[i] }
		if not claim.give_back_over_cap(call, 'authorised_expiry', skus, quantities) then
			claim.give_back(call, 'authorised_expiry', skus, quantities, order.id)
		end
	end
	order.counted = campaigns.give_back(call, order.counted)
	orders_events.order_expired(call, order.id)
end

--- Ends these orders, whose units were read, and writes that.
function authorisations.expire(call, orders)
	for i = 1, #orders do
		stage_expiry(call, orders[i])
	end
	wait_line.serve(call)
	transfers.write(call)
	wait_line.write(call)
	for i = 1, #orders do
		order_records.change(call, orders[i], 'expired')
	end
	journal.write(call)
end

--- The transfers of an authorised order that is not over; its units were read. Else nil and what to answer at once.
function authorisations.open(call, order)
	authorisations.read_units(call, order)
	if pending.expire_due(call) then
		return nil, { 'AGAIN' }
	end
	local found = payment.transfers(call, order)
	if is_over(call, order, found) then
		authorisations.expire(call, { order })
		return nil, { 'INVALID_STATE', 'order', order.id, 'expired' }
	end
	return found
end

--- Why an authorised order, with these transfers, cannot be cancelled, or nil. `request` is the change, as
--- orders/parts/giving-back describes it: no money has moved, so that none goes back; the transfers are voided.
function authorisations.cancel_refusal(call, order, found, request)
	if request.refund == 'amount' then
		return { 'REFUND_EXCEEDED', '0', integer.text(request.amount) }
	elseif #found > 0 and not request.may_refund then
		return { 'FORBIDDEN', 'ledger:write' }
	end
	request.asked, request.amount, request.stock = request.refund, '0', request.restock and 'restock' or 'write_off'
	return request.restock and claim.give_back_over_cap(call, 'authorised_release', order.skus, order.quantities) or nil
end

--- Stages that it is cancelled: its transfers are voided, and its units are on hand again. Units that are not to be are
--- off it already, and were never sold.
function authorisations.cancel(call, order, found, request)
	together.void(call, found)
	order.counted = campaigns.give_back(call, order.counted)
	if request.restock then
		claim.give_back(call, 'authorised_release', order.skus, order.quantities, order.id)
	end
end

--- Reads the authorised orders whose deadline has passed, with their units, oldest first: at most `limit` (a text), and
--- no more once they have some 200 lines. Returns them, the members of the index that were looked at, and those which
--- point at no such order.
function authorisations.read_due(call, limit)
	local members = time_index.due(call.keys.order_index, authorisations.deadlines, call.now_ms, limit)
	local ids, found, orphans, lines, looked = time_index.ids(members, authorisations.deadlines), {}, {}, 0, 0
	for i = 1, #ids do
		if lines >= MAX_LINES then
			break
		end
		local order = order_records.read(call, ids[i])
		looked = i
		if order and order.state == 'authorised' and order_records.deadline_member(order) == members[i] then
			authorisations.read_units(call, order)
			found[#found + 1], lines = order, lines + #order.skus
		else
			orphans[#orphans + 1] = members[i]
		end
	end
	return found, looked, orphans
end

--- Ends orders that are over, for a call that is about to be refused. Comes before anything is staged. Returns AGAIN
--- where it has ended some: the runner then repeats the script. `look` as for pending.expire_due().
function authorisations.end_due(call, look)
	local found = authorisations.read_due(call, MAX_ENDED)
	if #found == 0 then
		return nil
	end
	look(call)
	redis.call('HLEN', call.keys.entries)
	redis.call('HLEN', call.keys.ledger_totals)
	if not pending.expire_due(call) then
		authorisations.expire(call, found)
	end
	return { 'AGAIN' }
end

return authorisations
