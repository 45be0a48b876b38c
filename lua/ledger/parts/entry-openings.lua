-- Entry 0 of an account stands for those that have left Redis for the archive (contract/records/opening).
--
-- Needs KEYS: entries.
--- @include "ledger/generated/entry-opening-record"
local entry_openings = {}

--- The sequence of the last entry of an account that has left, its time, and the balance after it as text; 0 for none.
function entry_openings.of(call, key)
	local record = redis.call('HGET', call.keys.entries, key .. '/0')
	if not record then
		return 0, 0, '0'
	end
	local sequence, at_ms, balance = entry_opening_record.read(record)
	if not sequence then
		error('CORRUPT entries ' .. key .. '/0')
	end
	return sequence + 0, at_ms + 0, balance
end

return entry_openings
