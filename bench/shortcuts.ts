import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { BenchOptions, Section, Table } from './support/section';
import { median, number, spread } from './support/statistics';
import { Unready } from './support/tools';

const LOADER = join(__dirname, '..', 'test', 'support', 'swc-register.js');
const SERVER = join(__dirname, 'servers', 'one-post.ts');

const OURS = 'as the service does';
/** The short cut that each leaves out. */
const CONTENDERS: Record<string, string> = {
  [OURS]: '',
  // How far two measurements of one thing are apart.
  'as the service does, again': '',
  'arguments by Nest': 'arguments',
  'bodies by Fastify': 'bodies',
};

/** Gains of the ways around Nest and Fastify; `BENCH_NODE` names the binary of a second Node to try. */
export async function run({ quick, say }: BenchOptions): Promise<Section> {
  const rounds = quick ? 1 : 5;
  const nodes = [process.execPath, ...(process.env.BENCH_NODE ? [process.env.BENCH_NODE] : [])];
  const tables = nodes.map((node) => measure(node, rounds, say));
  const text =
    `A POST with three arguments and nothing behind it, with one of the service's ways around Nest (docs/adr/0010) or ` +
    `Fastify (docs/adr/0013) left out; client and service are one process. CPU of both for a call, in µs: the least of ` +
    `${rounds} processes, in turns, since other work on the machine only adds to it; how much more that is than the first ` +
    `row; and the median, with the lowest and the highest.`;
  return { title: 'Ways around Nest and Fastify', text, tables };
}

function measure(node: string, rounds: number, say: (line: string) => void): Table {
  const version = outputOf(node, ['--version']).slice(1);
  const micros = Object.fromEntries(Object.keys(CONTENDERS).map((name): [string, number[]] => [name, []]));
  for (let round = 1; round <= rounds; round++) {
    for (const [name, without] of Object.entries(CONTENDERS)) {
      const measured = Number(outputOf(node, ['-r', LOADER, SERVER], without));
      micros[name]!.push(measured);
      say(`  Node ${version}, round ${round}, ${name}: ${number(measured)} µs`);
    }
  }
  const least = (name: string): number => Math.min(...micros[name]!);
  const rows = Object.entries(micros).map(([name, each]) => [
    name,
    number(least(name)),
    (least(name) - least(OURS)).toFixed(1),
    `${number(median(each))} (${spread(each)})`,
  ]);
  return { caption: `Node ${version}:`, head: ['', 'least', 'more', 'median'], rows };
}

function outputOf(node: string, args: string[], without = ''): string {
  try {
    const env = { PATH: process.env.PATH, NODE_ENV: 'production', WITHOUT: without };
    return execFileSync(node, args, { env, encoding: 'utf8' }).trim();
  } catch (cause) {
    const { message, signal } = cause as Error & { signal?: string };
    throw new Unready(`${node} could not measure (${signal ?? 'it ended by itself'}): ${message}`);
  }
}
