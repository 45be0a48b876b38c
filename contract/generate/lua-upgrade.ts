import { KEY_PURPOSES, KeyName } from '../../src/platform/redis/keys';
import { RecordDeclaration } from '../define';
import { fileOf, GENERATED, mark, versionOf } from './fields';

/**
 * Whether there is something for an upgrade to do: a hash may hold records of older versions. A record with a key of its
 * own is brought to the newest version when it is next written, or expires.
 */
export function isUpgraded(record: RecordDeclaration): boolean {
  const purpose: string = KEY_PURPOSES[record.key as KeyName] ?? 'hash';
  return versionOf(record) > 1 && !record.sparing && purpose.startsWith('hash');
}

/** `inventory/upgrade-stock` */
export function upgradeScript({ room, name }: RecordDeclaration): string {
  return `${room}/upgrade-${name.replaceAll('_', '-')}`;
}

/** The script that brings a page of the records of a hash to their newest version. */
export function luaUpgrade(record: RecordDeclaration): string {
  const { key, name, idsWith } = record;
  const version = versionOf(record);
  return `#!lua
--- Brings a page of the records of \`${key}\` to version ${version}.
---
--- KEYS: store, ${key}
--- ARGV: cursor, limit: count <= 1000
---   cursor is \`0\` for the beginning; limit is about how many records a page has
--- Replies:
---   OK cursor size seen upgraded id...
---   cursor is \`0\` behind the last page; size is how many records there are in all; of this page, how many it has, how
---   many of them were brought to version ${version}, and the ids of those that are no record of any version
-- ${GENERATED} contract/records. Edit that.
--- @include "kernel/upgrade-page"
--- @include "${fileOf(record)}"

if redis.call('EXISTS', keys.store) == 0 then
	return { 'STORE_NOT_FOUND' }
end
return upgrade_page.reply(keys.${key}, cursor, limit, {
	mark = '${mark(version)}',
	upgraded = ${name}_record.upgraded,
	ids_with = ${idsWith ? `'${idsWith}'` : "''"},
})
`;
}
