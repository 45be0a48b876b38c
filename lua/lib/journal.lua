-- The journal: a stream with one entry per effect of any domain. Entries are staged while a script decides
-- and written after it has decided.
local journal = {}

local staged

function journal.prepare()
	staged = {}
end

--- Stages an entry: its type and its data as JSON text.
function journal.add(kind, data)
	staged[#staged + 1] = { kind, data }
end

function journal.write(operation_id)
	for i = 1, #staged do
		redis.call('XADD', keys.journal, '*', 't', staged[i][1], 'o', operation_id, 'd', staged[i][2])
	end
	staged = {}
end

return journal
