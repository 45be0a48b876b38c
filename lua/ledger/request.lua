-- One transfer as callers ask for it: shared by the single call and the batch.
--- @include "lib/pending"
--- @include "lib/transfer-rules"
local request = { width = 6 }

--- The request in ARGV from `first` on (id, from, to, amount, ttl_seconds, notes); a malformed value leaves its name in
--- `invalid`.
function request.parse(first)
	local parsed = { id = ARGV[first], from = ARGV[first + 1], to = ARGV[first + 2], notes = ARGV[first + 5] }
	parsed.amount = integer.positive(ARGV[first + 3])
	if ARGV[first + 4] ~= '' then
		local ttl_seconds = integer.positive(ARGV[first + 4])
		local valid = ttl_seconds and ttl_seconds <= pending.max_ttl_seconds
		parsed.invalid = not valid and 'ttlSeconds' or nil
		parsed.expires_ms = valid and clock.now_ms + ttl_seconds * 1000
	end
	parsed.invalid = not parsed.amount and 'amount' or parsed.invalid
	return parsed
end

--- The reply for one request; when it starts with OK the transfer is staged.
function request.decide(parsed)
	if parsed.invalid then
		return { 'INVALID_ARGUMENT', parsed.invalid }
	end
	local refusal = transfer_rules.refusal(parsed)
	if refusal then
		return refusal
	end
	local transfer = transfers.create(parsed)
	local from = accounts.parties(transfer)
	local daily = from.daily and integer.text(from.daily) or '-'
	local used, resets_ms = integer.text(transfers.used_today(from)), integer.text(days.next_ms)
	return { 'OK', transfer.id, transfer.record, daily, used, resets_ms }
end

return request
