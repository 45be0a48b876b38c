import { wholeNumber } from '../../platform/redis';
import { RollingLimit, RollingUse } from './rolling.dto';

/** Rolling limits as scripts take them: "hours*amount*count", with `-` for no limit; undefined for none at all. */
export function packRolling(limits: RollingLimit[] | undefined): string | undefined {
  if (!limits?.length) return undefined;
  return limits.map(({ hours, amount, count }) => `${hours}*${amount ?? '-'}*${count ?? '-'}`).join(',');
}

/** Use of them: "hours*amount*count". */
export function packUses(uses: RollingUse[]): string {
  return uses.map(({ hours, amount, count }) => `${hours}*${amount}*${count}`).join(',');
}

/** Reads what replies tell of rolling limits (lua/ledger/parts/windows.lua), nothing where there are none. */
export function unpackRolling(
  told: string | undefined,
): { limits: RollingLimit[]; uses: RollingUse[] } | undefined {
  if (!told) return undefined;
  const rules = told.split(',').map((rule) => rule.split('*'));
  return {
    limits: rules.map(([hours, amount, count]) => ({
      hours: wholeNumber(hours),
      ...(amount === '-' ? {} : { amount: wholeNumber(amount) }),
      ...(count === '-' ? {} : { count: wholeNumber(count) }),
    })),
    uses: rules.map(([hours, , , amount, count]) => ({
      hours: wholeNumber(hours),
      amount: wholeNumber(amount),
      count: wholeNumber(count),
    })),
  };
}
