import { readFileSync } from 'node:fs';

/** A pid alone names nobody for long, the kernel hands it out again; a pid and its start time do. */
export interface ProcessIdentity {
  pid: number;
  /** Clock ticks since boot. Empty where there is no /proc (macOS), and then the pid has to do. */
  startedAt: string;
}

export function identify(pid: number): ProcessIdentity {
  return { pid, startedAt: statOf(pid)?.startedAt ?? '' };
}

export function isRunning({ pid, startedAt }: ProcessIdentity): boolean {
  if (!isSignalable(pid)) return false;
  const stat = statOf(pid);
  if (!stat) return true;
  // A dead process that nobody reaps (a container without an init) keeps its pid and accepts signals.
  if (stat.state === 'Z' || stat.state === 'X') return false;
  return startedAt === '' || startedAt === stat.startedAt;
}

function isSignalable(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function statOf(pid: number): { state: string; startedAt: string } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The second field is the command in brackets, which may hold blanks and brackets itself; the third is the state.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0]!, startedAt: fields[19]! };
  } catch {
    return undefined;
  }
}
