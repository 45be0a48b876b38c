-- Why money may not move. Every check there is, in one order: the id, the two accounts, their states, their assets,
-- the sender's limits, its funds, the caps.
--- @export
--- @include "ledger/parts/transfers"
local WORLD = accounts.world
local transfer_rules = {}

--- Names every one of these accounts that is missing, or gives nil; @world never is, once an asset has an account.
function transfer_rules.missing_refusal(call, ids)
	local missing, known
	for i = 1, #ids do
		local id = ids[i]
		if id ~= WORLD and not accounts.get(call, id) and not (known and known[id]) then
			missing, known = missing or { 'ACCOUNT_NOT_FOUND' }, known or {}
			missing[#missing + 1], known[id] = id, true
		end
	end
	return missing
end

local function party_refusal(call, request, from, to)
	if not (from and to) then
		return transfer_rules.missing_refusal(call, { request.from, request.to })
			or error('CORRUPT accounts: an asset has no @world')
	end
	local sender, receiver = from.terms, to.terms
	if sender.state ~= 'active' then
		return { 'INVALID_STATE', 'account', request.from, sender.state }
	elseif receiver.state ~= 'active' then
		return { 'INVALID_STATE', 'account', request.to, receiver.state }
	elseif sender.asset ~= receiver.asset then
		return { 'ASSET_MISMATCH', request.from, sender.asset, request.to, receiver.asset }
	end
	return nil
end

--- The limits of an account: its own, else those of the store; nil or false for none.
local function limits_of(call, terms)
	return (terms.per_transfer or terms.daily or terms.rolling) and terms or call.store_limits
end

--- Notes in the request what goes out of the sender on its `day` with it, `used`. A day that has begun does not end
--- early, also when the clock is set back. A reversal does not count, and @world has no limits.
local function limit_refusal(call, request, from)
	local limits, amount = limits_of(call, from.terms), request.amount
	local before, day = account_records.used_since(from, call.day_start_text)
	local used = before + amount
	request.day, request.used = day, used
	if not limits then
		return nil
	elseif limits.per_transfer and amount > limits.per_transfer then
		local limit, requested = integer.text(limits.per_transfer), integer.text(amount)
		return { 'LIMIT_EXCEEDED', request.from, 'perTransfer', limit, '0', requested, '0' }
	elseif limits.daily and used > limits.daily then
		local so_far, requested = integer.text(before), integer.text(amount)
		return { 'LIMIT_EXCEEDED', request.from, 'daily', limits.daily_text, so_far, requested, call.day_end_text }
	end
	return limits.rolling and windows.refusal(call, from, amount, request.counted_with and 0 or 1) or nil
end

-- Sums of two numbers within the cap are compared with it exactly: past 2^53 a double rounds, but never back below.
local function funds_refusal(call, request, from, to, amount)
	local max, held, incoming, used = integer.max, from.held, to.incoming, request.used
	if request.from ~= WORLD then
		local available = accounts.available(from)
		if available < amount then
			return { 'INSUFFICIENT_FUNDS', request.from, integer.text(amount), integer.text(available) }
		end
	elseif from.balance - held - amount < -max then
		return { 'CAP_EXCEEDED', request.from, 'held' }
	end
	if held + amount > max then
		return { 'CAP_EXCEEDED', request.from, 'held' }
	elseif to.balance + amount > max - to.terms.overdraft - incoming or incoming + amount > max then
		return { 'CAP_EXCEEDED', request.to, 'balance' }
	elseif used and used > max then
		return { 'CAP_EXCEEDED', request.from, 'usedToday' }
	elseif not balances.fit(call, from, to, amount) then
		return { 'CAP_EXCEEDED', from.terms.asset, 'credits' }
	end
	return nil
end

--- Lowers the amount of a request that bends to what is available, or returns why there is nothing.
local function bend(request, from)
	local available = accounts.available(from)
	if available == 0 then
		return { 'INSUFFICIENT_FUNDS', request.from, request.amount_text, '0' }
	elseif available < request.amount then
		request.amount, request.amount_text = available, integer.text(available)
	end
	return nil
end

--- Why this request (see transfers.create()) cannot be executed, or nil; its numbers are parsed and positive.
--- Completes it for transfers.create() with sender, receiver, day and used.
function transfer_rules.refusal(call, request)
	local from_id = request.from
	if transfer_records.exists(call, request.id) then
		return { 'TRANSFER_ALREADY_EXISTS', request.id }
	elseif from_id == request.to then
		return { 'SAME_ACCOUNT', from_id }
	end
	local from, to = accounts.parties(call, request)
	local refused
	if not (from and to and from.terms == to.terms and from.terms.state == 'active') then -- else nothing sets them apart
		refused = party_refusal(call, request, from, to)
	end
	if not refused and request.bends and from_id ~= WORLD then
		refused = bend(request, from)
	end
	if not refused and from_id ~= WORLD and not request.reverses then
		refused = limit_refusal(call, request, from)
	end
	return refused or funds_refusal(call, request, from, to, request.amount)
end

--- Why this much of a pending transfer cannot be posted, or nil.
function transfer_rules.posting_refusal(call, transfer, amount)
	if transfer.state ~= 'pending' then
		return { 'INVALID_STATE', 'transfer', transfer.id, transfer.state }
	elseif amount > transfer.amount then
		return { 'AMOUNT_EXCEEDED', transfer.id, integer.text(amount), transfer.amount_text }
	end
	local from, to = accounts.parties(call, transfer)
	local refused = party_refusal(call, transfer, from, to)
	if not refused and not balances.fit(call, from, to, amount) then
		refused = { 'CAP_EXCEEDED', from.terms.asset, 'credits' }
	end
	return refused
end

--- Why this much in all, which goes to several, cannot go out of an account, or nil: its limits and its funds. Each
--- transfer of it is asked for apart.
function transfer_rules.sum_refusal(call, id, amount)
	local from = accounts.get(call, id)
	if id == WORLD then
		return nil
	end
	local refused, available = limit_refusal(call, { from = id, amount = amount }, from), accounts.available(from)
	if not refused and available < amount then
		refused = { 'INSUFFICIENT_FUNDS', id, integer.text(amount), integer.text(available) }
	end
	return refused
end

--- Why money may not move between the accounts of this request { from, to }, whatever the amount, or nil.
function transfer_rules.parties_refusal(call, request)
	local from, to = accounts.parties(call, request)
	return party_refusal(call, request, from, to)
end

--- How much of a transfer has not been taken back yet.
function transfer_rules.reversible(transfer)
	return transfer.posted - transfer.reversed
end

--- Why this request { id, amount, notes } cannot take the transfer back, or nil. Limits do not bound it: it returns
--- what came in. Completes the request for transfers.reverse().
function transfer_rules.reversal_refusal(call, original, request)
	local left = transfer_rules.reversible(original)
	if original.state ~= 'posted' then
		return { 'INVALID_STATE', 'transfer', original.id, original.state }
	elseif original.reverses or left == 0 then
		return { 'INVALID_STATE', 'transfer', original.id, left == 0 and 'reversed' or 'reversal' }
	elseif request.amount > left then
		return { 'AMOUNT_EXCEEDED', original.id, integer.text(request.amount), integer.text(left) }
	end
	request.from, request.to, request.asset, request.reverses = original.to, original.from, original.asset, original.id
	return transfer_rules.refusal(call, request)
end

return transfer_rules
