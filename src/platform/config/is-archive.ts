import { ValidateBy } from 'class-validator';
import { readArchiveUrl } from './archive-url';

const FORM =
  'must look like postgres://user:password@host:5432/database, with ?sslmode=verify-full for TLS, or ' +
  'postgres://user@/database?host=/folder-of-its-socket; percent-encode / ? # @ : in a password';

export const IsArchiveUrl = (): PropertyDecorator =>
  ValidateBy({
    name: 'isArchiveUrl',
    validator: {
      validate: (value) => typeof value === 'string' && readArchiveUrl(value) !== undefined,
      defaultMessage: () => FORM,
    },
  });
