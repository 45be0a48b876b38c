-- The journal has every effect of all domains, in one order. A script stages effects while it decides, and writes them
-- once it has decided. The functions that stage an effect are generated from contract/events.
--
-- `journal` is a stream. An entry holds effects of one operation: the field `o` has the operation's id; behind it,
-- each effect is a field named by its type, with its data, JSON text, as the value. With an entry for each effect, a
-- batch would spend more on entries than on stock. `call.effects` has what is staged: type, data, type, data …
--- @state effects = {}
local journal = {}

-- The fields of 16 effects. A reader of a page reads whole entries, so that they must not grow long.
local AT_MOST = 32

--- Writes the staged effects.
function journal.write(call)
	for first = 1, #call.effects, AT_MOST do
		local last = math.min(first + AT_MOST - 1, #call.effects)
		redis.call('XADD', call.keys.journal, '*', 'o', call.operation_id, unpack(call.effects, first, last))
	end
	call.effects = {}
end

return journal
