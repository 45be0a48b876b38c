-- The records of transfers.
--
-- `transfers` holds "state posted reversed endedMs fromBalance toBalance from to amount asset createdMs expiresMs day
-- reverses notes" by id: first what changes, then what does not. State is pending, posted, voided or expired; `posted`
-- what has moved and `reversed` what came back; the two balances as of its last step (made, posted, voided); `day` that
-- whose use a pending one counts in (0: in none); `reverses` the transfer that it takes back, or "-"; notes a JSON
-- object. `transfer_index` lists the pending ones by deadline, "s/pending/<13-digit ms>/id". Nothing but the deadline
-- decides when a pending transfer is over.
--
-- Needs KEYS: transfers.
local transfer_records = {}

local known

function transfer_records.prepare()
	known = {}
end

local pattern = '^(%l+) (%d+) (%d+) (%d+) (%-?%d+ %-?%d+) ()(%S+) (%S+) (%d+) (%S+) %d+ (%d+) (%d+) (%S+) '

--- The transfer kept in a record. Of its numbers only the amount is one, the others are texts.
local function parse(id, record)
	local state, posted, reversed, ended_ms, both_balances, place, from, to, amount, asset, expires_ms, day, reverses =
		string.match(record, pattern)
	if not state then
		error('CORRUPT transfer ' .. id)
	end
	return {
		id = id,
		state = state,
		posted = posted,
		reversed = reversed,
		ended_ms = ended_ms,
		balances = both_balances,
		request = string.sub(record, place), -- all that does not change, notes among it
		from = from,
		to = to,
		amount = amount + 0,
		amount_text = amount,
		asset = asset,
		expires_ms = expires_ms,
		day = day,
		reverses = reverses,
	}
end

function transfer_records.format(transfer)
	-- stylua: ignore
	return transfer.state .. ' ' .. transfer.posted .. ' ' .. transfer.reversed .. ' ' .. transfer.ended_ms
		.. ' ' .. transfer.balances .. ' ' .. transfer.request
end

--- Reads, in one command, the transfers of these ids that were not read before.
function transfer_records.read(ids)
	local missing, count = {}, 0
	for i = 1, #ids do
		local id = ids[i]
		if known[id] == nil then
			count = count + 1
			known[id], missing[count] = false, id
		end
	end
	if count > 0 then
		local records = redis.call('HMGET', keys.transfers, unpack(missing))
		for i = 1, count do
			local id, record = missing[i], records[i]
			known[id] = record and parse(id, record)
		end
	end
end

--- The transfer, or false.
function transfer_records.get(id)
	if known[id] == nil then
		local record = redis.call('HGET', keys.transfers, id)
		known[id] = record and parse(id, record)
	end
	return known[id]
end

--- Notes that there will be one of this id.
function transfer_records.add(id)
	known[id] = true
end

return transfer_records
