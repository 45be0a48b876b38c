/** Calls let through although Redis had not counted them. */
export const uncountedCalls = { count: 0 };

/** A limit is not worth a longer wait. */
const COUNT_WITHIN_MS = 50;

type Answer = (error: Error | null, counted?: unknown) => void;
type Arguments = [key: string, ...rest: unknown[], answer: Answer];
type Commands = Record<string, (...args: Arguments) => unknown>;

/** Part of a client of Redis that defines commands. */
export interface Client {
  defineCommand(name: string, definition: object): void;
}

/**
 * The client of Redis as the rate limit uses it: a count that does not come in time is a failure, for which the limit lets
 * the call pass. While the master that counts a caller's calls owes an answer about this caller, it is not asked again.
 */
export class CallCounter {
  private readonly owed = new Set<string>();

  constructor(private readonly client: Client) {}

  /** The limit calls what it defines as a method of that name. */
  defineCommand(name: string, definition: object): void {
    this.client.defineCommand(name, definition);
    const commands = this.client as unknown as Commands;
    Object.assign(this, {
      [name]: (...args: Arguments) => this.count(args, commands[name]!.bind(this.client)),
    });
  }

  private count(args: Arguments, command: Commands[string]): void {
    const [key, answer] = [args[0], args.pop() as Answer];
    const pass = (why: string): void => {
      uncountedCalls.count += 1;
      answer(new Error(why));
    };
    if (this.owed.has(key)) return pass('Redis has not counted an earlier call');
    let isLate = false;
    const late = setTimeout(() => {
      isLate = true;
      this.owed.add(key);
      pass(`Redis did not count the call within ${COUNT_WITHIN_MS} ms`);
    }, COUNT_WITHIN_MS);
    const answered: Answer = (error, counted) => {
      clearTimeout(late);
      if (isLate) return void this.owed.delete(key);
      if (error) return pass(error.message);
      answer(null, counted);
    };
    command(...(args as unknown[] as [string]), answered);
  }
}
