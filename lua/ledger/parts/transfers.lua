-- Transfers: money from one account to another, at once or held as pending first. Everything that moves money goes
-- through here, so that it is recorded and counted by the same lines everywhere.
--
-- A script that moves money first calls, in this order:
--   operation.answered()             the replay, the unknown store
--   days.choose(call, midnights)     today; where it gives a reply, answer that
--   pending.expire_due()             where true, answer { 'AGAIN' }
-- then asks transfer_rules.refusal(request) or reversal_refusal() and whatever else may refuse, stages with
-- transfers.create(request) or transfers.reverse(), writes with transfers.write(), ends with operation.complete().
--
-- Needs KEYS: store, operation, journal, accounts, transfers, entries, transfer_index, ledger_totals.
--- @include "ledger/parts/days"
--- @include "kernel/operation"
--- @include "ledger/parts/balances"
--- @include "ledger/parts/transfer-records"
--- @include "ledger/parts/transfer-lists"
--- @include "ledger/generated/ledger-events"
--- @state staged_transfers = {}
local transfers = {}

--- How much went out of the account today. A day that has begun does not end early, also when the clock is set back.
function transfers.used_today(call, account)
	return (account_records.used_since(account, call.day_start_text))
end

--- Stages a record, and the event of a step that concerned this much and left both balances as they are.
local function stage(call, event, id, record, from_id, to_id, amount_text, from, to, reverses)
	local place = #call.staged_transfers
	call.staged_transfers[place + 1], call.staged_transfers[place + 2] = id, record
	-- stylua: ignore
	event(call, id, from_id, to_id, amount_text, from.terms.asset, reverses, from.balance_text, to.balance_text)
end
transfers.stage = stage

--- Stages the end of a pending transfer, whose parties were found, by a step that concerned this much of it. Returns
--- its record.
function transfers.finish(call, event, transfer, amount_text)
	local from, to = transfer.sender, transfer.receiver
	transfer_lists.forget_member(call, transfer_records.member(transfer.expires_ms, transfer.id))
	-- stylua: ignore
	transfer_lists.move(call, transfer.state, transfer.id, transfer.from, transfer.to, transfer.created_ms,
		transfer_records.notes(transfer))
	transfer.balances = transfer_record.balances(from.balance_text, to.balance_text)
	local record = transfer_records.format(transfer)
	stage(call, event, transfer.id, record, transfer.from, transfer.to, amount_text, from, to)
	return record
end

--- Stages that the deadline holds this much, and that the index lists it. Returns the deadline as text.
local function hold(call, request, from, to)
	local expires_ms = integer.text(request.expires_ms)
	accounts.hold(call, from, to, request.amount, call.now_text)
	transfer_lists.add_member(call, transfer_records.member(expires_ms, request.id))
	return expires_ms
end

--- Stages the transfer that transfer_rules.refusal() has let pass, posted or, where it has a deadline, pending.
--- A request holds id, from, to, amount, notes (a JSON object), expires_ms where it is to be pending, and what that
--- has noted: sender, receiver and, where it counts in what goes out, day and used. Where another leg of its payment
--- counts for it in rolling limits, `counted_with` is that.
--- Returns the record, and the time of the transfer as text.
function transfers.create(call, request)
	local id, from, to, reverses = request.id, request.sender, request.receiver, request.reverses
	local amount, used = request.amount_text or integer.text(request.amount), request.used
	local event, state, posted, expires_ms = ledger_events.transfer_posted, 'posted', amount, false
	local at_text = call.now_text
	if used then
		from.day_ms, from.used = request.day, integer.text(used)
	end
	if request.expires_ms then
		event, state, posted = ledger_events.transfer_pending, 'pending', '0'
		expires_ms = hold(call, request, from, to)
	else
		event = reverses and ledger_events.transfer_reversed or event
		at_text = balances.move(call, request, request.amount, amount)
	end
	if used and from.terms.rolling then
		windows.count(call, from, id, request.amount, request.counted_with and 0 or 1, at_text)
	end
	transfer_records.add(call, id)
	transfer_lists.add(call, state, id, request.from, request.to, at_text, request.notes)
	-- stylua: ignore
	local record = transfer_record.write_fields(state, posted, '0', false, request.counted_with, expires_ms,
		expires_ms and used and request.day, reverses, request.from, request.to, amount, from.terms.asset,
		from.balance_text, to.balance_text, at_text, request.notes)
	stage(call, event, id, record, request.from, request.to, amount, from, to, reverses)
	return record, at_text
end

--- Takes a reversed amount off the use of the sender's day, where the transfer counted in that, and off its windows;
--- once all of a transfer came back, it is not counted there any more.
local function give_back_use(call, original, sender, amount)
	if sender.terms.rolling then
		local transfers_back = original.reversed == original.posted and not original.counted_with and 1 or 0
		windows.give_back(call, sender, original.id, original.created_ms, amount, transfers_back)
	end
	if original.from ~= accounts.world and transfer_records.counted_on(original, account_records.noted_day(sender)) then
		account_records.unuse(sender, amount)
	end
end

--- Stages the reversal that transfer_rules.reversal_refusal() has let pass: a posted transfer of its own, whose record
--- it returns.
function transfers.reverse(call, original, request)
	original.reversed = integer.text(original.reversed + request.amount)
	give_back_use(call, original, request.receiver, request.amount)
	call.staged_transfers[#call.staged_transfers + 1] = original.id
	call.staged_transfers[#call.staged_transfers + 1] = transfer_records.format(original)
	return (transfers.create(call, request))
end

--- Writes the transfers and accounts that were staged.
function transfers.write(call)
	balances.write(call)
	if #call.staged_transfers > 0 then
		redis.call('HSET', call.keys.transfers, unpack(call.staged_transfers))
	end
	call.staged_transfers = {}
end

return transfers
