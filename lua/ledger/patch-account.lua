#!lua
--- Merges a patch into the settings of an account (RFC 7396): those that it does not name stay.
---
--- KEYS: store, operation, journal, accounts, transfers, entries, transfer_index, ledger_totals
--- ARGV: operation_id, fingerprint, record_ttl_ms, midnights, id, asset: text or none, overdraft: amount or none,
---   per_transfer: amount or none, daily: amount or none, rolling: text or none, metadata: json or none, cleared,
---   if_match, seen (name, value)... 0..11
---   midnights is described in ledger/parts/days, if_match in kernel/precondition, seen in
---   ledger/parts/account-members; metadata is a patch itself; cleared names the settings that get their defaults, with
---   a blank around each; rolling is described in ledger/parts/rolling-rules
--- Replies:
---   OK resets_ms status key record used_today available rolling
---   SYSTEM_ACCOUNT id
---   ACCOUNT_NOT_FOUND id
---   VERSION_MISMATCH actual
---   ACCOUNT_CONFLICT id asset
---   INVALID_STATE what id state
---   READ_ONLY name...
---   each name with what it is behind it
---   METADATA_TOO_LONG characters
---   INSUFFICIENT_FUNDS id requested available
---   CAP_EXCEEDED what field
--- @include "ledger/parts/account-settings"
--- @include "kernel/merge-patch"
local MAX_METADATA_CHARACTERS = 4096

--- The setting as the patch leaves it: what it gives, its default, or what it was.
local function merged(name, given, was, default)
	if string.find(cleared, ' ' .. name .. ' ', 1, true) then
		return default
	end
	return given or was
end

--- How many characters a caller counts in this text: those beyond the basic plane are two.
local function characters(text)
	local _, continued = string.gsub(text, '[\128-\191]', '')
	local _, twice = string.gsub(text, '[\240-\247]', '')
	return #text - continued + twice
end

local account, reply = account_settings.find(call, midnights, id)
if not account then
	return reply or { 'ACCOUNT_NOT_FOUND', id }
end
local refusal = account_settings.refusal(account, asset, if_match) or account_members.refusal(call, account, seen)
if refusal then
	return refusal
end
local was = account_records.settings(call, account)
local patched = metadata and merge_patch.apply(was.metadata or '{}', metadata)
local settings = {
	overdraft = merged('overdraft', overdraft and integer.text(overdraft), was.overdraft, '0'),
	per_transfer = merged('per_transfer', per_transfer and integer.text(per_transfer), was.per_transfer, false),
	daily = merged('daily', daily and integer.text(daily), was.daily, false),
	rolling = merged('rolling', rolling, was.rolling, false),
	metadata = merged('metadata', patched, was.metadata, false),
}
local length = settings.metadata and characters(settings.metadata) or 0
if length > MAX_METADATA_CHARACTERS then
	return { 'METADATA_TOO_LONG', integer.text(length) }
end
return account_settings.overdraft_refusal(account, settings.overdraft + 0)
	or account_settings.set(call, account, settings)
