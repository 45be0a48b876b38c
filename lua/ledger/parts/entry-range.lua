-- Entries of an account by their numbers, and by time: sequences have no gaps and times never descend, so that a time
-- is found by halving what lies between two marks.
--
-- Needs KEYS: store, accounts, entries, transfer_index.
--- @include "ledger/parts/accounts"
--- @include "ledger/parts/entry-marks"
--- @include "ledger/generated/entry-record"
local entry_range = {}

function entry_range.field(key, sequence)
	return key .. '/' .. integer.text(sequence)
end

local function is_before(call, key, sequence, ms)
	local field = entry_range.field(key, sequence)
	local at_ms = entry_record.time(redis.call('HGET', call.keys.entries, field) or '')
	return (tonumber(at_ms) or error('CORRUPT entries ' .. field)) < ms
end

--- The first sequence whose time is not before this. It lies between the last mark before the time and the next one,
--- unless an older release left out marks.
local function first_since(call, key, last, ms)
	local low, high = 1, last + 1
	if last > entry_marks.apart then
		low = entry_marks.last_before(call, key, ms) + 1
		local next_mark = low - 1 + entry_marks.apart
		if next_mark <= last and is_before(call, key, next_mark, ms) then
			low = next_mark + 1
		else
			high = math.min(next_mark, high)
		end
	end
	while low < high do
		local middle = math.floor((low + high) / 2)
		if is_before(call, key, middle, ms) then
			low = middle + 1
		else
			high = middle
		end
	end
	return low
end

--- The sequences of the oldest and the newest of so many entries between these times.
local function between(call, key, last, from_ms, to_ms)
	local oldest = from_ms and first_since(call, key, last, from_ms) or 1
	return oldest, to_ms and first_since(call, key, last, to_ms + 1) - 1 or last
end

--- The balance after the entry with this sequence, as text; before the first it was none.
function entry_range.balance_after(call, key, sequence)
	if sequence < 1 then
		return '0'
	end
	local field = entry_range.field(key, sequence)
	local _, balance = entry_record.read(redis.call('HGET', call.keys.entries, field) or '')
	return balance or error('CORRUPT entries ' .. field)
end

--- Appends key, asset, oldest, newest, opening and closing of an account between these times: the balances before its
--- oldest entry there and after its newest.
function entry_range.add(call, reply, key, account, from_ms, to_ms)
	local last, place = account and account.sequence + 0 or 0, #reply
	local oldest, newest = between(call, key, last, from_ms, to_ms)
	local opening = entry_range.balance_after(call, key, oldest - 1)
	reply[place + 1], reply[place + 2] = key, account and account.terms.asset or string.match(key, '/(.+)')
	reply[place + 3], reply[place + 4] = integer.text(oldest), integer.text(newest)
	reply[place + 5], reply[place + 6] =
		opening, newest < oldest and opening or entry_range.balance_after(call, key, newest)
end

--- The key of the account, and the sequences of its oldest and newest entry between these times, which are inclusive
--- and false for none; the oldest is past the newest where there is no entry. `asset` says which @world, that of the
--- store's currency where it is false. Or nil and why there is none.
function entry_range.find(call, id, asset, from_ms, to_ms)
	local world_asset = asset or call.currency
	if not call.currency then
		return nil, { 'STORE_NOT_FOUND' }
	end
	local account = accounts.get(call, id, world_asset)
	if not account and not (id == accounts.world and world_asset == call.currency) then
		return nil, { 'ACCOUNT_NOT_FOUND', id }
	end
	local key, last = accounts.key(call, id, world_asset), account and account.sequence + 0 or 0
	return key, between(call, key, last, from_ms, to_ms)
end

return entry_range
