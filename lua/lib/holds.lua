-- Holds: reservations and what they keep back of the stock.
--
-- `reservations` holds "state createdAt expiresAt endedAt owner lines metadata" by id: times in ms, lines as
-- "SKU*quantity,SKU*quantity", "-" for no owner or metadata. `reservation_index` lists every hold under
-- "s/<state>" (active ones by deadline, ended ones by their end), "k/<SKU>" and "o/<owner>" (by creation).
-- A hold may be used while its expiry key `hold` exists and its deadline has not passed.
--- @include "lib/time-index"
--- @include "lib/stock"
local holds = { max_ttl_seconds = 2592000, max_reclaimed = 100, max_reclaimed_lines = 200 }

local removed, added, records

function holds.prepare()
	removed, added, records = {}, {}, {}
end

--- The hold kept in a record.
function holds.parse(id, record)
	local state, created_ms, expires_ms, ended_ms, owner, lines, metadata =
		string.match(record, '^(%l+) (%d+) (%d+) (%d+) (%S+) (%S+) (.+)$')
	if not state then
		error('CORRUPT reservation ' .. id)
	end
	local hold = { id = id, state = state, owner = owner, packed_lines = lines, metadata = metadata, lines = {} }
	hold.created_ms, hold.expires_ms, hold.ended_ms = tonumber(created_ms), tonumber(expires_ms), tonumber(ended_ms)
	for sku, quantity in string.gmatch(lines, '([^*,]+)%*(%d+)') do
		hold.lines[#hold.lines + 1] = { sku = sku, quantity = tonumber(quantity) }
	end
	return hold
end

function holds.format(hold)
	-- stylua: ignore
	return string.format('%s %d %d %d %s %s %s', hold.state, hold.created_ms, hold.expires_ms, hold.ended_ms,
		hold.owner, hold.packed_lines, hold.metadata)
end

--- Reads holds and the stock of their lines; an id without a record is left out. Many holds of many lines would be more
--- than one script should do, and more than unpack takes: with `max_lines` it stops after the hold that reaches them.
--- Returns the holds, and how many of the ids it got through.
function holds.read(ids, max_lines)
	redis.call('ZCARD', keys.reservation_index)
	if #ids == 0 then
		return {}, 0
	end
	local found, skus, done = {}, {}, 0
	for i, record in ipairs(redis.call('HMGET', keys.reservations, unpack(ids))) do
		if max_lines and #skus >= max_lines then
			break
		end
		done = i
		if record then
			local hold = holds.parse(ids[i], record)
			found[#found + 1] = hold
			for _, line in ipairs(hold.lines) do
				skus[#skus + 1] = line.sku
			end
		end
	end
	stock.read(skus)
	return found, done
end

--- Where an index lists the hold by its state.
function holds.state_member(hold)
	local ms = hold.state == 'active' and hold.expires_ms or hold.ended_ms
	return time_index.member('s/' .. hold.state, ms, hold.id)
end

--- The other members that list it, the same for as long as it is kept.
function holds.lasting_members(hold)
	local members = {}
	for i, line in ipairs(hold.lines) do
		members[i] = time_index.member('k/' .. line.sku, hold.created_ms, hold.id)
	end
	if hold.owner ~= '-' then
		members[#members + 1] = time_index.member('o/' .. hold.owner, hold.created_ms, hold.id)
	end
	return members
end

--- Stages a change of state or deadline.
local function restage(hold, state, expires_ms, ended_ms)
	removed[#removed + 1] = holds.state_member(hold)
	hold.state, hold.expires_ms, hold.ended_ms = state, expires_ms, ended_ms
	added[#added + 1] = holds.state_member(hold)
	records[#records + 1] = hold
end

--- Stages a new hold under all its indexes.
function holds.open(hold)
	local packed = {}
	for i, line in ipairs(hold.lines) do
		packed[i] = line.sku .. '*' .. integer.text(line.quantity)
	end
	hold.packed_lines = table.concat(packed, ',')
	records[#records + 1] = hold
	added = holds.lasting_members(hold)
	added[#added + 1] = holds.state_member(hold)
end

function holds.extend(hold, expires_ms)
	restage(hold, hold.state, expires_ms, hold.ended_ms)
end

local endings = {
	committed = { movement = 'commit', journal = 'reservation.committed' },
	cancelled = { movement = 'release', journal = 'reservation.cancelled' },
	expired = { movement = 'expiry', journal = 'reservation.expired' },
}

--- Stages the end of an active hold: its units become a sale, or are available again.
function holds.finish(hold, state)
	local ending = endings[state]
	restage(hold, state, hold.expires_ms, clock.now_ms)
	for i = 1, #hold.lines do
		local sku, quantity = hold.lines[i].sku, hold.lines[i].quantity
		if state == 'committed' then
			stock.move(sku, ending.movement, -quantity, -quantity, quantity, hold.id)
		else
			stock.move(sku, ending.movement, 0, -quantity, nil, hold.id)
		end
	end
	journal.add(ending.journal, string.format('{"id":"%s","lines":%s}', hold.id, holds.lines_json(hold)))
end

function holds.lines_json(hold)
	local lines = {}
	for i = 1, #hold.lines do
		lines[i] = string.format('{"sku":"%s","quantity":%d}', hold.lines[i].sku, hold.lines[i].quantity)
	end
	return '[' .. table.concat(lines, ',') .. ']'
end

--- Writes what was staged, holds and stock; leaves in each hold its `record`.
function holds.write()
	if #records > 0 then
		local members, pairs_by_id = {}, {}
		for _, member in ipairs(added) do
			members[#members + 1] = 0
			members[#members + 1] = member
		end
		for _, hold in ipairs(records) do
			pairs_by_id[#pairs_by_id + 1] = hold.id
			hold.record = holds.format(hold)
			pairs_by_id[#pairs_by_id + 1] = hold.record
		end
		if #removed > 0 then
			redis.call('ZREM', keys.reservation_index, unpack(removed))
		end
		redis.call('ZADD', keys.reservation_index, unpack(members))
		redis.call('HSET', keys.reservations, unpack(pairs_by_id))
	end
	removed, added, records = {}, {}, {}
	stock.write()
end

--- Ends holds whose deadline has passed, oldest first, and writes that; at most a bounded number of holds and
--- lines, so that no call blocks Redis for long. Returns how many it ended.
function holds.reclaim()
	local ids = {}
	for i, member in ipairs(time_index.due(keys.reservation_index, 's/active', clock.now_ms, holds.max_reclaimed)) do
		ids[i] = time_index.id(member)
	end
	local ended = 0
	for _, hold in ipairs((holds.read(ids, holds.max_reclaimed_lines))) do
		if hold.state == 'active' then
			holds.finish(hold, 'expired')
			ended = ended + 1
		end
	end
	holds.write()
	journal.write(operation.id)
	return ended
end

return holds
