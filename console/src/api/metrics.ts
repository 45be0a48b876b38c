/** A sample of the Prometheus text format. */
export interface Sample {
  name: string;
  labels: Record<string, string>;
  value: number;
}

const SAMPLE = /^(\w+)(?:\{(.*)\})? (\S+)$/;
const LABEL = /(\w+)="((?:[^"\\]|\\.)*)"/g;

export function readMetrics(text: string): Sample[] {
  return text.split('\n').flatMap((line) => {
    const found = SAMPLE.exec(line);
    if (!found) return [];
    const labels = [...(found[2] ?? '').matchAll(LABEL)].map(([, name, value]) => [name!, value!]);
    return [
      {
        name: found[1]!,
        labels: Object.fromEntries(labels) as Record<string, string>,
        value: Number(found[3]),
      },
    ];
  });
}

type Chosen = (labels: Record<string, string>) => boolean;

/** The sum of a metric over the labels chosen; undefined where there is no such sample. */
export function sumOf(samples: Sample[], name: string, chosen: Chosen = () => true): number | undefined {
  const values = samples.filter((sample) => sample.name === `countinghouse_${name}` && chosen(sample.labels));
  return values.length === 0 ? undefined : values.reduce((sum, { value }) => sum + value, 0);
}
