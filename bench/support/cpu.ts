import { readFileSync } from 'node:fs';

/** Linux counts in ticks of 10 ms, whatever the kernel does inside. */
const TICK_MICROS = 10_000;
const USER = 11;
const SYSTEM = 12;

/** How long a process has been busy so far, in the kernel too. */
export function cpuMicros(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name before it may hold blanks.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[USER]) + Number(fields[SYSTEM])) * TICK_MICROS;
}
