/** The shop: what it sells, and to whom. It is the same in every run. */

const SIZES = ['XS', 'S', 'M', 'L', 'XL', 'XXL'];
const COLOURS = ['BLK', 'WHT', 'NVY', 'GRN'];

/** Name, price in minor units, and what it comes in. */
const LINES = [
  ['TEE', 1990, SIZES, COLOURS],
  ['HOODIE', 5490, SIZES, COLOURS],
  ['SHIRT', 4290, SIZES, ['BLU', 'WHT', 'GRY']],
  ['JEANS', 7990, ['28', '30', '32', '34', '36', '38'], ['IND', 'BLK', 'STN']],
  ['SOCKS', 790, ['36-38', '39-42', '43-46'], ['BLK', 'WHT', 'GRY', 'RED', 'YEL']],
  ['CAP', 1890, ['ONE'], ['BLK', 'NVY', 'GRN', 'SND', 'RED']],
  ['SNEAKER', 11990, ['38', '39', '40', '41', '42', '43', '44', '45'], ['WHT', 'BLK']],
  ['BAG', 8990, ['14L', '22L', '35L'], ['BLK', 'OLV', 'SND']],
  ['MUG', 1290, ['ONE'], ['BLK', 'WHT', 'BLU', 'GRN', 'RED']],
  ['POSTER', 2490, ['A3', 'A2', 'A1'], ['FOX', 'SEA', 'OAK', 'SUN']],
  ['BOTTLE', 2190, ['05L', '1L'], ['STL', 'BLK', 'BLU', 'GRN']],
  ['BELT', 3490, ['85', '95', '105'], ['BLK', 'BRN']],
  ['SCARF', 2990, ['ONE'], ['GRY', 'NVY', 'RED', 'SND']],
  ['JACKET', 14990, SIZES, COLOURS],
  ['LEGGINGS', 3990, SIZES, ['BLK', 'NVY']],
];
const MOST = 200;

export const CATALOGUE = LINES.flatMap(([name, unitPrice, sizes, colours]) =>
  colours.flatMap((colour) => sizes.map((size) => ({ sku: `${name}-${colour}-${size}`, unitPrice }))),
).slice(0, MOST);

/** SKUs of which few came in. */
export const isScarce = (_, i) => i % 17 === 5;
const PLENTY = CATALOGUE.filter((item, i) => !isScarce(item, i));

export const CUSTOMERS = [
  ...['ann', 'ben', 'carla', 'deniz', 'elif', 'finn', 'greta', 'hugo', 'ines', 'jonas', 'kaya', 'lena'],
  ...['mila', 'noah', 'olga', 'paul', 'quinn', 'rosa', 'samir', 'tess', 'umut', 'vera', 'wim', 'yuki'],
];

/** Numbers that look like chance, and are the same in every run (mulberry32). */
export function dice(seed) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (n) => Math.floor(next() * n);
  return {
    below,
    between: (low, high) => low + below(high - low + 1),
    pick: (list) => list[below(list.length)],
  };
}

/** Lines of a few SKUs, each once. */
export function basket(roll, most = 4) {
  const skus = new Set(Array.from({ length: roll.between(1, most) }, () => roll.pick(PLENTY).sku));
  return [...skus].map((sku) => ({ sku, quantity: roll.between(1, 3) }));
}
