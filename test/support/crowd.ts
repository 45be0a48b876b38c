/** Runs tasks with at most `width` at once, so that the test machine's sockets do not run out. */
export async function crowd<T>(count: number, task: (i: number) => Promise<T>, width = 200): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      const i = next++;
      results[i] = await task(i);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}

/** How many were answered with this status. */
export const count = (statuses: number[], status: number): number =>
  statuses.filter((one) => one === status).length;
