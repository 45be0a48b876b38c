import fc from 'fast-check';
import { isoTime } from '../../src/platform/redis';

const ms = fc.integer({ min: 0, max: 8_640_000_000_000_000 });

it('isoTime() is what Date makes of it, as a number and as a text, whatever it was asked before', () => {
  fc.assert(
    fc.property(ms, ms, (one, other) => {
      const asked = [one, String(one), other, one, String(other)];
      expect(asked.map(isoTime)).toEqual(asked.map((each) => new Date(Number(each)).toISOString()));
    }),
  );
});
