import * as currencies from 'currency-codes';
import { digitsOf, minorOf, money } from '../../../console/src/parts/money';

const known = new Set(Intl.supportedValuesOf('currency'));

describe('money in the console', () => {
  it.each(currencies.data.filter(({ code }) => known.has(code)))(
    'has the digits of ISO 4217 for $code, and comes back from how it is shown',
    ({ code, digits }) => {
      const minor = 1_234_567_890_123;
      const number = money(minor, code).replace(/[^\d.,]/g, '');
      expect(digitsOf(code)).toBe(digits);
      expect(/\.(\d+)$/.exec(number)?.[1]?.length ?? 0).toBe(digits);
      expect(minorOf(number, code)).toBe(minor);
    },
  );

  it.each([
    ['HUF', 105_000, 'HUF\u00a01,050.00'],
    ['IQD', 1_250, 'IQD\u00a01.250'],
    ['JPY', 500, '¥500'],
    ['USD', -125, '-$1.25'],
    ['POINTS', 1_250, '1,250 POINTS'],
  ])('shows %s %d as %s', (asset, minor, shown) => {
    expect(money(minor, asset)).toBe(shown);
  });

  it('refuses what is finer than the minor unit', () => {
    expect(minorOf('10.505', 'HUF')).toBeUndefined();
    expect(minorOf('10.5', 'JPY')).toBeUndefined();
  });
});
