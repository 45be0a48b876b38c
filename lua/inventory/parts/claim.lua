-- The door for units: all that takes units, or gives them back, goes through here, by lines for somebody. A rule about
-- who may have how much of what belongs behind it: refuse in claim.refusals(), count in claim.take(), return in
-- claim.give_back().
--- @export
--- @include "inventory/parts/campaigns"
--- @include "inventory/parts/next-release"
--- @include "inventory/parts/stock"
local claim = {}

-- By kind of movement, what each unit comes to: on hand, reserved, sold (false: its units sold stay as they are). An
-- authorised order takes units off stock and sells them once it is captured; its kinds name the `movement` they are.
local TAKES = {
	reservation = { on_hand = 0, reserved = 1, sold = false },
	commit = { on_hand = -1, reserved = -1, sold = 1 },
	deduction = { on_hand = -1, reserved = 0, sold = 1 },
	order = { on_hand = -1, reserved = 0, sold = 1 },
	adjustment = { on_hand = -1, reserved = 0, sold = false },
	authorised_order = { on_hand = -1, reserved = 0, sold = false, movement = 'reservation' },
	authorised_commit = { on_hand = -1, reserved = -1, sold = false, movement = 'reservation' },
}
local GIVES = {
	release = { on_hand = 0, reserved = -1, sold = false },
	expiry = { on_hand = 0, reserved = -1, sold = false },
	reversal = { on_hand = 1, reserved = 0, sold = -1 },
	restock = { on_hand = 1, reserved = 0, sold = -1 },
	write_off = { on_hand = 0, reserved = 0, sold = -1 },
	adjustment = { on_hand = 1, reserved = 0, sold = false },
	authorised_release = { on_hand = 1, reserved = 0, sold = false, movement = 'release' },
	authorised_expiry = { on_hand = 1, reserved = 0, sold = false, movement = 'expiry' },
}

--- Units of a SKU that are available, as a text, and behind it, after blanks, when reservations release some, and how
--- many.
function claim.left(call, sku, item, available)
	local release = next_release.text(call, sku, item)
	return release and available .. ' ' .. release or available
end

--- Why so much of a SKU that was read cannot be had, or nil. `own` of its units are kept back for who asks already; nil
--- for none.
function claim.refusal(call, sku, quantity, own)
	local item = call.items[sku]
	if not item then
		return { 'SKU_NOT_FOUND', sku }
	elseif item.available >= quantity - (own or 0) or own and own >= quantity then
		return nil
	end
	local available = own and integer.text(math.max(item.available, 0) + own) or stock_records.available_text(item)
	return { 'INSUFFICIENT_STOCK', sku, integer.text(quantity), claim.left(call, sku, item, available) }
end

