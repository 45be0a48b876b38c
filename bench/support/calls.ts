const IN_FLIGHT = 64;

/** Results of `make` for each number below `count`, as many of them under way as keep Redis busy. */
export async function each<T>(count: number, make: (i: number) => Promise<T> | T): Promise<T[]> {
  const made: T[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let i = next++; i < count; i = next++) made[i] = await make(i);
  };
  await Promise.all(Array.from({ length: Math.min(IN_FLIGHT, count) }, worker));
  return made;
}

/** The call must succeed: a refusal costs less, and would pass for a fast script. */
export async function succeed<T extends { ok: boolean }>(result: Promise<T>): Promise<T & { ok: true }> {
  const done = await result;
  if (!done.ok) throw new Error(`a call was refused: ${JSON.stringify(done)}`);
  return done as T & { ok: true };
}
