-- One transfer as callers ask for it: shared by the single call and the batch.
--- @include "lib/pending"
--- @include "lib/transfer-rules"
local request = { width = 6 }

--- The request in ARGV from `first` on (id, from, to, amount, ttl_seconds, notes); a malformed value leaves its name in
--- `invalid`. It stands in the table of the last one where that is given: to fill it is cheaper than to make another.
function request.parse(first, last)
	local parsed, amount, ttl_text = last or {}, ARGV[first + 3], ARGV[first + 4]
	parsed.id = ARGV[first]
	parsed.from = ARGV[first + 1]
	parsed.to = ARGV[first + 2]
	parsed.amount = integer.positive(amount)
	parsed.amount_text = amount
	parsed.notes = ARGV[first + 5]
	parsed.expires_ms = false
	parsed.invalid = not parsed.amount and 'amount'
	parsed.sender = false
	parsed.receiver = false
	parsed.used = false
	if ttl_text ~= '' then
		local ttl_seconds = integer.positive(ttl_text)
		local valid = ttl_seconds and ttl_seconds <= pending.max_ttl_seconds
		parsed.invalid = parsed.invalid or not valid and 'ttlSeconds'
		parsed.expires_ms = valid and clock.now_ms + ttl_seconds * 1000
	end
	return parsed
end

--- Why it cannot be executed, or nil.
function request.refusal(parsed)
	if parsed.invalid then
		return { 'INVALID_ARGUMENT', parsed.invalid }
	end
	return transfer_rules.refusal(parsed)
end

return request
