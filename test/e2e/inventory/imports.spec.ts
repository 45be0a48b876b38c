import { withoutChange } from '../../support/snapshot';
import { fileOf, HEADER, importFile, itemsOf } from '../../support/stock-files';
import { useStore } from '../../support/use-house';

const the = useStore();
const send = (text: string | Buffer, options: { key?: string; query?: string } = {}) =>
  importFile(the.store, text, options);

describe('POST /inventory/import', () => {
  it('applies each row as the adjustment that it is', async () => {
    await the.store.receive('MUG', 10);
    const file = fileOf('TEE,5,,correction,count of May', 'MUG,,-3,damaged,', 'CAP,,7,received,PO 7');
    const { body } = await send(file).expect(200);
    expect(body).toEqual({ rows: 3, applied: 3, refused: [] });
    expect((await itemsOf(the.store)).map(({ sku, onHand }) => [sku, onHand])).toEqual([
      ...[
        ['CAP', 7],
        ['MUG', 7],
      ],
      ['TEE', 5],
    ]);
    const { items } = (await the.store.get('/inventory/items/TEE/movements').expect(200)).body;
    expect(items).toMatchObject([{ type: 'adjustment', onHandChange: 5, reference: 'count of May' }]);
  });

  it('decides the rows of a SKU in the order of the file, however far they are apart', async () => {
    const others = Array.from({ length: 120 }, (_, i) => `S-${i},1,,received,`);
    const file = fileOf('TEE,,-1,lost,', 'TEE,10,,received,', ...others, 'TEE,,-4,lost,', 'TEE,,-7,lost,');
    const { body } = await send(file).expect(200);
    expect(body).toMatchObject({ rows: 124, applied: 122 });
    expect(body.refused).toEqual([
      { row: 1, sku: 'TEE', code: 'INSUFFICIENT_STOCK', detail: expect.stringContaining('1 of TEE') },
      { row: 124, sku: 'TEE', code: 'INSUFFICIENT_STOCK', detail: expect.stringContaining('available 6') },
    ]);
    expect((await the.store.stock('TEE')).onHand).toBe(6);
  });

  it.each([
    ['neither setTo nor delta', 'TEE,,,lost,', 'exactly one of setTo and delta'],
    ['both setTo and delta', 'TEE,1,1,lost,', 'exactly one of setTo and delta'],
    ['no SKU', ',1,,lost,', 'sku must be'],
    ['a SKU that is none', 'a b,1,,lost,', 'sku must be'],
    ['a fraction', 'TEE,1.5,,lost,', 'setTo must be a whole number'],
    ['a fraction that a double cannot see', 'TEE,1.00000000000000000001,,lost,', 'setTo must be'],
    ['a negative count', 'TEE,-1,,lost,', 'setTo must be a whole number from 0'],
    ['a number past the cap', 'TEE,9007199254740992,,lost,', 'setTo must be'],
    ['no change', 'TEE,,0,lost,', 'delta must be a whole number other than 0'],
    ['a word for a number', 'TEE,,many,lost,', 'delta must be'],
    ['a blank before the number', 'TEE, 1,,lost,', 'setTo must be'],
    ['a number with a plus', 'TEE,,+1,lost,', 'delta must be'],
    ['an unknown reason', 'TEE,1,,stolen,', 'reason must be one of received'],
    ['no reason', 'TEE,1,,,', 'reason must be one of'],
    ['a line break in its reference', 'TEE,1,,lost,"a\nb"', 'without line breaks'],
    ['a line break of Windows in its reference', 'TEE,1,,lost,"a\r\nb"', 'without line breaks'],
    ['a control character in its reference', 'TEE,1,,lost,a\tb', 'control characters'],
    ['a reference that is too long', `TEE,1,,lost,${'x'.repeat(256)}`, 'at most 255'],
    ['too few values', 'TEE,1,,lost', '4 values, and the header 5'],
    ['too many values', 'TEE,1,,lost,,', '6 values, and the header 5'],
    ['a value that goes on behind its quotes', '"TEE"T,1,,lost,', 'behind its quotes'],
    ['no end', `TEE,1,,lost,${'x'.repeat(70_000)}`, 'more than 8192 characters'],
  ])('refuses a row with %s, and takes those around it', async (_, row, detail) => {
    const { body } = await send(fileOf('A,1,,received,', row, 'B,1,,received,')).expect(200);
    expect(body).toMatchObject({ rows: 3, applied: 2 });
    expect(body.refused).toEqual([
      { row: 2, sku: expect.any(String), code: 'VALIDATION_FAILED', detail: expect.stringContaining(detail) },
    ]);
    expect((await itemsOf(the.store)).map(({ sku }) => sku)).toEqual(['A', 'B']);
  });

  it('takes a quote that is not closed for a row that goes on to the end', async () => {
    const { body } = await send(fileOf('A,1,,received,', 'TEE,1,,lost,"a', 'B,1,,received,')).expect(200);
    expect(body).toMatchObject({ rows: 2, applied: 1, refused: [{ row: 2, code: 'VALIDATION_FAILED' }] });
  });

  it('refuses a reference that is no UTF-8', async () => {
    const file = Buffer.concat([
      Buffer.from(`${HEADER}\nTEE,1,,lost,Z`),
      Buffer.from([0xfc]),
      Buffer.from('rich'),
    ]);
    expect((await send(file).expect(200)).body.refused).toMatchObject([{ row: 1, sku: 'TEE' }]);
  });

  it('refuses a row as the adjustment would be', async () => {
    await the.store.receive('TEE', 9007199254740991);
    const { body } = await send(fileOf('TEE,,1,received,', 'CAP,,-1,lost,')).expect(200);
    expect(body.refused.map(({ code }: { code: string }) => code)).toEqual([
      'CAP_EXCEEDED',
      'INSUFFICIENT_STOCK',
    ]);
  });

  it('tells of the first 1 000 rows that it refused', async () => {
    const { body } = await send(fileOf(...Array.from({ length: 1_100 }, () => 'TEE,,-1,lost,'))).expect(200);
    expect(body).toMatchObject({ rows: 1_100, applied: 0 });
    expect(body.refused.map(({ row }: { row: number }) => row)).toEqual(
      Array.from({ length: 1_000 }, (_, i) => i + 1),
    );
  });
});

