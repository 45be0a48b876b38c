import type { Schemas } from '@countinghouse/client';
import { To } from '../../parts/bits';
import { targetsOf } from './targets';

/** Links to what an effect touched. */
export function Touched({ entry }: { entry: Schemas['JournalEntry'] }) {
  return (
    <span class="touched">
      {targetsOf(entry).map(({ page, parts }) => (
        <To key={page + parts.join('/')} page={page} id={parts} />
      ))}
    </span>
  );
}
