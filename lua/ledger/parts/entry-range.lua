-- Entries of an account by their numbers, and by time: sequences have no gaps and times never descend, so that a time
-- is found by halving.
--
-- Needs KEYS: store, accounts, entries.
--- @include "ledger/parts/accounts"
--- @include "ledger/generated/entry-record"
local entry_range = {}

function entry_range.field(key, sequence)
	return key .. '/' .. integer.text(sequence)
end

--- The first sequence whose time is not before this.
local function first_since(call, key, last, ms)
	local low, high = 1, last + 1
	while low < high do
		local middle = math.floor((low + high) / 2)
		local field = entry_range.field(key, middle)
		local at_ms = entry_record.time(redis.call('HGET', call.keys.entries, field) or '')
		if not at_ms then
			error('CORRUPT entries ' .. field)
		elseif tonumber(at_ms) < ms then
			low = middle + 1
		else
			high = middle
		end
	end
	return low
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
	local oldest = from_ms and first_since(call, key, last, from_ms) or 1
	return key, oldest, to_ms and first_since(call, key, last, to_ms + 1) - 1 or last
end

return entry_range
