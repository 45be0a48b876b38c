#!lua flags=no-writes
--- Lists reservations under a prefix of their index, each as it reads at this moment, swept or not.
---
--- KEYS: store, reservations, reservation_index, hold*
--- ARGV: prefix, order, cursor, limit: count
---   prefix is `s`, `s/<state>`, `k/<sku>` or `o/<owner>`; order `asc` or `desc`, of `s/expired` and `k/<sku>` always
---   `desc`; cursor the last member seen, or empty
--- Replies:
---   OK next_cursor (id record)...
---   next_cursor is empty on the last page; a page of active ones may be shorter than limit before that, as those
---   whose
---   expiry key has vanished are left out
--- @include "inventory/parts/reservation-page"
--- @include "inventory/parts/reservation-view"
--- @include "inventory/parts/expiry-keys"

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local members, next_cursor = reservation_page.read(call, prefix, cursor, limit, order == 'desc')
local reply = { 'OK', next_cursor }
if #members == 0 then
	return reply
end
local ids = {}
for i = 1, #members do
	ids[i] = time_index.id(members[i])
end
local records = redis.call('HMGET', keys.reservations, unpack(ids))
local states, times, needing, over = {}, {}, {}, {}
for i = 1, #ids do
	records[i] = records[i] and reservation_view.is_whole(records[i]) and records[i] or ''
	local state, time, needs_key = reservation_view.read(call, records[i])
	states[i], times[i], over[ids[i]] = state, time, state == 'active' and not needs_key
	if needs_key then
		needing[#needing + 1] = ids[i]
	end
end
for _, id in ipairs(expiry_keys.gone(call, needing)) do
	over[id] = true
end
local of_one_state = string.sub(prefix, 1, 2) == 's/'
for i = 1, #ids do
	local id, state, time, record = ids[i], states[i], times[i], records[i]
	if over[id] then
		state, time, record = reservation_view.expired(call, record, time)
	end
	-- An item listed under another state or time than its own is an orphan of the index, or has lapsed.
	if record == '' or not of_one_state or time_index.member('s/' .. state, time, id) == members[i] then
		reply[#reply + 1] = id
		reply[#reply + 1] = record
	end
end
return reply
