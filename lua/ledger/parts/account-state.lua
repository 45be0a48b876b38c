-- The change of an account's state: shared by freeze, unfreeze and close.
--- @include "kernel/operation"
--- @include "ledger/parts/pending"
--- @include "kernel/precondition"
--- @include "ledger/parts/account-view"
--- @include "ledger/generated/ledger-events"
local account_state = {}

--- The account of this id, or nil and the reply that ends the script.
function account_state.find(call, midnights, id, if_match)
	local answered = operation.answered(call) or days.choose(call, midnights)
	if answered then
		return nil, answered
	end
	if pending.expire_due(call) then
		return nil, { 'AGAIN' }
	elseif id == accounts.world then
		return nil, { 'SYSTEM_ACCOUNT', id }
	end
	local account = accounts.get(call, id)
	if not account then
		return nil, { 'ACCOUNT_NOT_FOUND', id }
	end
	local mismatch = precondition.refusal(if_match, account.terms.version)
	if mismatch then
		return nil, mismatch
	end
	return account
end

--- Changes the state, stages the event that tells of it, and answers with the account.
function account_state.change(call, account, state, event)
	local version = account_records.agree(call, account, state, account_records.settings(call, account))
	accounts.touch(call, account)
	event(call, account.key, version)
	balances.write(call)
	return operation.complete(call, account_view.reply(call, 'found', account))
end

return account_state
