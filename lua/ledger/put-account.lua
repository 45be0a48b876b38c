#!lua
--- Creates an account, or replaces its settings; the same settings again change nothing.
---
--- KEYS: store, operation, journal, accounts, account_ids, transfers, entries, transfer_index, ledger_totals
--- ARGV: operation_id, fingerprint, record_ttl_ms, midnights, id, asset: text or none, overdraft: amount,
---   per_transfer: amount or none, daily: amount or none, metadata: json or none, if_match
---   midnights is described in ledger/parts/days, if_match in kernel/precondition; an account keeps its asset where
---   none is given, and is opened in the store's currency
--- Replies:
---   OK resets_ms status key record used_today available
---   status is `created` or `found`
---   SYSTEM_ACCOUNT id
---   VERSION_MISMATCH actual
---   ACCOUNT_CONFLICT id asset
---   INVALID_STATE what id state
---   INSUFFICIENT_FUNDS id requested available
---   CAP_EXCEEDED what field
--- @include "kernel/operation"
--- @include "ledger/parts/pending"
--- @include "kernel/precondition"
--- @include "ledger/parts/account-view"
--- @include "ledger/generated/ledger-events"
local settings = {
	overdraft = integer.text(overdraft),
	per_transfer = per_transfer and integer.text(per_transfer),
	daily = daily and integer.text(daily),
	metadata = metadata,
}

local function settings_refusal(account)
	local version = account and account.terms.version or '0'
	if not account and if_match ~= '' then
		return { 'VERSION_MISMATCH', version }
	end
	local mismatch = precondition.refusal(if_match, version)
	if mismatch or not account then
		return mismatch
	end
	local terms = account.terms
	if asset and asset ~= terms.asset then
		return { 'ACCOUNT_CONFLICT', id, terms.asset }
	elseif terms.state == 'closed' then
		return { 'INVALID_STATE', 'account', id, terms.state }
	end
	local lowered, available = terms.overdraft - overdraft, accounts.available(account)
	if lowered > available then
		return { 'INSUFFICIENT_FUNDS', id, integer.text(lowered), integer.text(available) }
	elseif account.balance > integer.max - overdraft - account.incoming then
		return { 'CAP_EXCEEDED', id, 'available' }
	end
	return nil
end

--- Whether the account has these settings already.
local function has_settings(account)
	for name, text in pairs(account_records.settings(account)) do
		if text ~= settings[name] then
			return false
		end
	end
	return true
end

--- Stages the event of an account that was created or updated.
local function note(event, account, version)
	-- stylua: ignore
	event(call, id, account.terms.asset, settings.overdraft, settings.per_transfer, settings.daily, version)
end

local answered = operation.answered(call) or days.choose(call, midnights)
if answered then
	return answered
elseif id == accounts.world then
	return { 'SYSTEM_ACCOUNT', id }
end
redis.call('ZCARD', keys.account_ids)
if pending.expire_due(call) then
	return { 'AGAIN' }
end
local account = accounts.get(call, id)
local refusal = settings_refusal(account)
if refusal then
	return refusal
end
local status = account and 'found' or 'created'
if not account then
	account = balances.open(call, id, asset or call.currency, settings)
	note(ledger_events.account_created, account, account.terms.version)
	balances.write(call)
elseif not has_settings(account) then
	local version = account_records.agree(call, account, account.terms.state, settings)
	note(ledger_events.account_updated, account, version)
	accounts.touch(call, account)
	balances.write(call)
end
return operation.complete(call, account_view.reply(call, status, account))
