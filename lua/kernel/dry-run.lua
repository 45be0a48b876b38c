-- A dry run: the script runs as it is, with a view of Redis in the place of `redis`, so that all rules hold and nothing
-- is written. Redis itself sees to the latter: the function that runs it may not write.
--- @include "kernel/overlay"
--- @include "kernel/overlay-commands"
local dry_run = {}

-- Rounds of a script that answers AGAIN, each of which ends a bounded number of things that are over.
local ROUNDS = 100

--- The reply of a script; `plain` is what it calls Redis by. AGAIN only where more is over than may be ended at once.
function dry_run.reply(plain, script, keys, arguments)
	local view, reply = overlay.new(plain.call), nil
	local tried = {
		call = function(command, ...)
			local run = overlay_commands[command] or error('a dry run does not know ' .. command)
			return run(view, ...)
		end,
	}
	for _ = 1, ROUNDS do
		reply = script(keys, arguments, tried)
		if reply[1] ~= 'AGAIN' then
			break
		end
	end
	return reply
end

return dry_run
