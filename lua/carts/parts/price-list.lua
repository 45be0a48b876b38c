-- Setting prices, one or many in one go.
--- @include "carts/parts/prices"
--- @include "carts/generated/carts-events"
local price_list = {}

--- Stages events of, and writes, the prices of these SKUs, in their order; one that is there already changes nothing.
--- Returns for each whether it was `created` or `replaced`.
function price_list.set(call, skus, unit_prices)
	redis.call('ZCARD', call.keys.priced_skus)
	local records, known, statuses, changed, listed = prices.read(call, skus), {}, {}, {}, {}
	for i = 1, #skus do
		local sku, price = skus[i], unit_prices[i]
		local before = known[sku] or prices.parse(sku, records[i])
		if before ~= price then
			local text, place = integer.text(price), #changed
			changed[place + 1], changed[place + 2] = sku, price_record.write(text)
			listed[place + 1], listed[place + 2] = '0', sku
			carts_events.price_set(call, sku, text, before and integer.text(before))
		end
		known[sku], statuses[i] = price, before and 'replaced' or 'created'
	end
	if #changed > 0 then
		redis.call('HSET', call.keys.prices, unpack(changed))
		redis.call('ZADD', call.keys.priced_skus, unpack(listed))
	end
	return statuses
end

return price_list
