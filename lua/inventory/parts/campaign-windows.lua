-- Windows of campaigns, as the rules in the record of a SKU name them: `number:opens_ms:closes_ms` with `,` between, 0
-- for no such time.
--- @export
--- @include "kernel/clock"
--- @include "kernel/integer"
local campaign_windows = {}

--- The number of the campaign that counts units of a SKU with these rules now; else nil, the number of the one that
--- opens next or closed last, whether it opens, and when. Rules remember the former: a sale asks more than once.
function campaign_windows.current(call, rules)
	if rules.open_campaign then
		return rules.open_campaign
	end
	local now_ms, next_one, opens_at, last_one, closed_at = call.now_ms, nil, nil, nil, 0
	-- Most SKUs are in one campaign, which is open when they are sold: a loop over matches costs twice as much.
	local only, opened, closing = string.match(rules.campaigns, '^(%d+):(%d+):(%d+)$')
	if only and opened + 0 <= now_ms and (closing == '0' or closing + 0 > now_ms) then
		rules.open_campaign = only
		return only
	end
	for number, opens, closes in string.gmatch(rules.campaigns, '(%d+):(%d+):(%d+)') do
		local opens_ms, closes_ms = opens + 0, closes + 0
		if opens_ms > now_ms then
			if not opens_at or opens_ms < opens_at then
				next_one, opens_at = number, opens_ms
			end
		elseif closes_ms == 0 or closes_ms > now_ms then
			return number
		elseif closes_ms > closed_at then
			last_one, closed_at = number, closes_ms
		end
	end
	return nil, next_one or last_one, next_one ~= nil, opens_at or closed_at
end

--- When the next campaign of a SKU with these rules (false for none) opens, as text; nil where none does.
function campaign_windows.next_opening(call, rules)
	local next_ms
	for opens in string.gmatch(rules and rules.campaigns or '', '%d+:(%d+):%d+') do
		local opens_ms = opens + 0
		if opens_ms > call.now_ms then
			next_ms = math.min(opens_ms, next_ms or opens_ms)
		end
	end
	return next_ms and integer.text(next_ms)
end

return campaign_windows
