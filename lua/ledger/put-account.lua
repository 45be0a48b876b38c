#!lua
--- Creates an account, or replaces its settings; the same settings again change nothing.
---
--- KEYS: store, operation, journal, accounts, account_ids, transfers, entries, transfer_index, ledger_totals
--- ARGV: operation_id, fingerprint, record_ttl_ms, days, id, asset, overdraft, per_transfer, daily, metadata, if_match
---   days is described in lib/days, if_match in lib/precondition; asset is empty for the one that the account has, at
---   first the store's currency; per_transfer, daily and metadata (JSON) are `-` for none
--- Replies:
---   OK resets_ms status key record used_today
---   status is `created` or `found`
---   SYSTEM_ACCOUNT id
---   VERSION_MISMATCH actual
---   ACCOUNT_CONFLICT id asset
---   INVALID_STATE what id state
---   INSUFFICIENT_FUNDS id requested available
---   CAP_EXCEEDED what field
--- @include "lib/operation"
--- @include "lib/json"
--- @include "lib/pending"
--- @include "lib/precondition"
--- @include "ledger/account-view"
local id, asset, if_match = ARGV[5], ARGV[6], ARGV[11]
local settings = { overdraft = integer.parse(ARGV[7]), metadata = ARGV[10] }

--- A limit in ARGV; nil for none, false for one that is no number.
local function limit(text)
	if text == '-' then
		return nil
	end
	local number = integer.parse(text)
	return number and number >= 0 and number or false
end

local function settings_refusal(account)
	local version = account and integer.text(account.version) or '0'
	if not account and if_match ~= '' then
		return { 'VERSION_MISMATCH', version }
	end
	local mismatch = precondition.refusal(if_match, version)
	if mismatch or not account then
		return mismatch
	elseif asset ~= '' and asset ~= account.asset then
		return { 'ACCOUNT_CONFLICT', id, account.asset }
	elseif account.state == 'closed' then
		return { 'INVALID_STATE', 'account', id, account.state }
	end
	local lowered, available = account.overdraft - settings.overdraft, accounts.available(account)
	if lowered > available then
		return { 'INSUFFICIENT_FUNDS', id, integer.text(lowered), integer.text(available) }
	elseif account.balance > integer.max - settings.overdraft - account.incoming then
		return { 'CAP_EXCEEDED', id, 'available' }
	end
	return nil
end

local answered = operation.answered() or days.choose(ARGV[4])
if answered then
	return answered
end
settings.per_transfer, settings.daily = limit(ARGV[8]), limit(ARGV[9])
if not settings.overdraft or settings.overdraft < 0 then
	return { 'INVALID_ARGUMENT', 'overdraft' }
elseif settings.per_transfer == false or settings.daily == false then
	return { 'INVALID_ARGUMENT', 'limits' }
elseif id == accounts.world then
	return { 'SYSTEM_ACCOUNT', id }
end
redis.call('ZCARD', keys.account_ids)
if pending.expire_due() then
	return { 'AGAIN' }
end
local account = accounts.get(id)
local refusal = settings_refusal(account)
if refusal then
	return refusal
end
local status, before = 'found', account and accounts.format(account)
if not account then
	account, status = balances.open(id, asset ~= '' and asset or store.currency), 'created'
end
account.overdraft, account.metadata = settings.overdraft, settings.metadata
account.per_transfer, account.daily = settings.per_transfer, settings.daily
if accounts.format(account) ~= before then
	account.version = account.version + (before and 1 or 0)
	accounts.touch(account)
	-- stylua: ignore
	journal.add(before and 'account.updated' or 'account.created', json.object('id', id, 'asset', account.asset,
		'overdraft', account.overdraft, 'perTransfer', account.per_transfer, 'daily', account.daily,
		'version', account.version))
	balances.write()
end
return operation.complete(account_view.reply(status, account))
