-- The change of an account's state: shared by freeze, unfreeze and close.
--- @include "lib/operation"
--- @include "lib/pending"
--- @include "lib/precondition"
--- @include "ledger/account-view"
local account_state = {}

--- The account in ARGV, whose days, id and if_match follow the operation, or nil and the reply that ends the script.
function account_state.find()
	local answered = operation.answered() or days.choose(ARGV[4])
	if answered then
		return nil, answered
	end
	local id, if_match = ARGV[5], ARGV[6]
	if pending.expire_due() then
		return nil, { 'AGAIN' }
	elseif id == accounts.world then
		return nil, { 'SYSTEM_ACCOUNT', id }
	end
	local account = accounts.get(id)
	if not account then
		return nil, { 'ACCOUNT_NOT_FOUND', id }
	end
	local mismatch = precondition.refusal(if_match, account.terms.version)
	if mismatch then
		return nil, mismatch
	end
	return account
end

--- Changes the state and answers with the account.
function account_state.change(account, state, kind)
	local version = account_records.agree(account, state, account_records.settings(account))
	accounts.touch(account)
	journal.add(kind, '{"id":"' .. account.key .. '","version":' .. version .. '}')
	balances.write()
	return operation.complete(account_view.reply('found', account))
end

return account_state
