-- The settings of an account, as callers change them: shared by put and patch. They are texts, false for none.
--- @include "kernel/operation"
--- @include "ledger/parts/pending"
--- @include "kernel/precondition"
--- @include "ledger/parts/account-members"
--- @include "ledger/generated/ledger-events"
local account_settings = {}

--- Ends what is over, and reads the account: it or false, or nil and the reply that ends the script. A script that may
--- open it gives the key of all accounts, so that one of a wrong type fails before anything is written.
function account_settings.find(call, midnights, id, account_ids)
	local answered = operation.answered(call) or days.choose(call, midnights)
	if answered then
		return nil, answered
	elseif id == accounts.world then
		return nil, { 'SYSTEM_ACCOUNT', id }
	end
	if account_ids then
		redis.call('ZCARD', account_ids)
	end
	if pending.expire_due(call) then
		return nil, { 'AGAIN' }
	end
	return accounts.get(call, id)
end

--- Why an account cannot be changed, whatever to, or nil; `asset` is what the caller takes it to be in, false where
--- that was not said.
function account_settings.refusal(account, asset, if_match)
	local terms = account.terms
	local mismatch = precondition.refusal(if_match, terms.version)
	if mismatch then
		return mismatch
	elseif asset and asset ~= terms.asset then
		return { 'ACCOUNT_CONFLICT', account.key, terms.asset }
	elseif terms.state == 'closed' then
		return { 'INVALID_STATE', 'account', account.key, terms.state }
	end
	return nil
end

--- Why it cannot have this overdraft, or nil: the part of one that is in use must stay.
function account_settings.overdraft_refusal(account, overdraft)
	local lowered, available = account.terms.overdraft - overdraft, accounts.available(account)
	if lowered > available then
		return { 'INSUFFICIENT_FUNDS', account.key, integer.text(lowered), integer.text(available) }
	elseif account.balance > integer.max - overdraft - account.incoming then
		return { 'CAP_EXCEEDED', account.key, 'available' }
	end
	return nil
end

--- Whether the account has these settings already.
local function has(call, account, settings)
	for name, text in pairs(account_records.settings(call, account)) do
		if text ~= settings[name] then
			return false
		end
	end
	return true
end

--- Stages an event that tells of the settings.
local function tell(call, event, account, settings, version)
	-- stylua: ignore
	event(call, account.key, account.terms.asset, settings.overdraft, settings.per_transfer, settings.daily,
		rolling_rules.json(settings.rolling), version)
end

--- Opens an account with these settings, and answers with it.
function account_settings.open(call, id, asset, settings)
	local account = balances.open(call, id, asset, settings)
	tell(call, ledger_events.account_created, account, settings, account.terms.version)
	balances.write(call)
	return operation.complete(call, account_view.reply(call, 'created', account))
end

--- Gives an account these settings, where it has others, and answers with it.
function account_settings.set(call, account, settings)
	if not has(call, account, settings) then
		local overdraft, had_rolling = account.terms.overdraft, account.terms.rolling
		local version = account_records.agree(call, account, account.terms.state, settings)
		if settings.rolling then
			windows.set(call, account, settings.rolling)
		end
		tell(call, ledger_events.account_updated, account, settings, version)
		if account.terms.overdraft ~= overdraft then
			held_history.note(account, call.now_text)
		end
		accounts.touch(call, account)
		balances.write(call)
		if had_rolling and not settings.rolling then
			windows.drop(call, account)
		end
	end
	return operation.complete(call, account_view.reply(call, 'found', account))
end

return account_settings
