/** A reason why a store does not move; the message is the one line that the operator reads. */
export class MoveFault extends Error {}

/** The first line of an error of Redis or its client, which holds no argument of the command. */
export function reasonOf(error: unknown): string {
  return (error as Error).message.split('\n')[0]!.replace(/[.:]?\s*$/, '');
}
