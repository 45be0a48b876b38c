import { Redis } from 'ioredis';
import { ScriptRunner, StoreNames } from '../../src/platform/redis';
import { UpgradeLua } from '../../src/platform/upgrading/upgrade.lua';
import { UpgradeService, UpgradeTotals } from '../../src/platform/upgrading/upgrade.service';
import type { House } from './house';

/** Has the index be as releases up to 1.0.0 left it, for these orders: listed under no customer and state together. */
export async function unlistForBoth(
  redis: Redis,
  store: string,
  isEarlier: (id: string) => boolean,
): Promise<void> {
  const index = `ch:{${store}}:order_index`;
  const members = await redis.zrange(index, '[x/', '(x0', 'BYLEX');
  await redis.zrem(index, ...members.filter((member) => isEarlier(member.split('/').at(-1)!)));
}

/** Everything that `npm run upgrade` does, beside this service. */
export function upgradeAll({ app }: House): Promise<UpgradeTotals> {
  const lua = new UpgradeLua(app.get(ScriptRunner));
  return new UpgradeService(lua, app.get(StoreNames)).run(() => undefined);
}

/** The upgrade of that index in one store; returns how many orders were listed anew. */
export async function listForBoth({ app }: House, store: string): Promise<number> {
  const lua = new UpgradeLua(app.get(ScriptRunner));
  const upgrade = { script: 'orders/list-for-both', key: 'order_index' } as const;
  const { upgraded } = await lua.page(store, upgrade, '0');
  return upgraded;
}
