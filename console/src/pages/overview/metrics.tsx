import { must } from '@countinghouse/client';
import { useEffect, useState } from 'preact/hooks';
import { client } from '../../api/client';
import { readMetrics, Sample, sumOf } from '../../api/metrics';
import { refreshes } from '../../app/connection';
import { Fact, State } from '../../parts/bits';
import { count } from '../../parts/money';
import { Failure } from '../../parts/refusal';
import { Table } from '../../parts/table';

const EVERY_MS = 2_000;
const MIB = 1_048_576;

/** Samples with the time of their reading. */
export interface Metrics {
  samples?: Sample[];
  atMs?: number;
  error?: unknown;
}

/** Reads the metrics again and again while the page is open. */
export function useMetrics(): Metrics {
  const [metrics, setMetrics] = useState<Metrics>({});
  useEffect(() => {
    const stop = new AbortController();
    const read = (): void =>
      void must(client.value.getMetrics({ signal: stop.signal })).then(
        (text) => setMetrics({ samples: readMetrics(text), atMs: performance.now() }),
        (error: unknown) => !stop.signal.aborted && setMetrics((before) => ({ ...before, error })),
      );
    read();
    const timer = setInterval(read, EVERY_MS);
    return () => {
      stop.abort();
      clearInterval(timer);
    };
  }, [refreshes.value, client.value]);
  return metrics;
}

/** Things that are over and wait to be ended, in all stores. */
export function Sweepers({ metrics: { samples, error } }: { metrics: Metrics }) {
  const names = [
    ...new Set(samples?.map(({ labels }) => labels.sweeper).filter((name) => name !== undefined)),
  ];
  const of = (metric: string, name: string): number =>
    sumOf(samples!, metric, ({ sweeper }) => sweeper === name) ?? 0;
  return (
    <section class="card" aria-labelledby="sweepers">
      <h2 id="sweepers">Sweepers</h2>
      {error && !samples ? <Failure error={error} /> : null}
      {samples && (
        <Table
          caption="Sweepers of all stores"
          rows={names}
          keyOf={(name) => name}
          columns={[
            { name: 'Sweeper', cell: (name) => name },
            { name: 'Lag', number: true, cell: (name) => `${of('sweeper_lag_seconds', name).toFixed(1)} s` },
            { name: 'Waiting', number: true, cell: (name) => count(of('sweeper_due', name)) },
            { name: 'Ended', number: true, cell: (name) => count(of('sweeper_released_total', name)) },
          ]}
        />
      )}
    </section>
  );
}

export function Redis({ metrics: { samples, error } }: { metrics: Metrics }) {
  if (!samples) return error ? null : <section class="card" />;
  const used = sumOf(samples, 'redis_used_memory_bytes') ?? 0;
  const most = sumOf(samples, 'redis_max_memory_bytes') ?? 0;
  const isOn = sumOf(samples, 'redis_aof_enabled');
  const wrote = sumOf(samples, 'redis_aof_last_write_ok');
  return (
    <section class="card" aria-labelledby="redis">
      <h2 id="redis">
        Redis <State of={sumOf(samples, 'redis_up') ? 'ok' : 'failed'} />
      </h2>
      <dl class="facts large">
        <Fact name="Memory">{(used / MIB).toFixed(1)} MiB</Fact>
        <Fact name="Limit">{most > 0 ? `${(most / MIB).toFixed(0)} MiB` : 'none'}</Fact>
        <Fact name="Append-only file">
          {isOn ? wrote ? 'on' : <span class="bad">last write failed</span> : <span class="bad">off</span>}
        </Fact>
      </dl>
      {most > 0 && <meter aria-label="Memory used" min={0} max={most} high={most * 0.85} value={used} />}
    </section>
  );
}
