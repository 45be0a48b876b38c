import { Cluster, Redis } from 'ioredis';
import { tellInFlight } from './in-flight';

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
