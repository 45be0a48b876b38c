import { sleep } from './time';

/** Repeats what fails, for five seconds unless told otherwise, and hands back what it gives. */
export async function eventually<T>(expectation: () => PromiseLike<T>, withinMs = 5_000): Promise<T> {
  for (const deadline = Date.now() + withinMs; ; await sleep(50)) {
    try {
      return await expectation();
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
  }
}
