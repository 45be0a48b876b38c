-- If-Match, as src/platform/http/if-match.ts sends it: empty for none, * for any version, else the versions that may
-- be current, with a blank between. A script that takes it as `text or none` sees false for none.
local precondition = {}

--- The refusal where If-Match names other versions than the current one. Versions are compared as texts: numbers past
--- 2^53 would be equal to their neighbours.
function precondition.refusal(if_match, version)
	if
		if_match
		and if_match ~= ''
		and if_match ~= '*'
		and if_match ~= version
		and not string.find(' ' .. if_match .. ' ', ' ' .. version .. ' ', 1, true)
	then
		return { 'VERSION_MISMATCH', version }
	end
	return nil
end

return precondition
