#!lua flags=no-writes
--- Lists carts that have lines, by id. Those of releases up to 1.0.0 are listed once they have changed.
---
--- KEYS: store, cart_ids, cart*
--- ARGV: prefix: text or none, cursor: text or none, limit: count
---   cursor is the last id seen; prefix begins the ids
--- Replies:
---   OK next_cursor (id record)...
---   next_cursor is empty on the last page. A page may have fewer carts than `limit`, or none, before the last one
--- @include "kernel/clock"
--- @include "kernel/name-page"
--- @include "carts/generated/cart-record"

-- Ids that a page looks at, at least: there may be some whose carts have expired, and were not swept yet.
local max_looked = 500

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end

--- Whether the cart is not over; one that cannot be read is there too, and is named.
local function is_listed(record)
	local version, expires_ms = cart_record.read(record)
	return not version or expires_ms + 0 > call.now_ms
end

local reply, last, more, looked = { 'OK', '' }, cursor or '', '1', 0
while more == '1' and (#reply - 2) / 2 < limit and looked < max_looked do
	local ids
	ids, more = name_page.read(keys.cart_ids, last, limit - (#reply - 2) / 2, prefix)
	for i = 1, #ids do
		local record = redis.call('GET', call.keys.cart_base .. ':' .. ids[i])
		if record and is_listed(record) then
			reply[#reply + 1], reply[#reply + 2] = ids[i], record
		end
	end
	last, looked = ids[#ids] or last, looked + #ids
end
reply[2] = more == '1' and last or ''
return reply
