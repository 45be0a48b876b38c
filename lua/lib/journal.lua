-- The journal: every effect of any domain, in one order. Effects are staged while a script decides and written after
-- it has decided.
--
-- `journal` is a stream whose entries hold the effects of one operation: `o` its id, then of each effect its type as a
-- field, and its data, JSON text, as that field's value. A batch would otherwise spend more on entries than on stock.
local journal = {}

local staged

function journal.prepare()
	staged = {}
end

--- Stages an effect: its type and its data as JSON text.
function journal.add(kind, data)
	local last = #staged
	staged[last + 1], staged[last + 2] = kind, data
end

-- Fields of 16 effects: who reads a page of effects reads whole entries.
local AT_MOST = 32

function journal.write(operation_id)
	for first = 1, #staged, AT_MOST do
		local last = math.min(first + AT_MOST - 1, #staged)
		redis.call('XADD', keys.journal, '*', 'o', operation_id, unpack(staged, first, last))
	end
	staged = {}
end

return journal
