#!lua
--- Takes movements out of the memory of Redis that the archive has: what they came to stands in their place.
---
--- KEYS: store, movements, deductions
--- ARGV: histories (sku, after: amount, through: count, on_hand: whole, reserved: whole, times: count,
---   deductions: text)... 1..100
---   the movements behind `after` up to `through`, at most 500 of each SKU, as the archive has them: the sums of what
---   came to on hand and to reserved, and of their times; after is the last one that left before; deductions is the
---   SHA-1 of those that it has which leave along (inventory/parts/leaving-deductions): if it is another, they stay
--- Replies:
---   OK outcome...
---   one for each: trimmed; or changed, where others have left meanwhile; or different, where these are not what the
---   archive has: then they stay
--- @include "inventory/parts/leaving-deductions"
--- @include "inventory/parts/leaving-movements"
if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
redis.call('HLEN', keys.deductions)
local reply = { 'OK' }
for i = 1, histories.count do
	local sku, after, through = histories.sku[i], histories.after[i], histories.through[i]
	local opening = leaving_movements.opening(call, sku)
	local outcome = 'changed'
	if opening.sequence == after then
		local fields, sums = leaving_movements.read(call, sku, after, through)
		outcome = 'different'
		if
			sums
			and sums.on_hand == histories.on_hand[i]
			and sums.reserved == histories.reserved[i]
			and sums.times == histories.times[i]
		then
			leaving_deductions.write(call, sums.deductions, histories.deductions[i])
			redis.call('HSET', keys.movements, sku .. '/0', leaving_movements.behind(opening, sums, through))
			redis.call('HDEL', keys.movements, unpack(fields))
			outcome = 'trimmed'
		end
	end
	reply[i + 1] = outcome
end
return reply
