#!lua flags=no-writes
--- Walks a hash of a store, for what happened before its journal begins. A cursor goes on also in another process.
---
--- KEYS: store, stock, accounts, transfers, orders, deductions
--- ARGV: walked: stock|accounts|transfers|orders|deductions, cursor, page: count
--- Replies:
---   OK next_cursor id...
---   next_cursor is 0 at the end; some ids may come twice
if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local HASHES = {
	stock = keys.stock,
	accounts = keys.accounts,
	transfers = keys.transfers,
	orders = keys.orders,
	deductions = keys.deductions,
}
local next_cursor, found = unpack(redis.call('HSCAN', HASHES[walked], cursor, 'COUNT', page))
local reply = { 'OK', next_cursor }
for i = 1, #found, 2 do
	-- A deduction has its reversals beside it, by `id/reversal`, an account its rolling limits, by `id/rolling`.
	local is_apart = walked == 'deductions' and string.find(found[i], '/', 1, true)
		or walked == 'accounts' and string.find(found[i], '^[^/]+/rolling$')
	if not is_apart or string.find(found[i], '^@world/') then
		reply[#reply + 1] = found[i]
	end
end
return reply
