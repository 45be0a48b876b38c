import type { Schemas } from '@countinghouse/client';
import { useEffect, useState } from 'preact/hooks';
import { listen } from '../../api/events';
import { hrefOf } from '../../app/router';
import { Touched } from '../journal/touched';

const KEPT = 8;

/** Effects as they happen. */
export function Recent() {
  const [entries, setEntries] = useState<Schemas['JournalEntry'][]>([]);
  useEffect(() => listen((entry) => setEntries((kept) => [entry, ...kept].slice(0, KEPT))), []);
  return (
    <section class="card" aria-labelledby="recent">
      <h2 id="recent">
        <a href={hrefOf('journal')}>As it happens</a>
      </h2>
      {entries.length === 0 && <p class="hint">Nothing has happened since this page was opened.</p>}
      <ul class="feed">
        {entries.map((entry) => (
          <li key={entry.id}>
            <span>{entry.type}</span> <Touched entry={entry} />
          </li>
        ))}
      </ul>
    </section>
  );
}
