/** A node of the cluster, as another one (or it itself) tells of it in CLUSTER NODES. */
export interface ClusterNode {
  id: string;
  /** Address that the nodes know it by. */
  host: string;
  port: number;
  isMaster: boolean;
  /** No node holds it for failed, and its address is known. */
  isThere: boolean;
  ranges: [first: number, last: number][];
}

/** Slots that the node that was asked moves away, and those that it takes: slot → id of the other end. */
export interface OpenSlots {
  migrating: Map<number, string>;
  importing: Map<number, string>;
}

export interface ClusterView {
  nodes: ClusterNode[];
  open: OpenSlots;
}

const ABSENT = /\b(fail\??|handshake|noaddr)(,|$)/;

/** Reads the reply of CLUSTER NODES; open slots stand only behind the node that was asked. */
export function readView(reply: string): ClusterView {
  const open: OpenSlots = { migrating: new Map(), importing: new Map() };
  const nodes = reply
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [id, address, flags, , , , , , ...slots] = line.trim().split(' ');
      const ranges: ClusterNode['ranges'] = [];
      for (const text of slots) noteSlots(text, ranges, open);
      const isMaster = flags!.split(',').includes('master');
      return { id: id!, ...placeOf(address!), isMaster, isThere: !ABSENT.test(flags!), ranges };
    });
  return { nodes, open };
}

export function ownerOf({ nodes }: ClusterView, slot: number): ClusterNode | undefined {
  return nodes.find(({ ranges }) => ranges.some(([first, last]) => first <= slot && slot <= last));
}

export function addressOf({ host, port }: { host: string; port: number }): string {
  return `${host}:${port}`;
}

/** `5461-10922`, `7`, `[7->-id]` or `[7-<-id]`. */
function noteSlots(text: string, ranges: ClusterNode['ranges'], { migrating, importing }: OpenSlots): void {
  const [, slot, way, other] = /^\[(\d+)-([<>])-(\w+)\]$/.exec(text) ?? [];
  if (slot !== undefined) {
    (way === '>' ? migrating : importing).set(Number(slot), other!);
    return;
  }
  const [first, last = first] = text.split('-').map(Number);
  ranges.push([first!, last!]);
}

/** `10.0.0.1:7000@17000,host`, and an IPv6 address has colons of its own. */
function placeOf(address: string): { host: string; port: number } {
  const [, host = '', port = '0'] = /^(.*):(\d+)@/.exec(address) ?? [];
  return { host, port: Number(port) };
}
