#!lua
--- Creates an account, or replaces its settings; the same settings again change nothing.
---
--- KEYS: store, operation, journal, accounts, account_ids, transfers, entries, transfer_index, ledger_totals
--- ARGV: operation_id, fingerprint, record_ttl_ms, midnights, id, asset: text or none, overdraft: amount,
---   per_transfer: amount or none, daily: amount or none, rolling: text or none, metadata: json or none, if_match,
---   seen (name, value)... 0..11
---   midnights is described in ledger/parts/days, if_match in kernel/precondition, seen in
---   ledger/parts/account-members; an account keeps its asset where none is given, and is opened in the store's
---   currency
--- Replies:
---   OK resets_ms status key record used_today available rolling
---   status is `created` or `found`
---   SYSTEM_ACCOUNT id
---   VERSION_MISMATCH actual
---   ACCOUNT_CONFLICT id asset
---   INVALID_STATE what id state
---   READ_ONLY name...
---   each name with what it is behind it
---   INSUFFICIENT_FUNDS id requested available
---   CAP_EXCEEDED what field
--- @include "ledger/parts/account-settings"
local settings = {
	overdraft = integer.text(overdraft),
	per_transfer = per_transfer and integer.text(per_transfer),
	daily = daily and integer.text(daily),
	rolling = rolling,
	metadata = metadata,
}

local account, reply = account_settings.find(call, midnights, id, keys.account_ids)
if account == nil then
	return reply
end
if not account then
	local blank = accounts.blank(call, id, asset or call.currency, settings)
	local refusal = if_match ~= '' and { 'VERSION_MISMATCH', '0' } or account_members.refusal(call, blank, seen)
	return refusal or account_settings.open(call, id, asset or call.currency, settings)
end
return account_settings.refusal(account, asset, if_match)
	or account_members.refusal(call, account, seen)
	or account_settings.overdraft_refusal(account, overdraft)
	or account_settings.set(call, account, settings)
