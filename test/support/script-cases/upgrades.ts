import { RECORD_UPGRADES } from '../../../src/platform/generated/format';
import { INDEX_UPGRADES } from '../../../src/platform/upgrading/index-upgrades';
import type { ScriptCase } from '../script-cases';

/**
 * Every upgrade of records is the same generated script: what it does is told by test/lua/upgrades.spec.ts. One of an
 * index takes the same arguments.
 */
export const upgradeCases: ScriptCase[] = [...RECORD_UPGRADES, ...INDEX_UPGRADES].map(({ script }) => ({
  script,
  prepare: async () => ({ args: { cursor: '0', limit: 10 } }),
}));
