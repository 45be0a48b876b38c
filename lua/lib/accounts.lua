-- Accounts: read, changed in memory, written once.
--
-- `accounts` holds "asset state balance held incoming overdraft perTransfer daily day used version revision sequence
-- lastEntryMs createdMs metadata" by key: "-" for no limit and no metadata (JSON); `used` is what went out on the
-- `day` that began then; `version` counts changes of settings and state, `revision` every change, `sequence` entries.
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
local accounts = { world = '@world' }

local known, changed

function accounts.prepare()
	known, changed = {}, {}
end

function accounts.key(id, asset)
	return id == accounts.world and id .. '/' .. (asset or store.currency) or id
end

local pattern = '^(%S+) (%l+) (%-?%d+) (%d+) (%d+) (%d+) ([%d-]+) ([%d-]+) '
	.. '(%d+) (%d+) (%d+) (%d+) (%d+) (%d+) (%d+) (.+)$'

-- stylua: ignore
local function build(key, asset, state, balance, held, incoming, overdraft, per_transfer, daily, day, used, version,
	revision, sequence, last_ms, created_ms, metadata)
	if not asset then
		error('CORRUPT account ' .. key)
	end
	local id = string.match(key, '^[^/]+')
	-- Adding 0 reads a number in half the time that tonumber() takes, and there are ten.
	return {
		key = key,
		id = id,
		is_world = id == accounts.world,
		asset = asset,
		state = state,
		balance = balance + 0,
		held = held + 0,
		incoming = incoming + 0,
		overdraft = overdraft + 0,
		per_transfer = tonumber(per_transfer),
		daily = tonumber(daily),
		day = day + 0,
		used = used + 0,
		version = version + 0,
		revision = revision + 0,
		sequence = sequence + 0,
		last_ms = last_ms + 0,
		created_ms = created_ms,
		metadata = metadata,
	}
end

--- The account kept in a record; a limit that is not set is nil.
local function parse(key, record)
	return build(key, string.match(record, pattern))
end

function accounts.format(account)
	return string.format(
		'%s %s %d %d %d %d %s %s %d %d %d %d %d %d %s %s',
		account.asset,
		account.state,
		account.balance,
		account.held,
		account.incoming,
		account.overdraft,
		account.per_transfer and integer.text(account.per_transfer) or '-',
		account.daily and integer.text(account.daily) or '-',
		account.day,
		account.used,
		account.version,
		account.revision,
		account.sequence,
		account.last_ms,
		account.created_ms,
		account.metadata
	)
end

--- Reads, in one command, the accounts of these keys that were not read before.
function accounts.read(wanted)
	local missing = {}
	for _, key in ipairs(wanted) do
		if known[key] == nil then
			known[key] = false
			missing[#missing + 1] = key
		end
	end
	if #missing > 0 then
		for i, record in ipairs(redis.call('HMGET', keys.accounts, unpack(missing))) do
			known[missing[i]] = record and parse(missing[i], record)
		end
	end
end

--- The account under a key, or false.
function accounts.at(key)
	if known[key] == nil then
		accounts.read({ key })
	end
	return known[key]
end

--- The account, or false; `asset` says which @world is meant, by default that of the store's currency.
function accounts.get(id, asset)
	return accounts.at(accounts.key(id, asset))
end

--- Both accounts of a transfer or of a request; of a request that names no asset, that of the account which is not
--- @world decides. Either may be false. Found once, they are kept in it as `sender` and `receiver`.
function accounts.parties(of)
	if of.sender and of.receiver then
		return of.sender, of.receiver
	end
	accounts.read({ accounts.key(of.from, of.asset), accounts.key(of.to, of.asset) })
	local from, to = accounts.get(of.from, of.asset), accounts.get(of.to, of.asset)
	if of.from == accounts.world then
		from = to and accounts.get(of.from, to.asset)
	elseif of.to == accounts.world then
		to = from and accounts.get(of.to, from.asset)
	end
	of.sender, of.receiver = from, to
	return from, to
end

--- What may still go out.
function accounts.available(account)
	return account.balance - account.held + account.overdraft
end

--- An account as it is before it is written for the first time; @world is as old as the store.
function accounts.blank(key, asset)
	local record = '%s active 0 0 0 0 - - 0 0 1 0 0 0 %s -'
	local is_world = key == accounts.key(accounts.world, asset)
	return parse(key, string.format(record, asset, is_world and store.created_ms or integer.text(clock.now_ms)))
end

--- Stages a new account.
function accounts.add(key, asset)
	local account = accounts.blank(key, asset)
	account.created = true
	known[key], changed[key] = account, account
	return account
end

--- Stages the account as it will be in memory when accounts.write() comes.
function accounts.touch(account)
	changed[account.key] = account
end

local function check(account)
	local floor = account.is_world and -integer.max or -account.overdraft
	local ceiling = integer.max - account.overdraft - account.incoming
	local whole = account.held >= 0 and account.incoming >= 0 and account.used >= 0
	if not whole or account.balance - account.held < floor or account.balance > ceiling then
		error('CORRUPT account ' .. account.key .. ': this would break its floor or its ceiling')
	end
end

--- Writes what was staged: at most a few hundred accounts, far below unpack's 7999 values.
function accounts.write()
	local records, ids = {}, {}
	for key, account in pairs(changed) do
		check(account)
		account.revision = account.revision + 1
		records[#records + 1] = key
		records[#records + 1] = accounts.format(account)
		if account.created then
			ids[#ids + 1] = 0
			ids[#ids + 1] = key
			account.created = nil
		end
	end
	if #ids > 0 then
		redis.call('ZADD', keys.account_ids, unpack(ids))
	end
	if #records > 0 then
		redis.call('HSET', keys.accounts, unpack(records))
	end
	changed = {}
end

return accounts
