-- The time in a UUIDv7 (RFC 9562, 5.7): the service makes ids of this kind where the caller gives none.
local uuid_time = {}

local V7 = '^(%x%x%x%x%x%x%x%x)%-(%x%x%x%x)%-7%x%x%x%-[89abAB]%x%x%x%-%x%x%x%x%x%x%x%x%x%x%x%x$'

--- Milliseconds since 1970; nil where the id is no UUIDv7.
function uuid_time.ms(id)
	local high, low = string.match(id, V7)
	return high and tonumber(high, 16) * 65536 + tonumber(low, 16) or nil
end

return uuid_time
