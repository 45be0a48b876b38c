import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import { theme } from '../app/theme';

export interface Series {
  label: string;
  /** Name of a colour of the theme. */
  colour: 'chart-a' | 'chart-b' | 'bad';
  /** Holds its value until it changes, as stock and balances do. */
  steps?: boolean;
  fill?: boolean;
}

interface ChartProps {
  /** Said to those who do not see it. */
  label: string;
  series: Series[];
  /** Seconds, and the values of each series at them. */
  data: (number | null)[][];
  height?: number;
  format?: (value: number) => string;
  timeZone?: string;
}

const HALF_AN_HOUR_SECONDS = 1_800;

/** Values over time. The page says the same in a table or in words beside it. */
export function Chart({ label, series, data, height = 220, format = String, timeZone }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  useEffect(() => {
    const element = place.current!;
    const size = { width: element.clientWidth, height };
    plot.current = new uPlot(
      { ...optionsOf(series, format, timeZone), ...size },
      data as uPlot.AlignedData,
      element,
    );
    const observer = new ResizeObserver(() => plot.current?.setSize({ width: element.clientWidth, height }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      plot.current?.destroy();
    };
  }, [theme.value, height, series.map((one) => one.label).join(), timeZone]);
  useEffect(() => plot.current?.setData(data as uPlot.AlignedData), [data]);
  return <div ref={place} class="chart" role="img" aria-label={label} />;
}

function optionsOf(
  series: Series[],
  format: (value: number) => string,
  timeZone: string | undefined,
): Omit<uPlot.Options, 'width' | 'height'> {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  const axis = { stroke: colour('soft'), grid: { stroke: colour('line'), width: 1 }, ticks: { show: false } };
  return {
    tzDate: timeZone ? (seconds) => uPlot.tzDate(new Date(seconds * 1_000), timeZone) : undefined,
    cursor: { y: false, drag: { x: true, y: false } },
    scales: {
      x: { range: (_plot, first, last) => spanOf(first, last) },
      y: { range: (_plot, low, high) => rangeOf(low, high) },
    },
    axes: [axis, { ...axis, size: 92, values: (_plot, values) => values.map((value) => format(value)) }],
    series: [
      {},
      ...series.map((one): uPlot.Series => ({
        label: one.label,
        stroke: colour(one.colour),
        width: 2,
        fill: one.fill ? `${colour(one.colour)}22` : undefined,
        paths: one.steps ? uPlot.paths.stepped!({ align: 1 }) : uPlot.paths.linear!(),
        // One value alone makes no line.
        points: { show: (plot) => plot.data[0].length === 1 },
        value: (_plot, value: number | null) => (value === null ? '—' : format(value)),
      })),
    ],
  };
}

/** A single time stands in the middle of its hour. */
function spanOf(first: number, last: number): [number, number] {
  return first === last ? [first - HALF_AN_HOUR_SECONDS, last + HALF_AN_HOUR_SECONDS] : [first, last];
}

/** Zero is always shown, and a line that stands still does not lie on an edge. */
function rangeOf(low: number, high: number): [number, number] {
  const [from, to] = [Math.min(0, low ?? 0), Math.max(0, high ?? 0)];
  const room = (to - from || 1) * 0.08;
  return [from < 0 ? from - room : 0, to + room];
}
