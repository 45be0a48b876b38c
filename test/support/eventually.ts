import { sleep } from './time';

/** Repeats what fails, for five seconds, and hands back what it gives. */
export async function eventually<T>(expectation: () => PromiseLike<T>): Promise<T> {
  for (const deadline = Date.now() + 5_000; ; await sleep(50)) {
    try {
      return await expectation();
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
  }
}
