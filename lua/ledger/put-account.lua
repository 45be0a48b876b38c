#!lua
--- Creates an account, or replaces its settings; the same settings again change nothing.
---
--- KEYS: store, operation, journal, accounts, account_ids, transfers, entries, transfer_index, ledger_totals
--- ARGV: operation_id, fingerprint, record_ttl_ms, midnights, id, asset, overdraft: amount, per_transfer, daily,
---   metadata,
---   if_match
---   midnights is described in ledger/parts/days, if_match in kernel/precondition; asset is empty for the one that
---   the account has, at
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
--- @include "kernel/operation"
--- @include "ledger/parts/pending"
--- @include "kernel/precondition"
--- @include "ledger/parts/account-view"
local overdraft_text = integer.text(overdraft)
local settings = overdraft_text .. ' ' .. per_transfer .. ' ' .. daily .. ' ' .. metadata

--- Whether this may stand for a limit.
local function is_limit(text)
	local number = text == '-' and 0 or integer.parse(text)
	return number and number >= 0
end

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
	if asset ~= '' and asset ~= terms.asset then
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

--- The journal's entry of an account that was created or updated; limits that it has not are left out.
local function note(kind, account, version)
	-- stylua: ignore
	journal.add(call, kind, '{"id":"' .. id .. '","asset":"' .. account.terms.asset
		.. '","overdraft":' .. overdraft_text
		.. (per_transfer ~= '-' and ',"perTransfer":' .. per_transfer or '')
		.. (daily ~= '-' and ',"daily":' .. daily or '') .. ',"version":' .. version .. '}')
end

local answered = operation.answered(call) or days.choose(call, midnights)
if answered then
	return answered
elseif not is_limit(per_transfer) or not is_limit(daily) then
	return { 'INVALID_ARGUMENT', 'limits' }
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
	account = balances.open(call, id, asset ~= '' and asset or call.currency, settings)
	note('account.created', account, '1')
	balances.write(call)
elseif account_records.settings(account) ~= settings then
	note('account.updated', account, account_records.agree(call, account, account.terms.state, settings))
	accounts.touch(call, account)
	balances.write(call)
end
return operation.complete(call, account_view.reply(call, status, account))
