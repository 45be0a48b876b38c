import supertest from 'supertest';

export interface Sample {
  name: string;
  labels: Record<string, string>;
  value: number;
}

/** Samples of one scrape. */
export class Scrape {
  readonly samples: Sample[];

  constructor(readonly text: string) {
    const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    this.samples = lines.map((line) => {
      const [, name, labels = '', value] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line)!;
      const pairs = [...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, label, text]) => [label, text]);
      return { name: name!, labels: Object.fromEntries(pairs), value: Number(value) };
    });
  }

  all(name: string): Sample[] {
    return this.samples.filter((sample) => sample.name === name);
  }

  /** 0 where nothing was counted under these labels yet. */
  value(name: string, labels: Sample['labels'] = {}): number {
    const wanted = Object.entries(labels);
    const found = this.all(name).find((sample) =>
      wanted.every(([label, value]) => sample.labels[label] === value),
    );
    return found?.value ?? 0;
  }
}

export async function scrape(url: string): Promise<supertest.Response> {
  return supertest(url).get('/metrics').expect(200);
}

export async function metricsOf(url: string): Promise<Scrape> {
  return new Scrape((await scrape(url)).text);
}
