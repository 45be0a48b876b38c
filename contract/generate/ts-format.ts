import { RecordDeclaration } from '../define';
import { GENERATED, versionOf } from './fields';
import { isUpgraded, upgradeScript } from './lua-upgrade';

/** Counts up whenever a record gets a new version, or a key another meaning. */
export function formatOf(records: readonly RecordDeclaration[], changedKeys: readonly string[]): number {
  return records.reduce((format, record) => format + versionOf(record) - 1, 1 + changedKeys.length);
}

/** The TypeScript module that tells the format of the data, and what may be upgraded to it. */
export function tsFormat(records: readonly RecordDeclaration[], changedKeys: readonly string[]): string {
  // Parts of replies are records of no key: what holds them begins with something else.
  const versions = records
    .filter(({ key, isPart }) => key !== 'operation' && !isPart)
    .map((record) => `  ${record.key}: ${versionOf(record)},`);
  const upgrades = records
    .filter(isUpgraded)
    .map((record) => `  { script: '${upgradeScript(record)}', key: '${record.key}' },`);
  return `// ${GENERATED} contract/. Edit that.
import { ScriptName } from './scripts';

/** The format of the data: counted up whenever a record gets a new version, or a key another meaning. */
export const FORMAT: number = ${formatOf(records, changedKeys)};

/** The newest version of the records of each key. */
export const RECORD_VERSIONS: Readonly<Record<string, number>> = {
${versions.join('\n')}
};

/** A script that brings the records of a key to their newest version. */
export interface RecordUpgrade {
  script: ScriptName;
  key: string;
}

export const RECORD_UPGRADES: readonly RecordUpgrade[] = [${upgrades.length ? `\n${upgrades.join('\n')}\n` : ''}];
`;
}
