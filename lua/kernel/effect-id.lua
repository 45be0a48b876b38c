-- Ids of effects. An entry of the journal (kernel/journal) holds several: the first has the id of the entry, and each
-- other one has behind it how many come before.
local effect_id = {}

--- The id of the effect before which so many stand in this entry.
function effect_id.of(entry_id, before)
	return before > 0 and string.format('%s-%d', entry_id, before) or entry_id
end

--- How many effects these fields of an entry hold.
function effect_id.count(fields)
	return #fields / 2 - 1
end

--- The id of the last effect of an entry, as XRANGE gives it.
function effect_id.last(entry)
	return effect_id.of(entry[1], effect_id.count(entry[2]) - 1)
end

return effect_id
