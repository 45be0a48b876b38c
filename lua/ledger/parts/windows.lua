-- Rolling limits of an account: how much, and how often, money may go out within so many hours. Amounts are counted
-- in buckets of a sixtieth of those hours, from the time at which the transfer was made. The window is the current
-- bucket and the sixty before it: never less than the hours, and at most one bucket more, so that a limit holds in any
-- window whatever.
--
-- They are kept beside the account, by "<id>/rolling" ("/" cannot be in an id), and only accounts whose terms say so
-- have them: all others cost no command.
--
-- Needs KEYS: accounts.
--- @include "kernel/integer"
--- @include "ledger/parts/rolling-rules"
local windows = {}

local BUCKETS = 60

local text_of = integer.text

local function field(account)
	return account.key .. '/rolling'
end

local function bucket_at(rule, ms)
	return math.floor(ms / rule.width_ms)
end

--- The rules of an account whose terms say that it has some: read once.
function windows.of(call, account)
	if not account.windows then
		local record = redis.call('HGET', call.keys.accounts, field(account))
		account.windows = rolling_rules.read(record or '') or error('CORRUPT accounts ' .. field(account))
	end
	return account.windows
end

--- Forgets what has aged out. Returns the amount and the number of transfers in the window, and its last bucket, which
--- does not go back with the clock.
local function tally(rule, now_ms)
	local buckets, amount, count = rule.buckets, 0, 0
	local last = buckets[#buckets]
	local number = math.max(bucket_at(rule, now_ms), last and last.number or 0)
	while buckets[1] and buckets[1].number < number - BUCKETS do
		table.remove(buckets, 1)
	end
	if #rule.first > 0 and bucket_at(rule, rule.begun) < number - BUCKETS then
		rule.first = {}
	end
	for i = 1, #buckets do
		amount, count = amount + buckets[i].amount, count + buckets[i].count
	end
	return amount, count, number
end

--- When so much has aged out that this much more is within the limit, as text; 0 for never.
local function room_ms(rule, measure, used, requested)
	for i = 1, #rule.buckets do
		local bucket = rule.buckets[i]
		used = used - bucket[measure]
		if used + requested <= rule[measure] then
			return text_of((bucket.number + BUCKETS + 1) * rule.width_ms)
		end
	end
	return '0'
end

local function refusal(account, rule, scope, measure, used, requested)
	-- stylua: ignore
	return { 'LIMIT_EXCEEDED', account.key, scope, text_of(rule[measure]), text_of(used), text_of(requested),
		room_ms(rule, measure, used, requested), rule.hours }
end

--- Why this much, in so many transfers, may not go out of an account now, or nil.
function windows.refusal(call, account, amount, transfers)
	local rules = windows.of(call, account)
	for i = 1, #rules do
		local rule = rules[i]
		local used, count = tally(rule, call.now_ms)
		if rule.amount and used + amount > rule.amount then
			return refusal(account, rule, 'rollingAmount', 'amount', used, amount)
		elseif rule.count and count + transfers > rule.count then
			return refusal(account, rule, 'rollingCount', 'count', count, transfers)
		elseif used + amount > integer.max then
			return { 'CAP_EXCEEDED', account.key, 'usedRolling' }
		end
	end
	return nil
end

--- Counts a transfer that was made at this time, as so many: none where another of the same payment counts for it.
function windows.count(call, account, id, amount, transfers, at_text)
	local rules = windows.of(call, account)
	for i = 1, #rules do
		local buckets = rules[i].buckets
		local _, _, number = tally(rules[i], at_text + 0)
		local last = buckets[#buckets]
		if not last or last.number < number then
			last = { number = number, amount = 0, count = 0 }
			buckets[#buckets + 1] = last
		end
		last.amount, last.count = last.amount + amount, last.count + transfers
		if at_text == rules[i].begun then
			rules[i].first[#rules[i].first + 1] = id
		end
	end
	rules.changed = true
end

--- Whether a rule counted a transfer that was made at this time: in the millisecond at which it began, there may be
--- some that came before it.
local function has_counted(rule, id, made_text)
	if made_text ~= rule.begun then
		return rule.begun + 0 < made_text + 0
	end
	for i = 1, #rule.first do
		if rule.first[i] == id then
			return true
		end
	end
	return false
end

--- Takes an amount, and so many transfers, off the bucket of the time at which a transfer was made, where the rule
--- counted it. Less than nothing it never is.
function windows.give_back(call, account, id, made_text, amount, transfers)
	local rules = windows.of(call, account)
	for i = 1, #rules do
		local rule = rules[i]
		local number = bucket_at(rule, made_text)
		for j = 1, has_counted(rule, id, made_text) and #rule.buckets or 0 do
			local bucket = rule.buckets[j]
			if bucket.number == number then
				bucket.amount = math.max(bucket.amount - amount, 0)
				bucket.count = math.max(bucket.count - transfers, 0)
			end
		end
	end
	rules.changed = true
end

--- Gives an account these rules. A count goes on in a rule of the same hours; any other begins now.
function windows.set(call, account, text)
	local rules, before = rolling_rules.new(text, call.now_text), account.windows or {}
	for i = 1, #rules do
		for j = 1, #before do
			if before[j].hours == rules[i].hours then
				rules[i].begun, rules[i].buckets, rules[i].first = before[j].begun, before[j].buckets, before[j].first
			end
		end
	end
	rules.changed = true
	account.windows = rules
end

--- Takes all rules off an account; comes after all that may be refused.
function windows.drop(call, account)
	account.windows = false
	redis.call('HDEL', call.keys.accounts, field(account))
end

--- The field and the record of changed rules, to be written.
function windows.written(account)
	account.windows.changed = false
	return field(account), rolling_rules.write(account.windows)
end

--- Rules as replies tell them: "hours*amount*count" of each, and "*amount*count" of what is used; empty without any.
function windows.told(call, account)
	local rules, told = account.terms.rolling and windows.of(call, account) or {}, {}
	local texts = string.gmatch(rules.text or '', '[^,]+')
	for i = 1, #rules do
		local amount, count = tally(rules[i], call.now_ms)
		told[i] = texts() .. '*' .. text_of(amount) .. '*' .. text_of(count)
	end
	return table.concat(told, ',')
end

--- The use of each rule, as callers send it back: "hours*amount*count" of each.
function windows.used(call, account)
	return (string.gsub(windows.told(call, account), '(%d+)%*[%d-]+%*[%d-]+%*(%d+%*%d+)', '%1*%2'))
end

--- Whether that was used at an earlier time, for all that is known: what has aged out since leaves no trace.
function windows.was_used(call, account, text)
	local next_used, used = string.gmatch(windows.used(call, account), '(%d+)%*(%d+)%*(%d+)'), 0
	for hours, amount, count in string.gmatch(text, '(%d+)%*(%d+)%*(%d+)') do
		local now_hours, now_amount, now_count = next_used()
		if hours ~= now_hours or amount + 0 < now_amount + 0 or count + 0 < now_count + 0 then
			return false
		end
		used = used + 1
	end
	return used > 0 and not next_used()
end

return windows
