import { ValidateBy } from 'class-validator';

const MESSAGE =
  'must look like redis://user:password@host:6379/0, rediss://… or unix:///path; percent-encode / ? # @ : in a password';

/**
 * An address that means to Redis' client what it means to its writer. A password with a `/` or `#` that is not encoded
 * ends the host early: the client would look for a host by a part of the password, and say so aloud.
 */
export function isRedisUrl(text: unknown): boolean {
  if (typeof text !== 'string') return false;
  if (/^unix:\/\/\/./.test(text)) return true;
  if (!/^rediss?:\/\//.test(text) || !URL.canParse(text)) return false;
  const { hostname, pathname, hash } = new URL(text);
  return hostname !== '' && hash === '' && /^(\/\d*)?$/.test(pathname);
}

export const IsRedisUrl = (): PropertyDecorator =>
  ValidateBy({
    name: 'isRedisUrl',
    validator: { validate: isRedisUrl, defaultMessage: () => MESSAGE },
  });
