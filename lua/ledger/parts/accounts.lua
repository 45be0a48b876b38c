-- Accounts: read, changed in memory, written once.
-- Each keeps to this at all times: 0 <= held, incoming, overdraft; 0 <= balance - held + overdraft unless it is
-- @world; balance + incoming + overdraft within the cap.
--
-- The key of an account is its id. `@world` is one account per asset with the keys "@world/USD", "@world/EUR" … ("/"
-- cannot be in an id); by its id it stands for the asset of the account across. It is made with the first account of
-- its asset, and that of the store's currency with the first account of all.
--
-- Needs KEYS: store, accounts; transfer_index to change accounts, account_ids to create them.
--- @include "kernel/integer"
--- @include "kernel/clock"
--- @include "stores/parts/store"
--- @include "ledger/parts/account-bounds"
--- @include "ledger/parts/account-records"
--- @include "ledger/parts/held-history"
--- @state accounts = {}, changed_accounts = {}, made_accounts = false
local WORLD = '@world'
local accounts = { world = WORLD }

local text_of = integer.text
local parse, format, following = account_records.parse, account_records.format, account_records.following

function accounts.key(call, id, asset)
	return id ~= WORLD and id or id .. '/' .. (asset or call.currency)
end

--- The text of the account.
function accounts.record(account)
	return account.touched and format(account) or account.record
end

--- Reads, in one command, the accounts of these keys or ids that were not read before. Returns all that are known, by
--- key, with false for one that there is not.
function accounts.read(call, wanted)
	local missing, count = {}, 0
	for i = 1, #wanted do
		local key = wanted[i]
		if key == WORLD then
			key = accounts.key(call, key)
		end
		if call.accounts[key] == nil then
			count = count + 1
			call.accounts[key], missing[count] = false, key
		end
	end
	if count > 0 then
		local records = accounts.fetch(call, missing)
		for i = 1, count do
			local record = records[i]
			call.accounts[missing[i]] = record and parse(call, missing[i], record)
		end
	end
	return call.accounts
end

--- The records of the accounts of these keys, read in one command; false where there is none.
function accounts.fetch(call, keys)
	return redis.call('HMGET', call.keys.accounts, unpack(keys))
end

--- Reads two, which nearly always are not read yet. Returns both, or false in their places.
local function read_two(call, first, second)
	if call.accounts[first] ~= nil or call.accounts[second] ~= nil then
		accounts.read(call, { first, second })
	else
		local records = redis.call('HMGET', call.keys.accounts, first, second)
		call.accounts[first] = records[1] and parse(call, first, records[1])
		call.accounts[second] = records[2] and parse(call, second, records[2])
	end
	return call.accounts[first], call.accounts[second]
end

--- The account under a key, or false.
function accounts.at(call, key)
	local account = call.accounts[key]
	if account == nil then
		local record = redis.call('HGET', call.keys.accounts, key)
		account = record and parse(call, key, record)
		call.accounts[key] = account
	end
	return account
end

--- The account, or false; `asset` says which @world is meant, by default that of the store's currency.
function accounts.get(call, id, asset)
	return accounts.at(call, accounts.key(call, id, asset))
end

--- Both accounts of a transfer or of a request; of a request that names no asset, that of the account which is not
--- @world decides. Either may be false. Found once, they are kept in it as `sender` and `receiver`.
function accounts.parties(call, of)
	local from, to = of.sender or call.accounts[of.from], of.receiver or call.accounts[of.to]
	if not (from and to) then -- found before, or read by their ids, which are keys but for @world
		from, to = read_two(call, accounts.key(call, of.from, of.asset), accounts.key(call, of.to, of.asset))
		if of.from == accounts.world then
			from = to and accounts.get(call, accounts.world, to.terms.asset)
		elseif of.to == accounts.world then
			to = from and accounts.get(call, accounts.world, from.terms.asset)
		end
	end
	of.sender, of.receiver = from, to
	return from, to
end

--- How much may still go out: all that goes out is decided, and answered, by this.
local function available(account)
	return account.balance - account.held + account.terms.overdraft
end
accounts.available = available

--- An account as it is before it is written for the first time; @world is as old as the store.
function accounts.blank(call, key, asset, settings)
	local created_ms = key == accounts.key(call, WORLD, asset) and call.store_created_ms or call.now_text
	local account = parse(call, key, account_records.blank(created_ms, asset, settings or account_records.no_settings))
	if settings and settings.rolling then
		windows.set(call, account, settings.rolling)
	end
	return account
end

--- Stages the account as it will be in memory when accounts.write() comes.
local function touch(call, account)
	if not account.touched then
		account.touched = 'changed'
		call.changed_accounts[#call.changed_accounts + 1] = account
	end
end
accounts.touch = touch

--- Stages another balance, of which an entry tells, so that it does not count as a change without one. Returns the
--- field of that entry.
function accounts.move(call, account, balance, at_text)
	touch(call, account)
	local sequence = following(account.sequence)
	account.balance, account.balance_text, account.sequence, account.last_entry_ms, account.touched =
		balance, text_of(balance), sequence, at_text, 'moved'
	return account.key .. '/' .. sequence
end

--- Stages a new account.
function accounts.add(call, key, asset, settings)
	local account = accounts.blank(call, key, asset, settings)
	call.accounts[key], call.made_accounts = account, call.made_accounts or {}
	call.made_accounts[#call.made_accounts + 1] = '0'
	call.made_accounts[#call.made_accounts + 1] = key
	held_history.note(account, account_record.created_ms(account.record))
	touch(call, account)
	return account
end

--- Stages that a pending transfer holds this much of one account for the other, or, below zero, no longer does, from
--- this time on.
function accounts.hold(call, from, to, amount, at_text)
	local held, incoming = from.held + amount, to.incoming + amount
	from.held, from.held_text = held, text_of(held)
	to.incoming, to.incoming_text = incoming, text_of(incoming)
	held_history.note(from, at_text)
	touch(call, from)
	touch(call, to)
end

accounts.is_world = account_bounds.is_world

--- All that is staged, checked: key, record, key, record … At most a few hundred, far below unpack's 7999 values.
function accounts.staged(call)
	local records, place = {}, 1
	for i = 1, #call.changed_accounts do
		local account = call.changed_accounts[i]
		account_bounds.check(account, available(account))
		if account.touched == 'changed' then
			account.changes = following(account.changes)
		end
		if account.held_notes then
			held_history.list(call, account)
		end
		local record = format(account)
		account.record, account.touched = record, false
		records[place], records[place + 1] = account.key, record
		place = place + 2
		if account.windows and account.windows.changed then
			records[place], records[place + 1] = windows.written(account)
			place = place + 2
		end
	end
	call.changed_accounts = {}
	return records
end

--- Writes what accounts.staged() gave.
function accounts.write(call, records)
	if call.made_accounts then
		redis.call('ZADD', call.keys.account_ids, unpack(call.made_accounts))
		call.made_accounts = false
	end
	if #records > 0 then
		redis.call('HSET', call.keys.accounts, unpack(records))
	end
end

return accounts
