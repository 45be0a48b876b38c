-- How scripts answer with accounts: the key, the record (ledger/parts/account-records) and what went out today.
--- @include "ledger/parts/transfers"
local account_view = {}

--- Appends one account to a reply.
function account_view.add(call, reply, account)
	local place = #reply + 1
	reply[place], reply[place + 1] = account.key, accounts.record(account)
	reply[place + 2] = integer.text(transfers.used_today(call, account))
end

--- The reply about one account: OK resets_ms status key record used_today.
function account_view.reply(call, status, account)
	local reply = { 'OK', call.day_end_text, status }
	account_view.add(call, reply, account)
	return reply
end

return account_view
