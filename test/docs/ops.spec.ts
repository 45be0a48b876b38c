import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { House } from '../support/house';

const read = (path: string): string => readFileSync(join(__dirname, '../..', path), 'utf8');

interface Rule {
  alert: string;
  expr: string;
  labels: { severity: string };
  annotations: { summary: string; runbook: string };
}

const dashboard = JSON.parse(read('ops/grafana-dashboard.json')) as {
  panels: { id: number; title: string; targets: { expr: string }[] }[];
};
const alerts = (parse(read('ops/alerts.yaml')) as { groups: { rules: Rule[] }[] }).groups.flatMap(
  (group) => group.rules,
);
const manual = read('docs/operations.md');

/** Names of metrics in a query: what is neither a function, a keyword, a label nor a quoted text. */
function metricsIn(expr: string): string[] {
  const bare = expr
    .replace(/"[^"]*"/g, '')
    .replace(/\{[^}]*\}/g, '')
    .replace(/\bby \([^)]*\)/g, '');
  return [...bare.matchAll(/\b(?:countinghouse|process|nodejs)_\w+/g)].map(([name]) => name);
}

let exposed: string;

beforeAll(async () => {
  const house = await House.open();
  exposed = await (await fetch(`${house.url}/metrics`)).text();
  await house.close();
});

function expectExposed(expr: string): void {
  const names = metricsIn(expr);
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) {
    const family = name.replace(/_(bucket|sum|count)$/, '');
    expect(exposed).toMatch(new RegExp(`^# TYPE (${name}|${family}) `, 'm'));
  }
}

describe('ops/grafana-dashboard.json', () => {
  const queries = dashboard.panels.flatMap(({ title, targets }) =>
    targets.map(({ expr }) => ({ title, expr })),
  );

  it.each(queries)('asks for metrics that the service has: $title', ({ expr }) => expectExposed(expr));

  it('has panels with ids of their own', () => {
    const ids = dashboard.panels.map((panel) => panel.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(10);
  });

  it('shows every metric of the service', () => {
    const asked = queries.flatMap(({ expr }) => metricsIn(expr)).join(' ');
    const own = [...exposed.matchAll(/^# TYPE (countinghouse_\w+) /gm)].map(([, name]) => name!);
    expect(own.filter((name) => !asked.includes(name))).toEqual([]);
  });
});

describe('ops/alerts.yaml', () => {
  it.each(alerts.filter(({ alert }) => alert !== 'CountinghouseDown'))(
    '$alert asks for metrics that the service has',
    ({ expr }) => expectExposed(expr),
  );

  it.each(alerts)('$alert says how bad it is, what it means, and what to do', (rule) => {
    expect(['page', 'ticket']).toContain(rule.labels.severity);
    expect(rule.annotations.summary.length).toBeGreaterThan(20);
    expect(rule.annotations.runbook).toBe(`docs/operations.md#${rule.alert.toLowerCase()}`);
    expect(manual).toContain(`### ${rule.alert}\n`);
  });
});
