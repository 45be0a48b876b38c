-- The legs of a payment: who gets how much of the total. They come to it to the unit, or the order is refused.
--- @include "kernel/apportion"
--- @include "ledger/parts/transfer-rules"
local legs = {}

local WHOLE = 10000 -- basis points

--- Reads the legs of a request as they are sent, "to*kind*number" with commas between: an amount (a), a share in basis
--- points (s), or the rest (r). Returns them, each the request of a transfer (see transfers.create()), the sum of all
--- amounts, and the shares with their places.
local function parse(request, notes)
	local parts, fixed, shares, places = {}, 0, {}, {}
	for to, kind, number in string.gmatch(request.legs, '([^*,]+)%*(%l)%*(%d+)') do
		local place = #parts + 1
		-- stylua: ignore
		local part = { id = request.id .. '-' .. place, from = request.from, to = to, amount = 0, notes = notes,
			expires_ms = request.expires_ms, is_rest = kind == 'r', amount_text = false, sender = false,
			receiver = false, day = false, used = false, counted_with = false }
		parts[place] = part
		if kind == 'a' then
			part.amount = number + 0
			fixed = fixed + part.amount
		elseif kind == 's' then
			shares[#shares + 1], places[#places + 1] = number + 0, place
		end
	end
	return parts, fixed, shares, places
end

--- Works out the amount of each leg. Shares are of the total and are rounded among themselves; the rest gets what
--- remains, and without a rest they take all that the amounts leave. Returns the legs, or nil and what they come to.
local function work_out(request, order)
	local parts, fixed, shares, places = parse(request, '{"reference":"' .. order.id .. '"}')
	local total = order.total
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
	local account_ids, ids = { request.from }, {}
	for i = 1, #parts do
		account_ids[i + 1], ids[i] = parts[i].to, parts[i].id
	end
	accounts.read(call, account_ids)
	transfer_records.read(call, ids)
	local refused
	for i = 1, #parts do
		local part = parts[i]
		local refusal = transfer_rules.parties_refusal(call, part)
		if not (part.sender and part.receiver) then
			return transfer_rules.missing_refusal(call, account_ids) -- all that are missing come before all else
		end
		local asset = part.sender.terms.asset
		if asset ~= currency then
			refusal = refusal or { 'ASSET_MISMATCH', request.from, asset, '', currency }
		end
		refused = refused or refusal
	end
	return refused
end

--- Notes in each leg but the largest that this counts for it: a payment counts once in the rolling limits of who pays,
--- and is taken off again when the largest is, which is the last to go back.
local function count_once(parts)
	local largest = parts[1]
	for i = 2, #parts do
		largest = parts[i].amount >= largest.amount and parts[i] or largest
	end
	for i = 1, #parts do
		parts[i].counted_with = parts[i] ~= largest and largest.id
	end
end

--- Stages the transfer of each leg that moves money, or returns why one cannot be.
local function stage(call, request, parts)
	if parts[1].sender.terms.rolling then
		count_once(parts)
	end
	for i = 1, #parts do
		local part = parts[i]
		if part.amount > 0 then
			local refused = transfer_rules.refusal(call, part)
			if refused then
				return refused
			end
			part.amount_text = integer.text(part.amount)
			transfers.create(call, part)
			request.ids[#request.ids + 1] = part.id
		end
	end
	return nil
end

--- Why the total cannot be paid by these legs, or nil. Stages their transfers as it goes, for one leg needs what
--- another leaves: it is the last question of all, and whoever is refused must write nothing.
function legs.refusal(call, request, order)
	local parts, sum = work_out(request, order)
	if not parts then
		return { 'PAYMENT_MISMATCH', 'legs', integer.text(order.total), integer.text(math.min(sum, integer.max)) }
	end
	request.parts, request.ids = parts, {}
	for i = 1, #parts do
		if parts[i].to == request.from then
			return { 'SAME_ACCOUNT', request.from }
		end
	end
	if order.total == 0 then
		return nil
	end
	return accounts_refusal(call, request, parts, order.currency)
		or transfer_rules.sum_refusal(call, request.from, order.total)
		or stage(call, request, parts)
end

--- The legs as the record of an order keeps them.
function legs.pack(parts)
	local packed = {}
	for i = 1, #parts do
		local part = parts[i]
		packed[i] = part.to .. '*' .. (part.amount_text and part.amount_text .. '*' .. part.id or '0*-')
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
