import { problemKind } from '../../platform/http';

export const ARCHIVE_OFF = problemKind(
  'ARCHIVE_OFF',
  409,
  'The service has no archive',
  'Ask the operator to set `ARCHIVE_URL`.',
);
export const ARCHIVE_UNAVAILABLE = problemKind(
  'ARCHIVE_UNAVAILABLE',
  503,
  'The archive cannot be used at the moment',
  'Repeat after `Retry-After` seconds; the log has the cause, and `/health/ready` names it.',
);
