-- The history of what accounts held, and of their overdrafts: `transfer_index` has a member
-- "h/<account>/<ms>/<number>/<held>/<overdraft>" for each change, and one for the opening, so that a time is found in
-- O(log n). The number orders those of one millisecond. Accounts of releases up to 1.0.0 have none until the first
-- change.
--
-- Needs KEYS: transfer_index.
--- @include "kernel/integer"
--- @include "kernel/time-index"
--- @include "ledger/parts/transfer-lists"
local held_history = {}

local function prefix(account)
	return 'h/' .. account.key
end

--- Notes in the account what it holds, and its overdraft, from this time on. Times do not descend.
function held_history.note(account, at_text)
	local notes = account.held_notes or {}
	local last, text = #notes, account.held_text .. '/' .. integer.text(account.terms.overdraft)
	if notes[last - 1] == at_text then
		notes[last] = text
	else
		notes[last + 1], notes[last + 2] = at_text, text
	end
	account.held_notes = notes
end

--- Stages that the index has what was noted in an account, which is as it will be written.
function held_history.list(call, account)
	local notes, number = account.held_notes, string.format('%012d', account.sequence + account.changes)
	for i = 1, #notes, 2 do
		transfer_lists.add_member(call, prefix(account) .. '/' .. notes[i] .. '/' .. number .. '/' .. notes[i + 1])
	end
	account.held_notes = false
end

--- The amount that an account held at a time, and its overdraft, as texts; nothing where that is not known.
function held_history.at(call, account, at_ms)
	local notes = account.held_notes or {}
	for i = #notes - 1, 1, -2 do
		if notes[i] + 0 <= at_ms then
			return string.match(notes[i + 1], '^(%d+)/(%d+)$')
		end
	end
	local index = call.keys.transfer_index
	local found = time_index.page(index, prefix(account), '', 1, true, false, at_ms)
	return string.match(found[1] or '', '/(%d+)/(%d+)$')
end

return held_history
