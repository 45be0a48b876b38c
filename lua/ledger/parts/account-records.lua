-- Accounts as they are kept (contract/records/account): read, and written back. Their terms are read once a call for
-- all accounts that have them, and go back to the letter as they came. `sequence` counts entries and `changes` counts
-- changes without one, so that together they tell any two states apart.
--- @include "kernel/integer"
--- @include "ledger/generated/account-record"
--- @include "ledger/parts/windows"
--- @state known_terms = {}
local account_records = {}

local text_of, number_of = integer.text, integer.numbers
local last_entry_ms = account_record.last_entry_ms

-- The texts that follow those of small numbers, for the counters of accounts (kernel/integer says why).
local following = {}
for number = 0, 255 do
	following[number .. ''] = number + 1 .. ''
end

--- Reads terms; nil where the text holds none. A limit that is not set is false.
local function read_terms(call, text)
	local version, asset, state, overdraft, per_transfer, daily, rolling = account_record.read_terms_text(text)
	if not version then
		return nil
	end
	local terms = {
		text = text,
		version = version,
		asset = asset,
		state = state,
		overdraft = overdraft + 0,
		per_transfer = per_transfer and per_transfer + 0,
		daily = daily and daily + 0,
		daily_text = daily,
		rolling = rolling,
	}
	call.known_terms[text] = terms
	return terms
end

--- The account kept in a record, nil where the record is none. A number that most scripts leave as it is stays text:
--- to read and write it again costs more than all else about it. `last_entry_ms` and `day_ms` are texts that count
--- where they are set, and not those of the record; `touched` is "moved" where the account differs from the record and
--- an entry tells of that, "changed" where none does.
local function read(call, key, record)
	local account = account_record.read(record, key)
	if account then
		local text = account.terms_text
		account.terms = call.known_terms[text] or read_terms(call, text)
	end
	return account and account.terms and account
end
account_records.read = read

--- The account kept in a record, which must be one.
function account_records.parse(call, key, record)
	return read(call, key, record) or error('CORRUPT accounts ' .. key)
end

--- The text of the number after the one that this text stands for.
function account_records.following(text)
	return following[text] or text_of(text + 1)
end

--- This time, or that of the last entry of two accounts where it comes after.
function account_records.later(first, second, at_text)
	local last = first.last_entry_ms or last_entry_ms(first.record)
	local other = second.last_entry_ms or last_entry_ms(second.record)
	if other > last then
		last = other
	end
	if last <= at_text then
		return at_text
	end
	return string.find(last, '^%d+$') and last or error('CORRUPT accounts ' .. first.key .. ' or ' .. second.key)
end

--- How much went out of the account on its day, and that day; or 0 and this day where that comes before.
function account_records.used_since(account, day)
	local noted, used = account.day_ms or account_record.day_ms(account.record), account.used
	if noted ~= day and not tonumber(noted) then
		error('CORRUPT accounts ' .. account.key)
	elseif noted < day then
		return 0, day
	end
	return number_of[used] or used + 0, noted
end

--- Whether the day that `used` is about can be read.
function account_records.has_day(account)
	return tonumber(account.day_ms or account_record.day_ms(account.record))
end

--- The day that `used` is about, as text.
function account_records.noted_day(account)
	local noted = account.day_ms or account_record.day_ms(account.record)
	return tonumber(noted) and noted or error('CORRUPT accounts ' .. account.key)
end

--- Takes this much off what went out on that day. Less than nothing it never is: after a clock was set back, days can
--- be told apart otherwise than they were counted.
function account_records.unuse(account, amount)
	local used = account.used + 0
	account.used = text_of(used > amount and used - amount or 0)
end

--- The account as it is in memory, as text.
function account_records.format(account)
	local times = account_record.times_of(account.record, account.last_entry_ms, false, account.day_ms)
	-- stylua: ignore
	return account_record.write(times, account.balance_text, account.sequence, account.used, account.changes,
		account.held_text, account.incoming_text, account.terms.text)
end

--- The settings of an account that nobody has set: texts, false for none.
account_records.no_settings =
	{ overdraft = '0', per_transfer = false, daily = false, rolling = false, metadata = false }

--- The record of an account before anything happened to it.
function account_records.blank(created_ms, asset, settings)
	local never = account_record.never
	-- stylua: ignore
	return account_record.write_fields(never, created_ms, never, '0', '0', '0', '0', '0', '0', '1', asset, 'active',
		settings.overdraft, settings.per_transfer, settings.daily, settings.rolling and '~',
		settings.metadata)
end

--- The settings of an account: texts, false for none.
function account_records.settings(call, account)
	local _, _, _, overdraft, per_transfer, daily, rolling, metadata =
		account_record.read_terms_text(account.terms.text)
	rolling = rolling and windows.of(call, account).text
	-- stylua: ignore
	return { overdraft = overdraft, per_transfer = per_transfer, daily = daily, rolling = rolling,
		metadata = metadata }
end

--- Changes state and settings, and counts that. Returns the text of the new version.
function account_records.agree(call, account, state, settings)
	local terms = account.terms
	local version = text_of(terms.version + 1)
	-- stylua: ignore
	local text = account_record.terms_text(version, terms.asset, state, settings.overdraft, settings.per_transfer,
		settings.daily, settings.rolling and '~', settings.metadata)
	account.terms = read_terms(call, text)
	return version
end

return account_records
