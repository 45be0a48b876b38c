import { Redis } from 'ioredis';
import { storeKey } from '../keys';
import { RedisConnection } from '../redis-connection';
import { addressOf, ClusterNode, ClusterView, ownerOf } from './cluster-view';
import { MoveFault } from './move-fault';
import { NodeLink } from './node-link';
import { SlotPassage } from './slot-passage';

/** Copies that an earlier attempt left at the target; all else there is nobody's copy. */
const RECORD = /\}:operation[@:]/;
const LOOKED_AT = 10_000;

export interface MovePlan {
  passage: SlotPassage;
  /** An earlier move got so far that the store is away already. */
  isHalfWay: boolean;
  /** The target was open already when this one began. */
  wasOpen: boolean;
}

/** Finds out which slot goes from where to where, and whether it can. Changes nothing. */
export async function planMove(redis: RedisConnection, store: string, address: string): Promise<MovePlan> {
  const [seed] = redis.masters();
  if (!seed) throw new MoveFault('no master of the cluster can be reached');
  // The connections of a move name keys as they are.
  const key = (redis.client.options.keyPrefix ?? '') + storeKey(store, 'store');
  const target = await NodeLink.open(seed, ...parsed(address));
  const links = [target];
  try {
    const slot = (await target.ask('CLUSTER', 'KEYSLOT', key)) as number;
    const source = await openOwner(redis, seed, slot);
    links.push(source);
    const [view, targetView] = [await source.view(), await target.view()];
    const destination = refuseUnfit(view, target, slot);
    if (source.id === target.id || ownerOf(targetView, slot)?.id === target.id) {
      throw new MoveFault(`it is at ${address} already`);
    }
    const passage = new SlotPassage(slot, source, target, destination);
    const isHalfWay = view.open.migrating.has(slot);
    const wasOpen = targetView.open.importing.has(slot);
    if (!isHalfWay) await refuseStrayKeys(passage, wasOpen);
    if (!(await isKnown(passage, key))) throw new MoveFault(`there is no store ${store}`);
    return { passage, isHalfWay, wasOpen };
  } catch (error) {
    for (const link of links) link.close();
    throw error;
  }
}

function parsed(address: string): [host: string, port: number] {
  const [, host, port] = /^\[?([^[\]\s]+?)\]?:(\d{1,5})$/.exec(address) ?? [];
  if (host === undefined) throw new MoveFault(`${address} does not look like host:port`);
  return [host, Number(port)];
}

/** By its own word; where none of those that are reached has the slot, by theirs. */
async function openOwner(redis: RedisConnection, seed: Redis, slot: number): Promise<NodeLink> {
  let owner: ClusterNode | undefined;
  // The address that reaches a node from here may be another than the one that the nodes know.
  for (const { options } of redis.masters()) {
    const link = await NodeLink.open(seed, options.host!, options.port!).catch(() => undefined);
    const found = link && ownerOf(await link.view(), slot);
    if (link && found?.id === link.id) return link;
    link?.close();
    owner ??= found;
  }
  if (!owner) throw new MoveFault(`no master has slot ${slot}`);
  return NodeLink.open(seed, owner.host, owner.port);
}

/** Returns the target as the source knows it. */
function refuseUnfit(view: ClusterView, target: NodeLink, slot: number): ClusterNode {
  const node = view.nodes.find(({ id }) => id === target.id);
  if (!node) throw new MoveFault(`${target.address} is no node of this cluster`);
  if (!node.isMaster) throw new MoveFault(`${target.address} is a replica: name a master`);
  if (!node.isThere) throw new MoveFault(`the cluster does not reach ${target.address}`);
  const onItsWay = view.open.migrating.get(slot);
  if (onItsWay !== undefined && onItsWay !== target.id) {
    const other = view.nodes.find(({ id }) => id === onItsWay);
    const where = other ? addressOf(other) : onItsWay;
    throw new MoveFault(
      `it is on its way to ${where}: finish that first, with ${where} in the place of ${target.address}`,
    );
  }
  return node;
}

/** While the source still serves every call nothing at the target counts, so that what is there could only get lost. */
async function refuseStrayKeys({ slot, target }: SlotPassage, wasOpen: boolean): Promise<void> {
  const keys = (await target.ask('CLUSTER', 'GETKEYSINSLOT', slot, LOOKED_AT)) as string[];
  const stray = keys.filter((key) => !RECORD.test(key));
  if (stray.length === 0) return;
  const what = wasOpen ? 'a move that somebody ended halfway' : 'nobody serves them';
  throw new MoveFault(
    `${target.address} holds keys of slot ${slot} that are not its own (${what}), as ${stray[0]}: ` +
      'look at both ends with redis-cli --cluster check, and keep what is right',
  );
}

async function isKnown({ source, target }: SlotPassage, key: string): Promise<boolean> {
  const here = await source.has(key);
  if (here !== undefined) return here;
  await target.ask('ASKING');
  return (await target.has(key)) !== false;
}
