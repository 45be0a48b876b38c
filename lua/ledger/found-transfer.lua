-- The start that post, void and reverse share: the replay, what is due, the transfer.
--- @include "lib/operation"
--- @include "lib/pending"
--- @include "lib/transfer-rules"
local found_transfer = {}

--- The transfer of this id as of now, or nil and the reply that ends the script.
function found_transfer.find(id)
	local answered = operation.answered()
	if answered then
		return nil, answered
	elseif pending.expire_due() then
		return nil, { 'AGAIN' }
	end
	local transfer = transfer_records.get(id)
	if not transfer then
		return nil, { 'TRANSFER_NOT_FOUND', id }
	end
	return transfer
end

--- The amount in ARGV, the default where none is given, or nil where it is no amount.
function found_transfer.amount(text, default)
	if text == '' then
		return default
	end
	return integer.positive(text)
end

--- Writes what was staged and answers with the transfer's record, and with its id where the call did not name it.
function found_transfer.complete(record, id)
	transfers.write()
	return operation.complete({ 'OK', record, id })
end

return found_transfer
