-- What the store was created with: store.currency, store.time_zone and store.created_ms; all nil where there is no such
-- store. They never change, so reading them once per script is enough.
--
-- Needs KEYS: store.
local store = {}

function store.prepare()
	local record = redis.call('GET', keys.store) or ''
	store.currency, store.time_zone, store.created_ms = string.match(record, '^(%S+) (%S+) (%d+)$')
end

return store
