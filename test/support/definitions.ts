/** A chain of some states with all the long ways back and forth that fit: no known definition takes a layout longer. */
export function denseDefinition(
  size: number,
  transitions: number,
  label = 's',
): { initial: string; states: Record<string, { transitions: string[] }> } {
  const names = Array.from({ length: size }, (_, i) => `${label}${i}-`.padEnd(128, 'W@'));
  const ways: [number, number][] = names.slice(1).map((_, i) => [i, i + 1]);
  for (let span = size - 1; span > 0; span--) {
    for (let i = 0; i + span < size; i++) {
      ways.push([i + span, i]);
      if (span > 1) ways.push([i, i + span]);
    }
  }
  const targets = names.map((): string[] => []);
  for (const [from, to] of ways.slice(0, transitions)) targets[from]!.push(names[to]!);
  const states = names.map((name, i) => [name, { transitions: targets[i]! }] as const);
  return { initial: names[0]!, states: Object.fromEntries(states) };
}
