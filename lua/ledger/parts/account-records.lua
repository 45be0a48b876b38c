-- The records of accounts.
--
-- `accounts` holds by key "lastEntryMs createdMs day balance sequence used changes held incoming version asset state
-- overdraft perTransfer daily metadata". Times come first, each of 13 digits, so that they are found without a search
-- and compare as texts as the numbers do; then what money moves. From `version` on, which counts their changes, come
-- the account's terms, which are written back to the letter as they were read. "-" stands for no limit and no
-- metadata
-- (JSON); `sequence` counts entries and `changes` what was changed without one, so that together they tell any two
-- states apart; `used` is what went out on the `day` that began then.
--- @include "kernel/integer"
--- @state agreed = {}
local account_records = {}

local text_of, number_of = integer.text, integer.numbers

-- The texts that follow those of small numbers, for the counters of accounts (kernel/integer says why).
local following = {}
for number = 0, 255 do
	following[number .. ''] = number + 1 .. ''
end

--- Reads the terms in a text, which goes on with metadata, of this account. A limit that is not set is false.
local function read_terms(call, text, key)
	local version, asset, state, overdraft, per_transfer, daily =
		string.match(text, '^(%d+) (%S+) (%l+) (%d+) (%S+) (%S+) ')
	if not version then
		error('CORRUPT accounts ' .. key .. ': its terms do not read')
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
	call.agreed[text] = terms
	return terms
end

-- Where the times end, and where the day begins. What lies before is cut out of the record only where it is asked
-- for.
local TIMES, DAY = 42, 29
local pattern = '^ (%-?%d+) (%d+) (%d+) (%d+) (%d+) (%d+) ()'

--- The account kept in a record. What most scripts leave as it is stays text: to read a number and to write it again
--- costs more than all else about it.
function account_records.parse(call, key, record)
	local balance, sequence, used, changes, held, incoming, rest = string.match(record, pattern, TIMES)
	if not balance then
		error('CORRUPT accounts ' .. key)
	end
	local terms = string.sub(record, rest)
	return {
		key = key,
		record = record,
		balance = balance + 0,
		balance_text = balance,
		sequence = sequence,
		used_text = used,
		changes = changes,
		held = number_of[held] or held + 0,
		held_text = held,
		incoming = number_of[incoming] or incoming + 0,
		incoming_text = incoming,
		terms = call.agreed[terms] or read_terms(call, terms, key), -- many accounts have the same, to be read once
		-- What may come: `last_ms` and `day`, texts, which then count and not what was read; `touched` where the account
		-- differs from the record: "moved" where an entry tells of that, "changed" where none does.
	}
end

--- The text of the number after the one that this text stands for.
function account_records.following(text)
	return following[text] or text_of(text + 1)
end

--- This time, or that of the last entry of two accounts where it comes after.
function account_records.later(first, second, at_text)
	-- A record begins with the time of its account's last entry: where that comes before, so does the record.
	local last, other = first.last_ms or first.record, second.last_ms or second.record
	if other > last then
		last = other
	end
	if last <= at_text then
		return at_text
	end
	last = string.match(string.sub(last, 1, 13), '^%d+$')
		or error('CORRUPT accounts ' .. first.key .. ' or ' .. second.key)
	return last > at_text and last or at_text
end

--- How much went out of the account on its day, and that day; or 0 and this day where that comes before.
function account_records.used_since(account, day)
	local noted, used = account.day or string.sub(account.record, DAY, TIMES - 1), account.used_text
	if noted ~= day and not tonumber(noted) then
		error('CORRUPT accounts ' .. account.key)
	elseif noted < day then
		return 0, day
	end
	return number_of[used] or used + 0, noted
end

--- The day that `used` is about, as text.
function account_records.noted_day(account)
	local noted = account.day or string.sub(account.record, DAY, TIMES - 1)
	return tonumber(noted) and noted or error('CORRUPT accounts ' .. account.key)
end

--- Takes this much off what went out on that day. Less than nothing it never is: after a clock was set back, days can
--- be told apart otherwise than they were counted.
function account_records.unuse(account, amount)
	local used = account.used_text + 0
	account.used_text = text_of(used > amount and used - amount or 0)
end

--- The account as it is in memory, as text.
function account_records.format(account)
	local last_ms, day = account.last_ms, account.day
	-- stylua: ignore
	return (last_ms or '') .. string.sub(account.record, last_ms and 14 or 1, (day and DAY or TIMES) - 1) .. (day or '')
		.. ' ' .. account.balance_text .. ' ' .. account.sequence .. ' ' .. account.used_text
		.. ' ' .. account.changes .. ' ' .. account.held_text .. ' ' .. account.incoming_text .. ' ' .. account.terms.text
end

--- The record of an account before anything happened to it; settings are "overdraft perTransfer daily metadata".
function account_records.blank(created_ms, asset, settings)
	local never = '0000000000000 '
	return never .. created_ms .. ' ' .. never .. '0 0 0 0 0 0 1 ' .. asset .. ' active ' .. settings
end

--- "overdraft perTransfer daily metadata".
function account_records.settings(account)
	local terms = account.terms
	return string.sub(terms.text, #terms.version + #terms.asset + #terms.state + 4)
end

--- Changes state and settings, and counts that. Returns the text of the new version.
function account_records.agree(call, account, state, settings)
	local terms = account.terms
	local version = text_of(terms.version + 1)
	account.terms = read_terms(call, version .. ' ' .. terms.asset .. ' ' .. state .. ' ' .. settings, account.key)
	return version
end

return account_records
