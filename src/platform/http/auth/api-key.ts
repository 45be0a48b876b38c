import { ArrayNotEmpty, IsIn, Matches, ValidationArguments } from 'class-validator';
import { Scope, SCOPES } from './scopes';

const STORES = /^(\*|[a-z0-9][a-z0-9-]{0,62})$/;

const scopes = {
  message: ({ value }: ValidationArguments) =>
    `scopes: ${faultIn(value, (scope) => SCOPES.includes(scope as Scope))} is not one of ${SCOPES.join(', ')}`,
};
const stores = {
  message: ({ value }: ValidationArguments) =>
    `stores: ${faultIn(value, (store) => STORES.test(store))} is neither the name of a store nor *`,
};

/** One entry of the file: the key itself is not in it, only its hash. */
export class ApiKey {
  /** Who the caller is. Two entries may share it while a key is rotated: they are one caller. */
  @Matches(/^[A-Za-z0-9._-]{1,64}$/, {
    message: 'name must be 1 to 64 letters, digits, dots, dashes and underscores',
  })
  name: string;

  @Matches(/^[0-9a-f]{64}$/, { message: 'sha256 must be 64 lower-case hexadecimal digits' })
  sha256: string;

  @ArrayNotEmpty(scopes)
  @IsIn(SCOPES, { each: true, ...scopes })
  scopes: Scope[];

  /** Names of stores, or `*` for all. */
  @ArrayNotEmpty(stores)
  @Matches(STORES, { each: true, ...stores })
  stores: string[];
}

/** The first member that is not one, as JSON; a list that is none or empty is itself the fault. */
function faultIn(list: unknown, isOne: (member: string) => boolean): string {
  if (!Array.isArray(list) || list.length === 0) return JSON.stringify(list) ?? 'nothing';
  return JSON.stringify(list.find((member) => typeof member !== 'string' || !isOne(member)));
}
