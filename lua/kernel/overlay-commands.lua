-- The commands that a dry run knows: those that scripts use. Each has the view of the call (kernel/overlay) before its
-- arguments.
--- @include "kernel/overlay"
local overlay_commands = {}

local text_of = overlay.text

local function each(view, one, names)
	local values = {}
	for i = 1, #names do
		values[i] = one(view, names[i])
	end
	return values
end

--- Takes fields or members off. Returns how many were there.
local function take_off(view, command, key, names)
	local there = 0
	for i = 1, #names do
		there = there + overlay.put(view, command, key, names[i], false)
	end
	return there
end

function overlay_commands.GET(view, key)
	local found = view.changed[key]
	if found and (found.gone or found.value) then
		return found.value
	end
	return view.ask('GET', key)
end

function overlay_commands.SET(view, key, value)
	local found = overlay.touch(view, key)
	found.gone, found.value = true, text_of(value)
	return { ok = 'OK' }
end

--- A key of another type has no string, where GET would fail.
function overlay_commands.MGET(view, ...)
	return each(view, function(_, key)
		local is_changed = view.changed[key] ~= nil
		return is_changed and overlay_commands.GET(view, key) or not is_changed and view.ask('MGET', key)[1]
	end, { ... })
end

local function exists(view, key)
	local found = view.changed[key]
	if not found then
		return view.ask('EXISTS', key)
	elseif found.gone then
		return (found.value or found.added > 0) and 1 or 0
	end
	return found.added > 0 and 1 or view.ask('EXISTS', key)
end

function overlay_commands.EXISTS(view, ...)
	local sum = 0
	for _, there in ipairs(each(view, exists, { ... })) do
		sum = sum + there
	end
	return sum
end

function overlay_commands.DEL(view, ...)
	local sum, keys = overlay_commands.EXISTS(view, ...), { ... }
	for i = 1, #keys do
		overlay.remove(view, keys[i])
	end
	return sum
end

function overlay_commands.UNLINK(view, ...)
	return overlay_commands.DEL(view, ...)
end

function overlay_commands.HGET(view, key, field)
	return overlay.at(view, 'HGET', key, text_of(field))
end

function overlay_commands.HMGET(view, key, ...)
	local found, names = view.changed[key], { ... }
	local values = found and found.gone and {} or view.ask('HMGET', key, ...)
	for i = 1, #names do
		local value = found and found.at[text_of(names[i])]
		if value ~= nil then
			values[i] = value
		end
		values[i] = values[i] or false
	end
	return values
end

function overlay_commands.HEXISTS(view, key, field)
	return overlay_commands.HGET(view, key, field) and 1 or 0
end

function overlay_commands.HLEN(view, key)
	return overlay.count(view, 'HLEN', key)
end

function overlay_commands.HSET(view, key, ...)
	local pairs_given, new = { ... }, 0
	for i = 1, #pairs_given, 2 do
		new = new + 1 - overlay.put(view, 'HGET', key, text_of(pairs_given[i]), text_of(pairs_given[i + 1]))
	end
	return new
end

function overlay_commands.HDEL(view, key, ...)
	return take_off(view, 'HGET', key, { ... })
end

function overlay_commands.HINCRBY(view, key, field, by)
	local sum = (overlay_commands.HGET(view, key, field) or 0) + by
	overlay.put(view, 'HGET', key, field, text_of(sum))
	return sum
end

function overlay_commands.ZSCORE(view, key, member)
	return overlay.at(view, 'ZSCORE', key, member)
end

function overlay_commands.ZMSCORE(view, key, ...)
	return each(view, function(_, member)
		return overlay.at(view, 'ZSCORE', key, member)
	end, { ... })
end

function overlay_commands.ZCARD(view, key)
	return overlay.count(view, 'ZCARD', key)
end

function overlay_commands.ZADD(view, key, ...)
	local given, new = { ... }, 0
	for i = 1, #given, 2 do
		new = new + 1 - overlay.put(view, 'ZSCORE', key, given[i + 1], text_of(given[i]))
	end
	return new
end

function overlay_commands.ZREM(view, key, ...)
	return take_off(view, 'ZSCORE', key, { ... })
end

function overlay_commands.ZLEXCOUNT(view, key, from, to)
	return overlay.count_within(view, key, from, to)
end

function overlay_commands.ZRANGE(view, key, from, to, ...)
	if not view.changed[key] then
		return view.ask('ZRANGE', key, from, to, ...)
	end
	local options = { ... }
	if options[1] ~= 'BYLEX' then
		error('a dry run reads no range by rank of what it has changed')
	end
	return overlay.range(view, key, from, to, options[#options] + 0, options[2] == 'REV')
end

function overlay_commands.SISMEMBER(view, key, member)
	local found = view.changed[key]
	local there = found and found.at[member]
	return there and 1 or view.ask('SISMEMBER', key, member)
end

function overlay_commands.SADD(view, key, ...)
	local members, new = { ... }, 0
	for i = 1, #members do
		new = new + 1 - overlay_commands.SISMEMBER(view, key, members[i])
		overlay.touch(view, key).at[members[i]] = '1'
	end
	return new
end

--- The journal of a dry run is read by nobody; none of it leaves.
function overlay_commands.XADD()
	return '0-1'
end
function overlay_commands.XTRIM()
	return 0
end

-- Those that read a key as a whole are for scripts that have changed nothing of it.
local whole =
	{ 'HGETALL', 'HKEYS', 'HSCAN', 'PTTL', 'XINFO', 'XLEN', 'XRANGE', 'XREVRANGE', 'ZCOUNT', 'ZREVRANK', 'ZSCAN' }
for i = 1, #whole do
	overlay_commands[whole[i]] = function(view, key, ...)
		if view.changed[key] then
			error('a dry run cannot run ' .. whole[i] .. ' on what it has changed')
		end
		return view.ask(whole[i], key, ...)
	end
end

function overlay_commands.TIME(view)
	return view.ask('TIME')
end

return overlay_commands
