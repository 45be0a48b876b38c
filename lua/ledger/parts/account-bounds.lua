-- Bounds that each account keeps to whenever it is written: 0 <= held, incoming; 0 <= available unless it is
-- @world; balance + incoming + overdraft within the cap.
--- @include "kernel/integer"
local account_bounds = {}

--- Whether the account is the @world of its asset.
function account_bounds.is_world(account)
	return account.key == '@world/' .. account.terms.asset
end

--- Whether the account may be below its floor: @world is, by what all others have.
local function may_owe(account)
	return account_bounds.is_world(account) and account.held - account.balance <= integer.max
end

--- Fails, before anything is written, where the account would break them; `available` is what may still go out of it.
function account_bounds.check(account, available)
	local incoming = account.incoming
	if
		(available < 0 and not may_owe(account))
		or account.held < 0
		or incoming < 0
		or account.balance > integer.max - account.terms.overdraft - incoming
	then
		error('CORRUPT accounts ' .. account.key .. ': this would break its floor or its ceiling')
	end
end

return account_bounds
