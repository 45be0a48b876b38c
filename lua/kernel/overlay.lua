-- The writes of a dry run are kept aside, key by key, for as long as the call takes; reads see them.
--- @include "kernel/byte-order"
local overlay = {}

--- A value as Redis keeps it.
function overlay.text(value)
	return type(value) == 'number' and string.format('%.17g', value) or value
end

local function succeeds(one, other)
	return byte_order.precedes(other, one)
end

--- Whether a member lies within a range, whose ends are as BYLEX has them: `-`, `+`, `[member`, `(member`.
local function is_within(member, from, to)
	local first, last = string.sub(from, 2), string.sub(to, 2)
	local is_bound = member == first and string.sub(from, 1, 1) or member == last and string.sub(to, 1, 1)
	if is_bound then
		return is_bound == '['
	end
	return (from == '-' or byte_order.precedes(first, member)) and (to == '+' or byte_order.precedes(member, last))
end

--- A view of Redis; `ask` is its `call`.
function overlay.new(ask)
	return { ask = ask, changed = {} }
end

--- The part of a key that is kept aside: `at` has values by field or member, false for one that is gone; `added` is by
--- how many there are more; `gone` hides all that Redis has; `value` is that of a string.
function overlay.touch(view, key)
	local found = view.changed[key]
	if not found then
		found = { at = {}, added = 0, gone = false, value = false }
		view.changed[key] = found
	end
	return found
end

--- Has a key be gone.
function overlay.remove(view, key)
	view.changed[key] = { at = {}, added = 0, gone = true, value = false }
end

--- The value of a field or a member, by the command that reads one; false where there is none.
function overlay.at(view, command, key, name)
	local found = view.changed[key]
	if found and found.at[name] ~= nil then
		return found.at[name]
	end
	return not (found and found.gone) and view.ask(command, key, name)
end

--- Sets that value, or false for none. Returns how many there were before: 1 or 0.
function overlay.put(view, command, key, name, value)
	local was, found = overlay.at(view, command, key, name), overlay.touch(view, key)
	found.added = found.added + (value and 1 or 0) - (was and 1 or 0)
	found.at[name] = value
	return was and 1 or 0
end

--- How many there are, by the command that counts all.
function overlay.count(view, command, key)
	local found = view.changed[key]
	return (found and found.gone and 0 or view.ask(command, key)) + (found and found.added or 0)
end

--- The members of a range that were added to a sorted set, and how many that Redis has there are gone or were set.
local function changes_within(view, key, from, to)
	local added, hidden, found = {}, 0, view.changed[key]
	for member, score in pairs(found.at) do
		if is_within(member, from, to) then
			added[#added + 1] = score and member or nil
			hidden = hidden + (not found.gone and view.ask('ZSCORE', key, member) and 1 or 0)
		end
	end
	return added, hidden
end

--- How many members of a sorted set are within a range.
function overlay.count_within(view, key, from, to)
	local found = view.changed[key]
	local there = found and found.gone and 0 or view.ask('ZLEXCOUNT', key, from, to)
	if not found then
		return there
	end
	local added, hidden = changes_within(view, key, from, to)
	return there - hidden + #added
end

--- The first members of a changed sorted set within a range, at most `limit`; the last ones where it is reversed, with
--- `from` behind `to`.
function overlay.range(view, key, from, to, limit, reversed)
	local found = view.changed[key]
	local first, last = reversed and to or from, reversed and from or to
	local members, hidden = changes_within(view, key, first, last)
	local order = reversed and { 'BYLEX', 'REV', 'LIMIT' } or { 'BYLEX', 'LIMIT' }
	order[#order + 1], order[#order + 2] = 0, limit + hidden
	local there = found.gone and {} or view.ask('ZRANGE', key, from, to, unpack(order))
	for i = 1, #there do
		if found.at[there[i]] == nil then
			members[#members + 1] = there[i]
		end
	end
	table.sort(members, reversed and succeeds or byte_order.precedes)
	return { unpack(members, 1, math.min(limit, #members)) }
end

return overlay
