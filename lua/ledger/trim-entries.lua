#!lua
--- Takes entries out of the memory of Redis that the archive has: what they came to stands in their place.
---
--- KEYS: store, accounts, entries, transfer_index
--- ARGV: histories (key, after: amount, through: count, proof)... 1..100
---   the entries behind `after` up to `through`, at most 500 of each account; proof is the SHA-1 of their records as
---   the archive hands them out, with line feeds between them; after is the last one that left before
--- Replies:
---   OK outcome...
---   one for each: trimmed; or changed, where others have left meanwhile or fewer than 101 would stay; or different,
---   where these are not what the archive has, or do not add up: then they stay
--- @include "kernel/bulk"
--- @include "ledger/parts/leaving-entries"
if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
redis.call('ZCARD', keys.transfer_index)
local reply = { 'OK' }
for i = 1, histories.count do
	local key, after, through = histories.key[i], histories.after[i], histories.through[i]
	local base, _, balance = entry_openings.of(call, key)
	local outcome = 'changed'
	if base == after and after < through and leaving_entries.may_leave(call, key, through) then
		local fields, left = leaving_entries.read(call, key, balance, after, through)
		outcome = 'different'
		if left and left.proof == histories.proof[i] and #fields == through - after then
			local opening = entry_opening_record.write(integer.text(through), left.at_ms, left.balance)
			bulk.zrem(keys.transfer_index, left.marks)
			redis.call('HSET', keys.entries, key .. '/0', opening)
			redis.call('HDEL', keys.entries, unpack(fields))
			outcome = 'trimmed'
		end
	end
	reply[i + 1] = outcome
end
return reply
