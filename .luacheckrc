-- For luacheck (Debian: lua-check). A file may read what Redis gives to scripts, the keys that its header declares,
-- and the fragments that it includes, directly or through another; it writes no global at all.
std = 'lua51+redis'
max_line_length = 120
not_globals = {
	'tostring', -- would write 1e+15; lib/integer has text()
	-- What Lua has and Redis takes away:
	'debug', 'dofile', 'io', 'loadfile', 'module', 'newproxy', 'os', 'package', 'print', 'require',
}

stds.redis = {
	read_globals = { 'KEYS', 'ARGV', 'bit', 'cjson', 'cmsgpack', 'struct', redis = { fields = { 'call', 'sha1hex' } } },
}

local function text_of(path)
	local file = assert(io.open(path))
	local text = file:read('*a')
	file:close()
	return text
end

--- Adds the names under which the loader puts the fragments before this file: "lib/time-index" is `time_index`.
local function add_fragments(text, names)
	for include in text:gmatch('\n%-%-%- @include "([^"]+)"') do
		names[include:match('[^/]+$'):gsub('-', '_')] = { other_fields = true }
		add_fragments(text_of('lua/' .. include .. '.lua'), names)
	end
end

--- The table `keys` as the loader makes it from a header; a fragment has no header and may read any key.
local function keys_of(text)
	local declared = text:match('^#!lua.-\n%-%-%- KEYS:(.-)\n%-%-%- ARGV:')
	if not declared then
		return { other_fields = true }
	end
	local fields = {}
	for name in declared:gmatch('[%w_]+') do
		fields[name] = { other_fields = true }
	end
	return { fields = fields }
end

for path in io.popen('find lua -name "*.lua"'):lines() do
	local text = text_of(path)
	local names = { keys = keys_of(text) }
	add_fragments(text, names)
	files[path] = { read_globals = names }
end
