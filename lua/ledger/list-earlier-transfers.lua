#!lua
--- Lists a page of the transfers by state, account and reference, which releases up to 1.0.0 did not.
---
--- KEYS: store, transfers, transfer_index
--- ARGV: cursor, limit: count <= 1000
---   cursor is `0` for the beginning; limit is about how many records a page has
--- Replies:
---   OK cursor size seen upgraded id...
---   cursor is `0` behind the last page; size is how many transfers there are in all; of this page, how many it has,
---   how many of them were not listed in their state, and the ids of those whose records cannot be read
--- @include "kernel/bulk"
--- @include "ledger/parts/transfer-records"
--- @include "ledger/parts/transfer-lists"
if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
redis.call('ZCARD', keys.transfer_index)
local next_cursor, found = unpack(redis.call('HSCAN', keys.transfers, cursor, 'COUNT', limit))
local reply = { 'OK', next_cursor, integer.text(redis.call('HLEN', keys.transfers)), integer.text(#found / 2), false }
local listed, gone, count = {}, {}, 0

--- Appends the members of a transfer in this state to a list; for ZADD, each has its score before it.
local function append(list, transfer, state, score)
	-- stylua: ignore
	local members = { transfer_lists.members(state, transfer.id, transfer.from, transfer.to, transfer.created_ms,
		transfer_records.notes(transfer)) }
	for i = 1, #members do
		if members[i] then
			list[#list + 1] = score
			list[#list + 1] = members[i]
		end
	end
end

for i = 1, #found, 2 do
	local transfer = transfer_record.read(found[i + 1], found[i])
	if not transfer then
		reply[#reply + 1] = found[i]
	else
		local member = transfer_lists.members(transfer.state, transfer.id, '', '', transfer.created_ms, '')
		if not redis.call('ZSCORE', keys.transfer_index, member) then
			count = count + 1
			append(listed, transfer, transfer.state, '0')
			if transfer.expires_ms and transfer.state ~= 'pending' then
				append(gone, transfer, 'pending', nil)
			end
		end
	end
end
bulk.zadd(keys.transfer_index, listed)
bulk.zrem(keys.transfer_index, gone)
reply[5] = integer.text(count)
return reply
