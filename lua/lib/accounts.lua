-- Accounts: read, changed in memory, written once. Their records are those of lib/account-records.
-- What holds of each at all times: 0 <= held, incoming, overdraft; 0 <= balance - held + overdraft unless it is
-- @world; balance + incoming + overdraft within the cap.
--
-- The key of an account is its id. `@world` is one account per asset with the keys "@world/USD", "@world/EUR" … ("/"
-- cannot be in an id); by its id it stands for the asset of the account across. It is made with the first account of
-- its asset, and that of the store's currency with the first account of all.
--
-- Needs KEYS: store, accounts; account_ids to create accounts.
--- @include "lib/integer"
--- @include "lib/clock"
--- @include "lib/store"
--- @include "lib/account-records"
local WORLD = '@world'
local accounts = { world = WORLD }

local text_of = integer.text
local parse, format, following = account_records.parse, account_records.format, account_records.following
local known, changed, made

function accounts.prepare()
	known, changed, made = {}, {}, nil
end

function accounts.key(id, asset)
	return id ~= WORLD and id or id .. '/' .. (asset or store.currency)
end

--- The account as it is in memory, as text.
function accounts.record(account)
	return account.touched and format(account) or account.record
end

--- Reads, in one command, the accounts of these keys or ids that were not read before. Returns all that are known, by
--- key, with false for one that there is not.
function accounts.read(wanted)
	local missing, count = {}, 0
	for i = 1, #wanted do
		local key = wanted[i]
		if key == WORLD then
			key = accounts.key(key)
		end
		if known[key] == nil then
			count = count + 1
			known[key], missing[count] = false, key
		end
	end
	if count > 0 then
		local records = redis.call('HMGET', keys.accounts, unpack(missing))
		for i = 1, count do
			local record = records[i]
			if record then
				local key = missing[i]
				known[key] = parse(key, record)
			end
		end
	end
	return known
end

--- The same for two, which nearly always are not read yet. Returns both, or false in their places.
local function read_two(first, second)
	if known[first] ~= nil or known[second] ~= nil then
		accounts.read({ first, second })
	else
		local records = redis.call('HMGET', keys.accounts, first, second)
		known[first] = records[1] and parse(first, records[1])
		known[second] = records[2] and parse(second, records[2])
	end
	return known[first], known[second]
end

--- The account under a key, or false.
function accounts.at(key)
	local account = known[key]
	if account == nil then
		local record = redis.call('HGET', keys.accounts, key)
		account = record and parse(key, record)
		known[key] = account
	end
	return account
end

--- The account, or false; `asset` says which @world is meant, by default that of the store's currency.
function accounts.get(id, asset)
	return accounts.at(accounts.key(id, asset))
end

--- Both accounts of a transfer or of a request; of a request that names no asset, that of the account which is not
--- @world decides. Either may be false. Found once, they are kept in it as `sender` and `receiver`.
function accounts.parties(of)
	local from, to = of.sender or known[of.from], of.receiver or known[of.to]
	if not (from and to) then -- found before, or read by their ids, which are keys but for @world
		from, to = read_two(accounts.key(of.from, of.asset), accounts.key(of.to, of.asset))
		if of.from == accounts.world then
			from = to and accounts.get(accounts.world, to.terms.asset)
		elseif of.to == accounts.world then
			to = from and accounts.get(accounts.world, from.terms.asset)
		end
	end
	of.sender, of.receiver = from, to
	return from, to
end

--- What may still go out.
function accounts.available(account)
	return account.balance - account.held + account.terms.overdraft
end

--- An account as it is before it is written for the first time; @world is as old as the store.
function accounts.blank(key, asset, settings)
	local is_world = key == accounts.key(accounts.world, asset)
	local created_ms = is_world and store.created_ms or clock.now_text
	return parse(key, account_records.blank(created_ms, asset, settings or '0 - - -'))
end

--- Stages the account as it will be in memory when accounts.write() comes.
local function touch(account)
	if not account.touched then
		account.touched = 'changed'
		changed[#changed + 1] = account
	end
end
accounts.touch = touch

--- The same with another balance, of which an entry tells, so that it does not count as a change without one. Returns
--- the field of that entry.
function accounts.move(account, balance, at_text)
	touch(account)
	local sequence = following(account.sequence)
	account.balance, account.balance_text, account.sequence, account.last_ms, account.touched =
		balance, text_of(balance), sequence, at_text, 'moved'
	return account.key .. '/' .. sequence
end

--- Stages a new account.
function accounts.add(key, asset, settings)
	local account = accounts.blank(key, asset, settings)
	known[key], made = account, made or {}
	made[#made + 1] = '0'
	made[#made + 1] = key
	touch(account)
	return account
end

--- Stages that a pending transfer holds this much of one account for the other, or, below zero, no longer does.
function accounts.hold(from, to, amount)
	local held, incoming = from.held + amount, to.incoming + amount
	from.held, from.held_text = held, text_of(held)
	to.incoming, to.incoming_text = incoming, text_of(incoming)
	touch(from)
	touch(to)
end

--- Whether the account may be below its floor: @world is, by what all others have.
local function may_owe(account)
	return account.key == accounts.key(WORLD, account.terms.asset) and account.held - account.balance <= integer.max
end

--- What is staged, checked: key, record, key, record … At most a few hundred, far below unpack's 7999 values.
function accounts.staged()
	local records, max, place = {}, integer.max, 1
	for i = 1, #changed do
		local account = changed[i]
		local balance, held, incoming, overdraft =
			account.balance, account.held, account.incoming, account.terms.overdraft
		if
			(balance - held < -overdraft and not may_owe(account))
			or held < 0
			or incoming < 0
			or balance > max - overdraft - incoming
		then
			error('CORRUPT account ' .. account.key .. ': this would break its floor or its ceiling')
		end
		if account.touched == 'changed' then
			account.changes = following(account.changes)
		end
		local record = format(account)
		account.record, account.touched = record, false
		records[place], records[place + 1] = account.key, record
		place = place + 2
	end
	changed = {}
	return records
end

--- Writes what accounts.staged() gave.
function accounts.write(records)
	if made then
		redis.call('ZADD', keys.account_ids, unpack(made))
		made = nil
	end
	if #records > 0 then
		redis.call('HSET', keys.accounts, unpack(records))
	end
end

return accounts
