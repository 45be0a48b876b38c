-- Entries that leave Redis for the archive.
--
-- Needs KEYS: store, accounts, entries, transfer_index.
--- @include "ledger/parts/accounts"
--- @include "ledger/parts/entry-marks"
--- @include "ledger/parts/entry-openings"
--- @include "ledger/generated/entry-record"
local leaving_entries = {}

-- So many of each account stay: the newest, and those whose balances ledger/parts/account-members knows again.
local STAYING = 101

--- Whether enough of an account would stay behind this sequence.
function leaving_entries.may_leave(call, key, through)
	local account = accounts.at(call, key)
	return account and through <= account.sequence - STAYING
end

--- The fields of these entries behind a balance, and what stands for them: proof, at_ms and balance of the last one,
--- and their marks. The latter is nil where one is missing, cannot be read, or does not follow from the one before.
function leaving_entries.read(call, key, balance, after, through)
	local fields, records, marks, last_ms = {}, {}, {}, '0'
	for sequence = after + 1, math.min(through, after + 500) do
		fields[#fields + 1] = key .. '/' .. integer.text(sequence)
	end
	for i, record in ipairs(redis.call('HMGET', call.keys.entries, unpack(fields))) do
		local change, balance_after, at_ms, counterparty, transfer_id, actor = entry_record.read(record or '')
		if not change or balance + change ~= balance_after + 0 then
			return fields, nil
		end
		balance, last_ms = balance_after, at_ms
		records[i] = entry_record.write(change, balance_after, at_ms, counterparty, transfer_id, actor)
		if (after + i) % entry_marks.apart == 0 then
			marks[#marks + 1] = entry_marks.member(key, at_ms, after + i)
		end
	end
	local proof = redis.sha1hex(table.concat(records, '\n'))
	return fields, { proof = proof, at_ms = last_ms, balance = balance, marks = marks }
end

return leaving_entries
