-- The start that post, void and reverse share: the replay, what is due, the transfer, which must stand alone.
--- @include "kernel/operation"
--- @include "ledger/parts/groups"
--- @include "ledger/parts/pending"
--- @include "ledger/parts/transfer-rules"
local found_transfer = {}

--- The transfer of this id as of now, or nil and the reply that ends the script.
function found_transfer.find(call, id)
	local answered = operation.answered(call)
	if answered then
		return nil, answered
	end
	local grouped = groups.single_refusal(call, id)
	if pending.expire_due(call) then
		return nil, { 'AGAIN' }
	end
	local transfer = transfer_records.get(call, id)
	if not transfer then
		return nil, { 'TRANSFER_NOT_FOUND', id }
	end
	return not grouped and transfer, grouped
end

--- Writes what was staged and answers with the transfer's record, and with its id where the call did not name it.
function found_transfer.complete(call, record, id)
	transfers.write(call)
	return operation.complete(call, { 'OK', record, id })
end

return found_transfer
