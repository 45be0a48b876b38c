-- Entries of an account by their numbers, and by time: sequences have no gaps and times never descend, so that a time
-- is found by halving what lies between two marks. The first ones may have left for the archive.
--
-- Needs KEYS: store, accounts, entries, transfer_index.
--- @include "ledger/parts/accounts"
--- @include "ledger/parts/entry-marks"
--- @include "ledger/parts/entry-openings"
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

--- The first sequence behind `base` whose time is not before this. It lies between the last mark before the time and
--- the next one, unless an older release left out marks.
local function first_since(call, key, base, last, ms)
	local low, high = base + 1, last + 1
	if last - base > entry_marks.apart then
		low = math.max(low, entry_marks.last_before(call, key, ms) + 1)
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

--- The entries of an account that Redis keeps between two times, which are inclusive and false for none: `oldest` and
--- `newest`, the former past the latter where there is no entry. Those up to `base` have left, the last one of them
--- at base_ms; `account` is false where there was never one under this key.
function entry_range.of(call, key, account, from_ms, to_ms)
	local base, base_ms, base_balance = entry_openings.of(call, key)
	local last = account and account.sequence + 0 or 0
	return {
		key = key,
		asset = account and account.terms.asset or string.match(key, '/(.+)'),
		base = base,
		base_ms = base_ms,
		base_balance = base_balance,
		from_ms = from_ms,
		to_ms = to_ms,
		oldest = from_ms and first_since(call, key, base, last, from_ms) or base + 1,
		newest = to_ms and first_since(call, key, base, last, to_ms + 1) - 1 or last,
	}
end

--- Whether entries that have left, and no others, tell the balance at the end of the range.
function entry_range.ends_earlier(range)
	return range.base > 0 and range.to_ms and range.to_ms < range.base_ms
end

--- Whether they tell with which entry the range begins.
local function begins_earlier(range)
	return range.base > 0 and range.from_ms and range.from_ms <= range.base_ms
end

--- The balance after the entry with this sequence, as text; before the first it was none.
function entry_range.balance_after(call, range, sequence)
	if sequence == range.base then
		return range.base_balance
	end
	local field = entry_range.field(range.key, sequence)
	local _, balance = entry_record.read(redis.call('HGET', call.keys.entries, field) or '')
	return balance or error('CORRUPT entries ' .. field)
end

--- Appends key, asset, base, oldest, newest, opening and closing of a range: the sequences of all its entries, also of
--- those that have left, and the balances before the oldest and after the newest.
--- Those that only the archive tells are empty.
function entry_range.add(call, reply, range)
	local oldest, opening, newest, closing = '1', '0', '', ''
	if begins_earlier(range) then
		oldest, opening = '', ''
	elseif range.from_ms or range.base == 0 then
		oldest = integer.text(range.oldest)
		opening = entry_range.balance_after(call, range, range.oldest - 1)
	end
	if not entry_range.ends_earlier(range) then
		newest = integer.text(range.newest)
		closing = range.newest < range.oldest - 1 and opening or entry_range.balance_after(call, range, range.newest)
	end
	for _, value in ipairs({ range.key, range.asset, integer.text(range.base), oldest, newest, opening, closing }) do
		reply[#reply + 1] = value
	end
end

--- The range of the account with this id. `asset` says which @world, that of the store's currency where it is false. Or
--- nil and why there is none.
function entry_range.find(call, id, asset, from_ms, to_ms)
	local world_asset = asset or call.currency
	if not call.currency then
		return nil, { 'STORE_NOT_FOUND' }
	end
	local account = accounts.get(call, id, world_asset)
	if not account and not (id == accounts.world and world_asset == call.currency) then
		return nil, { 'ACCOUNT_NOT_FOUND', id }
	end
	return entry_range.of(call, accounts.key(call, id, world_asset), account, from_ms, to_ms)
end

return entry_range
