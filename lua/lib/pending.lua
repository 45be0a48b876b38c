-- Pending transfers: posted in full or in part, voided, or expired at their deadline.
--- @include "lib/transfers"
-- How many one run ends at the most; a script that only reads writes nothing of it, and so can take more.
local MAX_EXPIRED = '100'
local pending = { max_ttl_seconds = 2592000, max_expired_by_reads = '1000' }

--- Where the index lists a pending transfer.
local function member(transfer)
	return time_index.member('s/pending', transfer.expires_ms, transfer.id)
end

--- Gives back what a transfer held and, of the use of the day that it counted in, what has not gone out.
local function release(from, to, amount, unused, day, listed)
	accounts.hold(from, to, -amount)
	if unused > 0 and day ~= '0' and day == from.day then
		from.used = (from.used or from.used_text + 0) - unused
		if from.used < 0 then
			error('CORRUPT account ' .. from.key .. ': less than nothing went out')
		end
	end
	transfers.unlist(listed)
end

--- Stages the post that transfer_rules.posting_refusal() has let pass; what is not posted is released. Returns the
--- record.
function pending.post(transfer, amount)
	local text = amount == transfer.amount and transfer.amount_text or integer.text(amount)
	local from, to = accounts.parties(transfer)
	transfer.state, transfer.posted, transfer.ended_ms = 'posted', text, clock.now_text
	balances.move(transfer, amount, text)
	release(from, to, transfer.amount, transfer.amount - amount, transfer.day, member(transfer))
	return transfers.step('transfer.posted', transfer, text)
end

--- Stages the end of a pending transfer that moves nothing. Returns the record.
function pending.void(transfer)
	local from, to = accounts.parties(transfer)
	transfer.state, transfer.ended_ms = 'voided', clock.now_text
	release(from, to, transfer.amount, transfer.amount, transfer.day, member(transfer))
	return transfers.step('transfer.voided', transfer, transfer.amount_text)
end

--- Of the transfers that members of the index point at, in one list, seven values of each that is pending until then:
--- member, id, record, day, from, to, amount; and the keys of their accounts, two of each. What points at none is unlisted.
local function find_due(members)
	local ids, found, parties, place, count = time_index.ids(members, 's/pending'), {}, {}, 0, 0
	local records = transfer_records.read(ids)
	for i = 1, #members do
		local id, record, listed, day, from, to, amount, asset = ids[i], records[i], members[i], nil, nil, nil, nil, nil
		if record then
			day, from, to, amount, asset = transfer_records.lapsed(id, record, listed)
		end
		if day then
			found[place + 1], found[place + 2], found[place + 3], found[place + 4] = listed, id, record, day
			found[place + 5], found[place + 6], found[place + 7] = from, to, amount
			parties[count + 1], parties[count + 2] = accounts.key(from, asset), accounts.key(to, asset)
			place, count = place + 7, count + 2
		else
			transfers.unlist(listed)
		end
	end
	return found, parties
end

--- Ends in memory the transfers whose deadline has passed, oldest first: what a script reads after it is exact, however
--- far behind the sweeper is. Returns how many members of the index it looked at, and how many transfers it ended;
--- the other members pointed at none.
function pending.stage_due(limit)
	local members = time_index.due(keys.transfer_index, 's/pending', clock.now_ms, limit)
	if #members == 0 then
		return 0, 0
	end
	local found, parties = find_due(members)
	accounts.read(parties)
	local expired = #parties / 2
	for i = 1, expired do
		local place = 7 * i
		local id, record, amount = found[place - 5], found[place - 4], found[place]
		local from, to = accounts.at(parties[2 * i - 1]), accounts.at(parties[2 * i])
		if not (from and to) then
			error('CORRUPT transfer ' .. id .. ': an account is not there')
		end
		release(from, to, amount + 0, amount + 0, found[place - 3], found[place - 6])
		record = transfer_records.expire(id, record)
		transfers.stage('transfer.expired', id, record, found[place - 2], found[place - 1], amount, from, to)
	end
	return #members, expired
end

--- The same, written at once; comes before anything is staged. True where more may be due: the script then answers
--- AGAIN, and the runner repeats it, so that one run stays short however many are over. Before that write it looks at
--- the keys that only a later one touches, so that a wrong type fails before the first.
function pending.expire_due()
	local found = pending.stage_due(MAX_EXPIRED)
	if found > 0 then
		redis.call('HLEN', keys.entries)
		redis.call('HLEN', keys.ledger_totals)
		transfers.write()
		journal.write(operation.id)
	end
	return found == MAX_EXPIRED + 0
end

return pending
