-- Groups of transfers, which are posted, voided and reversed together and never singly. All pending transfers of a
-- group have one deadline, so that it ends them together. The group of an order's payment names the order, which alone
-- may end it.
--
-- Needs KEYS: grouped_transfers; transfer_groups and transfers beside it to read or make groups.
--- @export
--- @include "ledger/parts/transfers"
--- @include "ledger/generated/group-record"
local groups = {}

--- Why this transfer must not be ended alone, or nil.
function groups.single_refusal(call, id)
	local group = redis.call('HGET', call.keys.grouped_transfers, id)
	return group and { 'GROUPED', id, group } or nil
end

--- The group { id, order, ids, record }, or nil.
function groups.get(call, id)
	local record = redis.call('HGET', call.keys.transfer_groups, id)
	if not record then
		return nil
	end
	local created_ms, _, order, members = group_record.read(record)
	if not created_ms then
		error('CORRUPT transfer_groups ' .. id)
	end
	local ids = {}
	for member in string.gmatch(members, '[^,]+') do
		ids[#ids + 1] = member
	end
	return { id = id, order = order, ids = ids, record = record }
end

--- The transfers of a group, in its order.
function groups.transfers(call, group)
	transfer_records.read(call, group.ids)
	local found = {}
	for i = 1, #group.ids do
		local transfer = transfer_records.get(call, group.ids[i])
		if not transfer then
			error('CORRUPT transfer_groups ' .. group.id .. ': a transfer is not there')
		end
		found[i] = transfer
	end
	return found
end

--- The state of a group: that of its transfers which are or were pending, `posted` where none was. A group whose posted
--- transfers were all taken back is `reversed`.
function groups.state(found)
	local state, left = 'posted', false
	for i = 1, #found do
		local transfer = found[i]
		state = transfer.expires_ms and transfer.state or state
		left = left or transfer.state == 'posted' and transfer.posted ~= transfer.reversed
	end
	return (left or state ~= 'posted') and state or 'reversed'
end

--- Writes a new group of these transfers; `expires_ms` is the text of their deadline, `order` the order that they
--- pay, both false for none. Returns its record.
function groups.write(call, id, ids, expires_ms, order)
	local record, grouped = group_record.write(call.now_text, expires_ms, order, table.concat(ids, ',')), {}
	for i = 1, #ids do
		grouped[2 * i - 1], grouped[2 * i] = ids[i], id
	end
	redis.call('HSET', call.keys.transfer_groups, id, record)
	redis.call('HSET', call.keys.grouped_transfers, unpack(grouped))
	return record
end

--- The values of a reply that tell of a group: its record, and the id and the record of each of its transfers. The
--- records of those that were changed come as they will be.
function groups.reply(group, found)
	local reply = { 'OK', group.record }
	for i = 1, #found do
		reply[2 * i + 1], reply[2 * i + 2] = found[i].id, transfer_records.format(found[i])
	end
	return reply
end

return groups
