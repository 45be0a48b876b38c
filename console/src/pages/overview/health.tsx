import type { Schemas } from '@countinghouse/client';
import { useEffect, useState } from 'preact/hooks';
import { isAway } from '../../app/connection';
import { State } from '../../parts/bits';

const AGAIN_MS = 5_000;

interface Ready {
  status: string;
  checks: Schemas['Check'][];
}

/** Whether calls can be served, and why not. */
export function Health() {
  const ready = useReady();
  const failing = ready?.checks.filter(({ ok }) => !ok) ?? [];
  const status = isAway.value ? 'away' : ready?.status;
  return (
    <section class="card" aria-labelledby="health">
      <h2 id="health">
        Health {status && <State of={status === 'ok' ? 'ok' : status === 'degraded' ? status : 'failed'} />}
      </h2>
      {failing.length > 0 && (
        <ul class="checks" aria-label="Failing checks">
          {failing.map(({ name, detail }) => (
            <li key={name} class="bad">
              <strong>{name}</strong> {detail}
            </li>
          ))}
        </ul>
      )}
      {ready && failing.length === 0 && !isAway.value && <p>All {ready.checks.length} checks are well.</p>}
      {ready && (
        <details>
          <summary>All checks</summary>
          <ul class="checks">
            {ready.checks.map(({ name, ok, detail }) => (
              <li key={name}>
                <State of={ok ? 'ok' : 'failed'} /> {name} {detail !== 'ok' && <small>{detail}</small>}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** A service that is not ready says so with 503, which is an answer here. */
function useReady(): Ready | undefined {
  const [ready, setReady] = useState<Ready>();
  useEffect(() => {
    const ask = async (): Promise<void> => {
      const response = await fetch('/health/ready').catch(() => undefined);
      const body = (await response?.json().catch(() => undefined)) as Partial<Ready> | undefined;
      if (body?.checks) setReady({ status: response!.ok ? body.status! : 'failed', checks: body.checks });
    };
    void ask();
    const timer = setInterval(() => void ask(), AGAIN_MS);
    return () => clearInterval(timer);
  }, []);
  return ready;
}