describe('a file', () => {
  const TAKEN = [
    { sku: 'MUG', onHand: 2 },
    { sku: 'TEE', onHand: 1 },
  ];
  const ROWS = [HEADER, 'TEE,1,,received,"PO ""7"", of May"', 'MUG,2,,received,Zürich'];

  it.each([
    ['lines that end with a line feed', `${ROWS.join('\n')}\n`],
    ['no line end behind its last row', ROWS.join('\n')],
    ['lines that end as on Windows', `${ROWS.join('\r\n')}\r\n`],
    ['lines that end with a carriage return', ROWS.join('\r')],
    ['a byte order mark', `\ufeff${ROWS.join('\n')}`],
    ['empty lines', `${ROWS.join('\n\n\n')}\r\n\n`],
    [
      'all values quoted',
      `"sku","setTo","delta","reason","reference"\n"TEE","1","","received","PO ""7"", of May"\n"MUG","2","","received","Zürich"`,
    ],
    [
      'numbers as JSON may have them',
      ROWS.join('\n').replace('TEE,1,', 'TEE,1.0,').replace('MUG,2,', 'MUG,2e0,'),
    ],
  ])('may have %s', async (_, text) => {
    const { body } = await send(text).expect(200);
    expect(body).toEqual({ rows: 2, applied: 2, refused: [] });
    expect(await itemsOf(the.store)).toMatchObject(TAKEN);
    const { items } = (await the.store.get('/inventory/items/TEE/movements').expect(200)).body;
    expect(items[0].reference).toBe('PO "7", of May');
  });

  it('may have no rows', async () => {
    expect((await send(HEADER, { key: 'none' }).expect(200)).body).toEqual({
      rows: 0,
      applied: 0,
      refused: [],
    });
    expect((await send(fileOf('TEE,1,,lost,'), { key: 'none' }).expect(422)).body.code).toBe(
      'IDEMPOTENCY_KEY_REUSED',
    );
  });

  it.each([
    ['none', ''],
    ['a row for it', 'TEE,1,,received,'],
    ['other names', 'SKU,setTo,delta,reason,reference\nTEE,1,,received,'],
    ['another order', 'setTo,sku,delta,reason,reference\n1,TEE,,received,'],
    ['a column less', 'sku,setTo,delta,reason\nTEE,1,,received'],
    ['a column more', `${HEADER},colour\nTEE,1,,received,,red`],
    ['a part of the columns of an export', `${HEADER},onHand\nTEE,1,,received,,1`],
    ['blanks', 'sku, setTo, delta, reason, reference\nTEE,1,,received,'],
    ['semicolons', 'sku;setTo;delta;reason;reference\nTEE;1;;received;'],
  ])('is refused whose header is %s', async (_, text) => {
    const { body } = await withoutChange(the.house.redis.client, async () => send(text).expect(400));
    expect(body).toMatchObject({ code: 'VALIDATION_FAILED', detail: expect.stringContaining(HEADER) });
  });

  it.each(['application/json', 'text/plain', 'application/octet-stream', 'text/csv; charset=latin1'])(
    'is refused as %s',
    async (type) => {
      const request = the.store
        .send('post', '/inventory/import', true)
        .set('Idempotency-Key', 'k')
        .type(type);
      expect((await request.send(fileOf('TEE,1,,lost,')).expect(415)).body.code).toBe(
        'UNSUPPORTED_MEDIA_TYPE',
      );
    },
  );

  it('goes to no other call', async () => {
    const request = the.store.send('post', '/inventory/adjustments/batch').set('Idempotency-Key', 'k');
    await request.type('text/csv').send(fileOf('TEE,1,,lost,')).expect(415);
  });

  it('needs a key, and a store', async () => {
    const file = fileOf('TEE,1,,lost,');
    const request = the.store.send('post', '/inventory/import').type('text/csv');
    expect((await request.send(file).expect(400)).body.code).toBe('IDEMPOTENCY_KEY_MISSING');
    const { body } = await importFile(the.house.calls('nowhere'), file).expect(404);
    expect(body.code).toBe('STORE_NOT_FOUND');
  });
});
