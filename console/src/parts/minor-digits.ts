/**
 * Digits of minor units that are not two, by ISO 4217 (list one of 2024-06-25); 0 also where there is no minor unit. Browsers
 * know other numbers: `Intl` tells what stands on price tags (CLDR), which is 0 for HUF, COP or IDR.
 */
const NOT_TWO: Record<number, string> = {
  0: `BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF
    XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX`,
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};

const digits = new Map(
  Object.entries(NOT_TWO).flatMap(([digits, codes]) =>
    codes.split(/\s+/).map((code) => [code, Number(digits)] as const),
  ),
);

/** Digits of the minor unit of a currency, by its code. */
export const minorDigits = (code: string): number => digits.get(code) ?? 2;
