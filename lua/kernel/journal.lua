-- The journal: every effect of any domain, in one order. Effects are staged while a script decides and written after
-- it has decided.
--
-- `journal` is a stream whose entries hold the effects of one operation: `o` its id, then of each effect its type
-- as a
-- field, and its data, JSON text, as that field's value. A batch would otherwise spend more on entries than on stock.
--- @state effects = {}
local journal = {}

--- Stages an effect: its type and its data as JSON text.
function journal.add(call, kind, data)
	local last = #call.effects
	call.effects[last + 1], call.effects[last + 2] = kind, data
end

-- Fields of 16 effects: who reads a page of effects reads whole entries.
local AT_MOST = 32

function journal.write(call)
	for first = 1, #call.effects, AT_MOST do
		local last = math.min(first + AT_MOST - 1, #call.effects)
		redis.call('XADD', call.keys.journal, '*', 'o', call.operation_id, unpack(call.effects, first, last))
	end
	call.effects = {}
end

return journal
