-- The legs of a payment: who gets how much of the total. They come to it to the unit, or the order is refused.
--- @include "kernel/apportion"
--- @include "ledger/parts/transfer-rules"
local legs = {}

local WHOLE = 10000 -- basis points

--- Reads legs as they are sent, "to*kind*number" with commas between: an amount (a), a share in basis points (s), or
--- the rest (r). Returns them, the sum of all amounts, and the shares with their places.
local function parse(text)
	local parts, fixed, shares, places = {}, 0, {}, {}
	for to, kind, number in string.gmatch(text, '([^*,]+)%*(%l)%*(%d+)') do
		local part = { to = to, amount = 0, is_rest = kind == 'r' }
		parts[#parts + 1] = part
		if kind == 'a' then
			part.amount = number + 0
			fixed = fixed + part.amount
		elseif kind == 's' then
			shares[#shares + 1], places[#places + 1] = number + 0, #parts
		end
	end
	return parts, fixed, shares, places
end

--- Works out the amount of each leg. Shares are of the total and are rounded among themselves; the rest gets what
--- remains, and without a rest they take all that the amounts leave. Returns the legs, or nil and what they come to.
local function work_out(text, total)
	local parts, fixed, shares, places = parse(text)
	local rest
	for i = 1, #parts do
		rest = parts[i].is_rest and parts[i] or rest
	end
	local left = total - fixed
	local amounts = apportion.split(total, shares, WHOLE, not rest and #shares > 0 and left >= 0 and left or nil)
		or apportion.split(total, shares, WHOLE)
	for i = 1, #amounts do
		parts[places[i]].amount = amounts[i]
		left = left - amounts[i]
	end
	if rest and left >= 0 then
		rest.amount, left = left, 0
	end
	return left == 0 and parts, total - left
end

--- Why the payer may not pay these, or nil: the accounts of all, and their assets.
local function accounts_refusal(call, request, parts, currency)
	local ids = { request.from }
	for i = 1, #parts do
		ids[i + 1] = parts[i].to
	end
	accounts.read(call, ids)
	local refused = transfer_rules.missing_refusal(call, ids)
	for i = 1, refused and 0 or #parts do
		local pair = { from = request.from, to = parts[i].to }
		refused = refused or transfer_rules.parties_refusal(call, pair)
		local asset = not refused and pair.sender.terms.asset
		if asset and asset ~= currency then
			refused = { 'ASSET_MISMATCH', request.from, asset, '', currency }
		end
	end
	return refused
end

--- Stages the transfer of each leg that moves money, or returns why one cannot be.
local function stage(call, request, parts, notes)
	request.ids = {}
	for i = 1, #parts do
		local part = parts[i]
		if part.amount > 0 then
			-- stylua: ignore
			local wanted = { id = request.id .. '-' .. i, from = request.from, to = part.to, amount = part.amount,
				notes = notes, expires_ms = request.expires_ms }
			local refused = transfer_rules.refusal(call, wanted)
			if refused then
				return refused
			end
			transfers.create(call, wanted)
			part.transfer, request.ids[#request.ids + 1] = wanted.id, wanted.id
		end
	end
	return nil
end

--- Why the total cannot be paid by these legs, or nil. Stages their transfers as it goes, for one leg needs what
--- another leaves: it is the last question of all, and whoever is refused must write nothing.
function legs.refusal(call, request, order)
	local parts, sum = work_out(request.legs, order.total)
	if not parts then
		return { 'PAYMENT_MISMATCH', 'legs', integer.text(order.total), integer.text(math.min(sum, integer.max)) }
	end
	request.parts = parts
	for i = 1, #parts do
		if parts[i].to == request.from then
			return { 'SAME_ACCOUNT', request.from }
		end
	end
	if order.total == 0 then
		request.ids = {}
		return nil
	end
	return accounts_refusal(call, request, parts, order.currency)
		or transfer_rules.sum_refusal(call, request.from, order.total)
		or stage(call, request, parts, '{"reference":"' .. order.id .. '"}')
end

--- The legs as the record of an order keeps them.
function legs.pack(parts)
	local packed = {}
	for i = 1, #parts do
		local part = parts[i]
		packed[i] = part.to .. '*' .. integer.text(part.amount) .. '*' .. (part.transfer or '-')
	end
	return table.concat(packed, ',')
end

--- The transfers in the packed legs of an order that was read.
function legs.transfers(packed)
	local ids = {}
	for id in string.gmatch(packed, '[^*,]+%*%d+%*([^*,]+)') do
		ids[#ids + 1] = id ~= '-' and id or nil
	end
	return ids
end

return legs
