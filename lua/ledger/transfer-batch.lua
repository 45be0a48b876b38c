#!lua
--- Executes up to 100 transfers in order: all or none, or each decided on its own.
---
--- KEYS: store, operation, journal, accounts, transfers, entries, transfer_index, ledger_totals
--- ARGV: operation_id, fingerprint, record_ttl_ms, days, mode, (id, from, to, amount, ttl_seconds, notes)...
---   mode is `atomic` or `independent`; the rest as for ledger/transfer
--- Replies:
---   OK item...
---   item is the reply of ledger/transfer, one value a line, without OK: an outcome, unlike a code, holds blanks; no
---   value holds a line feed
---   an atomic batch is refused with the index of the first transfer that is, from 0:
---   TRANSFER_ALREADY_EXISTS index id
---   SAME_ACCOUNT index id
---   ACCOUNT_NOT_FOUND index id...
---   INVALID_STATE index what id state
---   ASSET_MISMATCH index from from_asset to to_asset
---   LIMIT_EXCEEDED index id scope limit used requested resets_ms
---   INSUFFICIENT_FUNDS index id requested available
---   CAP_EXCEEDED index what field
--- @include "lib/operation"
--- @include "ledger/request"
local atomic = ARGV[5] == 'atomic'

local answered = operation.answered() or days.choose(ARGV[4])
if answered then
	return answered
end
if pending.expire_due() then
	return { 'AGAIN' }
end
local ids, parties, count = {}, {}, 0
for first = 6, #ARGV, request.width do
	parties[2 * count + 1], parties[2 * count + 2] = ARGV[first + 1], ARGV[first + 2]
	count = count + 1
	ids[count] = ARGV[first]
end
if count < 1 or count > 100 then
	return { 'INVALID_ARGUMENT', 'transfers' }
end
transfer_records.read(ids)
accounts.read(parties)
local replies, wanted = { 'OK' }, nil
for i = 1, count do
	wanted = request.parse(request.width * i, wanted)
	local refusal = request.refusal(wanted)
	if refusal and atomic then
		table.insert(refusal, 2, integer.text(i - 1))
		return refusal
	elseif refusal then
		replies[i + 1] = table.concat(refusal, '\n')
	else
		local item, terms = request.execute(wanted) .. '\n' .. wanted.id, wanted.sender.terms
		if terms.daily and wanted.used then
			item = item .. '\n' .. terms.daily_text .. '\n' .. wanted.sender.used_text .. '\n' .. days.next_text
		end
		-- One text and not a list: what a list of lists takes to be recorded and sent is a tenth of the whole call.
		replies[i + 1] = item
	end
end
transfers.write()
return operation.complete(replies)
