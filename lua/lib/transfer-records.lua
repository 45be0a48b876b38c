-- The records of transfers.
--
-- `transfers` holds "state from to amount asset posted reversed createdMs expiresMs endedMs day reverses fromBalance
-- toBalance notes" by id: state pending, posted, voided or expired; `posted` what has moved and `reversed` what came
-- back; `day` that whose use it counts in (0: in none); `reverses` the transfer that it takes back, or "-"; the two
-- balances as of its last step (made, posted, voided); notes a JSON object. `transfer_index` lists the pending ones by
-- deadline under "s/pending". Nothing but the deadline decides when a pending transfer is over.
--
-- Needs KEYS: transfers.
local transfer_records = {}

local known

function transfer_records.prepare()
	known = {}
end

local pattern = '^(%l+) (%S+) (%S+) (%d+) (%S+) ' .. '(%d+) (%d+) (%d+) (%d+) (%d+) (%d+) (%S+) (%-?%d+) (%-?%d+) (.+)$'
local numbers = { posted = 6, reversed = 7, created_ms = 8, expires_ms = 9, ended_ms = 10, day = 11 }

--- The transfer kept in a record.
local function parse(id, record)
	local values = { string.match(record, pattern) }
	if not values[1] then
		error('CORRUPT transfer ' .. id)
	end
	local transfer = { id = id, state = values[1], from = values[2], to = values[3], amount = tonumber(values[4]) }
	transfer.asset, transfer.reverses, transfer.notes = values[5], values[12], values[15]
	transfer.from_balance, transfer.to_balance = tonumber(values[13]), tonumber(values[14])
	for name, i in pairs(numbers) do
		transfer[name] = tonumber(values[i])
	end
	return transfer
end

function transfer_records.format(transfer)
	return string.format(
		'%s %s %s %d %s %d %d %d %d %d %d %s %d %d %s',
		transfer.state,
		transfer.from,
		transfer.to,
		transfer.amount,
		transfer.asset,
		transfer.posted,
		transfer.reversed,
		transfer.created_ms,
		transfer.expires_ms,
		transfer.ended_ms,
		transfer.day,
		transfer.reverses,
		transfer.from_balance,
		transfer.to_balance,
		transfer.notes
	)
end

--- Reads, in one command, the transfers of these ids that were not read before.
function transfer_records.read(ids)
	local missing = {}
	for _, id in ipairs(ids) do
		if known[id] == nil then
			known[id] = false
			missing[#missing + 1] = id
		end
	end
	if #missing > 0 then
		for i, record in ipairs(redis.call('HMGET', keys.transfers, unpack(missing))) do
			known[missing[i]] = record and parse(missing[i], record)
		end
	end
end

--- The transfer, or false.
function transfer_records.get(id)
	transfer_records.read({ id })
	return known[id]
end

--- Makes a new transfer known to the rest of the script.
function transfer_records.add(transfer)
	known[transfer.id] = transfer
end

return transfer_records
