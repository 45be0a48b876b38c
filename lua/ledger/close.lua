#!lua
--- Closes an account for good. It must be empty: no balance, nothing held, nothing incoming.
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
---   ACCOUNT_NOT_EMPTY id balance held incoming
--- @include "ledger/parts/account-state"
local account, reply = account_state.find(call, midnights, id, if_match)
if not account then
	return reply
elseif account.terms.state == 'closed' then
	return { 'INVALID_STATE', 'account', account.key, account.terms.state }
elseif account.balance ~= 0 or account.held > 0 or account.incoming > 0 then
	return { 'ACCOUNT_NOT_EMPTY', account.key, account.balance_text, account.held_text, account.incoming_text }
end
return account_state.change(call, account, 'closed', ledger_events.account_closed)
