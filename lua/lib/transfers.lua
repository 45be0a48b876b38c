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

local changed, added, removed

function transfers.prepare()
	changed, added, removed = {}, {}, {}
end

--- What went out of the account today. A day that has begun does not end early, also when the clock is set back.
function transfers.used_today(account)
	return account.day >= days.start_ms and account.used or 0
end

--- Whether a request counts in what goes out of its sender today: money that a reversal takes back does not, and
--- @world has no limits.
function transfers.counts(request)
	return request.from ~= accounts.world and not request.reverses
end

--- Where the index lists a pending transfer.
function transfers.member(transfer)
	return time_index.member('s/pending', transfer.expires_ms, transfer.id)
end

--- Stages that the index forgets a member.
function transfers.unlist(member)
	removed[#removed + 1] = member
end

--- Stages a transfer as it is in memory; its record is what will be written.
local function stage_record(transfer)
	transfer.record = transfer_records.format(transfer)
	changed[transfer.id] = transfer
end

--- Stages the transfer and its accounts as they are in memory, and the journal's entry.
function transfers.stage(kind, transfer, amount)
	local from, to = accounts.parties(transfer)
	stage_record(transfer)
	accounts.touch(from)
	accounts.touch(to)
	local reverses = transfer.reverses ~= '-' and ',"reverses":"' .. transfer.reverses .. '"' or ''
	-- stylua: ignore
	local data = string.format(
		'{"id":"%s","from":"%s","to":"%s","amount":%d,"asset":"%s"%s,"fromBalance":%d,"toBalance":%d}',
		transfer.id, transfer.from, transfer.to, amount, transfer.asset, reverses, from.balance, to.balance)
	journal.add('transfer.' .. kind, data)
end

--- Moves money, at last: both balances, both entries.
function transfers.move(transfer, amount)
	local from, to = accounts.parties(transfer)
	transfer.posted = amount
	balances.change(from, -amount, transfer.id, to.id)
	balances.change(to, amount, transfer.id, from.id)
end

--- Notes both balances as this step of the transfer leaves them.
function transfers.note_balances(transfer)
	local from, to = accounts.parties(transfer)
	transfer.from_balance, transfer.to_balance = from.balance, to.balance
end

local function count_use(transfer, from)
	from.used = transfers.used_today(from) + transfer.amount
	from.day = math.max(from.day, days.start_ms)
	transfer.day = from.day
end

local function blank(request, asset)
	return {
		id = request.id,
		state = request.expires_ms and 'pending' or 'posted',
		from = request.from,
		to = request.to,
		amount = request.amount,
		asset = asset,
		posted = 0,
		reversed = 0,
		created_ms = clock.now_ms,
		expires_ms = request.expires_ms or 0,
		ended_ms = 0,
		day = 0,
		reverses = request.reverses or '-',
		notes = request.notes,
		sender = request.sender,
		receiver = request.receiver,
	}
end

--- Stages the transfer that transfer_rules.refusal() has let pass, posted or, where it has a deadline, pending.
--- A request holds id, from, to, amount, notes (a JSON object), and expires_ms where it is to be pending.
function transfers.create(request)
	local from, to = accounts.parties(request)
	local transfer = blank(request, from.asset)
	if transfers.counts(request) then
		count_use(transfer, from)
	end
	if request.expires_ms then
		from.held, to.incoming = from.held + transfer.amount, to.incoming + transfer.amount
		added[#added + 1] = transfers.member(transfer)
	else
		transfers.move(transfer, transfer.amount)
	end
	transfer_records.add(transfer)
	transfers.note_balances(transfer)
	transfers.stage(request.reverses and 'reversed' or transfer.state, transfer, transfer.amount)
	return transfer
end

--- Stages the reversal that transfer_rules.reversal_refusal() has let pass: a posted transfer of its own.
function transfers.reverse(original, request)
	original.reversed = original.reversed + request.amount
	stage_record(original)
	return transfers.create(request)
end

--- Writes what was staged, transfers and accounts.
function transfers.write()
	local records, scored = {}, {}
	for id, transfer in pairs(changed) do
		records[#records + 1] = id
		records[#records + 1] = transfer.record
	end
	for i, member in ipairs(added) do
		scored[2 * i - 1], scored[2 * i] = 0, member
	end
	balances.write()
	if #records > 0 then
		redis.call('HSET', keys.transfers, unpack(records))
	end
	if #removed > 0 then
		redis.call('ZREM', keys.transfer_index, unpack(removed))
	end
	if #scored > 0 then
		redis.call('ZADD', keys.transfer_index, unpack(scored))
	end
	changed, added, removed = {}, {}, {}
end

return transfers
