/** An axis: where its marks are, and where on it (0 … 1) a value is. */
export interface Scale {
  marks: number[];
  place: (value: number) => number;
}

const STEPS = [1, 2, 5, 10];

/** From 0, with some five marks. */
export function linear(values: number[]): Scale {
  const highest = Math.max(...values);
  const power = 10 ** Math.floor(Math.log10(highest / 5));
  const step = power * STEPS.find((times) => times * power >= highest / 5)!;
  const marks = Array.from({ length: Math.ceil(highest / step) + 1 }, (_, i) => i * step);
  return { marks, place: (value) => value / marks.at(-1)! };
}

/** From the step (1, 2 or 5 times a power of ten) below the lowest to the one above the highest. */
export function logarithmic(values: number[]): Scale {
  const steps: number[] = [];
  for (let power = -4; power < 10; power++)
    for (const times of STEPS.slice(0, 3)) steps.push(Number(`${times}e${power}`));
  const first = steps.findLastIndex((step) => step <= Math.min(...values));
  const last = steps.findIndex((step) => step >= Math.max(...values));
  const marks = steps.slice(first, last + 1);
  const [low, high] = [Math.log(marks[0]!), Math.log(marks.at(-1)!)];
  return { marks, place: (value) => (Math.log(value) - low) / (high - low) };
}
