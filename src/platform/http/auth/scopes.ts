/** Domains that a key can open: one name each, as in `inventory:read`. */
export const DOMAINS = [
  'stores',
  'journal',
  'inventory',
  'ledger',
  'prices',
  'carts',
  'orders',
  'workflow',
  'webhooks',
  'metrics',
] as const;

export type Domain = (typeof DOMAINS)[number];

/** None implies another; `admin` implies all. `orders:price` lets a caller bring its own prices. */
export type Scope = `${Domain}:read` | `${Domain}:write` | 'orders:price' | 'admin';

export const SCOPES: readonly Scope[] = [
  'admin',
  ...DOMAINS.flatMap((domain): Scope[] => [`${domain}:read`, `${domain}:write`]),
  'orders:price',
];
