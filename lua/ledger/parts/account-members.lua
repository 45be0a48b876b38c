-- The members of an account that callers read and do not set. A caller may send back an account as it was read, so that
-- they are taken where they are unchanged. Money moves meanwhile: a balance that the account had after one of its last
-- entries is unchanged too, and what comes with it is of that earlier moment.
--
-- Needs KEYS: accounts, entries.
--- @include "ledger/parts/account-view"
--- @include "ledger/parts/entry-range"
local account_members = {}

-- So many entries back a balance is known again.
local ENTRIES = 100
-- These move with money, and nothing records what they were.
local MOVING = { held = true, incoming = true, available = true, usedToday = true, usedRolling = true }

--- The members as texts, times in milliseconds.
local function members_of(call, account)
	return {
		id = account.key,
		balance = account.balance_text,
		held = account.held_text,
		incoming = account.incoming_text,
		available = account_view.available(account),
		usedToday = integer.text(transfers.used_today(call, account)),
		usedRolling = windows.used(call, account),
		resetsAt = call.day_end_text,
		state = account.terms.state,
		version = account.terms.version,
		createdAt = account_record.created_ms(account.record),
	}
end

--- Whether the account had this balance after one of its last entries, or before its first.
local function had_balance(call, account, balance)
	local newest, fields = account.sequence - 1, {}
	local oldest = math.max(1, newest - ENTRIES + 1)
	for sequence = newest, oldest, -1 do
		fields[#fields + 1] = entry_range.field(account.key, sequence)
	end
	local records = #fields > 0 and redis.call('HMGET', call.keys.entries, unpack(fields)) or {}
	for i = 1, #records do
		local _, balance_after = entry_record.read(records[i] or '')
		if balance_after == balance then
			return true
		end
	end
	return newest >= 0 and oldest == 1 and balance == '0'
end

--- Why these members { name, value } cannot be sent with a change of the account, or nil: every one that differs, with
--- what it is.
function account_members.refusal(call, account, seen)
	local members, given, refusal = members_of(call, account), {}, { 'READ_ONLY' }
	for i = 1, seen.count do
		given[seen.name[i]] = seen.value[i]
	end
	local is_earlier = given.balance and given.balance ~= members.balance and had_balance(call, account, given.balance)
	local is_yesterday = given.resetsAt == call.day_start_text
	for i = 1, seen.count do
		local name, value = seen.name[i], seen.value[i]
		local may_differ = is_earlier and (name == 'balance' or MOVING[name])
			or is_yesterday and (name == 'resetsAt' or name == 'usedToday')
			or name == 'usedRolling' and windows.was_used(call, account, value)
		if value ~= members[name] and not may_differ then
			refusal[#refusal + 1], refusal[#refusal + 2] = name, members[name] or ''
		end
	end
	return #refusal > 1 and refusal or nil
end

return account_members
