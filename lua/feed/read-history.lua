#!lua flags=no-writes
--- Reads what the archive does not have yet: what follows in histories without gaps, and records as they are now.
---
--- KEYS: store, movements, entries, accounts, transfers, orders, deductions
--- ARGV: most: count <= 10000,
---   wanted (kind: movements|entries|movement|entry|account|transfer|order|deduction, id, after: amount)... 1..500
---   most is how many values may be read in all; id is the SKU of movements, the key of an account, or a field of its
---   hash; after is the last sequence that is known
--- Replies:
---   OK handled (more after count value...)...
---   handled is how many of those that are wanted were read, in their order, and each has a number of values behind it;
---   more is 1 where further values follow; after is the sequence that they follow, which is a later one than was asked
---   for where a part of the history has left for the archive; a record that is not there is empty
--- @include "kernel/integer"
if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
-- A few at first: most have one that is new.
local FIRST, AT_ONCE = 4, 256
local HISTORIES = { movements = keys.movements, entries = keys.entries }
local RECORDS = {
	movement = keys.movements,
	entry = keys.entries,
	account = keys.accounts,
	transfer = keys.transfers,
	order = keys.orders,
	deduction = keys.deductions,
}
local reply, left = { 'OK', '0' }, most

--- The sequence of the last one of a history that has left for the archive, or this one where that is later.
local function kept_behind(key, id, after)
	local opening = redis.call('HGET', key, id .. '/0')
	return math.max(after, opening and string.match(opening, '^%d+') + 0 or 0)
end

--- Appends what follows in a history, at most what is left. Returns how many, and '1' where more follow.
local function append_history(key, id, after)
	local found, window = 0, FIRST
	while left > 0 do
		local fields = {}
		for i = 1, math.min(window, left) do
			fields[i] = id .. '/' .. integer.text(after + found + i)
		end
		for _, value in ipairs(redis.call('HMGET', key, unpack(fields))) do
			if not value then
				return found, '0'
			end
			reply[#reply + 1] = value
			found, left = found + 1, left - 1
		end
		window = math.min(2 * window, AT_ONCE)
	end
	return found, '1'
end

for i = 1, wanted.count do
	if left == 0 then
		break
	end
	local kind, place = wanted.kind[i], #reply + 1
	local history, after, count, more = HISTORIES[kind], wanted.after[i], 1, '0'
	reply[place], reply[place + 1], reply[place + 2] = false, false, false
	if history then
		after = kept_behind(history, wanted.id[i], after)
		count, more = append_history(history, wanted.id[i], after)
	else
		reply[place + 3] = redis.call('HGET', RECORDS[kind], wanted.id[i]) or ''
		left = left - 1
	end
	reply[place], reply[place + 1], reply[place + 2] = more, integer.text(after), integer.text(count)
	reply[2] = integer.text(i)
end
return reply
