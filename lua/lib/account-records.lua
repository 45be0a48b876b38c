-- The records of accounts.
--
-- `accounts` holds by key "balance sequence lastEntryMs used day changes held incoming version createdMs asset state
-- overdraft perTransfer daily metadata". What money moves comes first; what follows `createdMs` are the account's
-- terms, which are written back to the letter as they were read. "-" stands for no limit and no metadata (JSON);
-- `sequence` counts entries and `changes` what was changed without one, so that together they tell any two states
-- apart; `used` is what went out on the `day` that began then; `version` counts changes of the terms.
--- @include "lib/integer"
local account_records = {}

local text_of = integer.text
local agreed, match, sub

function account_records.prepare()
	agreed, match, sub = {}, string.match, string.sub
end

--- Reads the terms in a text, which goes on with metadata. A limit that is not set is false.
local function read_terms(text)
	local asset, state, overdraft, per_transfer, daily = match(text, '^(%S+) (%l+) (%d+) (%S+) (%S+) ')
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

local pattern = '^(%-?%d+) (%d+) (%d+) (%d+) (%d+) (%d+) (%d+ %d+) (%d+ %d+) ()'

--- The account kept in a record. What most scripts leave as it is stays text: to read a number and to write it again
--- costs more than all else about it.
function account_records.parse(key, record)
	local balance, sequence, last_ms, used, day, changes, pending, origin, rest = match(record, pattern)
	if not balance then
		error('CORRUPT account ' .. key)
	end
	local text, held, incoming = sub(record, rest), 0, 0
	if pending ~= '0 0' then
		held, incoming = match(pending, '^(%d+) (%d+)$')
		held, incoming = held + 0, incoming + 0
	end
	return {
		key = key,
		balance = balance + 0,
		balance_text = balance,
		sequence = sequence,
		last_ms = last_ms,
		used = false, -- a number once it has changed
		used_text = used,
		day = day,
		changes = changes,
		held = held,
		incoming = incoming,
		pending = pending, -- "held incoming", false once they have changed
		origin = origin, -- "version createdMs"
		terms = agreed[text] or read_terms(text), -- many accounts have the same, to be read once
		record = record, -- false while the account differs from it
		moved = false, -- whether an entry tells of that
	}
end

--- The account as it is in memory, as text.
function account_records.format(account)
	local pending = account.pending or text_of(account.held) .. ' ' .. text_of(account.incoming)
	local used = account.used
	-- stylua: ignore
	return account.balance_text .. ' ' .. account.sequence .. ' ' .. account.last_ms
		.. ' ' .. (used and text_of(used) or account.used_text) .. ' ' .. account.day .. ' ' .. account.changes
		.. ' ' .. pending .. ' ' .. account.origin .. ' ' .. account.terms.text
end

--- The record of an account before anything happened to it; settings are "overdraft perTransfer daily metadata".
function account_records.blank(created_ms, asset, settings)
	return '0 0 0 0 0 0 0 0 1 ' .. created_ms .. ' ' .. asset .. ' active ' .. settings
end

--- "overdraft perTransfer daily metadata".
function account_records.settings(account)
	local terms = account.terms
	return sub(terms.text, #terms.asset + #terms.state + 3)
end

--- Changes state and settings, and counts that. Returns the text of the new version.
function account_records.agree(account, state, settings)
	local version, created_ms = match(account.origin, '^(%d+) (%d+)$')
	version = text_of(version + 1)
	account.origin = version .. ' ' .. created_ms
	account.terms = read_terms(account.terms.asset .. ' ' .. state .. ' ' .. settings)
	return version
end

--- The text of how often its terms were made or changed.
function account_records.version(account)
	return match(account.origin, '^%d+')
end

return account_records
