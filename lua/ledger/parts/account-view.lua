-- How scripts answer with accounts: the key, the record (contract/records/account), what went out today, and what may
-- still go out.
--- @include "ledger/parts/transfers"
local account_view = {}

--- How much may still go out, as text; empty for @world, which has no floor.
function account_view.available(account)
	if accounts.is_world(account) then
		return ''
	end
	local available = accounts.available(account)
	return available == account.balance and account.balance_text or integer.text(available)
end

--- Appends key, record and used_today of an account to a reply.
function account_view.add_used(call, reply, account)
	local place, used = #reply + 1, transfers.used_today(call, account)
	reply[place], reply[place + 1], reply[place + 2] = account.key, accounts.record(account), integer.text(used)
end

--- Appends key, record, used_today, available and rolling of an account to a reply.
function account_view.add(call, reply, account)
	account_view.add_used(call, reply, account)
	local place = #reply + 1
	reply[place], reply[place + 1] = account_view.available(account), windows.told(call, account)
end

--- Appends the accounts of these keys. One that is missing or damaged has a key and empty values, and hides no other.
function account_view.add_all(call, reply, keys)
	local records = #keys > 0 and accounts.fetch(call, keys) or {}
	for i = 1, #keys do
		local key, place = keys[i], #reply + 1
		local account = call.accounts[key] or account_records.read(call, key, records[i] or '')
		if account and account_records.has_day(account) then
			account_view.add(call, reply, account)
		else
			reply[place], reply[place + 1], reply[place + 2], reply[place + 3], reply[place + 4] = key, '', '', '', ''
		end
	end
end

--- The reply about one account: OK resets_ms status key record used_today available rolling (see
--- windows.told()). Replies are recorded: those of release 0.1.0 end with used_today, those of 1.0.0 with available.
function account_view.reply(call, status, account)
	local reply = { 'OK', call.day_end_text, status }
	account_view.add(call, reply, account)
	return reply
end

return account_view
