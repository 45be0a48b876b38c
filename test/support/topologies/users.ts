import { TestRedis } from '../redis-server';

/** Characters that an address has other uses for must come through as well. */
export const PASSWORD = 's3cr3t/#@:?,=%pw';
export const USER = 'till';

/** `user:password@`, as an address has it. */
export const IN_URL = `${USER}:${encodeURIComponent(PASSWORD)}@`;

/** Permissions that docs/operations.md asks for, of keys that begin with this. */
export const permissions = (prefix = ''): string[] =>
  `~${prefix}ch:* +@all -@dangerous +info +function|load +function|list +function|delete`.split(' ');

const ADMIN_PASSWORD = 'admin';

/** Whoever is nobody in particular needs a password from now on; the service is a user with no more than it needs. */
export async function guard({ client }: TestRedis, allowed = permissions()): Promise<void> {
  await client.call('ACL', 'SETUSER', USER, 'reset', 'on', `>${PASSWORD}`, ...allowed);
  await client.config('SET', 'masterauth', ADMIN_PASSWORD);
  client.options.password = ADMIN_PASSWORD;
  await client.config('SET', 'requirepass', ADMIN_PASSWORD);
  await client.auth(ADMIN_PASSWORD);
}

/** How a server logs in at another. */
export const AS_ADMIN = ADMIN_PASSWORD;
