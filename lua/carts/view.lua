-- What a cart looks like to a shop: lines with price and availability, and the total.
--- @include "lib/availability"
--- @include "lib/cart"
--- @include "lib/prices"
--- @include "lib/store"
local view = {}

--- Units that holds keep back although they are over: the next sale takes them, so they count as available. Bounded
--- like a sweep; beyond that a cart shows too little for a moment, never too much.
local function lapsed_units()
	local ids, units = {}, {}
	for i, member in ipairs(time_index.due(keys.reservation_index, 's/active', clock.now_ms, holds.max_reclaimed)) do
		ids[i] = time_index.id(member)
	end
	for _, hold in ipairs((holds.read(ids, holds.max_reclaimed_lines))) do
		for _, line in ipairs(hold.state == 'active' and hold.lines or {}) do
			units[line.sku] = (units[line.sku] or 0) + line.quantity
		end
	end
	return units
end

local function read_stock(lines)
	stock.read_of(lines)
	local lapsed = #lines > 0 and lapsed_units() or {}
	for _, line in ipairs(lines) do
		local available = stock.item(line.sku) and stock.available(line.sku) or 0
		line.available = available + (lapsed[line.sku] or 0)
	end
end

local function text(number)
	return number and integer.text(number) or '-'
end

--- The reply: OK id version expires_ms currency total lines, with "SKU*quantity*unitPrice*lineTotal*available,…" for
--- lines and "-" for what cannot be given.
function view.reply(id, found)
	local total, packed = prices.apply(found.lines), {}
	read_stock(found.lines)
	for i, line in ipairs(found.lines) do
		-- stylua: ignore
		packed[i] = table.concat({ line.sku, integer.text(line.quantity), text(line.unit_price),
			text(line.line_total), integer.text(line.available) }, '*')
	end
	-- stylua: ignore
	return { 'OK', id, found.version, integer.text(found.expires_ms), store.currency, text(total),
		#packed > 0 and table.concat(packed, ',') or '-' }
end

return view
