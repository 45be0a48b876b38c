import { problemKind } from './problem';
import { oneOf, sometimes } from './problem-details';

export const VALIDATION_FAILED = problemKind(
  'VALIDATION_FAILED',
  400,
  'The request is not valid',
  'Correct the fields that `errors` points at.',
  { errors: [{ pointer: '/quantity', detail: 'must be a whole number from 1 to 9007199254740991' }] },
);
export const IDEMPOTENCY_KEY_MISSING = problemKind(
  'IDEMPOTENCY_KEY_MISSING',
  400,
  'No idempotency key',
  'Send an `Idempotency-Key` header: 1 to 255 visible characters, a new one for each intended effect.',
);
export const INVALID_CURSOR = problemKind(
  'INVALID_CURSOR',
  400,
  'Not a cursor of this list',
  'Send `nextCursor` of the previous page as it was, with the same filter, or no cursor for the first page.',
  { errors: [{ pointer: '?cursor', detail: 'must be nextCursor of the previous page' }] },
);
export const MALFORMED_JSON = problemKind(
  'MALFORMED_JSON',
  400,
  'The body is not JSON',
  'Send one JSON object in UTF-8.',
);
export const MALFORMED_REQUEST = problemKind(
  'MALFORMED_REQUEST',
  400,
  'Not a readable HTTP request',
  'Check the request line, the headers and the length of the body.',
);
export const UNAUTHENTICATED = problemKind(
  'UNAUTHENTICATED',
  401,
  'No valid API key',
  'Send `Authorization: Bearer <key>` with a key of this service; who runs it makes one with `npm run keys -- create`.',
);
export const FORBIDDEN = problemKind(
  'FORBIDDEN',
  403,
  'The caller may not do this',
  'Use a key that has the scope in `missingScope`, or that is for the store in `missingStore`; `*` there means all stores. Call a service without keys as localhost, and from no other web page.',
  { missingScope: sometimes('inventory:write'), missingStore: sometimes('main') },
);
export const ROUTE_NOT_FOUND = problemKind(
  'ROUTE_NOT_FOUND',
  404,
  'No such route',
  'Compare method and path with /docs.',
);
export const STORE_NOT_FOUND = problemKind(
  'STORE_NOT_FOUND',
  404,
  'No such store',
  'Create it with `PUT /v1/stores/{store}`, or correct its name.',
);
export const REQUEST_TIMEOUT = problemKind(
  'REQUEST_TIMEOUT',
  408,
  'The request took too long to arrive',
  'Send it again, with the same idempotency key.',
);
export const INVALID_STATE = problemKind(
  'INVALID_STATE',
  409,
  'Its state does not allow this',
  '`state` says which it is in: where it has ended, nothing is left to do; read it and decide anew.',
  { id: 'order-1', state: 'cancelled', cartId: sometimes('ann') },
);
export const CAP_EXCEEDED = problemKind(
  'CAP_EXCEEDED',
  409,
  'The result would pass 9 007 199 254 740 991',
  'Beyond it whole numbers are not exact; use a coarser unit.',
  { of: 'TEE-M', field: 'onHand' },
);
export const VERSION_MISMATCH = problemKind(
  'VERSION_MISMATCH',
  412,
  'The version is not the one expected',
  'Read it again, decide anew from what it is now, and send its ETag; `actual` is its version.',
  { actual: 8 },
);
export const PAYLOAD_TOO_LARGE = problemKind(
  'PAYLOAD_TOO_LARGE',
  413,
  'The body is too large',
  'Stay within 1 MiB: split a batch. A record, and the data of an instance, stay within 64 KiB. Import the rows of a file behind the first `rows`, which were decided, in another file.',
  { bytes: sometimes(70_000), most: sometimes(65_536), rows: sometimes(100_000), applied: sometimes(99_990) },
);
export const UNSUPPORTED_MEDIA_TYPE = problemKind(
  'UNSUPPORTED_MEDIA_TYPE',
  415,
  'Not the media type that the call takes',
  'Send `Content-Type: application/json`, or `text/csv` to an import, without a `Content-Encoding`.',
);
export const IDEMPOTENCY_KEY_REUSED = problemKind(
  'IDEMPOTENCY_KEY_REUSED',
  422,
  'The idempotency key belongs to another request',
  'Use a new key for a new request; repeat a request with the same method, path and body.',
);
export const PRECONDITION_REQUIRED = problemKind(
  'PRECONDITION_REQUIRED',
  428,
  'The call must say what it expects to change',
  'Read the resource and send its ETag as `If-Match`; the detail names the alternatives.',
);
export const RATE_LIMITED = problemKind(
  'RATE_LIMITED',
  429,
  'Too many calls in a minute',
  'Repeat after `Retry-After` seconds, with the same idempotency key; the call had no effect.',
);
export const INTERNAL_ERROR = problemKind(
  'INTERNAL_ERROR',
  500,
  'A defect of the service',
  'Report the `requestId`; the log has the cause under it. Repeat with the same idempotency key.',
);
export const STORE_CORRUPTED = problemKind(
  'STORE_CORRUPTED',
  500,
  'The data in Redis is not what the service wrote',
  'Nothing was changed. Report the `requestId`; the line of the log with it names the script, and the key and field that are damaged.',
);
export const STORE_UNAVAILABLE = problemKind(
  'STORE_UNAVAILABLE',
  503,
  'Redis cannot be used at the moment',
  'Repeat after `Retry-After` seconds with the same idempotency key; with `"outcome": "unknown"` the effect may have happened, and the key makes sure that it happens once.',
  { outcome: oneOf('unknown', 'not_executed') },
);
export const NOT_DURABLE = problemKind(
  'NOT_DURABLE',
  503,
  'The effect is not known to be kept',
  'The call took effect, but the disk or the replica that it waits for has not confirmed it in time. Repeat after `Retry-After` seconds with the same idempotency key: the answer is the first one, and waits again.',
  { outcome: oneOf('executed') },
);
export const OVERLOADED = problemKind(
  'OVERLOADED',
  503,
  'The service has too many calls in hand',
  'Repeat after `Retry-After` seconds, with the same idempotency key and a growing pause; the call had no effect.',
);
export const SHUTTING_DOWN = problemKind(
  'SHUTTING_DOWN',
  503,
  'The service is stopping',
  'Repeat with the same idempotency key, on a new connection: it had no effect here.',
);
export const NOT_READY = problemKind(
  'NOT_READY',
  503,
  'The service is not fit to take calls',
  'For load balancers: send calls elsewhere. `checks` names what fails, and says why.',
  { checks: [{ name: 'redis', ok: false, detail: sometimes('no answer within 1000 ms') }] },
);
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
  'The call needs what is no longer in Redis, or is compared with it. Repeat after `Retry-After` seconds; the log has the cause, and `/health/ready` names it.',
);
