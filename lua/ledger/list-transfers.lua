#!lua flags=no-writes
--- Lists transfers by the time at which they were made, as of this moment also where the sweeper is behind.
---
--- KEYS: store, transfers, transfer_index
--- ARGV: account: text or none, reference: text or none, state: pending|posted|voided|expired or none,
---   from_ms: whole or none, to_ms: whole or none, order: asc|desc, cursor, limit: count
---   reference is JSON text without its quotes; from_ms and to_ms are inclusive; cursor is empty, or the time and id of
---   the last one seen, "ms/id"
--- Replies:
---   OK unlisted next_cursor (id record)...
---   unlisted is how many transfers the index does not have, those of older releases; next_cursor is empty on the last
---   page; record is described in ledger/generated/transfer-record, empty where it cannot be read
--- @include "ledger/parts/merged-lists"
if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
local list = account and transfer_lists.of_account(account)
	or reference and transfer_lists.of_reference(reference)
	or 'a'
-- stylua: ignore
local places, next_cursor = merged_lists.page(call, { list = list, state = state, cursor = cursor, limit = limit,
	descending = order == 'desc', from_ms = from_ms, to_ms = to_ms })
local unlisted = redis.call('HLEN', keys.transfers) - time_index.count(keys.transfer_index, 'a')
local reply, ids = { 'OK', integer.text(unlisted), next_cursor }, {}
for i = 1, #places do
	ids[i] = string.sub(places[i], 15)
end
local records = #ids > 0 and transfer_records.fetch(call, ids) or {}
for i = 1, #ids do
	local transfer = records[i] and transfer_record.read(records[i], ids[i])
	local at = #reply + 1
	if not transfer then
		reply[at], reply[at + 1] = ids[i], ''
	else
		if transfer.state == 'pending' and call.now_ms > transfer.expires_ms + 0 then
			transfer.state = 'expired'
		end
		if not state or transfer.state == state then -- else a release that knows no lists ended it
			reply[at], reply[at + 1] = ids[i], transfer_records.format(transfer)
		end
	end
end
return reply
