-- Lines of who waits for units of a SKU. The script that gives units back reserves them for the first in line itself:
-- strictly in order of arrival, whole or at least as much as one takes instead, and nobody before whoever stands in
-- front. Units that nobody of a line can have are free for anyone. Who is over a limit of a campaign is passed over and
-- keeps its place; outside of a window nobody is served, and the index reminds of the next one.
--
-- The record of a SKU tells whether there is a line, so that one without costs nothing. A line that one call leaves
-- before its end has to be run on: until then nothing of the SKU is available, so that whoever asks runs it first.
--
-- Needs KEYS: waits, wait_index, reservations, reservation_index, campaign*, hold*.
--- @export
--- @include "kernel/operation"
--- @include "inventory/parts/promotion"
--- @include "inventory/parts/reservations"
--- @include "inventory/parts/waits"
--- @state wanted_lines = false
local wait_line = { most = promotion.most }

--- Has the line of a SKU that was read be looked at, whether units of it came back or not.
function wait_line.want(call, sku)
	call.wanted_lines = call.wanted_lines or {}
	call.wanted_lines[sku] = true
end

--- Has the lines of those of these SKUs, which were read, be looked at that have one.
function wait_line.want_all(call, skus)
	for _, sku in ipairs(skus) do
		local item = stock.item(call, sku)
		if item and stock_records.line(item) > 0 then
			wait_line.want(call, sku)
		end
	end
end

--- The waits that these members list, but for those that this call has changed. A member that lists none goes.
local function read(call, members, prefix)
	local found, ids = {}, time_index.ids(members, prefix)
	local records = ids[1] and redis.call('HMGET', call.keys.waits, unpack(ids)) or {}
	for i = 1, #ids do
		local wait = records[i] and wait_record.read(records[i], ids[i])
		if not waits.is_changed(call, ids[i]) then
			if wait and waits.is_in_line(wait, members[i]) then
				found[#found + 1] = wait
			else
				waits.unlist(call, members[i])
			end
		end
	end
	return found
end

--- Serves the line of a SKU from its front on, and `newcomer`, nil for none, behind all others. Returns how the line
--- stands then: 0 where nobody is left, 1 where one does not fit or was passed over, 2 where it has to be run on.
local function serve_all(call, sku, item, newcomer)
	local prefix, from, passed_before = 'l/' .. sku, '', call.passed_waits
	repeat
		local limit = math.min(math.max(stock_records.free(item), 0), wait_line.most - call.served_waits) + 1
		limit = from == '' and limit or wait_line.most -- where some were passed over, more may be
		local members = time_index.page(call.keys.wait_index, prefix, from, limit)
		for _, wait in ipairs(read(call, members, prefix)) do
			local goes_on = promotion.serve(call, item, wait)
			if not goes_on then
				return goes_on == nil and 2 or 1
			end
		end
		from = members[limit]
	until not from
	local goes_on = not newcomer or promotion.serve(call, item, newcomer)
	if goes_on == nil then
		return 2
	end
	return goes_on and call.passed_waits == passed_before and 0 or 1
end

--- Runs the line of a SKU that was read.
function wait_line.run(call, sku, newcomer)
	local item = stock.item(call, sku)
	local before, line = stock_records.line(item), serve_all(call, sku, item, newcomer)
	if line == 2 then
		waits.remind(call, sku, call.now_text)
		operation.leave_more(call)
	elseif line == 1 and stock_records.free(item) > 0 then
		local opens_ms = campaign_windows.next_opening(call, item.rules)
		if opens_ms then
			waits.remind(call, sku, opens_ms)
		end
	end
	stock_records.set_line(item, line)
	if before ~= line and not item.staged then
		stock.stage(call, sku, item)
	end
end

--- Has the lines that a limit of a campaign held up be looked at, where the campaign counts fewer units since.
local function want_eased(call)
	if call.eased_campaigns then
		local skus = campaign_counts.eased(call)
		stock.read(call, skus)
		wait_line.want_all(call, skus)
	end
end

--- Runs the line of each SKU of which units came back in this call, or whose line is wanted. The last that is staged:
--- what a call gives back and takes again never comes to a line. Writes nothing.
function wait_line.serve(call)
	want_eased(call)
	local lined, wanted = call.lined, call.wanted_lines
	for i = 1, lined and #lined or 0, 2 do
		local sku, free_before = lined[i], lined[i + 1]
		local free = stock_records.free(call.items[sku])
		if free > free_before or wanted and wanted[sku] then
			wait_line.run(call, sku)
		end
		lined[i + 1] = stock_records.free(call.items[sku])
	end
	call.wanted_lines = false
end

--- Writes what was staged of reservations, waits and stock, after the lines have been run; once.
function wait_line.write(call)
	wait_line.serve(call)
	waits.write(call)
	promotion.write(call)
	reservations.write(call)
end

--- Runs the lines of these SKUs that have to be run on, and writes that. Comes before anything is staged. Returns
--- whether there were any.
function wait_line.run_on(call, skus)
	local any = false
	for i = 1, call.lined and #skus or 0 do
		local item = call.items[skus[i]]
		if item and stock_records.line(item) == 2 then
			wait_line.want(call, skus[i])
			any = true
		end
	end
	if any then
		wait_line.write(call)
		journal.write(call)
		wait_line.forget(call)
	end
	return any
end

--- Stages the end of the waits that these members of the deadlines list, and that the lines of their SKUs, and those
--- that members remind of, are run. Returns how many ended, and how many members listed nothing; a reminder is neither.
function wait_line.release(call, members)
	local found, skus, released, orphans = {}, {}, 0, 0
	for i = 1, #members do
		local sku = waits.reminded(members[i])
		found[i] = not sku and waits.read(call, time_index.id(members[i], waits.deadlines)) or nil
		skus[#skus + 1] = sku or found[i] and found[i].sku
	end
	stock.read(call, skus)
	for i, member in ipairs(members) do
		local wait, sku = found[i], waits.reminded(member)
		if wait and waits.is_listed(wait, member) then
			if waits.is_over(call, wait) then
				waits.expire(call, wait)
				wait_line.want(call, wait.sku)
				released = released + 1
			end
		else
			waits.unlist(call, member)
			orphans = orphans + (sku and 0 or 1)
		end
		if sku and call.items[sku] then
			wait_line.want(call, sku)
		end
	end
	return released, orphans
end

--- Forgets what was staged, once it is written.
function wait_line.forget(call)
	reservations.forget(call)
	stock.forget(call)
end

return wait_line
