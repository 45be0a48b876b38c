-- For luacheck (Debian: lua-check). A file may read what Redis gives to scripts, and the parts that it includes, directly
-- or through another; a script also the keys and arguments that its header declares. It writes no global at all.
std = 'lua51+redis'
max_line_length = 120
not_globals = {
	'tostring', -- would write 1e+15; kernel/integer has text()
	-- What Lua has and Redis takes away:
	'debug', 'dofile', 'io', 'loadfile', 'module', 'newproxy', 'os', 'package', 'print', 'require',
}

stds.redis = {
	read_globals = { 'bit', 'cjson', 'cmsgpack', 'struct', redis = { fields = { 'call', 'sha1hex' } } },
}

local function text_of(path)
	local file = assert(io.open(path))
	local text = file:read('*a')
	file:close()
	return text
end

--- Adds the names under which the loader puts the fragments before this file: "kernel/time-index" is `time_index`.
local function add_fragments(text, names)
	for include in text:gmatch('\n%-%-%- @include "([^"]+)"') do
		names[include:match('[^/]+$'):gsub('-', '_')] = { other_fields = true }
		add_fragments(text_of('lua/' .. include .. '.lua'), names)
	end
end

--- The table `keys` as the loader makes it from a header.
local function keys_of(text)
	local declared = text:match('^#!lua.-\n%-%-%- KEYS:(.-)\n%-%-%- ARGV:')
	local fields = {}
	for name in declared:gmatch('[%w_]+') do
		fields[name] = { other_fields = true }
	end
	return { fields = fields }
end

--- Adds the names of the arguments that a header declares; of a group, that of the group.
local function add_arguments(text, names)
	local declared = text:match('\n%-%-%- ARGV:(.-)\n%-%-%- Replies:')
	for name in declared:gsub('%b()', ''):gmatch('[%l_]+') do
		names[name] = { other_fields = true, read_only = false }
	end
end

for path in io.popen('find lua -name "*.lua"'):lines() do
	local text = text_of(path)
	local names = {}
	add_fragments(text, names)
	if text:find('^#!lua') then
		names.keys, names.call = keys_of(text), { other_fields = true }
		add_arguments(text, names)
	end
	local is_generated = path:find('/generated/', 1, true)
	files[path] = { read_globals = names, max_line_length = not is_generated and 120 }
end
