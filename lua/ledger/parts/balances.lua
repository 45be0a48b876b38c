-- Balances: each change together with the entry that tells of it and with the totals of its asset, so that the three
-- cannot part. Sequences of entries have no gaps and their times never descend, also when the clock is set back, so
-- that a time is found by halving (contract/records/entry).
--
-- Needs KEYS: store, accounts, entries, transfer_index, ledger_totals; account_ids to create accounts.
--- @include "kernel/operation"
--- @include "ledger/parts/accounts"
--- @include "ledger/parts/entry-marks"
--- @include "ledger/generated/entry-record"
--- @include "ledger/generated/totals-record"
--- @state entries = {}, totals = false
local balances = {}

local text_of = integer.text
local later, move, entry = account_records.later, accounts.move, entry_record.write

local function total_of(call, asset)
	call.totals = call.totals or {}
	local total = call.totals[asset]
	if not total then
		local record, debits, credits, count = redis.call('HGET', call.keys.ledger_totals, asset), '0', '0', '0'
		if record then
			debits, credits, count = totals_record.read(record)
		end
		if not debits then
			error('CORRUPT ledger_totals ' .. asset)
		end
		total = { debits = debits + 0, credits = credits + 0, count = count + 0, changed = false }
		call.totals[asset] = total
	end
	return total
end

local function add(call, key, asset, settings)
	local total = total_of(call, asset)
	total.count, total.changed = total.count + 1, true
	return accounts.add(call, key, asset, settings)
end

local function add_world(call, asset)
	local key = accounts.key(call, accounts.world, asset)
	if redis.call('HEXISTS', call.keys.accounts, key) == 0 then
		add(call, key, asset)
	end
end

--- Stages a new account, and the @world across from it where that is not there yet.
function balances.open(call, id, asset, settings)
	add_world(call, call.currency)
	if asset ~= call.currency then
		add_world(call, asset)
	end
	return add(call, id, asset, settings)
end

local function above_zero(number)
	return number > 0 and number or 0
end

--- By how much the balances above zero, and those below, come to more when one changes from this to that.
local function rises(before, after)
	return above_zero(after) - above_zero(before), above_zero(-after) - above_zero(-before)
end

--- The totals of two accounts' asset after this much has moved from one to the other, and before.
local function totals_after(call, from, to, amount)
	local total = total_of(call, from.terms.asset)
	local credits, debits = rises(from.balance, from.balance - amount)
	local more_credits, more_debits = rises(to.balance, to.balance + amount)
	return total.credits + (credits + more_credits), total.debits + (debits + more_debits), total
end

--- Whether the totals of the asset stay within the cap when this much moves from one account to the other.
function balances.fit(call, from, to, amount)
	if from.balance >= amount and to.balance >= 0 then
		return true -- they stay what they are: what goes out above zero comes in above zero
	end
	local credits, debits = totals_after(call, from, to, amount)
	return credits <= integer.max and debits <= integer.max
end

--- Moves an amount, which comes as number and as text, from the sender to the receiver of a transfer, and stages the
--- entries. Returns their time, as text.
function balances.move(call, transfer, amount, text)
	local id, from, to, place = transfer.id, transfer.sender, transfer.receiver, #call.entries + 1
	if from.balance < amount or to.balance < 0 then
		local credits, debits, total = totals_after(call, from, to, amount)
		total.credits, total.debits, total.changed = credits, debits, true
	end
	local at_text, actor = later(from, to, call.now_text), call.actor
	call.entries[place] = move(call, from, from.balance - amount, at_text)
	call.entries[place + 1] = entry('-' .. text, from.balance_text, at_text, transfer.to, id, actor)
	call.entries[place + 2] = move(call, to, to.balance + amount, at_text)
	call.entries[place + 3] = entry(text, to.balance_text, at_text, transfer.from, id, actor)
	entry_marks.note(call, from, at_text)
	entry_marks.note(call, to, at_text)
	return at_text
end

--- The totals that changed, by asset.
local function sums(call)
	local found = {}
	for asset, total in pairs(call.totals or found) do
		if total.changed then
			found[#found + 1] = asset
			found[#found + 1] = totals_record.write(text_of(total.debits), text_of(total.credits), text_of(total.count))
			total.changed = false
		end
	end
	return found
end

--- Writes all that was staged, accounts among it. Entries come first, since nothing else has looked at their key:
--- where it is of another type, this fails before anything is written.
function balances.write(call)
	local records, changed_totals = accounts.staged(call), sums(call)
	if #call.entries > 0 then
		redis.call('HSET', call.keys.entries, unpack(call.entries))
		call.entries = {}
	end
	accounts.write(call, records)
	if #changed_totals > 0 then
		redis.call('HSET', call.keys.ledger_totals, unpack(changed_totals))
	end
	transfer_lists.write(call)
end

return balances
