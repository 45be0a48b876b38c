-- One transfer as callers ask for it: shared by the single call and the batch.
--- @include "lib/pending"
--- @include "lib/transfer-rules"
local request = { width = 6 }

--- The request in ARGV from `first` on (id, from, to, amount, ttl_seconds, notes); a malformed value leaves its name in
--- `invalid`.
function request.parse(first)
	local amount, ttl_text = ARGV[first + 3], ARGV[first + 4]
	local parsed = {
		id = ARGV[first],
		from = ARGV[first + 1],
		to = ARGV[first + 2],
		amount = integer.positive(amount),
		amount_text = amount,
		notes = ARGV[first + 5],
		-- For what becomes of it: a table that need not grow is cheaper.
		expires_ms = false,
		invalid = false,
		sender = false,
		receiver = false,
		used = false,
	}
	if ttl_text ~= '' then
		local ttl_seconds = integer.positive(ttl_text)
		local valid = ttl_seconds and ttl_seconds <= pending.max_ttl_seconds
		parsed.invalid = not valid and 'ttlSeconds'
		parsed.expires_ms = valid and clock.now_ms + ttl_seconds * 1000
	end
	parsed.invalid = not parsed.amount and 'amount' or parsed.invalid
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
