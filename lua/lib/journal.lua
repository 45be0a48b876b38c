-- The journal: every effect of any domain, in one order. Effects are staged while a script decides and written after
-- it has decided.
--
-- `journal` is a stream whose entries hold the effects of one operation: `o` its id, then of each effect `t` its type
-- and `d` its data as JSON text. A batch would otherwise spend more on its entries than on its stock.
local journal = {}

local staged

function journal.prepare()
	staged = {}
end

--- Stages an effect: its type and its data as JSON text.
function journal.add(kind, data)
	local last = #staged
	staged[last + 1], staged[last + 2], staged[last + 3], staged[last + 4] = 't', kind, 'd', data
end

-- Fields of 16 effects: who reads a page of effects reads whole entries.
local AT_MOST = 64

function journal.write(operation_id)
	for first = 1, #staged, AT_MOST do
		local last = math.min(first + AT_MOST - 1, #staged)
		redis.call('XADD', keys.journal, '*', 'o', operation_id, unpack(staged, first, last))
	end
	staged = {}
end

return journal
