-- Stock as scripts find it, read strictly; and the one place that says what may be sold.
--- @export
--- @include "kernel/integer"
--- @include "inventory/generated/stock-record"
--- @include "inventory/generated/stock-rules-record"
--- @include "inventory/generated/stock-view-record"
local stock_records = {}

local numbers, texts, max, text_of = integer.numbers, integer.texts, integer.max, integer.text
local read, read_rules = stock_record.read, stock_rules_record.read

--- The number that digits stand for, or false where no script writes it so.
local function count_of(digits)
	local number = digits + 0
	return number <= max and string.byte(digits) ~= 48 and number -- small ones, and 0, are in `numbers`
end

--- Whether a score tells how many units were sold.
local function is_count(score)
	local small = numbers[score]
	return small and small >= 0 or string.find(score, '^%d+$') and count_of(score)
end

--- Units that may be sold of a SKU, for decisions and for answers. Below zero, none may be. Where its line has to be
--- run on, they are for who stands in it.
local function available_of(on_hand, reserved, safety_stock, line)
	local free = on_hand - reserved - safety_stock
	return line == 2 and math.min(free, 0) or free
end

--- Units of a SKU that its line may have; below zero, none.
function stock_records.free(item)
	return item.on_hand - item.reserved - (item.rules and item.rules.safety_stock or 0)
end

--- How the line of a SKU stands: 0 where nobody waits, 1 where somebody does, 2 where it has to be run on.
function stock_records.line(item)
	return item.rules and item.rules.line or 0
end

--- A number of units that may be sold, as text for answers.
function stock_records.units_text(available)
	return text_of(math.max(available, 0))
end

--- Units that may be sold of a SKU, as text for answers.
function stock_records.available_text(item)
	local available = item.available
	return available == item.on_hand and item.on_hand_text or stock_records.units_text(available)
end

local function new_rules(text, safety_stock, low_stock, campaigns, line, was_low)
	return {
		text = text,
		safety_stock = safety_stock,
		low_stock = low_stock,
		campaigns = campaigns,
		line = line,
		was_low = was_low,
	}
end

--- Rules for the units of one SKU, from their text, as stock_records.rule() takes them, and whether few are left. False
--- where the text is `0`; nil where it cannot be read.
local function rules_of(text, on_hand, reserved)
	if text == '0' then
		return false
	end
	local safety_text, low_text, line_text, campaigns = read_rules(text)
	local safety_stock = safety_text and (numbers[safety_text] or count_of(safety_text))
	local low_stock, line = low_text and (numbers[low_text] or count_of(low_text)), numbers[line_text or '']
	if not (safety_stock and line) or low_text and not low_stock then
		return nil
	end
	local was_low = low_stock and available_of(on_hand, reserved, safety_stock, line) <= low_stock or false
	return new_rules(text, safety_stock, low_stock or false, campaigns or false, line, was_low)
end

local function count_available(item)
	local rules = item.rules
	item.available = available_of(item.on_hand, item.reserved, rules and rules.safety_stock or 0, rules and rules.line)
end

--- Sets on hand and reserved.
function stock_records.set(item, on_hand, reserved)
	if item.on_hand ~= on_hand then
		item.on_hand, item.on_hand_text = on_hand, texts[on_hand] or text_of(on_hand)
	end
	item.reserved = reserved
	count_available(item)
end

--- Sets what holds for the units of a SKU alone: how many are kept for safety, at how many available ones few are left,
--- its campaigns, and whether somebody waits; low stock and campaigns are false for none.
function stock_records.rule(item, safety_stock, low_stock, campaigns, line)
	local low_text = low_stock and text_of(low_stock)
	local text = stock_rules_record.write(text_of(safety_stock), low_text, text_of(line), campaigns)
	local was_low = item.rules and item.rules.was_low or false
	item.rules = text ~= '0' and new_rules(text, safety_stock, low_stock, campaigns, line, was_low)
	count_available(item)
end

