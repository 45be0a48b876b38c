-- A position in the journal whose entry is not kept: whether effects behind it may have been lost. Nothing here trims
-- the journal; who runs the service may, with XTRIM.
local journal_position = {}

--- Whether the id of an entry comes before another: two numbers of up to 64 bits, which a double would not hold.
local function precedes(id, other)
	local ms, sequence = string.match(id, '^(%d+)%-(%d+)$')
	local other_ms, other_sequence = string.match(other, '^(%d+)%-(%d+)$')
	if ms == other_ms then
		ms, other_ms = sequence, other_sequence
	end
	return #ms < #other_ms or #ms == #other_ms and ms < other_ms
end

--- Facts that Redis tells of the journal, and the id of its first entry, '' for none; nil where nothing was ever
--- written.
local function facts_of(call)
	if redis.call('EXISTS', call.keys.journal) == 0 then
		return nil
	end
	local info, facts = redis.call('XINFO', 'STREAM', call.keys.journal), {}
	for i = 1, #info, 2 do
		facts[info[i]] = info[i + 1]
	end
	return facts, facts['first-entry'] and facts['first-entry'][1] or ''
end

--- The refusal where effects behind the entry `seen`, which is not kept, are not kept either. `found` is the first
--- entry behind it that is, and `following` the one that came next when the position was told, each '' where there is
--- none or it is not known. Redis counts what was removed and does not say what it was: where only that could tell,
--- the position is refused. For an empty journal it knows the last id.
function journal_position.refusal(call, seen, following, found)
	local facts, oldest = facts_of(call)
	if not facts then
		return nil
	end
	local is_whole = facts['entries-added'] == facts.length
	if is_whole or found ~= oldest or oldest == '' and not precedes(seen, facts['last-generated-id']) then
		return nil
	elseif oldest ~= '' and oldest == following then
		return nil
	end
	return { 'POSITION_GONE', oldest }
end

--- The refusal where effects are asked for that come before the entry `seen`, and that is not kept, nor anything older.
function journal_position.refusal_before(call, seen)
	local facts, oldest = facts_of(call)
	local is_whole = not facts or facts['entries-added'] == facts.length
	if is_whole or oldest ~= '' and not precedes(seen, oldest) then
		return nil
	end
	return { 'POSITION_GONE', oldest }
end

return journal_position
