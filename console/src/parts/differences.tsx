import { differences } from './values';

const MOST = 30;

/** The answer of a dry run: what would be different. */
export function Differences({ before, answer, asset }: { before?: object; answer: object; asset?: string }) {
  if (Object.keys(answer).length === 0) return <p class="notice">This would be done.</p>;
  const all = differences(before, answer, asset);
  if (all.length === 0) return <p class="notice">Nothing would be different.</p>;
  return (
    <table class="differences">
      <caption>{before ? 'This would change' : 'This would be the answer'}</caption>
      <thead class="unseen">
        <tr>
          <th scope="col">Member</th>
          {before && <th scope="col">Now</th>}
          <th scope="col">Then</th>
        </tr>
      </thead>
      <tbody>
        {all.slice(0, MOST).map((one) => (
          <tr key={one.label}>
            <th scope="row">{one.label}</th>
            {before && <td class="was">{one.before}</td>}
            <td>{one.after}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
