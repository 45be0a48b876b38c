/** Rejections of this process that nothing handled. */
export const unhandledRejections = { count: 0 };

/** How a process ends, and the time that `end` has before the process exits anyway. */
export interface Ending {
  end: (error: Error) => Promise<unknown>;
  withinMs: number;
}

/**
 * For what nobody looks after. A rejection is as a rule one that a library left behind, and took no part in any call: it is
 * told and counted, and the service goes on. After an exception nobody knows what else was broken off: the process ends,
 * in order as far as that goes.
 */
export function installLastResort({ end, withinMs }: Ending): void {
  let ending = false;
  process.on('unhandledRejection', (reason) => {
    unhandledRejections.count += 1;
    tell('A rejection that nothing handled', reason);
  });
  process.on('uncaughtException', (error) => {
    if (ending) process.exit(1);
    ending = true;
    tell('An exception that nothing caught; the process ends', error);
    setTimeout(() => process.exit(1), withinMs);
    void end(error).finally(() => process.exit(1));
  });
}

/** A line as the log has them. Errors of ioredis have arguments of commands beside their stack. */
function tell(what: string, error: unknown): void {
  const stack = error instanceof Error ? error.stack : String(error);
  const line = {
    level: 50,
    time: Date.now(),
    pid: process.pid,
    context: 'Process',
    msg: `${what}: ${stack}`,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
