-- Why money may not move. Every check there is, in one order: the id, the two accounts, their states, their assets, the
-- sender's limits, its funds, the caps.
--- @include "lib/transfers"
local transfer_rules = {}

--- Names every account that is missing; @world never is, once an asset has an account.
local function missing_refusal(request)
	local missing = { 'ACCOUNT_NOT_FOUND' }
	for _, id in ipairs({ request.from, request.to }) do
		if id ~= accounts.world and not accounts.get(id) then
			missing[#missing + 1] = id
		end
	end
	if #missing == 1 then
		error('CORRUPT ledger: an asset has no @world')
	end
	return missing
end

local function party_refusal(request, from, to)
	if not (from and to) then
		return missing_refusal(request)
	end
	local inactive = from.state ~= 'active' and from or to.state ~= 'active' and to
	if inactive then
		return { 'INVALID_STATE', 'account', inactive.id, inactive.state }
	elseif from.asset ~= to.asset then
		return { 'ASSET_MISMATCH', from.id, from.asset, to.id, to.asset }
	end
	return nil
end

local function limit_refusal(from, amount)
	local used = transfers.used_today(from)
	if from.per_transfer and amount > from.per_transfer then
		local limit, requested = integer.text(from.per_transfer), integer.text(amount)
		return { 'LIMIT_EXCEEDED', from.id, 'perTransfer', limit, '0', requested, '0' }
	elseif from.daily and used + amount > from.daily then
		local limit, requested, resets_ms = integer.text(from.daily), integer.text(amount), integer.text(days.next_ms)
		return { 'LIMIT_EXCEEDED', from.id, 'daily', limit, integer.text(used), requested, resets_ms }
	end
	return nil
end

-- Sums of two numbers within the cap are compared with it exactly: past 2^53 a double rounds, but never back below.
local function cap_refusal(from, to, amount, counts)
	local ceiling = integer.max - to.overdraft - to.incoming
	local sinks = from.is_world and from.balance - from.held - amount < -integer.max
	if sinks or from.held + amount > integer.max then
		return { 'CAP_EXCEEDED', from.id, 'held' }
	elseif to.balance + amount > ceiling or to.incoming + amount > integer.max then
		return { 'CAP_EXCEEDED', to.id, 'balance' }
	elseif counts and transfers.used_today(from) + amount > integer.max then
		return { 'CAP_EXCEEDED', from.id, 'usedToday' }
	elseif not balances.fit(from, to, amount) then
		return { 'CAP_EXCEEDED', from.asset, 'credits' }
	end
	return nil
end

--- Why this request (see transfers.create()) cannot be executed, or nil; its numbers are parsed and positive.
function transfer_rules.refusal(request)
	if transfer_records.get(request.id) then
		return { 'TRANSFER_ALREADY_EXISTS', request.id }
	elseif request.from == request.to then
		return { 'SAME_ACCOUNT', request.from }
	end
	local from, to = accounts.parties(request)
	local counts = transfers.counts(request)
	local refused = party_refusal(request, from, to) or counts and limit_refusal(from, request.amount)
	if refused then
		return refused
	elseif not from.is_world and accounts.available(from) < request.amount then
		local available = integer.text(accounts.available(from))
		return { 'INSUFFICIENT_FUNDS', from.id, integer.text(request.amount), available }
	end
	return cap_refusal(from, to, request.amount, counts)
end

--- Why this much of a pending transfer cannot be posted, or nil.
function transfer_rules.posting_refusal(transfer, amount)
	if transfer.state ~= 'pending' then
		return { 'INVALID_STATE', 'transfer', transfer.id, transfer.state }
	elseif amount > transfer.amount then
		return { 'AMOUNT_EXCEEDED', transfer.id, integer.text(amount), integer.text(transfer.amount) }
	end
	local from, to = accounts.parties(transfer)
	local refused = party_refusal(transfer, from, to)
	if not refused and not balances.fit(from, to, amount) then
		refused = { 'CAP_EXCEEDED', from.asset, 'credits' }
	end
	return refused
end

--- What of a transfer has not been taken back yet.
function transfer_rules.reversible(transfer)
	return transfer.posted - transfer.reversed
end

--- Why this request { id, amount, notes } cannot take the transfer back, or nil. Limits do not bound it: it returns
--- what came in. Completes the request for transfers.reverse().
function transfer_rules.reversal_refusal(original, request)
	local left = transfer_rules.reversible(original)
	if original.state ~= 'posted' then
		return { 'INVALID_STATE', 'transfer', original.id, original.state }
	elseif original.reverses ~= '-' or left == 0 then
		return { 'INVALID_STATE', 'transfer', original.id, left == 0 and 'reversed' or 'reversal' }
	elseif request.amount > left then
		return { 'AMOUNT_EXCEEDED', original.id, integer.text(request.amount), integer.text(left) }
	end
	request.from, request.to, request.asset, request.reverses = original.to, original.from, original.asset, original.id
	return transfer_rules.refusal(request)
end

return transfer_rules
