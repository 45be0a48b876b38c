import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Processor time that a process has used until now, of all its threads, in µs. */
export function processorMicros(pid: number): number {
  const [user, system] = timesOf(pid);
  return microsOf(user! + system!);
}

/** The same, of a process and of its children, those that have ended among them. */
export function familyMicros(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').split(' ').filter(Boolean);
  const ticks = timesOf(pid).reduce((sum, one) => sum + one);
  return microsOf(ticks) + children.reduce((sum, child) => sum + processorMicros(Number(child)), 0);
}

/** In ticks: user and system, and both of children that have ended. */
function timesOf(pid: number): number[] {
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)!.split(' ');
  return fields.slice(11, 15).map(Number);
}

const microsOf = (ticks: number): number => (ticks * 1e6) / ticksASecond;

const ticksASecond = Number(execFileSync('getconf', ['CLK_TCK']));
