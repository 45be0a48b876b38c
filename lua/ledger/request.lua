-- One transfer as callers ask for it: shared by the single call and the batch.
--- @include "lib/pending"
--- @include "lib/transfer-rules"
local positive = integer.positive
local request = { width = 6 }

--- The request in ARGV from `first` on (id, from, to, amount, ttl_seconds, notes); a malformed value leaves its name in
--- `invalid`. It stands in the table of the last one where that is given: to fill it is cheaper than to make another.
function request.parse(first, last)
	local parsed, values = last or {}, ARGV
	local amount_text, ttl_text = values[first + 3], values[first + 4]
	local amount = positive(amount_text)
	parsed.id = values[first]
	parsed.from = values[first + 1]
	parsed.to = values[first + 2]
	parsed.amount = amount
	parsed.amount_text = amount_text
	parsed.notes = values[first + 5]
	parsed.expires_ms = false
	parsed.invalid = not amount and 'amount'
	parsed.sender = false
	parsed.receiver = false
	parsed.used = false
	if ttl_text ~= '' then
		local ttl_seconds = positive(ttl_text)
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

--- Stages it and returns what came of it, as replies tell it. Notes that hold metadata go with it: whoever repeats the
--- call may give its members in another order, and gets the first answer all the same.
function request.execute(parsed)
	local outcome, notes = transfers.create(parsed), parsed.notes
	if string.find(notes, '"metadata":', 1, true) then
		return outcome .. ' ' .. notes
	end
	return outcome
end

return request
