import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventsOf } from '../events';
import { changedKeys } from '../format';
import { arrays, records } from '../records';
import { eventsPage } from './events-page';
import { fileOf } from './fields';
import { luaArray } from './lua-array';
import { luaEvents } from './lua-events';
import { luaRecord } from './lua-record';
import { isUpgraded, luaUpgrade, upgradeScript } from './lua-upgrade';
import { tsArray } from './ts-array';
import { tsEventSchemas } from './ts-event-schemas';
import { tsEvents } from './ts-events';
import { tsFormat } from './ts-format';
import { tsRecord } from './ts-record';
import { tsScripts } from './ts-scripts';

/** Files that come from declarations alone: path → text. */
export function declaredFiles(): Record<string, string> {
  const files: Record<string, string> = {};
  for (const record of records) {
    files[`lua/${fileOf(record)}.lua`] = luaRecord(record);
    files[`src/${fileOf(record)}.ts`] = tsRecord(record);
  }
  for (const record of records.filter(isUpgraded)) {
    files[`lua/${upgradeScript(record)}.lua`] = luaUpgrade(record);
  }
  for (const array of arrays) {
    files[`lua/${fileOf(array)}.lua`] = luaArray(array);
    files[`src/${fileOf(array)}.ts`] = tsArray(array);
  }
  for (const one of eventsOf) files[`lua/${one.room}/generated/${one.room}-events.lua`] = luaEvents(one);
  files['src/stores/generated/journal-events.ts'] = tsEvents(eventsOf);
  files['src/platform/generated/event-schemas.ts'] = tsEventSchemas(eventsOf);
  files['src/platform/generated/format.ts'] = tsFormat(records, changedKeys);
  files['docs/events.md'] = eventsPage(eventsOf);
  return files;
}

/** Files that come from the headers of scripts, which include the declared files: those are written first. */
export function scriptFiles(): Record<string, string> {
  return { 'src/platform/generated/scripts.ts': tsScripts() };
}

/** The paths whose files below `root` are missing or differ. */
export function behindIn(root: string, files: Record<string, string>): string[] {
  return Object.keys(files).filter((path) => {
    const file = join(root, path);
    return !existsSync(file) || readFileSync(file, 'utf8') !== files[path];
  });
}
