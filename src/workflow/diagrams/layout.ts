import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api';
import { WorkflowDefinition } from '../definitions/definition';
import { Elk } from './elk';

export interface Point {
  x: number;
  y: number;
}

export interface StateBox extends Point {
  width: number;
  height: number;
  /** Its name, broken where it is long. */
  lines: string[];
}

export interface Arrow {
  /** Undefined for the arrow from the start. */
  from?: string;
  to: string;
  points: Point[];
}

/** Where everything of a diagram is. */
export interface Layout {
  width: number;
  height: number;
  /** The middle of the mark from which the initial state is entered. */
  start: Point;
  states: Map<string, StateBox>;
  arrows: Arrow[];
}

export const FONT_SIZE = 13;
export const LINE_HEIGHT = 17;
export const START_RADIUS = 8;
const LONGEST_LINE = 24;

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.padding': '[top=20,left=20,bottom=20,right=20]',
  'elk.spacing.nodeNode': '36',
  'elk.spacing.edgeNode': '22',
  'elk.spacing.edgeEdge': '14',
  'elk.spacing.nodeSelfLoop': '22',
  'elk.layered.spacing.nodeNodeBetweenLayers': '52',
  'elk.layered.spacing.edgeNodeBetweenLayers': '22',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '14',
  // From the start onwards, so that it is on top, and that it is the way back that is drawn as one.
  'elk.layered.cycleBreaking.strategy': 'DEPTH_FIRST',
  'elk.layered.feedbackEdges': 'true',
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
};

/** Lays a definition out from top to bottom. The ids of the graph are numbers: a name may be any text. */
export async function layOut(
  { initial, states }: WorkflowDefinition,
  elk: Pick<Elk, 'layout'>,
): Promise<Layout> {
  const names = [...states.keys()];
  const idOf = new Map(names.map((name, i) => [name, `s${i}`]));
  const lines = names.map(breakName);
  const start = { id: 'start', width: 2 * START_RADIUS, height: 2 * START_RADIUS };
  const boxes = lines.map((parts, i) => ({ id: `s${i}`, ...sizeOf(parts) }));
  const ways: Omit<Arrow, 'points'>[] = [
    { to: initial },
    ...[...states].flatMap(([from, { transitions }]) => transitions.map((to) => ({ from, to }))),
  ];
  const edges = ways.map(({ from, to }, i) => ({
    id: `e${i}`,
    sources: [from === undefined ? 'start' : idOf.get(from)!],
    targets: [idOf.get(to)!],
  }));
  const graph = await elk.layout({ id: 'root', layoutOptions: OPTIONS, children: [start, ...boxes], edges });
  const [mark, ...placed] = graph.children!;
  return {
    width: Math.ceil(graph.width!),
    height: Math.ceil(graph.height!),
    start: { x: mark!.x! + START_RADIUS, y: mark!.y! + START_RADIUS },
    states: new Map(names.map((name, i) => [name, { ...boxOf(placed[i]!), lines: lines[i]! }])),
    arrows: ways.map((way, i) => ({ ...way, points: pointsOf(graph.edges![i]!) })),
  };
}

function sizeOf(lines: string[]): { width: number; height: number } {
  const widest = Math.max(...lines.map(widthOf));
  return { width: Math.max(84, Math.ceil(widest) + 28), height: lines.length * LINE_HEIGHT + 21 };
}

/** The width of a line of text, on the large side, since the reader's font is not known. */
function widthOf(line: string): number {
  const widths = [...line].map((letter) =>
    /[mwMW@]/.test(letter) ? 0.98 : /[A-Z_~]/.test(letter) ? 0.74 : 0.6,
  );
  return FONT_SIZE * widths.reduce((sum, width) => sum + width, 0);
}

function boxOf({ x, y, width, height }: ElkNode): Omit<StateBox, 'lines'> {
  return { x: x!, y: y!, width: width!, height: height! };
}

function pointsOf({ sections }: ElkExtendedEdge): Point[] {
  const { startPoint, bendPoints = [], endPoint } = sections![0]!;
  return [startPoint, ...bendPoints, endPoint];
}

/** Breaks a long name behind a sign where it has one, else in the midst of a word. */
function breakName(name: string): string[] {
  const lines: string[] = [];
  let rest = name;
  while (rest.length > LONGEST_LINE) {
    const head = rest.slice(0, LONGEST_LINE);
    const sign = Math.max(...['-', '_', '.', ':', '~', '@'].map((one) => head.lastIndexOf(one)));
    const end = sign > LONGEST_LINE / 3 ? sign + 1 : LONGEST_LINE;
    lines.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return [...lines, rest];
}
