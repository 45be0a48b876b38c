import { Cluster, Command, Redis } from 'ioredis';
import { tellInFlight } from './in-flight';
import { Owner } from './redis-connection';
import { nameOf } from './silence';

/** While it is one of these, commands may be on their way, or wait to be sent. */
const CONNECTED: string[] = ['connecting', 'connect', 'ready'];

/**
 * While a slot is on the move, ioredis asks a node that may have no slots of its own yet, and lets go of it whenever it
 * hears from another one which nodes have slots. That is put right here, on every node that it comes to know.
 */
export function steadyNodes(client: Cluster): void {
  client.nodes().forEach(steady);
  client.on('+node', steady);
}

/** Masters by the slots that they have: one that is lost leaves the client's nodes, and its slots tell of it still. */
export function slotOwners(client: Cluster): Owner[] {
  const nodes = new Map(client.nodes('master').map((node) => [nameOf(node), node]));
  const names = new Set([...client.slots.map((slot) => slot?.[0] ?? ''), ...nodes.keys()]);
  names.delete('');
  return [...names].map((name) => ({ name, node: nodes.get(name) }));
}

/** Empty for a slot that nobody has. */
export function ownerOfKey(client: Cluster, key: string): string {
  return client.slots[new Command('get', [key]).getSlot()]?.[0] ?? '';
}

function steady(node: Redis): void {
  tellInFlight(node);
  handleAsking(node);
  leaveInOrder(node);
}

/** ioredis looks at the answer of the command behind ASKING alone; where it fails, Node would end the process. */
function handleAsking(node: Redis): void {
  const asking = node.asking.bind(node);
  node.asking = () => {
    const asked = asking();
    asked.catch(() => undefined);
    return asked;
  };
}

/** Lets the node answer earlier commands first: nobody could say whether a call that was cut off ran. */
function leaveInOrder(node: Redis): void {
  const disconnect = node.disconnect.bind(node);
  let isLeaving = false;
  node.disconnect = (reconnect = false) => {
    if (reconnect || isLeaving || !CONNECTED.includes(node.status)) return disconnect(reconnect);
    isLeaving = true;
    node.quit().catch(() => disconnect());
  };
}
