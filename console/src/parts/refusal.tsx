import { UnknownOutcomeError } from '@countinghouse/client';
import { numbersOf, problemIn, textOf, type Problem } from '../api/failures';
import { labelOf, textOfValue } from './values';

/** Why something cannot be shown, or was not done: the words of the service, and its numbers. */
export function Failure({ error, asset }: { error: unknown; asset?: string }) {
  const problem = problemIn(error);
  if (problem) return <RefusalBox problem={problem} asset={asset} />;
  return (
    <div class="notice bad" role="alert">
      <strong>{error instanceof UnknownOutcomeError ? 'No answer' : 'That did not work'}</strong>
      <p>{textOf(error)}</p>
    </div>
  );
}

function RefusalBox({ problem, asset }: { problem: Problem; asset?: string }) {
  const numbers = numbersOf(problem);
  return (
    <div class="notice bad" role="alert">
      <strong>{problem.title}</strong> {problem.code && <code class="code">{problem.code}</code>}
      <p>{problem.detail}</p>
      {problem.errors && (
        <ul>
          {problem.errors.map(({ pointer, detail }) => (
            <li key={pointer}>
              <code>{pointer}</code> {detail}
            </li>
          ))}
        </ul>
      )}
      {numbers.length > 0 && (
        <dl class="facts">
          {numbers.map(([name, value]) => (
            <div key={name}>
              <dt>{labelOf(name)}</dt>
              <dd>{textOfValue(name, value, asset)}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}
