import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { arch, cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { findRedisBinary } from '../../src/platform/embedded-redis/redis-binary';
import { REDIS_SETTINGS } from './bench-redis';
import { findPostgres } from './tools';

/** Facts that a number must not be read without. */
export interface Environment {
  machine: string;
  versions: string;
  /** Settings of Redis, where a section says nothing else. */
  settings: string;
}

export function environment(): Environment {
  return { machine: machineLine(), versions: versionLine(), settings: REDIS_SETTINGS };
}

/** `AMD EPYC 7B13, 2 CPUs, 24 GiB; Linux 6.1 x64` */
export function machineLine(): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpu?.model.trim() || 'unknown CPU'}, ${cpus().length} CPUs, ${memory} GiB; ${type()} ${release().split(/[.-]/, 2).join('.')} ${arch()}`;
}

/** Leaves out programs that are not installed. */
export function versionLine(): string {
  const postgres = findPostgres();
  const versions: [string, string | undefined][] = [
    ['Node', process.versions.node],
    ['Redis', saidBy(findRedisBinary(), '--version')],
    ['PostgreSQL', postgres && saidBy(join(postgres, 'postgres'), '--version')],
    ['Fastify', installed('fastify')],
    ['NestJS', installed('@nestjs/core')],
    ['ioredis', installed('ioredis')],
    ['wrk', saidBy('wrk', '-v')],
  ];
  return versions.flatMap(([name, version]) => (version ? [`${name} ${version}`] : [])).join(', ');
}

/** The first thing in what a tool says that looks like a version. */
function saidBy(command: string, option: string): string | undefined {
  const { stdout, stderr } = spawnSync(command, [option], { encoding: 'utf8' });
  return /\d+\.\d+(\.\d+)?/.exec(`${stdout}${stderr}`)?.[0];
}

function installed(name: string): string {
  const file = join(__dirname, '..', '..', 'node_modules', name, 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
