-- If-Match, as src/platform/http/if-match.ts sends it: '' for none, * for any version, else the texts of those that
-- may be
-- current, with a blank between.
local precondition = {}

--- The refusal where If-Match names other versions than the current one. Compared as text: exact at any length.
function precondition.refusal(if_match, version)
	if
		if_match ~= ''
		and if_match ~= '*'
		and if_match ~= version
		and not string.find(' ' .. if_match .. ' ', ' ' .. version .. ' ', 1, true)
	then
		return { 'VERSION_MISMATCH', version }
	end
	return nil
end

return precondition
