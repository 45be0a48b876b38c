#!lua flags=no-writes
--- Lists the entries of an account, newest first. Sequences have no gaps and times never descend, so a page is read
--- by its numbers, and a time is found by halving.
---
--- KEYS: store, accounts, entries
--- ARGV: id, asset: text or none, from_ms: whole or none, to_ms: whole or none, before: amount or none,
---   limit: count
---   asset says which @world, that of the store's currency where it is none; from_ms and to_ms are inclusive; before
---   is the last sequence seen
--- Replies:
---   OK newest more entry...
---   newest is the sequence of the first entry, the others descend from it; entry is described in
---   ledger/generated/entry-record, empty where there is none; more is 1 where older ones follow
---   ACCOUNT_NOT_FOUND id
--- @include "ledger/parts/accounts"
--- @include "ledger/generated/entry-record"
local world_asset = asset or call.currency

if not call.currency then
	return { 'STORE_NOT_FOUND' }
end
local account = accounts.get(call, id, world_asset)
if not account and not (id == accounts.world and world_asset == call.currency) then
	return { 'ACCOUNT_NOT_FOUND', id }
end
local key, last = accounts.key(call, id, world_asset), account and account.sequence + 0 or 0

local function field(sequence)
	return key .. '/' .. integer.text(sequence)
end

--- The first sequence whose time is not before this.
local function first_since(ms)
	local low, high = 1, last + 1
	while low < high do
		local middle = math.floor((low + high) / 2)
		local at_ms = entry_record.time(redis.call('HGET', keys.entries, field(middle)) or '')
		if not at_ms then
			error('CORRUPT entries ' .. field(middle))
		elseif tonumber(at_ms) < ms then
			low = middle + 1
		else
			high = middle
		end
	end
	return low
end

local oldest = from_ms and first_since(from_ms) or 1
local newest = to_ms and first_since(to_ms + 1) - 1 or last
newest = math.min(newest, before and before - 1 or newest)
local fields, stop = {}, math.max(oldest, newest - limit + 1)
for sequence = newest, stop, -1 do
	fields[#fields + 1] = field(sequence)
end
local reply = { 'OK', integer.text(newest), stop > oldest and '1' or '0' }
if #fields > 0 then
	for i, entry in ipairs(redis.call('HMGET', keys.entries, unpack(fields))) do
		reply[i + 3] = entry or ''
	end
end
return reply
