#!/usr/bin/env bash
# Software:  validator 13.15.35 (npm), which class-validator's @IsISO4217CurrencyCode() asks.
# Situation: a shop's currency is checked by a library that gets releases several times a year.
# Guess:     what ISO 4217 lists is taken, and what it has withdrawn is refused, as of the year of the release or so.
# What is:   the list is some years old. It refuses the legal tender of Curaçao and Sint Maarten (XCG, since 2025) and of Zimbabwe
#            (ZWG, since 2024), and takes what those replaced (ANG, ZWL), and the old leone of Sierra Leone (SLL), of which one new
#            leone (SLE) is a thousand. It is not simply old: Croatia's kuna (HRK, until 2023) is refused.
# Source:    ISO 4217, list one and list three, against the list of the package. Seen here.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund validator@13.15.35 >/dev/null
seen=$(node -p "
  const { isISO4217 } = require('validator');
  ['XCG', 'ANG', 'ZWG', 'ZWL', 'SLE', 'SLL', 'HRK'].map((code) => code + ' ' + (isISO4217(code) ? 'taken' : 'refused')).join(', ')")
echo "$seen"
[ "$seen" = 'XCG refused, ANG taken, ZWG refused, ZWL taken, SLE taken, SLL taken, HRK refused' ]
echo 'as found'