--- Why these quantities of SKUs that were read, each named once, cannot be had: all unknown SKUs, and every short one
--- as sku, requested, available; each nil where there is none. `own` units by SKU are kept back for who asks already;
--- nil for none.
function claim.refusals(call, skus, quantities, own)
	local missing, short
	for i = 1, #skus do
		local refused = claim.refusal(call, skus[i], quantities[i], own and own[skus[i]])
		if refused and refused[1] == 'SKU_NOT_FOUND' then
			missing = missing or { 'SKU_NOT_FOUND' }
			missing[#missing + 1] = refused[2]
		elseif refused then
			short = short or { 'INSUFFICIENT_STOCK' }
			local place = #short
			short[place + 1], short[place + 2], short[place + 3] = refused[2], refused[3], refused[4]
		end
	end
	return missing, short
end

--- Why rules refuse these units to an owner, false for none, as a list; nil where they do not. `own` units by SKU are
--- kept back for who asks already, of which `counted` is counted by campaigns; nil for none.
function claim.rule_refusals(call, owner, skus, quantities, own, counted)
	if not counted and not claim.is_ruled(call, skus) then
		return nil
	end
	return campaigns.refusals(call, owner, skus, quantities, own, counted)
end

--- Whether rules say who may have units of some of these SKUs, of which those are asked that were read.
function claim.is_ruled(call, skus)
	local items = call.items
	for i = 1, #skus do
		local item = items[skus[i]]
		if item and item.rules and item.rules.campaigns then
			return true
		end
	end
	return false
end

--- One refusal of all that stands against it that an owner, false for none, takes these units, or nil: unknown SKUs,
--- rules, shortages, of which the first leads and each other one follows as an array.
function claim.obstacles(call, owner, skus, quantities, own, counted)
	local missing, short = claim.refusals(call, skus, quantities, own)
	return claim.all(missing, claim.rule_refusals(call, owner, skus, quantities, own, counted), short)
end

--- One reply of unknown SKUs, refusals of rules and shortages, each nil for none.
function claim.all(missing, ruled, short)
	if not ruled and not (missing and short) then
		return missing or short
	end
	local found = ruled or {}
	if missing then
		table.insert(found, 1, missing)
	end
	found[#found + 1] = short
	return claim.reply(found)
end

--- One reply of all these refusals: the first as a refusal always is, each further one as an array at its end; nil for
--- none.
function claim.reply(found)
	local reply = found[1]
	for i = 2, #found do
		reply[#reply + 1] = found[i]
	end
	return reply
end

local function over_cap(call, each, skus, quantities)
	for i = 1, #skus do
		local item, quantity = call.items[skus[i]], quantities[i]
		if item.on_hand + each.on_hand * quantity > integer.max then
			return { 'CAP_EXCEEDED', skus[i], 'onHand' }
		elseif item.sold + (each.sold or 0) * quantity > integer.max then
			return { 'CAP_EXCEEDED', skus[i], 'sold' }
		end
	end
	return nil
end

--- Why taking these units in this way would pass the cap of a number, or nil.
function claim.take_over_cap(call, kind, skus, quantities)
	return over_cap(call, TAKES[kind], skus, quantities)
end

--- Why giving these units back in this way would pass the cap of a number, or nil.
function claim.give_back_over_cap(call, kind, skus, quantities)
	return over_cap(call, GIVES[kind], skus, quantities)
end

local function move_all(call, each, kind, skus, quantities, id)
	local move, on_hand, reserved, sold = stock.move, each.on_hand, each.reserved, each.sold
	kind = each.movement or kind
	for i = 1, #skus do
		local quantity = quantities[i]
		move(call, skus[i], kind, on_hand * quantity, reserved * quantity, sold and sold * quantity, id)
	end
end

--- Takes units of one SKU: for what (`id` of a reservation, deduction or order) and with which reference (JSON text),
--- each nil for none. Returns the movement's "SKU/sequence".
function claim.take_one(call, kind, sku, quantity, id, reference)
	local each = TAKES[kind]
	local sold = each.sold and each.sold * quantity
	return stock.move(call, sku, kind, each.on_hand * quantity, each.reserved * quantity, sold, id, reference)
end

--- Gives units of one SKU back; as above.
function claim.give_back_one(call, kind, sku, quantity, id, reference)
	local each = GIVES[kind]
	local sold = each.sold and each.sold * quantity
	return stock.move(call, sku, kind, each.on_hand * quantity, each.reserved * quantity, sold, id, reference)
end

--- Takes the units of these lines for an owner, false for none; nil where nobody is to count them. Returns what
--- campaigns count, `counted` before, to be kept where the units are.
function claim.take(call, kind, skus, quantities, id, owner, counted)
	move_all(call, TAKES[kind], kind, skus, quantities, id)
	return owner ~= nil and campaigns.count(call, owner, skus, quantities, counted) or counted or false
end

--- Gives the units of these lines back, of which `counted` is counted by campaigns and so many of each SKU are left,
--- nil for none. Returns what stays counted.
function claim.give_back(call, kind, skus, quantities, id, counted, left)
	move_all(call, GIVES[kind], kind, skus, quantities, id)
	return counted and campaigns.give_back(call, counted, left) or false
end

return claim
