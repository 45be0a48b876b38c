-- Balances: each change together with the entry that tells of it and with the totals of its asset, so that the three
-- cannot part.
--
-- `entries` holds "[transferId, counterparty, change, balanceAfter, atMs]" by "account key/sequence": without gaps, and
-- at never descends, also when the clock is set back, so that a time is found by halving.
-- `ledger_totals` holds "debits credits accounts" by asset: the sums of the balances below and above zero.
--
-- Needs KEYS: store, accounts, entries, ledger_totals; account_ids to create accounts.
--- @include "lib/accounts"
local balances = {}

local entries, totals

function balances.prepare()
	entries, totals = {}, {}
end

--- Also touches `entries`, so that a wrong type fails before any write.
local function total_of(asset)
	if not totals[asset] then
		redis.call('HLEN', keys.entries)
		local record = redis.call('HGET', keys.ledger_totals, asset) or '0 0 0'
		local debits, credits, count = string.match(record, '^(%d+) (%d+) (%d+)$')
		if not debits then
			error('CORRUPT totals of ' .. asset)
		end
		totals[asset] = { debits = tonumber(debits), credits = tonumber(credits), count = tonumber(count) }
	end
	return totals[asset]
end

local function add(key, asset)
	local total = total_of(asset)
	total.count, total.changed = total.count + 1, true
	return accounts.add(key, asset)
end

--- Stages a new account, and the @world across from it where that is not there yet.
function balances.open(id, asset)
	for _, each in ipairs({ store.currency, asset }) do
		if not accounts.get(accounts.world, each) then
			add(accounts.key(accounts.world, each), each)
		end
	end
	return add(id, asset)
end

local function above_zero(number)
	return number > 0 and number or 0
end

--- Whether the totals of the asset stay within the cap when this much moves from one account to the other.
function balances.fit(from, to, amount)
	local total = total_of(from.asset)
	local risen = above_zero(from.balance - amount) - above_zero(from.balance)
	risen = risen + (above_zero(to.balance + amount) - above_zero(to.balance))
	return total.credits + risen <= integer.max and total.debits + risen <= integer.max
end

--- Changes a balance in memory, and stages its entry and the totals with it.
function balances.change(account, change, transfer_id, counterparty)
	local before, total = account.balance, total_of(account.asset)
	account.balance = before + change
	account.sequence = account.sequence + 1
	account.last_ms = math.max(account.last_ms, clock.now_ms)
	total.credits = total.credits + (above_zero(account.balance) - above_zero(before))
	total.debits = total.debits + (above_zero(-account.balance) - above_zero(-before))
	total.changed = true
	entries[#entries + 1] = string.format('%s/%d', account.key, account.sequence)
	-- stylua: ignore
	entries[#entries + 1] = string.format('["%s","%s",%d,%d,%d]',
		transfer_id, counterparty, change, account.balance, account.last_ms)
	accounts.touch(account)
end

--- Writes what was staged, accounts among it.
function balances.write()
	local sums = {}
	for asset, total in pairs(totals) do
		if total.changed then
			sums[#sums + 1] = asset
			sums[#sums + 1] = string.format('%d %d %d', total.debits, total.credits, total.count)
			total.changed = nil
		end
	end
	accounts.write()
	if #entries > 0 then
		redis.call('HSET', keys.entries, unpack(entries))
	end
	if #sums > 0 then
		redis.call('HSET', keys.ledger_totals, unpack(sums))
	end
	entries = {}
end

return balances
