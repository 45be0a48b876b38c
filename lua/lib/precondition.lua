-- If-Match, as src/http/if-match.ts sends it: '' for none, * for any version, else the text of one.
local precondition = {}

--- The refusal where If-Match names another version than the current one. Compared as text: exact at any length.
function precondition.refusal(if_match, version)
	if if_match ~= '' and if_match ~= '*' and if_match ~= version then
		return { 'VERSION_MISMATCH', version }
	end
	return nil
end

return precondition
