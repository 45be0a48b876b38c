-- Transfers that belong together, as those of a group or of an order's payment: all that are pending end at once.
--- @export
--- @include "ledger/parts/pending"
--- @include "ledger/parts/transfer-rules"
local together = {}

--- Stages that they are posted in full; or returns why one cannot be, and then nothing must be written.
function together.post(call, found)
	for i = 1, #found do
		local transfer = found[i]
		if transfer.state == 'pending' then
			local refusal = transfer_rules.posting_refusal(call, transfer, transfer.amount)
			if refusal then
				return refusal
			end
			pending.post(call, transfer, transfer.amount)
		end
	end
	return nil
end

--- Stages that they are voided.
function together.void(call, found)
	for i = 1, #found do
		if found[i].state == 'pending' then
			pending.void(call, found[i])
		end
	end
end

return together
