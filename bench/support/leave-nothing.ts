type Cleanup = () => void;

const cleanups = new Set<Cleanup>();

/**
 * Whatever ends this process, a signal or a failure: what a bench started and wrote goes with it. The cleanup must not
 * wait for anything. Answers how to do it now.
 */
export function untilExit(cleanup: Cleanup): Cleanup {
  listen();
  cleanups.add(cleanup);
  return () => {
    if (cleanups.delete(cleanup)) cleanup();
  };
}

let listening = false;

function listen(): void {
  if (listening) return;
  listening = true;
  process.on('exit', () => cleanups.forEach((cleanup) => cleanup()));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130));
}
