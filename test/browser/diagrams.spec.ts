import fc from 'fast-check';
import { Browser } from 'playwright-core';
import { NAME } from '../../src/workflow/definitions/definition';
import { DiagramLimits } from '../../src/workflow/diagrams/diagram-limits';
import { Elk } from '../../src/workflow/diagrams/elk';
import { layOut } from '../../src/workflow/diagrams/layout';
import { drawMermaid } from '../../src/workflow/diagrams/mermaid';
import { Picture, progressOf } from '../../src/workflow/diagrams/picture';
import { drawSvg } from '../../src/workflow/diagrams/svg';
import { chromiumPath, startChromium } from '../support/chromium';
import { denseDefinition } from '../support/definitions';
import { DiagramPage, DrawnByMermaid } from '../support/diagram-page';

// On a developer's machine a browser is optional; where the build is decided it is not.
const withBrowser = chromiumPath || process.env.CI ? describe : describe.skip;
if (!chromiumPath)
  console.warn('No Chromium here (apt-get install chromium): diagrams are not looked at as they are drawn.');

type Ways = Record<string, string[]>;

function pictureOf(initial: string, ways: [string, string[]][] | Ways): Picture {
  const entries = Array.isArray(ways) ? ways : Object.entries(ways);
  const states = entries.map(
    ([name, transitions]) => [name, { transitions, final: transitions.length === 0 }] as const,
  );
  return { title: initial, initial, states: new Map(states) };
}

/** One after the other, so that each is drawn, and each in two places of the text. */
function chainOf(names: string[]): Picture {
  return pictureOf(
    names[0]!,
    names.map((name, i) => [name, names.slice(i + 1, i + 2)]),
  );
}

const APPROVAL: Ways = {
  pending: ['approved', 'rejected'],
  approved: ['processing', 'cancelled'],
  processing: ['completed', 'failed'],
  failed: ['processing'],
  ...{ rejected: [], cancelled: [], completed: [] },
};

/** Words of Mermaid, ids that it makes up, names that objects have, and what Markdown, HTML and icons read otherwise. */
const PECULIAR = [
  ...['root', 'root_start', 'root_end', 'start', 'end', 'state', 'note', 'fork', 'join', 'choice', 'history'],
  ...[
    'default',
    'class',
    'classDef',
    'click',
    'href',
    'style',
    'direction',
    'TB',
    'as',
    'hide',
    'scale',
    'left',
  ],
  ...[
    'stateDiagram',
    'stateDiagram-v2',
    'accTitle:',
    'title:',
    'undefined',
    'null',
    'NaN',
    'true',
    'nowhere',
  ],
  ...[
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    '__proto__',
    's1',
    's2',
    '_1',
    'S1',
    'divider',
  ],
  ...[
    '_draft_',
    '__bold__',
    '_',
    '__',
    '___',
    'a_b_c',
    'a__b',
    '_a',
    'a_',
    '~~x~~',
    '@~x~',
    '0~~',
    'snake_case',
  ],
  ...[
    'fa:fa-car',
    'fab:fa-github',
    'fas:fa-x',
    'logos:aws',
    '@:icon',
    'mailto:x',
    'mailto:a@b.com',
    'a@b.com',
  ],
  ...[
    'www.example.com',
    'tel:1',
    '1.',
    '1.-',
    '1-',
    '2.x',
    '0',
    '1',
    '00',
    '1e3',
    '0x1',
    'a--b',
    'a-',
    'x--y',
  ],
  ...['a---', '@', '@@', '@x', 'a:b', 'a::b', 'a:::b', 'x:', 'amp', 'lt', 'quot', '35', 'a.b', 'e.g.', 's-1'],
  ...['kebab-case', 'A-B_C.D', `awaiting-${'payment-'.repeat(14)}x`, '@'.padEnd(128, '_'), 'W'.repeat(128)],
];

const sign = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...'abzAZ09') },
  { weight: 4, arbitrary: fc.constantFrom(...'@._:~-') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('fa:fa-', 'www.', '__', '~~', '--', 'root', 'end', '1.', 'mailto:'),
  },
);
const allowedName = fc
  .array(sign, { minLength: 1, maxLength: 20 })
  .map((signs) => signs.join(''))
  .filter((name) => NAME.test(name));
const allowedNames = fc.uniqueArray(allowedName, { minLength: 40, maxLength: 60 });
// A failure prints the seed; to draw smaller ones until one does not fail would take minutes.
const RUNS = { numRuns: 4, endOnFailure: true };

