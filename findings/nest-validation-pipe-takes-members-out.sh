#!/usr/bin/env bash
# Software:  @nestjs/common 11.2.10 with class-validator 0.15.1 and class-transformer 0.5.1.
# Situation: a body has a field for any JSON object of the caller (metadata), validated by the global ValidationPipe. The
#            caller's data has members of its own trade: a racing team is a `constructor`, a car begins as a `prototype`.
# Guess:     a pipe without `whitelist` leaves free-form data alone, or refuses what it does not like.
# What is:   members of these two names are deleted at any depth, without an error, and out of the request's own body, so
#            that whoever reads it after the pipe (a log, a fingerprint, an audit) does not see them either.
# Source:    the pipe's own guard of prototypes, which no page of docs.nestjs.com mentions. Seen here.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund @nestjs/common@11.2.10 class-validator@0.15.1 class-transformer@0.5.1 \
  reflect-metadata@0.2.2 rxjs@7.8.2 >/dev/null
cat >run.cjs <<'JS'
require('reflect-metadata');
const { ValidationPipe } = require('@nestjs/common');
const { IsObject } = require('class-validator');
class Body {}
IsObject()(Body.prototype, 'metadata');
(async () => {
  const body = { metadata: { season: 2026, cars: [{ constructor: 'Scuderia', prototype: 'SF-26', wheels: 4 }] } };
  const before = JSON.stringify(body);
  const made = await new ValidationPipe({ transform: true }).transform(body, { type: 'body', metatype: Body });
  console.log(`sent:                ${before}`);
  console.log(`what the handler has: ${JSON.stringify(made)}`);
  console.log(`the body afterwards:  ${JSON.stringify(body)}`);
  const left = '{"metadata":{"season":2026,"cars":[{"wheels":4}]}}';
  if (JSON.stringify(made) !== left || JSON.stringify(body) !== left) throw new Error('this has changed');
})();
JS
node run.cjs
echo 'as found'
