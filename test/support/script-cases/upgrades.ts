import { RECORD_UPGRADES } from '../../../src/platform/generated/format';
import type { ScriptCase } from '../script-cases';

/** Every upgrade is the same generated script: what it does is told by test/lua/upgrades.spec.ts. */
export const upgradeCases: ScriptCase[] = RECORD_UPGRADES.map(({ script }) => ({
  script,
  prepare: async () => ({ args: { cursor: '0', limit: 10 } }),
}));
