-- The records of transfers.
--
-- `transfers` holds "state posted reversed endedMs expiresMs day reverses from to amount asset fromBalance toBalance
-- createdMs notes" by id. State is pending, posted, voided or expired; `posted` what has moved and `reversed` what
-- came back; `endedMs` when it was posted or voided that was pending first; `day` that whose use a pending one counts
-- in (0: in none); `reverses` the transfer that it takes back, or "-"; the two balances as of its last step (made,
-- posted, voided); notes a JSON object.
-- `transfer_index` lists the pending ones by deadline, "s/pending/<13-digit ms>/id". Nothing but the deadline decides
-- when a pending transfer is over.
--
-- Needs KEYS: transfers.
--- @state transfer_texts = {}, transfers = {}
local transfer_records = {}

local pattern = '^(%l+) (%d+) (%d+) (%d+) ((%d+) (%d+) (%S+) (%S+) (%S+) (%d+) (%S+)) (%-?%d+ %-?%d+) ()'

--- The transfer kept in a record. Of its numbers only the amount is one, the others are texts.
local function parse(id, record)
	local state, posted, reversed, ended_ms, request, expires_ms, day, reverses, from, to, amount, asset, both, place =
		string.match(record, pattern)
	if not state then
		error('CORRUPT transfers ' .. id)
	end
	return {
		id = id,
		state = state,
		posted = posted,
		reversed = reversed,
		ended_ms = ended_ms,
		request = request, -- what does not change
		expires_ms = expires_ms,
		day = day,
		reverses = reverses,
		from = from,
		to = to,
		amount = amount + 0,
		amount_text = amount,
		asset = asset,
		balances = both,
		rest = string.sub(record, place), -- what does not change either, notes among it
	}
end

function transfer_records.format(transfer)
	-- stylua: ignore
	return transfer.state .. ' ' .. transfer.posted .. ' ' .. transfer.reversed .. ' ' .. transfer.ended_ms
		.. ' ' .. transfer.request .. ' ' .. transfer.balances .. ' ' .. transfer.rest
end

--- Whether the transfer counted in the use of a day, which is the newest that its sender has: one that was pending
--- first says in which it did, any other did so when it was made.
function transfer_records.counted_on(transfer, day)
	if transfer.expires_ms ~= '0' then
		return transfer.day == day
	end
	return (string.match(transfer.rest, '^%d+') or error('CORRUPT transfers ' .. transfer.id)) >= day
end

--- The records of these ids, read in one command; false where there is none.
function transfer_records.fetch(call, ids)
	return redis.call('HMGET', call.keys.transfers, unpack(ids))
end

--- Reads the transfers of these ids, to be asked for.
function transfer_records.read(call, ids)
	local records = transfer_records.fetch(call, ids)
	for i = 1, #ids do
		call.transfer_texts[ids[i]] = records[i]
	end
end

--- Whether there is a transfer of this id: its record, true for one that is about to be, or false.
function transfer_records.exists(call, id)
	local record = call.transfer_texts[id]
	if record == nil then
		record = redis.call('HGET', call.keys.transfers, id)
		call.transfer_texts[id] = record
	end
	return record
end

--- The transfer, or false.
function transfer_records.get(call, id)
	local transfer = call.transfers[id]
	if not transfer then
		local record = transfer_records.exists(call, id)
		transfer = record and parse(id, record)
		call.transfers[id] = transfer
	end
	return transfer
end

--- Notes that there will be one of this id.
function transfer_records.add(call, id)
	call.transfer_texts[id] = true
end

--- What to give back of a transfer that is pending until the time that a member of the index names: day, from, to,
--- amount, asset; nil where it is not.
function transfer_records.lapsed(id, record, listed)
	local expires_ms = string.sub(listed, 11, 23)
	if string.find(record, 'pending 0 0 0 ', 1, true) == 1 and string.find(record, expires_ms, 15, true) == 15 then
		local day, from, to, amount, asset = string.match(record, '^ (%d+) %- (%S+) (%S+) (%d+) (%S+) ', 28)
		if day then
			return day, from, to, amount, asset
		end
	end
	parse(id, record) -- what cannot be read must not be passed over
	return nil
end

--- What the record of a pending transfer becomes at its deadline.
function transfer_records.expired(record)
	return (string.gsub(record, '^pending', 'expired'))
end

return transfer_records
