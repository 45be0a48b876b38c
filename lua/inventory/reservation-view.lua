-- Reservations as they read: one that is over reads as expired, whether it has been swept or not.
--- @include "lib/clock"
local reservation_view = {}

--- The deadline of an active one that has not passed, as text: such a one is over only where its expiry key is gone.
function reservation_view.deadline_ahead(record)
	local expires = string.match(record, '^active (%d+) ')
	return expires and expires + 0 >= clock.now_ms and expires or nil
end

--- The record as it reads; `gone` says that its expiry key is. A deadline that has passed is when it ended, as the
--- sweep will write; when an expiry key vanished nobody knows.
function reservation_view.record(record, gone)
	local expires, lasting = string.match(record, '^active (%d+) 0 (.*)$')
	if not expires then
		return record
	elseif expires + 0 < clock.now_ms then
		return 'expired ' .. expires .. ' ' .. expires .. ' ' .. lasting
	end
	return gone and 'expired ' .. expires .. ' 0 ' .. lasting or record
end

--- Where the index lists a reservation of this record, as it reads, among those of its state. Any other member is an
--- orphan.
function reservation_view.member(id, record)
	local state, expires, ended = string.match(record, '^(%l+) (%d+) (%d+) ')
	return 's/' .. state .. '/' .. (state == 'active' and expires or ended) .. '/' .. id
end

return reservation_view
