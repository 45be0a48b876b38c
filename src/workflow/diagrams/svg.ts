import { Arrow, FONT_SIZE, Layout, LINE_HEIGHT, Point, START_RADIUS, StateBox } from './layout';
import { Picture } from './picture';

const STYLE = `
  text { font: ${FONT_SIZE}px system-ui, "Segoe UI", "Liberation Sans", Arial, sans-serif; text-anchor: middle; fill: #1f2933; }
  rect { fill: #f5f7fa; stroke: #52606d; stroke-width: 1.4; }
  .page { fill: #ffffff; stroke: none; }
  .inner { fill: none; stroke-width: 1; }
  .arrow { fill: none; stroke: #52606d; stroke-width: 1.4; }
  .head, .start { fill: #52606d; stroke: none; }
  .back .arrow { stroke: #b45309; stroke-dasharray: 6 4; }
  .again .arrow { stroke: #b45309; }
  .back .head, .again .head { fill: #b45309; }
  .ahead rect { fill: #ffffff; stroke: #b8c2cc; }
  .ahead text { fill: #616e7c; }
  .ahead .arrow { stroke: #c5ced6; }
  .ahead .head { fill: #c5ced6; }
  .taken .arrow { stroke: #2563eb; stroke-width: 2.6; }
  .taken .head, .taken.start { fill: #2563eb; }
  .visited rect { fill: #e0ebff; stroke: #2563eb; stroke-width: 1.8; }
  .current rect { fill: #1d4ed8; stroke: #1d4ed8; stroke-width: 3; }
  .current .inner { fill: none; stroke: #ffffff; stroke-width: 1.2; }
  .current text { fill: #ffffff; font-weight: 600; }`;

const CORNER = 9;
const HEAD_LENGTH = 9;

/** Draws a picture as SVG that holds nothing but shapes and text. */
export function drawSvg(picture: Picture, layout: Layout): string {
  const { width, height, start, states, arrows } = layout;
  const title = escapeXml(picture.title);
  // Transitions that were taken are drawn last, over the others.
  const ordered = [...arrows].sort((a, b) => Number(isTaken(a, picture)) - Number(isTaken(b, picture)));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${title}</title>`,
    `<style>${STYLE}\n</style>`,
    `<rect class="page" width="${width}" height="${height}"/>`,
    `<circle class="start${picture.progress ? ' taken' : ''}" cx="${round(start.x)}" cy="${round(start.y)}" r="${START_RADIUS}"/>`,
    ...ordered.map((arrow) => drawArrow(arrow, picture, states)),
    ...[...states].map(([name, box]) => drawState(name, box, picture)),
    '</svg>\n',
  ].join('\n');
}

function drawState(name: string, box: StateBox, { states, progress }: Picture): string {
  const { x, y, width, height, lines } = box;
  const inside = { x: x + 4, y: y + 4, width: width - 8, height: height - 8 };
  const final = states.get(name)!.final;
  const classes = ['state', final ? 'final' : '', standing(name, progress)].filter(Boolean).join(' ');
  const middle = round(x + width / 2);
  const top = y + height / 2 - ((lines.length - 1) * LINE_HEIGHT) / 2 + FONT_SIZE * 0.35;
  const texts = lines.map(
    (line, i) => `<text x="${middle}" y="${round(top + i * LINE_HEIGHT)}">${escapeXml(line)}</text>`,
  );
  const inner = final ? rectangle('inner', inside, 6) : '';
  return `<g class="${classes}">${rectangle('', box, 10)}${inner}${texts.join('')}</g>`;
}

function standing(name: string, progress: Picture['progress']): string {
  if (!progress) return '';
  if (name === progress.current) return 'visited current';
  return progress.visited.has(name) ? 'visited' : 'ahead';
}

function drawArrow(arrow: Arrow, picture: Picture, states: Layout['states']): string {
  const { from, to, points } = arrow;
  const classes = ['transition'];
  if (from === to) classes.push('again');
  else if (from !== undefined && states.get(to)!.y <= states.get(from)!.y) classes.push('back');
  if (picture.progress) classes.push(isTaken(arrow, picture) ? 'taken' : 'ahead');
  const before = points.at(-2)!;
  const end = points.at(-1)!;
  const base = towards(end, before, HEAD_LENGTH);
  return (
    `<g class="${classes.join(' ')}"><path class="arrow" d="${line([...points.slice(0, -1), base])}"/>` +
    `<path class="head" d="${head(base, end)}"/></g>`
  );
}

function isTaken({ from, to }: Arrow, { progress }: Picture): boolean {
  return progress !== undefined && (from === undefined || progress.taken.has(`${from}>${to}`));
}

/** A line through the points, its corners rounded. */
function line(points: Point[]): string {
  const parts = [`M${at(points[0]!)}`];
  for (let i = 1; i < points.length - 1; i++) {
    const corner = points[i]!;
    const room = Math.min(CORNER, distance(points[i - 1]!, corner) / 2, distance(corner, points[i + 1]!) / 2);
    const enter = towards(corner, points[i - 1]!, room);
    const leave = towards(corner, points[i + 1]!, room);
    parts.push(`L${at(enter)}Q${at(corner)} ${at(leave)}`);
  }
  return `${parts.join('')}L${at(points.at(-1)!)}`;
}

function head(base: Point, tip: Point): string {
  const across = { x: (tip.y - base.y) / 2.2, y: (base.x - tip.x) / 2.2 };
  const left = { x: base.x + across.x, y: base.y + across.y };
  const right = { x: base.x - across.x, y: base.y - across.y };
  return `M${at(left)}L${at(tip)}L${at(right)}Z`;
}

function towards(from: Point, to: Point, by: number): Point {
  const share = by / (distance(from, to) || 1);
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

type Box = Pick<StateBox, 'x' | 'y' | 'width' | 'height'>;

function rectangle(name: string, { x, y, width, height }: Box, radius: number): string {
  const place = `x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="${radius}"`;
  return `<rect${name && ` class="${name}"`} ${place}/>`;
}

function at({ x, y }: Point): string {
  return `${round(x)} ${round(y)}`;
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}

export function escapeXml(text: string): string {
  return text.replace(/[^\w .,:;~@()/-]/gu, (sign) => `&#${sign.codePointAt(0)};`);
}
