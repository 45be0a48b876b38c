import { sleep } from './time';

/** Repeats what fails, for five seconds. */
export async function eventually(expectation: () => PromiseLike<unknown>): Promise<void> {
  for (const deadline = Date.now() + 5_000; ; await sleep(50)) {
    try {
      return void (await expectation());
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
  }
}
