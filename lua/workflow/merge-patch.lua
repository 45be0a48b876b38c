-- JSON merge patch (RFC 7396) on JSON text. Values are moved as text and never read, so that numbers keep every
-- digit, [] stays [], and names their order. Both texts are as src/http/json-text.ts writes them: no blanks, and one
-- spelling per name.
local merge_patch = { max_bytes = 65536 }

-- string.byte('",[\\{}', 1, -1), written out: while it loads a library, Redis has no `string`.
local quote, comma, open_array, backslash, open_object, close_object = 34, 44, 91, 92, 123, 125

--- The place of the quote that ends the text which begins at `at`: an even number of backslashes stands before it.
local function text_end(json, at)
	local before
	repeat
		at = string.find(json, '"', at + 1, true)
		before = at - 1
		while string.byte(json, before) == backslash do
			before = before - 1
		end
	until (at - before) % 2 == 1
	return at
end

--- The place of the bracket that closes the one at `at`.
local function bracket_end(json, at)
	local depth = 0
	repeat
		at = string.find(json, '["%[%]{}]', at)
		local byte = string.byte(json, at)
		if byte == quote then
			at = text_end(json, at)
		else
			depth = depth + ((byte == open_array or byte == open_object) and 1 or -1)
		end
		at = at + 1
	until depth == 0
	return at - 1
end

local parse_object

--- The value at `at`, and the place after it: an object as { names, values } where the guide is a table or true, else
--- the value's text.
local function parse(json, at, guide)
	local byte = string.byte(json, at)
	local last
	if byte == quote then
		last = text_end(json, at)
	elseif byte == open_object and (guide == true or type(guide) == 'table') then
		return parse_object(json, at, guide)
	elseif byte == open_object or byte == open_array then
		last = bracket_end(json, at)
	else
		last = string.find(json, '[,}]', at) - 1
	end
	return string.sub(json, at, last), last + 1
end

--- The object at `at`. Its objects are taken apart where the guide, an object too, has one of that name: what no patch
--- goes into is text that is moved. `true` takes all of them apart.
function parse_object(json, at, guide)
	local names, values, count = {}, {}, 0
	at = at + 1
	while string.byte(json, at) ~= close_object do
		local name_end = text_end(json, at)
		local name = string.sub(json, at, name_end)
		count = count + 1
		names[count] = name
		values[name], at = parse(json, name_end + 2, guide == true or guide.values[name])
		if string.byte(json, at) == comma then
			at = at + 1
		end
	end
	return { names = names, values = values }, at + 1
end

local function merge(target, patch)
	if type(patch) ~= 'table' then
		return patch
	elseif type(target) ~= 'table' then
		target = { names = {}, values = {} }
	end
	for _, name in ipairs(patch.names) do
		local value = patch.values[name]
		if value == 'null' then
			target.values[name] = nil -- and so its name is left out
		else
			if target.values[name] == nil then
				target.names[#target.names + 1] = name
			end
			target.values[name] = merge(target.values[name], value)
		end
	end
	return target
end

local function write(value)
	if type(value) ~= 'table' then
		return value
	end
	local members = {}
	for _, name in ipairs(value.names) do
		if value.values[name] ~= nil then
			members[#members + 1] = name .. ':' .. write(value.values[name])
		end
	end
	return '{' .. table.concat(members, ',') .. '}'
end

--- The object `target` with the object `patch` merged into it.
function merge_patch.apply(target, patch)
	local changes = parse_object(patch, 1, true)
	return write(merge(parse_object(target, 1, changes), changes))
end

return merge_patch