--- Rules for the units of one SKU, as stock_records.rule() takes it.
function stock_records.rules(item)
	local rules = item.rules
	if rules then
		return rules.safety_stock, rules.low_stock, rules.campaigns, rules.line
	end
	return 0, false, false, 0
end

--- Sets how the line stands.
function stock_records.set_line(item, line)
	local safety_stock, low_stock, campaigns = stock_records.rules(item)
	stock_records.rule(item, safety_stock, low_stock, campaigns, line)
end

--- On hand, reserved, sequence and rules in the record of a SKU (false for none), and the text of the first. Nothing
--- where the record is not what a script wrote, or units sold are given and are none (false where they are not needed).
local function parse(record, units_sold)
	local on_hand_text, reserved_text, sequence_text, rules_text = read(record or '')
	if not on_hand_text or units_sold and not is_count(units_sold) then
		return nil
	end
	local on_hand = numbers[on_hand_text] or count_of(on_hand_text)
	local reserved = numbers[reserved_text] or count_of(reserved_text)
	local sequence = numbers[sequence_text] or count_of(sequence_text)
	if not (on_hand and reserved and sequence) or reserved > on_hand then
		return nil
	end
	local rules = rules_of(rules_text, on_hand, reserved)
	if rules == nil then
		return nil
	end
	return on_hand, reserved, sequence, rules, on_hand_text
end

--- The numbers of a SKU with this record and these units sold, or nil. `staged` is for inventory/parts/stock. A ninth
--- field would make Lua double each table: the text of on hand is kept, for most movements leave it as it is, and that
--- of what is reserved is not.
function stock_records.read(record, units_sold)
	local on_hand, reserved, sequence, rules, on_hand_text = parse(record, units_sold)
	if not on_hand then
		return nil
	end
	return {
		on_hand = on_hand,
		on_hand_text = on_hand_text,
		reserved = reserved,
		available = available_of(on_hand, reserved, rules and rules.safety_stock or 0, rules and rules.line),
		rules = rules,
		sequence = sequence,
		staged = false,
		sold = (units_sold or 0) + 0,
	}
end

--- The numbers of a new SKU: nothing.
function stock_records.new()
	return stock_records.read(stock_record.write('0', '0', '0', '0'))
end

--- The answer for a SKU; units sold come as text.
function stock_records.view(sku, item, sold_text)
	local available_text, reserved_text = stock_records.available_text(item), text_of(item.reserved)
	local safety_stock, low_stock = stock_records.rules(item)
	-- stylua: ignore
	return stock_view_record.write(sku, item.on_hand_text, reserved_text, sold_text, available_text,
		text_of(safety_stock), low_stock and text_of(low_stock))
end

--- The answer for a SKU with this record and these units sold (text, false for none), of whose reserved units
--- `lapsed_of(call, sku)` are on the way back; nil where the record cannot be read. Makes no table for a SKU without
--- rules: pages are long.
function stock_records.shown(call, sku, record, units_sold, lapsed_of)
	local on_hand, reserved, _, rules, on_hand_text = parse(record, units_sold)
	if not on_hand then
		return nil
	end
	local lapsed = reserved > 0 and lapsed_of(call, sku) or 0
	reserved = math.max(reserved - lapsed, 0)
	local safety_stock, low_stock = rules and rules.safety_stock or 0, rules and rules.low_stock
	local available = available_of(on_hand, reserved, safety_stock, rules and rules.line)
	local available_text = available == on_hand and on_hand_text or stock_records.units_text(available)
	-- stylua: ignore
	return stock_view_record.write(sku, on_hand_text, text_of(reserved), units_sold or '0', available_text,
		text_of(safety_stock), low_stock and text_of(low_stock))
end

--- Fails where the SKU, which has no record, had one: it is listed, or has movements.
---
--- Needs KEYS: skus, movements.
function stock_records.expect_none(call, sku)
	local first = redis.call('HMGET', call.keys.movements, sku .. '/1', sku .. '/0')
	if first[1] or first[2] or redis.call('ZSCORE', call.keys.skus, sku) then
		error('CORRUPT stock ' .. sku .. ': its record is missing')
	end
end

return stock_records
