-- The records of accounts.
--
-- `accounts` holds by key "lastEntryMs createdMs day balance sequence used changes held incoming version asset state
-- overdraft perTransfer daily metadata". Times come first, each of 13 digits, so that they are found without a search;
-- then what money moves. From `version` on, which counts their changes, come the account's terms, which are written
-- back to the letter as they were read. "-" stands for no limit and no metadata (JSON); `sequence` counts entries and
-- `changes` what was changed without one, so that together they tell any two states apart; `used` is what went out on
-- the `day` that began then.
--- @include "lib/integer"
local account_records = {}

local text_of = integer.text
local agreed, find, match, sub

-- The texts that follow those of small numbers, for the counters of accounts (lib/integer says why).
local number_of, following = integer.numbers, {}
for number = 0, 255 do
	following[number .. ''] = number + 1 .. ''
end

function account_records.prepare()
	agreed, find, match, sub = {}, string.find, string.match, string.sub
end

--- Reads the terms in a text, which goes on with metadata. A limit that is not set is false.
local function read_terms(text)
	local version, asset, state, overdraft, per_transfer, daily = match(text, '^(%d+) (%S+) (%l+) (%d+) (%S+) (%S+) ')
	if not version then
		error('CORRUPT terms of an account')
	end
	local terms = {
		text = text,
		version = version,
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

-- Where the times end. What lies before is cut out of the record only where it is asked for.
local TIMES = 42
local pattern = '^ (%-?%d+) (%d+) (%d+)( (%d+) (%d+) (%d+) )()'

--- The account kept in a record. What most scripts leave as it is stays text: to read a number and to write it again
--- costs more than all else about it.
function account_records.parse(key, record)
	local balance, sequence, used, pending, changes, held, incoming, rest = match(record, pattern, TIMES)
	if not balance then
		error('CORRUPT account ' .. key)
	end
	local text = sub(record, rest)
	return {
		key = key,
		record = record,
		balance = balance + 0,
		balance_text = balance,
		sequence = sequence,
		used_text = used,
		changes = changes,
		held = number_of[held] or held + 0,
		incoming = number_of[incoming] or incoming + 0,
		pending = pending, -- " changes held incoming ", false once one has changed
		terms = agreed[text] or read_terms(text), -- many accounts have the same, to be read once
		-- What may come: `last_ms`, `day` (texts) and `used` (a number), which then count and not what was read; `touched`
		-- where it differs from the record, and `moved` where an entry tells of that.
	}
end

--- The text of the number after the one that this text stands for.
function account_records.following(text)
	return following[text] or text_of(text + 1)
end

--- This time, or that of the account's last entry where it comes after. Both have 13 digits, so that the texts compare
--- as the numbers do.
function account_records.later(account, at_text)
	local last_ms = account.last_ms or sub(account.record, 1, 13)
	if last_ms <= at_text then
		return at_text
	end
	return match(last_ms, '^%d+$') or error('CORRUPT account ' .. account.key)
end

local function used_of(account)
	return account.used or number_of[account.used_text] or account.used_text + 0
end

--- How much went out of the account on which day, which is the text of its beginning.
function account_records.use(account)
	local day = account.day
	if not day then
		day = sub(account.record, 29, 41)
		account.day = day
	end
	return used_of(account), day
end

--- How much went out on the day that this text begins, or nil where what is noted went out on another. To find the text
--- where it should be is cheaper than to cut it out.
function account_records.use_on(account, day)
	local noted = account.day
	if noted == day or not noted and find(account.record, day, 29, true) == 29 then
		return used_of(account)
	end
	return nil
end

--- Makes it another day, which comes once a day.
function account_records.set_day(account, day)
	local record = account.record
	account.day, account.record = day, sub(record, 1, 28) .. day .. sub(record, TIMES)
end

--- The account as it is in memory, as text.
function account_records.format(account)
	local last_ms, used, pending = account.last_ms, account.used, account.pending
	used = used and text_of(used) or account.used_text
	-- stylua: ignore start
	if pending then
		return (last_ms or '') .. sub(account.record, last_ms and 14 or 1, TIMES) .. account.balance_text
			.. ' ' .. account.sequence .. ' ' .. used .. pending .. account.terms.text
	end
	return (last_ms or '') .. sub(account.record, last_ms and 14 or 1, TIMES) .. account.balance_text
		.. ' ' .. account.sequence .. ' ' .. used .. ' ' .. account.changes
		.. ' ' .. text_of(account.held) .. ' ' .. text_of(account.incoming) .. ' ' .. account.terms.text
	-- stylua: ignore end
end

--- The record of an account before anything happened to it; settings are "overdraft perTransfer daily metadata".
function account_records.blank(created_ms, asset, settings)
	local never = '0000000000000 '
	return never .. created_ms .. ' ' .. never .. '0 0 0 0 0 0 1 ' .. asset .. ' active ' .. settings
end

--- "overdraft perTransfer daily metadata".
function account_records.settings(account)
	local terms = account.terms
	return sub(terms.text, #terms.version + #terms.asset + #terms.state + 4)
end

--- Changes state and settings, and counts that. Returns the text of the new version.
function account_records.agree(account, state, settings)
	local terms = account.terms
	local version = text_of(terms.version + 1)
	account.terms = read_terms(version .. ' ' .. terms.asset .. ' ' .. state .. ' ' .. settings)
	return version
end

return account_records
