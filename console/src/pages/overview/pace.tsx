import { useEffect, useRef, useState } from 'preact/hooks';
import { listen } from '../../api/events';
import { sumOf, Sample } from '../../api/metrics';
import { Fact } from '../../parts/bits';
import { Chart } from '../../parts/chart';
import type { Metrics } from './metrics';

const KEPT = 90;
const FRESH_MS = 10_000;

/** A moment: what happened a second since the one before. */
interface Moment {
  second: number;
  calls: number;
  refusals: number;
}

/** Calls and refusals a second, from the metrics; effects of this store, as they are heard of. */
export function Pace({ metrics }: { metrics: Metrics }) {
  const moments = useMoments(metrics);
  const effects = useEffectsASecond();
  const last = moments.at(-1);
  const data = [
    moments.map(({ second }) => second),
    moments.map(({ calls }) => calls),
    moments.map(({ refusals }) => refusals),
  ];
  return (
    <section class="card wide" aria-labelledby="pace">
      <h2 id="pace">Calls a second</h2>
      <dl class="facts large">
        <Fact name="Calls">{(last?.calls ?? 0).toFixed(1)}</Fact>
        <Fact name="Refusals">{(last?.refusals ?? 0).toFixed(1)}</Fact>
        <Fact name="Effects in this store">{effects.toFixed(1)}</Fact>
      </dl>
      <Chart
        label="Calls and refusals a second, in the last minutes"
        height={170}
        series={[
          { label: 'Calls', colour: 'chart-a', fill: true },
          { label: 'Refusals', colour: 'bad' },
        ]}
        data={data}
        format={(value) => (Number.isInteger(value) ? String(value) : value.toFixed(1))}
      />
    </section>
  );
}

/** Calls of the API; health, metrics and this console are none. */
const callsIn = (samples: Sample[]): number =>
  sumOf(samples, 'http_requests_total', ({ route }) => route?.startsWith('/v1/') ?? false) ?? 0;

function useMoments({ samples, atMs }: Metrics): Moment[] {
  const [moments, setMoments] = useState<Moment[]>([]);
  const before = useRef<{ calls: number; refusals: number; atMs: number }>(undefined);
  useEffect(() => {
    if (!samples || atMs === undefined) return;
    const now = { calls: callsIn(samples), refusals: sumOf(samples, 'refusals_total') ?? 0, atMs };
    const then = before.current;
    before.current = now;
    // After a start of the service the counters begin anew.
    if (!then || now.calls < then.calls || atMs === then.atMs) return;
    const seconds = (atMs - then.atMs) / 1_000;
    const moment: Moment = {
      second: Date.now() / 1_000,
      calls: (now.calls - then.calls) / seconds,
      refusals: Math.max(0, now.refusals - then.refusals) / seconds,
    };
    setMoments((kept) => [...kept.slice(-KEPT + 1), moment]);
  }, [atMs]);
  return moments;
}

/** The pace of the last ten seconds. */
function useEffectsASecond(): number {
  const [pace, setPace] = useState(0);
  useEffect(() => {
    let heard: number[] = [];
    const unlisten = listen(() => void heard.push(Date.now()));
    const timer = setInterval(() => {
      heard = heard.filter((at) => at > Date.now() - FRESH_MS);
      setPace(heard.length / (FRESH_MS / 1_000));
    }, 1_000);
    return () => {
      unlisten();
      clearInterval(timer);
    };
  }, []);
  return pace;
}
