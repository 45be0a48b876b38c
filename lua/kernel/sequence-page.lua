-- Pages of a history: what is numbered from 1 on without gaps, each at a time that is not before that of the one
-- before, so that a time is found by halving.
local sequence_page = {}

--- The first sequence behind `base`, up to `last`, whose time is not before this, or the one behind `last`. `time_at`
--- gives the time of a sequence.
function sequence_page.first_since(base, last, ms, time_at)
	local low, high = base + 1, last + 1
	while low < high do
		local middle = math.floor((low + high) / 2)
		if time_at(middle) + 0 < ms then
			low = middle + 1
		else
			high = middle
		end
	end
	return low
end

--- The sequences of a page: the first, how far the next one is from it (1 or -1), how many there are, and whether
--- others follow. `page` has `last`, the newest there is; `base`, the one behind which they are kept, nil for all;
--- from_ms and to_ms, the first and the last millisecond, and `seen`, the sequence to go on behind, each false for
--- none; order, `asc` or `desc`; limit; and time_at, as above.
function sequence_page.of(page)
	local base, first_since = page.base or 0, sequence_page.first_since
	local oldest = page.from_ms and first_since(base, page.last, page.from_ms, page.time_at) or base + 1
	local newest = page.to_ms and first_since(base, page.last, page.to_ms + 1, page.time_at) - 1 or page.last
	local first, last, step = oldest, newest, 1
	if page.order == 'desc' then
		first, last, step = newest, oldest, -1
	end
	if page.seen and (page.seen - first) * step >= 0 then
		first = page.seen + step
	end
	local left = math.max((last - first) * step + 1, 0)
	return first, step, math.min(left, page.limit), left > page.limit
end

return sequence_page
