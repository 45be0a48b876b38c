#!lua flags=no-writes
--- Walks what is kept of SKUs, for the audit, and gives those that reading the list of SKUs does not find, or of which
--- reading movements by their numbers may not find all; a SKU may come up more than once.
---
--- KEYS: store, skus, stock, movements, sold
--- ARGV: walked: stock|movements|sold, cursor, page: count
---   walked is `stock`, `movements` or `sold`; cursor is 0 to begin with
--- Replies:
---   OK next_cursor (sku sequence)...
---   next_cursor is 0 at the end; sequence is that of a movement which the record does not count, 0 for none, and
---   empty
---   where a movement stands under something else than a number
--- @include "inventory/parts/stock-records"

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end

local last, listed = {}, {}

--- The sequence of the newest movement that the SKU's record counts; none where that cannot be read.
local function counted(sku)
	if last[sku] == nil then
		local item = stock_records.read(redis.call('HGET', keys.stock, sku))
		last[sku] = item and item.sequence or integer.max
	end
	return last[sku]
end

--- The finding about this field; nil for none.
local function finding(field)
	if walked ~= 'movements' then
		return field, '0'
	end
	local sku, text = string.match(field, '^(.*)/([^/]*)$')
	local sequence = sku and integer.amount(text)
	if not sequence then
		return sku or field, ''
	end
	return sku, sequence > counted(sku) and text or '0'
end

local found
if walked == 'sold' then
	found = redis.call('ZSCAN', keys.sold, cursor, 'COUNT', page)
else
	found = redis.call('HSCAN', walked == 'stock' and keys.stock or keys.movements, cursor, 'COUNT', page)
end
local reply, told = { 'OK', found[1] }, {}
for i = 1, #found[2], 2 do
	local sku, sequence = finding(found[2][i])
	if listed[sku] == nil then
		listed[sku] = redis.call('ZSCORE', keys.skus, sku) and true or false
	end
	if (sequence ~= '0' or not listed[sku]) and not told[sku .. '/' .. sequence] then
		told[sku .. '/' .. sequence] = true
		reply[#reply + 1] = sku
		reply[#reply + 1] = sequence
	end
end
return reply
