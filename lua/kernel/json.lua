-- Writes JSON for records and for the journal. Lua never reads it back, and cjson never sees a number: it keeps 14
-- digits only.
--- @state last_text = false, last_json = false
local json = {}

--- A text as JSON. The last one is remembered, since the items of a batch often share a text.
function json.text(call, text)
	if text ~= call.last_text then
		call.last_text, call.last_json = text, cjson.encode(text)
	end
	return call.last_json
end

--- One value: numbers as whole decimals, strings escaped, nil as null, { raw = text } as it stands.
function json.value(value)
	if value == nil then
		return 'null'
	end
	local kind = type(value)
	if kind == 'number' then
		return string.format('%d', value)
	elseif kind == 'table' then
		return value.raw
	end
	return cjson.encode(value)
end

--- The end of an object whose last member is `name` with this JSON text, or is left out where that is nil:
--- `,"reference":"PO 1"}`.
function json.ending(name, text)
	return text and ',"' .. name .. '":' .. text .. '}' or '}'
end

--- An object of name, value, name, value … in that order; a name whose value is nil is left out.
function json.object(...)
	local arguments, parts = { ... }, {}
	for i = 1, select('#', ...), 2 do
		if arguments[i + 1] ~= nil then
			parts[#parts + 1] = '"' .. arguments[i] .. '":' .. json.value(arguments[i + 1])
		end
	end
	return '{' .. table.concat(parts, ',') .. '}'
end

return json
