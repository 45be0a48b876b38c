import { problemKind } from './problem';

export const VALIDATION_FAILED = problemKind(
  'VALIDATION_FAILED',
  400,
  'The request is not valid',
  'Mend the fields that `errors` points at.',
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
export const VERSION_MISMATCH = problemKind(
  'VERSION_MISMATCH',
  412,
  'The version is not the one expected',
  'Read it again, decide anew from what it is now, and send its ETag; `actual` is its version.',
);
export const PAYLOAD_TOO_LARGE = problemKind(
  'PAYLOAD_TOO_LARGE',
  413,
  'The body is too large',
  'Stay within 1 MiB: split a batch.',
);
export const UNSUPPORTED_MEDIA_TYPE = problemKind(
  'UNSUPPORTED_MEDIA_TYPE',
  415,
  'Not JSON',
  'Send `Content-Type: application/json`.',
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
  'Nothing was changed. Report the `requestId`; the log names the key that someone wrote to by hand.',
);
export const STORE_UNAVAILABLE = problemKind(
  'STORE_UNAVAILABLE',
  503,
  'Redis cannot be used at the moment',
  'Repeat after `Retry-After` seconds with the same idempotency key; with `"outcome": "unknown"` the effect may have happened, and the key makes sure that it happens once.',
);
