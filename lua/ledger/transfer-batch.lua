#!lua
--- Executes up to 100 transfers in order: all or none, or each decided on its own.
---
--- KEYS: store, operation, journal, accounts, transfers, entries, transfer_index, ledger_totals
--- ARGV: operation_id, fingerprint, record_ttl_ms, days, mode, (id, from, to, amount, ttl_seconds, notes)...
---   mode is `atomic` or `independent`; the rest as for ledger/transfer
--- Replies:
---   OK {reply of ledger/transfer}...
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
local wanted, ids, parties = {}, {}, {}
for first = 6, #ARGV, request.width do
	local each = request.parse(first)
	wanted[#wanted + 1], ids[#ids + 1] = each, each.id
	parties[#parties + 1] = accounts.key(each.from)
	parties[#parties + 1] = accounts.key(each.to)
end
if #wanted < 1 or #wanted > 100 then
	return { 'INVALID_ARGUMENT', 'transfers' }
end
transfer_records.read(ids)
accounts.read(parties)
local replies = { 'OK' }
for i, each in ipairs(wanted) do
	local reply = request.decide(each)
	if atomic and reply[1] ~= 'OK' then
		table.insert(reply, 2, integer.text(i - 1))
		return reply
	end
	replies[i + 1] = reply
end
transfers.write()
return operation.complete(replies)
