-- Requests of wrk, with one thread: one request over and over, each with a number of its own.
-- Arguments: the request's text, in which {n} stands for the number and {sku} for one of as many SKUs; how many SKUs.
local parts, blanks, skus, n = {}, {}, 1, 0

function init(args)
	skus = tonumber(args[2])
	local at = 1
	for before, name, after in args[1]:gmatch('(.-){(%w+)}()') do
		parts[#parts + 1] = before
		parts[#parts + 1] = ''
		blanks[#parts] = name
		at = after
	end
	parts[#parts + 1] = args[1]:sub(at)
	math.randomseed(1)
end

function request()
	n = n + 1
	for place, name in pairs(blanks) do
		parts[place] = name == 'n' and n or 'SKU-' .. math.random(0, skus - 1)
	end
	return table.concat(parts)
end

function done(summary, latency)
	local errors = summary.errors
	io.write(
		string.format(
			'\nmeasured %d %d %d %d %d %d\n',
			summary.requests,
			summary.duration,
			latency:percentile(50),
			latency:percentile(99),
			errors.status,
			errors.connect + errors.read + errors.write + errors.timeout
		)
	)
end
