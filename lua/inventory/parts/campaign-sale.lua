-- Campaigns as a sale of units of one SKU asks them, which is the one that many want at once: the same answers as
-- inventory/parts/campaigns has for lines, without lists.
--
-- Needs KEYS: campaign*.
--- @include "kernel/integer"
--- @include "inventory/parts/campaign-counts"
--- @include "inventory/parts/campaign-windows"
--- @include "inventory/parts/counted-units"
--- @state let_sku = false, let_owner = false, let_units = false
local campaign_sale = {}

local max, current = integer.max, campaign_windows.current

--- Whether an owner (false for none) may have so many units of a SKU that is in a campaign. A sale asks twice, and is
--- told at once the second time.
function campaign_sale.lets(call, owner, sku, quantity)
	if call.let_sku == sku and call.let_owner == owner and call.let_units == quantity then
		return true
	end
	local number = current(call, call.items[sku].rules)
	local found = number and campaign_counts.existing(call, number, owner)
	if not found then
		return false
	end
	local per_owner, per_operation, total = found.per_owner, found.per_operation, found.total
	if found.used + quantity > (total or max) or per_operation and quantity > per_operation then
		return false
	elseif per_owner and not (owner and found.owners[owner] + quantity <= per_owner) then
		return false
	end
	call.let_sku, call.let_owner, call.let_units = sku, owner, quantity
	return true
end

--- Stages that units of a SKU, which was read, are taken for an owner (false for none). Returns what is counted; false
--- for nothing.
function campaign_sale.count(call, owner, sku, quantity)
	local rules = call.items[sku].rules
	local number = rules and rules.campaigns and current(call, rules)
	if not number then
		return false
	end
	call.let_sku = false
	campaign_counts.add(call, number, owner, quantity)
	return counted_units.text(owner, number, sku, quantity)
end

return campaign_sale
