-- Pending transfers: posted in full or in part, voided, or expired at their deadline.
--- @export
--- @include "ledger/parts/transfers"
-- How many one run ends at the most; a script that only reads writes nothing of it, and so can take more.
local MAX_EXPIRED = '100'
local pending = { max_expired_by_reads = '1000' }

--- Gives back all that a transfer held, and takes off the use of its day, where it counted in one, and off that of
--- windows the rest that has not been posted. That is so from `at_text` on. Where nothing was posted, it does not count
--- there any more, unless another counted for it all along.
local function release(call, id, from, to, amount, posted, day_ms, created_ms, counted_with, at_text)
	local unused = amount - posted
	accounts.hold(call, from, to, -amount, at_text)
	if unused > 0 and day_ms and account_records.noted_day(from) == day_ms then
		account_records.unuse(from, unused)
	end
	if unused > 0 and from.terms.rolling then
		windows.give_back(call, from, id, created_ms, unused, posted == 0 and not counted_with and 1 or 0)
	end
end

--- Stages the post that transfer_rules.posting_refusal() has let pass; what is not posted is released. Returns the
--- record.
function pending.post(call, transfer, amount)
	local text = amount == transfer.amount and transfer.amount_text or integer.text(amount)
	local from, to = accounts.parties(call, transfer)
	transfer.state, transfer.posted, transfer.ended_ms = 'posted', text, call.now_text
	local at_text = balances.move(call, transfer, amount, text)
	-- stylua: ignore
	release(call, transfer.id, from, to, transfer.amount, amount, transfer.day_ms, transfer.created_ms,
		transfer.counted_with, at_text)
	return transfers.finish(call, ledger_events.transfer_posted, transfer, text)
end

--- Stages the end of a pending transfer that moves nothing. Returns the record.
function pending.void(call, transfer)
	local from, to = accounts.parties(call, transfer)
	transfer.state, transfer.ended_ms = 'voided', call.now_text
	-- stylua: ignore
	release(call, transfer.id, from, to, transfer.amount, 0, transfer.day_ms, transfer.created_ms,
		transfer.counted_with, call.now_text)
	return transfers.finish(call, ledger_events.transfer_voided, transfer, transfer.amount_text)
end

--- Reads the transfers of these ids. Returns the record of each, or false where it is not pending until the time that
--- the member of the index names; in one list from, to, amount, day, time, notes and the leg that counts for it, of
--- each that is, one after the other; and the keys of their accounts, two of each.
local function read_due(call, members, ids)
	local records, found, parties, place, count = transfer_records.fetch(call, ids), {}, {}, 0, 0
	for i = 1, #ids do
		local record = records[i]
		if record then
			local from, to, amount, asset, day_ms, created_ms, notes, counted_with =
				transfer_records.lapsed(ids[i], record, members[i])
			if from then
				found[place + 1], found[place + 2], found[place + 3], found[place + 4] = from, to, amount, day_ms
				found[place + 5], found[place + 6], found[place + 7] = created_ms, notes, counted_with
				parties[count + 1] = accounts.key(call, from, asset)
				parties[count + 2] = accounts.key(call, to, asset)
				place, count = place + 7, count + 2
			else
				records[i] = false
			end
		end
	end
	return records, found, parties
end

--- Ends in memory the transfers whose deadline has passed, oldest first: all that a script reads after it is exact,
--- however far behind the sweeper is. Returns how many members of the index it looked at, and how many transfers it
--- ended; the other members pointed at none. They begin at the member `first`, where it is given.
function pending.stage_due(call, limit, first)
	local prefix = transfer_records.pending_prefix
	local start = first and '[' .. first
	local members = time_index.due(call.keys.transfer_index, prefix, call.now_ms, limit, start)
	if #members == 0 then
		return 0, 0
	end
	local ids = time_index.ids(members, prefix)
	local records, found, parties = read_due(call, members, ids)
	local known, place, count = accounts.read(call, parties), 0, 0
	transfer_lists.forget(call, members)
	local looked = #members
	for i = 1, #ids do
		local id, record = ids[i], records[i]
		if record then
			local from, to, amount = known[parties[count + 1]], known[parties[count + 2]], found[place + 3]
			if not (from and to) then
				error('CORRUPT transfers ' .. id .. ': an account is not there')
			end
			local over_ms = integer.text(time_index.time(members[i]) + 1)
			-- stylua: ignore
			release(call, id, from, to, amount + 0, 0, found[place + 4], found[place + 5], found[place + 7], over_ms)
			record = transfer_records.expired(record)
			-- stylua: ignore
			transfers.stage(call, ledger_events.transfer_expired, id, record, found[place + 1], found[place + 2],
				amount, from, to)
			-- stylua: ignore
			transfer_lists.move(call, 'expired', id, found[place + 1], found[place + 2], found[place + 5],
				found[place + 6])
			place, count = place + 7, count + 2
		end
	end
	return looked, count / 2
end

--- Ends them, and writes that at once; comes before anything is staged. True where more may be due: the script then
--- answers AGAIN, and the runner repeats it, so that one run stays short however many are over. Before that write it
--- looks at the keys that only a later one touches, so that a wrong type fails before the first; `look(call)` does so
--- for who has more of them.
function pending.expire_due(call, look)
	local found = pending.stage_due(call, MAX_EXPIRED)
	if found > 0 then
		if look then
			look(call)
		end
		redis.call('HLEN', call.keys.entries)
		redis.call('HLEN', call.keys.ledger_totals)
		local actor = journal.by_itself(call)
		transfers.write(call)
		journal.write(call)
		call.actor = actor
	end
	return found == MAX_EXPIRED + 0
end

return pending
