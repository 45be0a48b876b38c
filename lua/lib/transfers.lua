-- Transfers: money from one account to another, at once or held as pending first. Everything that moves money goes
-- through here, so that it is recorded and counted by the same lines everywhere.
--
-- A script that moves money first calls, in this order:
--   operation.answered()             the replay, the unknown store
--   days.choose(ARGV[n])             today; where it gives a reply, answer that
--   pending.expire_due()             where true, answer { 'AGAIN' }
-- then asks transfer_rules.refusal(request) or reversal_refusal() and whatever else may refuse, stages with
-- transfers.create(request) or transfers.reverse(), writes with transfers.write(), ends with operation.complete().
--
-- Needs KEYS: store, operation, journal, accounts, transfers, entries, transfer_index, ledger_totals.
--- @include "lib/days"
--- @include "lib/operation"
--- @include "lib/time-index"
--- @include "lib/balances"
--- @include "lib/transfer-records"
local transfers = {}

local staged, added, removed

function transfers.prepare()
	staged, added, removed = {}, nil, nil
end

--- What went out of the account today. A day that has begun does not end early, also when the clock is set back.
function transfers.used_today(account)
	local used, day = account_records.use(account)
	return (day == days.start_text or day + 0 > days.start_ms) and used or 0
end

--- Stages that the index forgets a member.
function transfers.unlist(member)
	removed = removed or {}
	removed[#removed + 1] = member
end

--- Stages a record, and the journal's entry of what came of it: `of` is the transfer, or the request that becomes one.
local function stage(record, kind, of, amount_text, from, to)
	local id, place = of.id, #staged + 1
	staged[place], staged[place + 1] = id, record
	local reverses = of.reverses and of.reverses ~= '-' and ',"reverses":"' .. of.reverses .. '"' or ''
	-- stylua: ignore
	journal.add(kind, '{"id":"' .. id .. '","from":"' .. of.from .. '","to":"' .. of.to
		.. '","amount":' .. amount_text .. ',"asset":"' .. from.terms.asset .. '"' .. reverses
		.. ',"fromBalance":' .. from.balance_text .. ',"toBalance":' .. to.balance_text .. '}')
end

--- Stages a transfer, whose parties were found, as it is in memory after a step that concerned this much of it.
function transfers.stage(kind, transfer, amount_text)
	local record = transfer_records.format(transfer)
	transfer.record = record
	stage(record, kind, transfer, amount_text, transfer.sender, transfer.receiver)
end

--- Notes both balances as this step of the transfer leaves them.
function transfers.note_balances(transfer)
	transfer.balances = transfer.sender.balance_text .. ' ' .. transfer.receiver.balance_text
end

--- Notes on the sender what goes out today with this request. Returns that, and the day, as texts.
local function count_use(from, used)
	local day = from.day
	if day ~= days.start_text and day + 0 < days.start_ms then
		day = days.start_text
	end
	return account_records.set_use(from, used, day), day
end

--- Stages that the deadline holds this much, and that the index lists it. Returns the deadline as text.
local function hold(request, from, to)
	local expires_ms = integer.text(request.expires_ms)
	accounts.hold(from, to, request.amount)
	added = added or {}
	added[#added + 1] = '0'
	added[#added + 1] = time_index.member('s/pending', expires_ms, request.id)
	return expires_ms
end

--- Stages the transfer that transfer_rules.refusal() has let pass, posted or, where it has a deadline, pending.
--- A request holds id, from, to, amount, notes (a JSON object), and expires_ms where it is to be pending.
--- Returns the record and, where the request counts in it, the text of what went out of the sender today.
function transfers.create(request)
	local from, to, reverses = request.sender, request.receiver, request.reverses
	local amount = request.amount_text or integer.text(request.amount)
	local used, day, state, ending = nil, '0', 'posted ' .. amount, ' 0 0 - '
	local kind = reverses and 'transfer.reversed' or 'transfer.posted'
	if request.used then
		used, day = count_use(from, request.used)
	end
	if request.expires_ms then
		kind, state, ending = 'transfer.pending', 'pending 0', ' ' .. hold(request, from, to) .. ' ' .. day .. ' - '
	else
		balances.move(request, request.amount, amount)
		ending = reverses and ' 0 0 ' .. reverses .. ' ' or ending
	end
	-- stylua: ignore
	local record = state .. ' 0 0 ' .. from.balance_text .. ' ' .. to.balance_text .. ' ' .. request.from .. ' '
		.. request.to .. ' ' .. amount .. ' ' .. from.terms.asset .. ' ' .. clock.now_text .. ending .. request.notes
	transfer_records.add(request.id)
	stage(record, kind, request, amount, from, to)
	return record, used
end

--- Stages the reversal that transfer_rules.reversal_refusal() has let pass: a posted transfer of its own.
function transfers.reverse(original, request)
	original.reversed = integer.text(original.reversed + request.amount)
	staged[#staged + 1] = original.id
	staged[#staged + 1] = transfer_records.format(original)
	return transfers.create(request)
end

--- Writes what was staged, transfers and accounts.
function transfers.write()
	balances.write()
	if #staged > 0 then
		redis.call('HSET', keys.transfers, unpack(staged))
	end
	if removed then
		redis.call('ZREM', keys.transfer_index, unpack(removed))
	end
	if added then
		redis.call('ZADD', keys.transfer_index, unpack(added))
	end
	staged, added, removed = {}, nil, nil
end

return transfers
