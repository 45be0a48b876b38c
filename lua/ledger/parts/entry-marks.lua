-- Marks among the entries of an account: `transfer_index` has a member "e/<account>/<ms>/<sequence>" for every 32nd, so
-- that a time is found between two marks however many entries there are. Releases up to 1.0.0 wrote none.
--
-- Needs KEYS: transfer_index.
--- @include "kernel/time-index"
--- @include "ledger/parts/transfer-lists"
local entry_marks = { apart = 32 }

local function prefix(key)
	return 'e/' .. key
end

--- The member that marks the entry of an account with this sequence and time.
function entry_marks.member(key, at_text, sequence)
	return prefix(key) .. '/' .. at_text .. '/' .. string.format('%016d', sequence)
end

--- Stages a mark where the newest entry of an account, of this time, is to have one.
function entry_marks.note(call, account, at_text)
	if account.sequence % entry_marks.apart == 0 then
		transfer_lists.add_member(call, entry_marks.member(account.key, at_text, account.sequence))
	end
end

--- The sequence of the last marked entry before a time; 0 for none.
function entry_marks.last_before(call, key, ms)
	local marks = prefix(key)
	local found = time_index.page(call.keys.transfer_index, marks, '', 1, true, false, ms - 1)[1]
	return found and (tonumber(time_index.id(found, marks)) or error('CORRUPT transfer_index ' .. found)) or 0
end

return entry_marks
