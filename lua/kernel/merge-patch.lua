-- JSON merge patch (RFC 7396) on JSON text. Values are moved as text and never read, so that numbers keep every
-- digit, [] stays [], and names their order; of the target, only what the patch goes into is taken apart. Both texts
-- are as src/platform/http/json-text.ts writes them: no blanks, and one spelling per name.
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
		local found = string.byte(json, at)
		if found == quote then
			at = text_end(json, at)
		else
			depth = depth + ((found == open_array or found == open_object) and 1 or -1)
		end
		at = at + 1
	until depth == 0
	return at - 1
end

--- The last place of the value at `at`.
local function value_end(json, at)
	local first = string.byte(json, at)
	if first == quote then
		return text_end(json, at)
	elseif first == open_object or first == open_array then
		return bracket_end(json, at)
	end
	return string.find(json, '[,}]', at) - 1
end

--- The patch at `at` as { names, values }, values as text but for objects, which are patches too; and the place after
--- it.
local function parse(json, at)
	local names, values, count = {}, {}, 0
	at = at + 1
	while string.byte(json, at) ~= close_object do
		local name_end = text_end(json, at)
		local name = string.sub(json, at, name_end)
		local value
		at = name_end + 2
		if string.byte(json, at) == open_object then
			value, at = parse(json, at)
		else
			local last = value_end(json, at)
			value, at = string.sub(json, at, last), last + 1
		end
		count = count + 1
		names[count], values[name] = name, value
		if string.byte(json, at) == comma then
			at = at + 1
		end
	end
	return { names = names, values = values }, at + 1
end

--- The text of what a patch puts where there is no object.
local function write(patch)
	if type(patch) ~= 'table' then
		return patch
	end
	local members = {}
	for i = 1, #patch.names do
		local value = patch.values[patch.names[i]]
		if value ~= nil and value ~= 'null' then
			members[#members + 1] = patch.names[i] .. ':' .. write(value)
		end
	end
	return '{' .. table.concat(members, ',') .. '}'
end

--- The object at `at` with the patch merged into it, as text, and the place after it. Uses up the patch.
local function merge(json, at, patch)
	local members, values = {}, patch.values
	at = at + 1
	while string.byte(json, at) ~= close_object do
		local first, name_end = at, text_end(json, at)
		local name = string.sub(json, at, name_end)
		local change, member = values[name], nil
		at = name_end + 2
		if type(change) == 'table' and string.byte(json, at) == open_object then
			member, at = merge(json, at, change)
			member = name .. ':' .. member
		else
			local last = value_end(json, at)
			if change == nil then
				member = string.sub(json, first, last)
			elseif change ~= 'null' then
				member = name .. ':' .. write(change)
			end
			at = last + 1
		end
		if change ~= nil then
			values[name] = nil
		end
		members[#members + 1] = member
		if string.byte(json, at) == comma then
			at = at + 1
		end
	end
	local rest = write(patch)
	if rest ~= '{}' then
		members[#members + 1] = string.sub(rest, 2, -2)
	end
	return '{' .. table.concat(members, ',') .. '}', at + 1
end

--- The object `target` with the object `patch` merged into it.
function merge_patch.apply(target, patch)
	local merged = merge(target, 1, (parse(patch, 1)))
	return merged
end

return merge_patch
