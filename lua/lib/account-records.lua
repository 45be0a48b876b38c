-- The records of accounts.
--
-- `accounts` holds by key "balance sequence lastEntryMs changes held incoming used day version createdMs asset state
-- overdraft perTransfer daily metadata". What money moves comes first; what follows `createdMs` are the account's
-- terms, which are written back to the letter as they were read. "-" stands for no limit and no metadata (JSON);
-- `sequence` counts entries and `changes` what was changed without one, so that together they tell any two states
-- apart; `used` is what went out on the `day` that began then; `version` counts changes of the terms.
--- @include "lib/integer"
local account_records = {}

local agreed

function account_records.prepare()
	agreed = {}
end

--- Reads the terms in a text, which goes on with metadata. A limit that is not set is false.
local function read_terms(text)
	local asset, state, overdraft, per_transfer, daily = string.match(text, '^(%S+) (%l+) (%d+) (%S+) (%S+) ')
	if not asset then
		error('CORRUPT terms of an account')
	end
	local terms = {
		text = text,
		asset = asset,
		state = state,
		overdraft = overdraft + 0,
		per_transfer = per_transfer ~= '-' and per_transfer + 0,
		daily = daily ~= '-' and daily + 0,
		daily_text = daily,
	}
	agreed[text] = terms
	return terms
end

local pattern = '^(%-?%d+) (%d+) (%d+) (%d+) (%d+ %d+) (%d+ %d+) (%d+ %d+) ()'

--- The account kept in a record. What most scripts leave as it is stays text: to read a number and to write it again
--- costs more than all else about it.
function account_records.parse(key, record)
	local balance, sequence, last_ms, changes, pending, use, origin, rest = string.match(record, pattern)
	if not balance then
		error('CORRUPT account ' .. key)
	end
	local text, held, incoming = string.sub(record, rest), 0, 0
	if pending ~= '0 0' then
		held, incoming = string.match(pending, '^(%d+) (%d+)$')
		held, incoming = held + 0, incoming + 0
	end
	return {
		key = key,
		record = record,
		balance = balance + 0,
		balance_text = balance,
		sequence = sequence,
		last_ms = last_ms,
		changes = changes,
		held = held,
		incoming = incoming,
		pending = pending, -- "held incoming", nil where they have changed
		use = use, -- "used day"
		origin = origin, -- "version createdMs"
		terms = agreed[text] or read_terms(text), -- many accounts have the same, to be read once
	}
end

function account_records.format(account)
	local pending = account.pending or integer.text(account.held) .. ' ' .. integer.text(account.incoming)
	-- stylua: ignore
	return account.balance_text .. ' ' .. account.sequence .. ' ' .. account.last_ms .. ' ' .. account.changes
		.. ' ' .. pending .. ' ' .. account.use .. ' ' .. account.origin .. ' ' .. account.terms.text
end

--- The record of an account before anything happened to it; settings are "overdraft perTransfer daily metadata".
function account_records.blank(created_ms, asset, settings)
	return '0 0 0 0 0 0 0 0 1 ' .. created_ms .. ' ' .. asset .. ' active ' .. settings
end

--- How much went out of the account on which day, which is the text of its beginning.
function account_records.use(account)
	if not account.used then
		local used, day = string.match(account.use, '^(%d+) (%d+)$')
		account.used, account.day = used + 0, day
	end
	return account.used, account.day
end

--- Notes how much went out on which day. Returns the first as text.
function account_records.set_use(account, used, day)
	if used < 0 then
		error('CORRUPT account ' .. account.key .. ': less than nothing went out')
	end
	local text = integer.text(used)
	account.used, account.day, account.use = used, day, text .. ' ' .. day
	return text
end

--- "overdraft perTransfer daily metadata".
function account_records.settings(account)
	local terms = account.terms
	return string.sub(terms.text, #terms.asset + #terms.state + 3)
end

--- Changes state and settings, and counts that. Returns the text of the new version.
function account_records.agree(account, state, settings)
	local version, created_ms = string.match(account.origin, '^(%d+) (%d+)$')
	version = integer.text(version + 1)
	account.origin = version .. ' ' .. created_ms
	account.terms = read_terms(account.terms.asset .. ' ' .. state .. ' ' .. settings)
	return version
end

--- The text of how often its terms were made or changed.
function account_records.version(account)
	return string.match(account.origin, '^%d+')
end

return account_records
