-- Rolling limits as they are kept (contract/records/account): read, and written back. Callers give their rules as
-- "hours*amount*count" with "," between them, and "-" for no limit. Each rule { hours, amount, count, width_ms, begun,
-- buckets, first } has buckets { number, amount, count } of a sixtieth of its hours, oldest first, and in `first` the
-- ids of the transfers that it counted in the very millisecond at which it began; no limit is nil.
--- @include "kernel/integer"
--- @include "ledger/generated/rolling-record"
local rolling_rules = {}

local BUCKET_MS_PER_HOUR = 60000

local text_of = integer.text

--- The rules of a text, without buckets, which began to count at this time.
function rolling_rules.new(text, begun)
	local rules = { text = text, changed = false }
	for hours, amount, count in string.gmatch(text, '(%d+)%*([%d-]+)%*([%d-]+)') do
		rules[#rules + 1] = {
			hours = hours,
			amount = tonumber(amount),
			count = tonumber(count),
			width_ms = hours * BUCKET_MS_PER_HOUR,
			begun = begun,
			buckets = {},
			first = {},
		}
	end
	return rules
end

--- Fills in what the record tells of each rule. False where it does not tell of all.
local function fill(rules, begun, used, first)
	local next_begun, next_used = string.gmatch(begun, '%d+'), string.gmatch(used, '([^;]*);')
	local next_first = string.gmatch(first or '', '([^;]*);')
	for i = 1, #rules do
		local rule, buckets = rules[i], next_used()
		rule.begun = next_begun()
		if not (rule.begun and buckets) then
			return false
		end
		for number, amount, count in string.gmatch(buckets, '(%d+)%*(%d+)%*(%d+),') do
			rule.buckets[#rule.buckets + 1] = { number = number + 0, amount = amount + 0, count = count + 0 }
		end
		for id in string.gmatch(next_first() or '', '[^,]+') do
			rule.first[#rule.first + 1] = id
		end
	end
	return #rules > 0
end

--- The rules of a record, or nil where it is none.
function rolling_rules.read(record)
	local text, begun, used, first = rolling_record.read(record)
	local rules = text and rolling_rules.new(text)
	return rules and fill(rules, begun, used, first) and rules or nil
end

--- The record of these rules.
function rolling_rules.write(rules)
	local begun, used, first, has_first = {}, {}, {}, false
	for i = 1, #rules do
		begun[i] = rules[i].begun
		local ids = rules[i].first
		has_first = has_first or #ids > 0
		first[i] = table.concat(ids, ',') .. (#ids > 0 and ',;' or ';')
		for _, bucket in ipairs(rules[i].buckets) do
			used[#used + 1] = text_of(bucket.number)
				.. '*'
				.. text_of(bucket.amount)
				.. '*'
				.. text_of(bucket.count)
				.. ','
		end
		used[#used + 1] = ';'
	end
	local firsts = has_first and table.concat(first)
	return rolling_record.write(rules.text, table.concat(begun, ','), table.concat(used), firsts)
end

--- Rules as JSON, by their hours; nil for none.
function rolling_rules.json(text)
	local all = {}
	for hours, amount, count in string.gmatch(text or '', '(%d+)%*([%d-]+)%*([%d-]+)') do
		local limits = (amount ~= '-' and '"amount":' .. amount .. ',' or '')
			.. (count ~= '-' and '"count":' .. count .. ',' or '')
		all[#all + 1] = '"' .. hours .. '":{' .. string.sub(limits, 1, -2) .. '}'
	end
	return text and '{' .. table.concat(all, ',') .. '}' or nil
end

return rolling_rules
