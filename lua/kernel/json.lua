-- Writes JSON for the journal and the movements. Lua never reads it back, and cjson never sees a number
-- (it keeps 14 digits only).
--- @state last_text = false, last_json = false
local json = {}

--- A text; the items of a batch often have the same one.
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

--- The end of an object that has this JSON text as its last member, or has not where it is nil: `,"reference":"PO
--- 1"}`.
function json.ending(name, text)
	return text and ',"' .. name .. '":' .. text .. '}' or '}'
end

--- An object from name, value, name, value … in that order; a value of nil leaves its name out.
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
