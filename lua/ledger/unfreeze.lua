#!lua
--- Lets money move over a frozen account again.
---
--- KEYS: store, operation, journal, accounts, transfers, entries, transfer_index, ledger_totals
--- ARGV: operation_id, fingerprint, record_ttl_ms, midnights, id, if_match
---   midnights is described in ledger/parts/days, if_match in kernel/precondition
--- Replies:
---   OK resets_ms status key record used_today available rolling
---   SYSTEM_ACCOUNT id
---   ACCOUNT_NOT_FOUND id
---   VERSION_MISMATCH actual
---   INVALID_STATE what id state
--- @include "ledger/parts/account-state"
local account, reply = account_state.find(call, midnights, id, if_match)
if not account then
	return reply
elseif account.terms.state ~= 'frozen' then
	return { 'INVALID_STATE', 'account', account.key, account.terms.state }
end
return account_state.change(call, account, 'active', ledger_events.account_unfrozen)
