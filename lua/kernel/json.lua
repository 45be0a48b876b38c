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

return json