withBrowser('diagrams, in a browser', () => {
  const elk = new Elk(new DiagramLimits());
  let browser: Browser;
  let diagrams: DiagramPage;
  const failures: string[] = [];

  beforeAll(async () => {
    browser = await startChromium();
    const page = await browser.newPage();
    page.on('pageerror', (error) => failures.push(error.message));
    page.on('dialog', (dialog) => failures.push(dialog.message()));
    page.on('request', (request) => failures.push(request.url()));
    diagrams = await DiagramPage.load(page);
  }, 60_000);
  afterAll(async () => {
    await elk.onApplicationShutdown();
    await browser?.close();
  });

  /** Names and ways that are on the page are those of the picture. */
  function expectDrawn(drawn: DrawnByMermaid, { initial, states, progress }: Picture): void {
    expect(drawn.states.map(({ label }) => label).sort()).toEqual([...states.keys()].sort());
    const arrows = [`[*] --> ${initial}`];
    for (const [from, { transitions, final }] of states) {
      for (const to of transitions) {
        arrows.push(`${from} --> ${to}${progress?.taken.has(`${from}>${to}`) ? ' : taken' : ''}`);
      }
      if (final) arrows.push(`${from} --> [*]`);
    }
    expect([...drawn.arrows].sort()).toEqual(arrows.sort());
  }

  const pictures: [string, Picture][] = [
    ['approval', pictureOf('pending', APPROVAL)],
    ['one state', pictureOf('a', { a: [] })],
    ['loops and ways back', pictureOf('a', { a: ['a', 'b'], b: ['a', 'b', 'end'], end: [] })],
    ['states named root, root_start and root_end', chainOf(['root', 'root_start', 'root_end'])],
    ['names that are peculiar', chainOf(PECULIAR.slice(0, 50))],
    ['more names that are peculiar', chainOf(PECULIAR.slice(50))],
    [
      'thirty states',
      pictureOf(
        '0',
        Object.fromEntries(
          Array.from({ length: 30 }, (_, i) => [i, [(i + 1) % 30, (i * 7 + 3) % 30].map(String)]),
        ),
      ),
    ],
  ];

  describe('Mermaid draws every state under its name, and every transition from its state to its state', () => {
    it.each(pictures)(
      'of the workflow %s',
      async (_, picture) => {
        expectDrawn(await diagrams.drawMermaid(drawMermaid(picture)), picture);
      },
      60_000,
    );

    it('of an instance, with the states that it visited', async () => {
      const taken: [string, string][] = [
        ['pending', 'approved'],
        ['approved', 'processing'],
        ['processing', 'failed'],
        ['failed', 'processing'],
      ];
      const picture = { ...pictureOf('pending', APPROVAL), progress: progressOf('pending', 'failed', taken) };
      const drawn = await diagrams.drawMermaid(drawMermaid(picture));
      expectDrawn(drawn, picture);
      const classOf = Object.fromEntries(
        drawn.states.map(({ label, classes }) => [label, / (visited|current) /.exec(classes)?.[1]]),
      );
      expect(classOf).toMatchObject({ failed: 'current', approved: 'visited', cancelled: undefined });
    });

    it('of a workflow whose states have any names', async () => {
      const property = fc.asyncProperty(allowedNames, async (names) => {
        const picture = chainOf(names);
        expectDrawn(await diagrams.drawMermaid(drawMermaid(picture)), picture);
      });
      await fc.assert(property, RUNS);
    }, 120_000);
  });

  it('Mermaid draws the largest definition that the service accepts', async () => {
    const { initial, states } = denseDefinition(100, 300);
    const ways = Object.entries(states).map(([name, { transitions }]): [string, string[]] => [
      name,
      transitions,
    ]);
    const text = drawMermaid(pictureOf(initial, ways));
    expect(text.length).toBeLessThan(50_000);
    expect(await diagrams.parseMermaid(text)).toBe('stateDiagram');
  });

  describe('the SVG is well-formed, has no script, and shows every name within its box', () => {
    const expectShown = async (picture: Picture): Promise<void> => {
      const svg = drawSvg(picture, await layOut(picture, elk));
      const shown = await diagrams.showSvg(svg);
      expect(shown).toEqual({ names: [...picture.states.keys()], odd: [], within: true });
    };

    it.each(pictures)('of the workflow %s', (_, picture) => expectShown(picture));

    it('of a workflow whose states have any names', async () => {
      await fc.assert(
        fc.asyncProperty(allowedNames, (names) => expectShown(chainOf(names))),
        RUNS,
      );
    }, 120_000);
  });

  it('the pages of diagrams load nothing from other hosts and report no error', () => {
    expect(failures).toEqual([]);
  });
});
