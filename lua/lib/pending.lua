-- Pending transfers: posted in full or in part, voided, or expired at their deadline.
--- @include "lib/transfers"
-- How many one run ends at the most; a script that only reads writes nothing of it, and so can take more.
local MAX_EXPIRED = '100'
local pending = { max_ttl_seconds = 2592000, max_expired_by_reads = '1000' }

--- Where the index lists a pending transfer.
local function member(transfer)
	return time_index.member('s/pending', transfer.expires_ms, transfer.id)
end

--- Gives back what the transfer held and, of the use of the day that it counted in, what has not gone out.
local function release(transfer, posted, listed)
	local from, to = accounts.parties(transfer)
	accounts.hold(from, to, -transfer.amount)
	local unused = transfer.amount - posted
	if unused > 0 and transfer.day ~= '0' then
		local used, day = account_records.use(from)
		if day == transfer.day then
			account_records.set_use(from, used - unused, day)
		end
	end
	transfers.unlist(listed)
end

--- Stages the post that transfer_rules.posting_refusal() has let pass; what is not posted is released.
function pending.post(transfer, amount)
	local text = amount == transfer.amount and transfer.amount_text or integer.text(amount)
	transfer.state, transfer.posted, transfer.ended_ms = 'posted', text, clock.now_text
	balances.move(transfer, amount, text)
	release(transfer, amount, member(transfer))
	transfers.note_balances(transfer)
	transfers.stage('transfer.posted', transfer, text)
end

--- Stages the end of a pending transfer that moves nothing.
function pending.void(transfer)
	transfer.state, transfer.ended_ms = 'voided', clock.now_text
	release(transfer, 0, member(transfer))
	transfers.note_balances(transfer)
	transfers.stage('transfer.voided', transfer, transfer.amount_text)
end

--- Ended at its deadline, whenever that is noticed.
local function expire(transfer, listed)
	transfer.state, transfer.ended_ms = 'expired', transfer.expires_ms
	release(transfer, 0, listed)
	transfers.stage('transfer.expired', transfer, transfer.amount_text)
end

--- Reads the transfers of these ids and their accounts.
local function read_all(ids)
	transfer_records.read(ids)
	local wanted = {}
	for i = 1, #ids do
		local transfer = transfer_records.get(ids[i])
		if transfer then
			local place = #wanted + 1
			wanted[place] = accounts.key(transfer.from, transfer.asset)
			wanted[place + 1] = accounts.key(transfer.to, transfer.asset)
		end
	end
	accounts.read(wanted)
end

--- Ends in memory the transfers whose deadline has passed, oldest first: what a script reads after it is exact, however
--- far behind the sweeper is. Returns how many members of the index it looked at, and how many transfers it ended;
--- the other members pointed at none.
function pending.stage_due(limit)
	local members = time_index.due(keys.transfer_index, 's/pending', clock.now_ms, limit)
	if #members == 0 then
		return 0, 0
	end
	local ids, expired = time_index.ids(members, 's/pending'), 0
	read_all(ids)
	for i = 1, #members do
		local transfer, listed = transfer_records.get(ids[i]), members[i]
		if transfer and transfer.state == 'pending' and member(transfer) == listed then
			expire(transfer, listed)
			expired = expired + 1
		else
			transfers.unlist(listed)
		end
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
