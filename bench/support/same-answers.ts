import { callOnce, shapeOf } from './call-once';
import { Repeated, Target } from './load';

/** Those that do different things must not be compared: all of them have to answer with the same members. */
export async function requireSameAnswers(
  all: { target: Target; prepare: () => Promise<void> }[],
  request: Repeated,
): Promise<void> {
  const shapes: string[] = [];
  for (const { target, prepare } of all) {
    await prepare();
    shapes.push(shapeOf(await callOnce(target, request)));
  }
  if (new Set(shapes).size > 1) throw new Error(`They answer differently:\n${shapes.join('\n')}`);
}
