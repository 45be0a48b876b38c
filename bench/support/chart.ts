import { logarithmic, linear } from './scale';

/** A plot as SVG text: panels below each other over one axis that doubles from mark to mark, or begins with 0. */
export interface Chart {
  title: string;
  subtitle: string;
  xLabel: string;
  xs: number[];
  /** Its axis begins with 0 and has marks of its own. Omit for one that doubles. */
  isLinear?: boolean;
  panels: Panel[];
}

export interface Panel {
  title: string;
  /** Powers of ten are as far from each other as their neighbours are; else it begins with 0. */
  logarithmic?: boolean;
  series: Series[];
}

export interface Series {
  name: string;
  color: string;
  dash?: string;
  /** One for each of `xs`. */
  ys: number[];
}

const WIDTH = 760;
const LEFT = 70;
const RIGHT = 24;
const TOP = 96;
const PANEL = 230;
const GAP = 58;
const INK = '#1f2328';
const FAINT = '#59636e';
const GRID = '#e4e7eb';

export function drawChart(chart: Chart): string {
  const bottom = TOP + chart.panels.length * (PANEL + GAP) - GAP;
  const height = bottom + 58;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" ` +
      `font-family="system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif" font-size="13" role="img">`,
    `<title>${escaped(chart.title)}</title>`,
    // Pages are light or dark; the plot brings its own ground.
    `<rect width="${WIDTH}" height="${height}" rx="6" fill="#ffffff"/>`,
    text(LEFT, 28, chart.title, { size: 16, weight: 600 }),
    text(LEFT, 48, chart.subtitle, { fill: FAINT }),
    ...legend(chart.panels),
    ...chart.panels.flatMap((panel, i) => drawPanel(panel, axisOf(chart), TOP + i * (PANEL + GAP))),
    text((LEFT + WIDTH - RIGHT) / 2, bottom + 42, chart.xLabel, { fill: FAINT, anchor: 'middle' }),
    '</svg>',
  ];
  return `${parts.join('\n')}\n`;
}

/** Where things are along the axis, and its marks. */
interface Axis {
  xs: number[];
  marks: number[];
  xOf: (value: number) => number;
  dots: boolean;
}

function axisOf({ xs, isLinear }: Chart): Axis {
  const place = (share: number): number => LEFT + 12 + share * (WIDTH - LEFT - RIGHT - 24);
  if (isLinear) {
    const last = xs.at(-1)!;
    const marks = linear(xs).marks.filter((mark) => mark <= last);
    return { xs, marks, xOf: (value) => place(value / last), dots: false };
  }
  const [low, high] = [Math.log2(xs[0]!), Math.log2(xs.at(-1)!)];
  return { xs, marks: xs, xOf: (value) => place((Math.log2(value) - low) / (high - low)), dots: true };
}

/** Each name once, however many panels have it. */
function legend(panels: Panel[]): string[] {
  const series = [
    ...new Map(panels.flatMap((panel) => panel.series).map((each) => [each.name, each])).values(),
  ];
  let x = LEFT;
  return series.flatMap((each) => {
    const from = x;
    x += 44 + each.name.length * 7.2;
    return [line([`${from},66`, `${from + 24},66`], each, true), text(from + 30, 70, each.name)];
  });
}

function drawPanel(panel: Panel, { xs, marks: along, xOf, dots }: Axis, top: number): string[] {
  const { title, series } = panel;
  const { marks, place } = (panel.logarithmic ? logarithmic : linear)(series.flatMap(({ ys }) => ys));
  const y = (value: number): number => top + PANEL - place(value) * (PANEL - 24);
  const across = marks.flatMap((mark) => [
    `<path d="M${LEFT} ${rounded(y(mark))}H${WIDTH - RIGHT}" stroke="${GRID}"/>`,
    text(LEFT - 8, y(mark) + 4, spaced(mark), { fill: FAINT, anchor: 'end' }),
  ]);
  const below = along.map((value) =>
    text(xOf(value), top + PANEL + 18, String(value), { fill: FAINT, anchor: 'middle' }),
  );
  const lines = series.map((each) =>
    line(
      each.ys.map((value, i) => `${rounded(xOf(xs[i]!))},${rounded(y(value))}`),
      each,
      dots,
    ),
  );
  return [text(LEFT, top + 10, title, { weight: 600 }), ...across, ...below, ...lines];
}

function line(points: string[], { color, dash }: Series, hasDots: boolean): string {
  const dots = (hasDots ? points : []).map((point) => {
    const [x, y] = point.split(',');
    return `<circle cx="${x}" cy="${y}" r="3" fill="${color}"/>`;
  });
  const dashes = dash ? ` stroke-dasharray="${dash}"` : '';
  const path = `<polyline points="${points.join(' ')}" fill="none" stroke="${color}" stroke-width="2"${dashes}/>`;
  return [path, ...dots].join('');
}

interface Style {
  size?: number;
  weight?: number;
  fill?: string;
  anchor?: 'middle' | 'end';
}

function text(x: number, y: number, content: string, { size, weight, fill, anchor }: Style = {}): string {
  const attributes = [
    `x="${rounded(x)}" y="${rounded(y)}" fill="${fill ?? INK}"`,
    ...(size ? [`font-size="${size}"`] : []),
    ...(weight ? [`font-weight="${weight}"`] : []),
    ...(anchor ? [`text-anchor="${anchor}"`] : []),
  ];
  return `<text ${attributes.join(' ')}>${escaped(content)}</text>`;
}

const spaced = (mark: number): string => String(mark).replace(/\B(?=(\d{3})+$)/g, ' ');
const rounded = (value: number): number => Math.round(value * 10) / 10;

function escaped(content: string): string {
  return content.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}
