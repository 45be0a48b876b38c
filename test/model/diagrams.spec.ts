import fc from 'fast-check';
import { DiagramLimits } from '../../src/workflow/diagrams/diagram-limits';
import { Elk } from '../../src/workflow/diagrams/elk';
import { layOut } from '../../src/workflow/diagrams/layout';
import { drawMermaid } from '../../src/workflow/diagrams/mermaid';
import { Picture, progressOf } from '../../src/workflow/diagrams/picture';
import { drawSvg } from '../../src/workflow/diagrams/svg';

const elk = new Elk(new DiagramLimits());
afterAll(() => elk.onApplicationShutdown());

/** Names as no definition may have them: what draws must not rely on that. */
const name = fc.oneof(
  fc.string({ minLength: 1, maxLength: 40 }),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '"/><g onload="x"',
    '&lt;',
    ']]>',
    '-->',
    '"as x',
    '__proto__',
    'x'.repeat(128),
  ),
);

const picture = fc
  .uniqueArray(name, { minLength: 1, maxLength: 12 })
  .chain((names) => {
    const some = fc.uniqueArray(fc.constantFrom(...names), { maxLength: 4 });
    return fc.tuple(fc.constant(names), fc.array(some, { minLength: names.length, maxLength: names.length }));
  })
  .map(([names, targets]): Picture => {
    const states = names.map(
      (one, i) => [one, { transitions: targets[i]!, final: targets[i]!.length === 0 }] as const,
    );
    const taken = targets[0]!.map((to): [string, string] => [names[0]!, to]);
    const progress = progressOf(names[0]!, names.at(-1)!, taken);
    return { title: names[0]!, initial: names[0]!, states: new Map(states), progress };
  });

const TAG =
  /<(?:\/?(?:svg|title|style|g)|rect|circle|path|text|\/text)(?: [a-z-]+="[^"<>&]*"| viewBox="[^"]*"| xmlns="[^"]*")*\/?>/g;

it('draws any definition, and lets no name be more than text', async () => {
  await fc.assert(
    fc.asyncProperty(picture, async (drawn) => {
      const svg = drawSvg(drawn, await layOut(drawn, elk));
      const text = svg.replace(/<style>[^<]*<\/style>/, '').replace(TAG, '');
      expect(text.replace(/&#\d+;/g, '')).not.toMatch(/[<>&"]/);
      expect([...svg.matchAll(/<g class="state/g)]).toHaveLength(drawn.states.size);
      expect(svg).not.toContain('NaN');
    }),
    { numRuns: 60 },
  );
}, 60_000);

it('writes Mermaid in which every line is one that it meant to write', () => {
  const id = '[A-Za-z_][A-Za-z0-9_]*';
  const end = `(?:${id}|\\[\\*\\])`;
  const line = new RegExp(
    `^(stateDiagram-v2|    (state "[A-Za-z0-9 @._:~#;-]*" as ${id}|${end} --> ${end}( : taken)?|classDef [\\w:#, ,-]+|class ${id} \\w+)|)$`,
  );
  fc.assert(
    fc.property(picture, (drawn) => {
      for (const one of drawMermaid(drawn).split('\n')) expect(one).toMatch(line);
    }),
    { numRuns: 500 },
  );
});
