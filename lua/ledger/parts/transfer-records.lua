-- Transfers as they are kept (contract/records/transfer): read once a call, and written back. The two balances are
-- those of a transfer's last step: made, posted, voided.
--
-- `transfer_index` lists the pending ones by deadline (kernel/time-index). Nothing but the deadline decides when a
-- pending transfer is over.
--
-- Needs KEYS: transfers.
--- @include "kernel/time-index"
--- @include "ledger/generated/transfer-record"
--- @state transfer_texts = {}, transfers = {}
local PENDING = 's/pending'
local transfer_records = { pending_prefix = PENDING }

--- The transfer kept in a record; of its numbers only the amount is one, the others are texts.
local function parse(id, record)
	return transfer_record.read(record, id) or error('CORRUPT transfers ' .. id)
end

function transfer_records.format(transfer)
	-- stylua: ignore
	return transfer_record.write(transfer.state, transfer.posted, transfer.reversed, transfer.ended_ms,
		transfer.counted_with, transfer.request, transfer.balances, transfer.origin)
end

--- The member of the index by which it lists a pending transfer.
function transfer_records.member(expires_ms, id)
	return time_index.member(PENDING, expires_ms, id)
end

--- Whether the transfer counted in the use of a day, which is the newest that its sender has: one that was pending
--- first says in which it did, any other did so when it was made.
function transfer_records.counted_on(transfer, day)
	if transfer.expires_ms then
		return transfer.day_ms == day
	end
	return transfer.created_ms >= day
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

--- The notes of a transfer, as JSON text.
function transfer_records.notes(transfer)
	return string.sub(transfer.origin, #transfer.created_ms + 2)
end

--- Reads what ends with a transfer that is pending until the time by which this member of the index lists it: from,
--- to, amount, asset, the day that it counts in, false for none, when it was made, its notes, and the leg that counts
--- for it, or false. Nothing where it is not.
function transfer_records.lapsed(id, record, member)
	local counted_with, expires_ms, day_ms, from, to, amount, asset, created_ms, notes = transfer_record.lapse(record)
	if expires_ms and transfer_records.member(expires_ms, id) == member then
		return from, to, amount, asset, day_ms, created_ms, notes, counted_with
	end
	parse(id, record) -- what cannot be read must not be passed over
	return nil
end

--- The record of a pending transfer as its deadline leaves it.
function transfer_records.expired(record)
	return transfer_record.with_state(record, 'expired')
end

return transfer_records
