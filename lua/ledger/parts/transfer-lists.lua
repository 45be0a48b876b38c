-- Lists of transfers. `transfer_index` (kernel/time-index) has each transfer by the time at which it was made, under
-- its state, in the list of all, of its sender, of its receiver and of its reference: "a/posted/…",
-- "c/alice/posted/…", "r/order 7/posted/…". A list of all states is read as four that are in order, so that it needs
-- no members of its own.
-- It has pending transfers by deadline too (ledger/parts/transfer-records).
--
-- Needs KEYS: transfer_index.
--- @state listed_transfers = false, unlisted_transfers = false
local transfer_lists = {}

-- The characters that part names in a member, and what stands for them in a reference.
local PARTING = { ['/'] = '%2F', ['%'] = '%25' }
local BEFORE_REFERENCE = '{"reference":"'

--- The list of a reference, which comes as JSON text without its quotes.
function transfer_lists.of_reference(text)
	if string.find(text, '[/%%]') then
		text = string.gsub(text, '[/%%]', PARTING)
	end
	return 'r/' .. text
end

function transfer_lists.of_account(id)
	return 'c/' .. id
end

--- The list of the reference that these notes hold, or nil. They begin with it (src/ledger/notes.ts).
local function by_reference(notes)
	local text = string.match(notes, '^{"reference":"([^"\\]*)"')
	if not text then
		if string.sub(notes, 1, #BEFORE_REFERENCE) ~= BEFORE_REFERENCE then
			return nil
		end
		local last = string.find(string.gsub(notes, '\\.', '  '), '"', #BEFORE_REFERENCE + 1, true)
		text = string.sub(notes, #BEFORE_REFERENCE + 1, last - 1)
	end
	return transfer_lists.of_reference(text)
end

--- The members of a transfer in this state: that of its reference is the last, where it has one.
function transfer_lists.members(state, id, from, to, created_ms, notes)
	local place, reference = '/' .. state .. '/' .. created_ms .. '/' .. id, by_reference(notes)
	return 'a' .. place, 'c/' .. from .. place, 'c/' .. to .. place, reference and reference .. place
end

--- Stages that the index has this member.
function transfer_lists.add_member(call, member)
	local listed = call.listed_transfers or {}
	listed[#listed + 1] = '0'
	listed[#listed + 1] = member
	call.listed_transfers = listed
end

--- Stages that the index forgets these members, and no others but those that are named behind.
function transfer_lists.forget(call, members)
	call.unlisted_transfers = members
end

--- Stages that the index forgets this member too.
function transfer_lists.forget_member(call, member)
	call.unlisted_transfers = call.unlisted_transfers or {}
	call.unlisted_transfers[#call.unlisted_transfers + 1] = member
end

--- Stages that a new transfer is listed in this state.
function transfer_lists.add(call, state, id, from, to, created_ms, notes)
	local listed = call.listed_transfers or {}
	local place = #listed
	local all, sent, received, reference = transfer_lists.members(state, id, from, to, created_ms, notes)
	listed[place + 1], listed[place + 2], listed[place + 3], listed[place + 4] = '0', all, '0', sent
	listed[place + 5], listed[place + 6] = '0', received
	if reference then
		listed[place + 7], listed[place + 8] = '0', reference
	end
	call.listed_transfers = listed
end

--- Stages that a pending transfer is listed in another state.
function transfer_lists.move(call, state, id, from, to, created_ms, notes)
	local gone = call.unlisted_transfers or {}
	local place = #gone
	gone[place + 1], gone[place + 2], gone[place + 3], gone[place + 4] =
		transfer_lists.members('pending', id, from, to, created_ms, notes)
	call.unlisted_transfers = gone
	transfer_lists.add(call, state, id, from, to, created_ms, notes)
end

--- Writes what was staged.
function transfer_lists.write(call)
	if call.unlisted_transfers then
		redis.call('ZREM', call.keys.transfer_index, unpack(call.unlisted_transfers))
	end
	if call.listed_transfers then
		redis.call('ZADD', call.keys.transfer_index, unpack(call.listed_transfers))
	end
	call.listed_transfers, call.unlisted_transfers = false, false
end

return transfer_lists
