-- One transfer as callers ask for it: shared by the single call and the batch.
--- @include "ledger/parts/pending"
--- @include "ledger/parts/transfer-rules"
--- @include "ledger/generated/outcome-record"
local transfer_request = {}

--- The request to move this amount, or false where it is malformed; `ttl_seconds` is false for a transfer that is
--- posted at once, nil where it is malformed. A malformed value leaves its name in `invalid`. Where it `bends`, the
--- amount is the most that it moves. The request stands in the table of the last one where that is given: to fill it is
--- cheaper than to make another.
function transfer_request.new(call, id, from, to, amount, bends, ttl_seconds, notes, last)
	local made = last or {}
	made.id = id
	made.from = from
	made.to = to
	made.amount = amount
	made.amount_text = amount and integer.text(amount)
	made.bends = bends
	made.notes = notes
	made.expires_ms = ttl_seconds and call.now_ms + ttl_seconds * 1000
	made.invalid = not amount and 'amount' or ttl_seconds == nil and 'ttlSeconds'
	made.sender = false
	made.receiver = false
	made.used = false
	return made
end

--- Why it cannot be executed, or nil.
function transfer_request.refusal(call, parsed)
	if parsed.invalid then
		return { 'INVALID_ARGUMENT', parsed.invalid }
	end
	return transfer_rules.refusal(call, parsed)
end

--- Stages it and returns its outcome, as replies tell it (contract/records/transfer). Notes that hold metadata go with
--- it: whoever repeats the call may give its members in another order, and gets the first answer all the same.
function transfer_request.execute(call, parsed)
	local _, at_text = transfers.create(call, parsed)
	local from, to, notes = parsed.sender, parsed.receiver, parsed.notes
	local told = string.find(notes, '"metadata":', 1, true) and notes
	return outcome_record.write(from.terms.asset, from.balance_text, to.balance_text, at_text, told)
end

--- The id as replies tell it: behind it the amount, where that was for the script to say.
function transfer_request.told_id(parsed)
	return parsed.bends and parsed.id .. ' ' .. parsed.amount_text or parsed.id
end

--- Stages it and returns its outcome as an item of a batch: its id behind it, and the limit of a sender that has one.
--- One text and not a list: what a list of lists takes to be recorded and sent is a tenth of the whole call.
function transfer_request.item(call, parsed)
	local item, terms =
		transfer_request.execute(call, parsed) .. '\n' .. transfer_request.told_id(parsed), parsed.sender.terms
	if terms.daily and parsed.used then
		item = item .. '\n' .. terms.daily_text .. '\n' .. parsed.sender.used .. '\n' .. call.day_end_text
	end
	return item
end

--- Reads transfers and accounts of a batch, stages all of it in order, and returns the reply. Where it is `atomic`, one
--- that cannot be executed refuses all: nil and the refusal, behind whose word stands its index; else the refusal
--- stands in its place.
function transfer_request.all(call, items, atomic)
	local parties = {}
	for i = 1, items.count do
		parties[2 * i - 1], parties[2 * i] = items.from[i], items.to[i]
	end
	transfer_records.read(call, items.id)
	accounts.read(call, parties)
	local replies, wanted = { 'OK' }, nil
	for i = 1, items.count do
		-- stylua: ignore
		wanted = transfer_request.new(call, items.id[i], items.from[i], items.to[i], items.amount[i],
			items.bends[i], items.ttl_seconds[i], items.notes[i], wanted)
		local refusal = transfer_request.refusal(call, wanted)
		if refusal and atomic then
			table.insert(refusal, 2, integer.text(i - 1))
			return nil, refusal
		elseif refusal then
			replies[i + 1] = table.concat(refusal, '\n')
		else
			replies[i + 1] = transfer_request.item(call, wanted)
		end
	end
	return replies
end

return transfer_request
