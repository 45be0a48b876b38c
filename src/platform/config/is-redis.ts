import { ValidateBy } from 'class-validator';
import { readClusterNodes, readNatMap, readRedisUrl } from './redis-address';

const URL_FORM =
  'must look like redis://user:password@host:6379/0, rediss://…, redis+sentinel://user:password@host:port,host:port/name or ' +
  'unix:///path; percent-encode / ? # @ : in a password';

/** A setting that is read as a whole; `fault` says what is wrong with a text. */
const IsReadBy = (name: string, fault: (text: string) => string | undefined): PropertyDecorator => {
  const faultOf = (value: unknown): string | undefined =>
    typeof value === 'string' ? fault(value) : 'must be text';
  return ValidateBy({
    name,
    validator: {
      validate: (value) => faultOf(value) === undefined,
      defaultMessage: (seen) => faultOf(seen?.value) ?? '',
    },
  });
};

export const IsRedisUrl = (): PropertyDecorator =>
  IsReadBy('isRedisUrl', (text) => (readRedisUrl(text) ? undefined : URL_FORM));

export const IsClusterNodes = (): PropertyDecorator =>
  IsReadBy('isClusterNodes', (text) => {
    const nodes = readClusterNodes(text);
    return typeof nodes === 'string' ? nodes : undefined;
  });

export const IsNatMap = (): PropertyDecorator =>
  IsReadBy('isNatMap', (text) =>
    readNatMap(text) ? undefined : 'must look like 10.0.0.1:6379=203.0.113.5:7001,…',
  );
