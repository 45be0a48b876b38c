import { parseArgs } from 'node:util';
import { CHAOS, Outcome, runChaos } from './scenes';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** `npm run chaos -- [--share 0.1] [--seed N] [SCENE …]`: what may go wrong, many times, and what came of it. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { share: { type: 'string', default: '1' }, seed: { type: 'string' } },
    allowPositionals: true,
  });
  const [share, seed] = [Number(values.share), Number(values.seed ?? Date.now() % 2 ** 32)];
  if (!(share > 0 && share <= 1)) throw new Error('--share is a number above 0, at most 1');
  const unknown = positionals.find((name) => !CHAOS.has(name));
  if (unknown !== undefined) throw new Error(`There is no scene ${unknown}: ${[...CHAOS.keys()].join(', ')}`);
  say(`seed ${seed}`);
  const outcomes: Outcome[] = [];
  for (const name of positionals.length > 0 ? positionals : CHAOS.keys()) {
    say(`${name} …`);
    const outcome = await runChaos(name, share, seed);
    outcomes.push(outcome);
    for (const fault of outcome.faults.slice(0, 20)) say(`  ${fault}`);
  }
  say(`\n${table(outcomes)}`);
  if (outcomes.some(({ faults }) => faults.length > 0)) process.exitCode = 1;
}

function table(outcomes: Outcome[]): string {
  const head = [
    'what was done',
    'times',
    'calls answered',
    'of them refused',
    'attempts that failed',
    'wrong',
  ];
  const rows = outcomes.map(({ what, times, answered, refused, failed, faults, seconds }) => [
    `${what} (${Math.round(seconds)} s)`,
    ...[times, answered, refused, failed, faults.length].map(String),
  ]);
  const line = (cells: string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

main().then(
  () => process.exit(),
  (error: Error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
