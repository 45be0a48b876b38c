import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Processor time that a process has used until now, of all its threads, in µs. */
export function processorMicros(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)!.split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1e6) / ticksASecond;
}

const ticksASecond = Number(execFileSync('getconf', ['CLK_TCK']));
