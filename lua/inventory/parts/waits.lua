-- Waits: who wants units of a SKU that are not there yet. Their records are those of inventory/generated/wait-record.
--
-- `wait_index` lists them all under "k/<SKU>", in order of arrival, and "o/<owner>", by creation; those that wait still
-- under "l/<SKU>", which is the line, and "d", by deadline; those that have ended under "e", by their end. Arrival is
-- counted, in the place of a time: two may come within a millisecond. "d" lists SKUs too, as "=<SKU>", whose line has
-- to be run on, by the time from which it has to.
--- @include "kernel/bulk"
--- @include "kernel/clock"
--- @include "kernel/integer"
--- @include "kernel/time-index"
--- @include "inventory/generated/wait-record"
--- @include "inventory/generated/inventory-events"
--- @state wait_records = false, listed_waits = false, unlisted_waits = false, changed_waits = false
local waits = { deadlines = 'd', ended = 'e' }

local member_of = time_index.member

--- The place of a wait among those of its SKU: under "k/", and in the line, "l/".
local function in_order(prefix, wait)
	return string.format('%s%s/%013d/%s', prefix, wait.sku, wait.sequence, wait.id)
end

local function by_owner(wait)
	return member_of('o/' .. wait.owner, wait.created_ms, wait.id)
end

--- The member that has the line of a SKU run on from this time on.
function waits.reminder(sku, ms)
	return member_of('d', ms, '=' .. sku)
end

--- The SKU that a member reminds of, or nil where it is that of a wait.
function waits.reminded(member)
	return string.match(member, '^d/%d+/=(.+)$')
end

--- The wait in a record.
function waits.parse(id, record)
	local wait = wait_record.read(record, id)
	if not wait then
		error('CORRUPT waits ' .. id)
	end
	return wait
end

--- The wait of this id, or nil.
function waits.read(call, id)
	local record = redis.call('HGET', call.keys.waits, id)
	return record and waits.parse(id, record) or nil
end

--- Whether it waits no more, noticed or not.
function waits.is_over(call, wait)
	return wait.state ~= 'waiting' or call.now_ms > wait.expires_ms + 0
end

--- The record of a wait as it reads: one whose deadline has passed has expired.
function waits.shown(call, wait)
	if wait.state ~= 'waiting' or not waits.is_over(call, wait) then
		return wait.record
	end
	wait.state, wait.ended_ms = 'expired', wait.expires_ms
	return waits.pack(wait)
end

--- The record of a wait as it is in memory.
function waits.pack(wait)
	-- stylua: ignore
	return wait_record.write(wait.state, wait.expires_ms, wait.ended_ms, wait.granted, wait.reservation, wait.sku,
		wait.quantity_text, wait.at_least, wait.hold_seconds, wait.sequence, wait.created_ms, wait.owner)
end

--- How many wait in the line of a SKU.
function waits.count(call, sku)
	return time_index.count(call.keys.wait_index, 'l/' .. sku)
end

--- The place in the line of one that waits, as text: 1 for the first.
function waits.position(call, wait)
	local index, first = call.keys.wait_index, '[l/' .. wait.sku .. '/'
	return integer.text(redis.call('ZLEXCOUNT', index, first, '(' .. in_order('l/', wait)) + 1)
end

--- The number of who comes next to a SKU, as text.
function waits.next_sequence(call, sku)
	local newest = time_index.page(call.keys.wait_index, 'k/' .. sku, '', 1, true)[1]
	return integer.text(newest and time_index.time(newest) + 1 or 1)
end

local function begin(call)
	if not call.wait_records then
		call.wait_records, call.listed_waits, call.unlisted_waits, call.changed_waits = {}, {}, {}, {}
	end
end

local function list(call, member)
	local place = #call.listed_waits + 1
	call.listed_waits[place], call.listed_waits[place + 1] = 0, member
end

--- Stages the record of a wait.
local function stage(call, wait)
	wait.record = waits.pack(wait)
	local place = #call.wait_records + 1
	call.wait_records[place], call.wait_records[place + 1] = wait.id, wait.record
	call.changed_waits[wait.id] = true
end

--- Stages a wait that is not there yet, as it is by now: it waits, or has ended.
function waits.add(call, wait)
	begin(call)
	list(call, in_order('k/', wait))
	list(call, by_owner(wait))
	if wait.state == 'waiting' then
		list(call, in_order('l/', wait))
		list(call, member_of('d', wait.expires_ms, wait.id))
	else
		list(call, member_of('e', wait.ended_ms, wait.id))
	end
	stage(call, wait)
end

--- Stages that a member is listed no more.
function waits.unlist(call, member)
	begin(call)
	call.unlisted_waits[#call.unlisted_waits + 1] = member
end

--- Stages that a wait ended, at this time (text).
function waits.finish(call, wait, state, ended_ms)
	wait.state, wait.ended_ms = state, ended_ms
	if wait.is_new then
		return -- waits.add() follows
	end
	waits.unlist(call, in_order('l/', wait))
	waits.unlist(call, member_of('d', wait.expires_ms, wait.id))
	list(call, member_of('e', ended_ms, wait.id))
	stage(call, wait)
end

--- Stages that the deadline of a wait has passed.
function waits.expire(call, wait)
	waits.finish(call, wait, 'expired', wait.expires_ms)
	inventory_events.inventory_wait_expired(call, wait.id)
end

--- Stages that the line of a SKU has to be run on from this time (text) on.
function waits.remind(call, sku, ms)
	begin(call)
	list(call, waits.reminder(sku, ms))
end

--- Whether a change of this wait is staged.
function waits.is_changed(call, id)
	return call.changed_waits and call.changed_waits[id]
end

--- Whether the line lists a wait by this member.
function waits.is_in_line(wait, member)
	return wait.state == 'waiting' and in_order('l/', wait) == member
end

--- Whether this member lists it by its deadline.
function waits.is_listed(wait, member)
	return wait.state == 'waiting' and member_of('d', wait.expires_ms, wait.id) == member
end

--- All members that list an ended wait.
function waits.members(wait)
	return { member_of('e', wait.ended_ms, wait.id), in_order('k/', wait), by_owner(wait) }
end

--- Writes what was staged, and forgets it.
function waits.write(call)
	if call.wait_records then
		bulk.zrem(call.keys.wait_index, call.unlisted_waits)
		bulk.zadd(call.keys.wait_index, call.listed_waits)
		bulk.hset(call.keys.waits, call.wait_records)
		call.wait_records, call.listed_waits, call.unlisted_waits, call.changed_waits = false, false, false, false
	end
end

return waits
