-- The journal has every effect of all domains, in one order. A script stages effects while it decides, and writes them
-- once it has decided. The functions that stage an effect are generated from contract/events.
--
-- `journal` is a stream. An entry holds effects of one operation: the field `o` has the operation's id, and behind
-- blanks the request and the actor (src/platform/scripts/actor.ts), which are left out where there are none; behind it,
-- each effect is a field named by its type, with its data, JSON text, as the value. With an entry for each effect, a
-- batch would spend more on entries than on stock. `call.effects` has what is staged: type, data, type, data …
--- @state effects = {}, operation_id = argument operation_id, request_id = argument request_id, actor = argument actor
local journal = {}

-- The fields of 16 effects. A reader of a page reads whole entries, so that they must not grow long.
local AT_MOST = 32

-- The actor of what the service does by itself.
local SERVICE = '@'

--- The operation as records name it that tell of one effect: its id, and behind a blank the actor, where there is one.
function journal.operation(call)
	return call.actor and call.operation_id .. ' ' .. call.actor or call.operation_id
end

--- Has the service be the actor of what follows, which it would have done by itself sooner or later. Returns the actor
--- until then.
function journal.by_itself(call)
	local actor = call.actor
	call.actor = SERVICE
	return actor
end

local function source(call)
	local operation, request, actor = call.operation_id, call.request_id or '', call.actor
	if actor then
		return operation .. ' ' .. request .. ' ' .. actor
	end
	return request ~= '' and operation .. ' ' .. request or operation
end

--- Writes the staged effects. Returns the id of the first entry, or nil where nothing is staged.
function journal.write(call)
	local first_id
	for first = 1, #call.effects, AT_MOST do
		local last = math.min(first + AT_MOST - 1, #call.effects)
		local id = redis.call('XADD', call.keys.journal, '*', 'o', source(call), unpack(call.effects, first, last))
		first_id = first_id or id
	end
	call.effects = {}
	return first_id
end

return journal
