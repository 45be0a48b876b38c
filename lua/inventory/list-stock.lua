#!lua flags=no-writes
--- Lists stock by SKU, as a sale would find it.
---
--- KEYS: store, skus, stock, sold, reservations, reservation_index
--- ARGV: cursor, limit: count, prefix: text or none, below: amount or none
---   cursor is the last SKU seen, or empty; prefix begins the SKUs; below lists those alone of which fewer units are
---   available
--- Replies:
---   OK next_cursor stock...
---   next_cursor is empty on the last page; stock is described in inventory/generated/stock-view-record, or the SKU
---   alone where it cannot be read
--- @include "kernel/name-page"
--- @include "inventory/generated/stock-view-record"
--- @include "inventory/parts/shown-stock"

-- SKUs that a page looks at, at least, to find those of which few are available, and how many at once.
local max_looked, at_once = 1000, 100

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end

local function is_listed(view)
	if not (below and view) then
		return true
	end
	local _, _, _, _, available = stock_view_record.read(view)
	return available + 0 < below
end

local reply, last, more, looked = { 'OK', '' }, cursor, '1', 0
while more == '1' and #reply - 2 < limit and looked < max_looked do
	local skus
	skus, more = name_page.read(keys.skus, last, below and at_once or limit, prefix)
	local records = #skus > 0 and redis.call('HMGET', keys.stock, unpack(skus)) or {}
	local sold = #skus > 0 and redis.call('ZMSCORE', keys.sold, unpack(skus)) or {}
	for i = 1, #skus do
		local sku = skus[i]
		local view = shown_stock.view(call, sku, records[i], sold[i])
		last, looked = sku, looked + 1
		if is_listed(view) then
			reply[#reply + 1] = view or sku
		end
		if #reply - 2 == limit and i < #skus then
			more = '1'
			break
		end
	end
end
reply[2] = more == '1' and last or ''
return reply
