import type { Schemas } from '@countinghouse/client';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { storeName } from '../../app/session';
import { Fact, Head } from '../../parts/bits';
import { count } from '../../parts/money';
import { Failure } from '../../parts/refusal';
import { Table } from '../../parts/table';
import { carryOut, check, choose, importRun, ImportRun } from './import-run';

/** A file of stock: chosen, tried out, and imported where somebody says yes to what it would do. */
export function ImportPage() {
  const run = importRun.value?.store === storeName.value ? importRun.value : undefined;
  return (
    <>
      <Head title="Import stock" up={{ page: 'stock', title: 'Stock' }} />
      <section class="card" aria-label="File">
        <FileChoice isBusy={importRun.value?.busy !== undefined} />
      </section>
      <div aria-live="polite">{run && <Run run={run} />}</div>
    </>
  );
}

function FileChoice({ isBusy }: { isBusy: boolean }) {
  return (
    <div class="file">
      <label for="csv">CSV file</label>
      <input
        id="csv"
        type="file"
        accept=".csv,text/csv"
        disabled={isBusy}
        aria-describedby="csv-hint"
        // Emptied first: a file that was corrected can be chosen again.
        onClick={({ currentTarget }) => (currentTarget.value = '')}
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          if (file) void choose(file);
        }}
      />
      <small class="hint" id="csv-hint">
        At most 100,000 rows behind the header <code>sku,setTo,delta,reason,reference</code>, or a file that
        was exported and edited. Each row has one of setTo and delta. Nothing changes before you say yes.
      </small>
    </div>
  );
}

function Run({ run }: { run: ImportRun }) {
  const { name, busy, trial, result, error, wasSent } = run;
  if (busy) return <Waiting text={`${busy === 'check' ? 'Checking' : 'Importing'} ${name} …`} />;
  if (error) return <Trouble run={run} />;
  if (wasSent && result) return <Decided title={`Result of ${name}`} result={result} />;
  if (!trial) return null;
  return (
    <Decided title={`Dry run of ${name}`} result={trial} isTrial>
      {trial.applied > 0 && (
        <button type="button" class="main" onClick={() => void carryOut(run)}>
          Import the file
        </button>
      )}
    </Decided>
  );
}

function Waiting({ text }: { text: string }) {
  return (
    <section class="card file" aria-label="Progress">
      <label for="progress">{text}</label>
      <progress id="progress" />
    </section>
  );
}

/** Rows are decided as they come: a failure says nothing about those before it, once the file was sent. */
function Trouble({ run }: { run: ImportRun }) {
  return (
    <>
      <Failure error={run.error} />
      <p class="hint">
        {run.wasSent
          ? 'Rows may have been applied. Try again: the import carries its key, so that it goes on where it was.'
          : 'Nothing was changed.'}
      </p>
      <div class="buttons">
        <button type="button" class="main" onClick={() => void (run.wasSent ? carryOut(run) : check(run))}>
          {run.wasSent ? 'Try again' : 'Check again'}
        </button>
      </div>
    </>
  );
}

interface DecidedProps {
  title: string;
  result: Schemas['ImportResult'];
  isTrial?: boolean;
  children?: ComponentChildren;
}

function Decided({ title, result: { rows, applied, refused }, isTrial, children }: DecidedProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that was pressed is gone: who uses the keyboard goes on here.
  useEffect(() => heading.current?.focus(), [title]);
  return (
    <section class="card" aria-labelledby="decided">
      <h2 id="decided" ref={heading} tabIndex={-1}>
        {title}
      </h2>
      <dl class="facts large">
        <Fact name="Rows">{count(rows)}</Fact>
        <Fact name={isTrial ? 'Would be applied' : 'Applied'}>{count(applied)}</Fact>
        <Fact name={isTrial ? 'Would be refused' : 'Refused'}>{count(rows - applied)}</Fact>
      </dl>
      {children && <div class="buttons verdict">{children}</div>}
      {rows - applied > refused.length && (
        <p class="hint">The first {count(refused.length)} of them are shown.</p>
      )}
      {refused.length > 0 && (
        <Table
          caption={isTrial ? 'Rows that would be refused' : 'Rows that were refused'}
          rows={refused}
          keyOf={({ row }) => row}
          columns={[
            { name: 'Row', number: true, cell: ({ row }) => count(row) },
            { name: 'SKU', cell: ({ sku }) => sku || '—' },
            { name: 'Code', cell: ({ code }) => <code class="code">{code}</code> },
            { name: 'Why', cell: ({ detail }) => detail },
          ]}
        />
      )}
    </section>
  );
}
