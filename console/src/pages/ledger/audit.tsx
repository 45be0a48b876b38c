import { must, type Schemas } from '@countinghouse/client';
import { useState } from 'preact/hooks';
import { client } from '../../api/client';
import { Head, State } from '../../parts/bits';
import { count, money } from '../../parts/money';
import { Failure } from '../../parts/refusal';
import { Table } from '../../parts/table';
import { LedgerTabs } from './tabs';

interface Run {
  isRunning?: boolean;
  report?: Schemas['LedgerAuditReport'];
  error?: unknown;
}

/** Adds up every entry of every account, and compares. It reads, and mends nothing. */
export function AuditPage() {
  const [run, setRun] = useState<Run>({});
  const start = (): void => {
    setRun({ isRunning: true });
    must(client.value.auditLedger({ body: { deep: true } })).then(
      (report) => setRun({ report }),
      (error: unknown) => setRun({ error }),
    );
  };
  return (
    <>
      <Head title="Audit">
        <button type="button" class="main" disabled={run.isRunning} onClick={start}>
          Audit the books
        </button>
      </Head>
      <LedgerTabs current="audit" />
      <div aria-live="polite">
        {run.isRunning && (
          <p>
            <progress aria-label="The audit adds up" /> Every entry is being added up …
          </p>
        )}
        {run.error ? <Failure error={run.error} /> : null}
        {run.report && <Result report={run.report} />}
        {!run.isRunning && !run.error && !run.report && (
          <div class="empty">
            <strong>Do the books balance?</strong> An audit adds up all that was debited and credited, and
            every entry of every account. It changes nothing, and may be run while the shop sells.
          </div>
        )}
      </div>
    </>
  );
}

function Result({
  report: { balanced, assets, accounts, entries, pending, drift },
}: {
  report: Schemas['LedgerAuditReport'];
}) {
  return (
    <section class="card" aria-labelledby="result">
      <h2 id="result">
        The books {balanced && drift.length === 0 ? 'balance' : 'do not balance'}{' '}
        <State of={balanced && drift.length === 0 ? 'ok' : 'failed'} />
      </h2>
      <p>
        {count(accounts)} accounts, {count(entries)} entries and {count(pending)} pending transfers were added
        up.
      </p>
      {drift.length > 0 && <pre>{JSON.stringify(drift, undefined, 2)}</pre>}
      <Table
        caption="Totals of each unit"
        rows={assets}
        keyOf={({ asset }) => asset}
        columns={[
          { name: 'Unit', cell: ({ asset }) => asset },
          { name: 'Accounts', number: true, cell: ({ accounts }) => count(accounts) },
          { name: 'Debits', number: true, cell: ({ debits, asset }) => money(debits, asset) },
          { name: 'Credits', number: true, cell: ({ credits, asset }) => money(credits, asset) },
        ]}
      />
    </section>
  );
}
