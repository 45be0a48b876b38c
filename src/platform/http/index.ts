export { Actor as ActorDto } from './actor.dto';
export {
  Change,
  ETAG,
  Mutation,
  Refuses,
  RefusesOnly,
  Removal,
  Upsert,
  Versioned,
} from './answers.decorator';
export { CallerName } from './auth/caller-name';
export { MissingByScope, MissingScope, MissingScopes, Refusal } from './auth/missing-scope';
export { AlsoNeeds, Domain, Open, Scope } from './auth/scope.decorator';
export { bounded } from './bounded';
export { CsvBody, TakesCsv, Upload } from './csv-body';
export { CsvRecord, csvRecords } from './csv-records';
export { DryRun, TakesDryRun, WritesNothing } from './dry-run';
export { Executed, Verbatim } from './executed';
export * from './fields';
export { HangUp } from './hang-up';
export {
  CAP_EXCEEDED,
  INVALID_CURSOR,
  INVALID_STATE,
  NOT_READY,
  OVERLOADED,
  PAYLOAD_TOO_LARGE,
  PRECONDITION_REQUIRED,
  STORE_NOT_FOUND,
  STORE_UNAVAILABLE,
  VERSION_MISMATCH,
  ARCHIVE_OFF,
  ARCHIVE_UNAVAILABLE,
} from './http.problems';
export { isExact } from './exact-number';
export { Earlier, EarlierItems, pageThrough } from './earlier';
export { HistoryWanted, historyWanted, KeptHistory, readHistory } from './history';
export { IfMatch, IfNoneMatch, TakesIfMatch, TakesIfNoneMatch } from './if-match';
export { KeepsJson, KeptJson } from './json-body';
export { MAX_MEMBERS } from './json-scan';
export { LocatedAt } from './location';
export { uncountedCalls } from './limits/call-counter';
export { JsonText } from './json-text';
export { OperationOf } from './operation.decorator';
export {
  decodeCursor,
  encodeCursor,
  Page,
  readPage,
  readRecords,
  requireOnePosition,
  SEQUENCES,
} from './page';
export {
  Direction,
  HistoryQuery,
  ListPage,
  NewestFirstQuery,
  PageQuery,
  PrefixQuery,
  SpanQuery,
} from './page.dto';
export { cut, pointerTo } from './pointer';
export { FieldError, Problem, ProblemKind, problemKind } from './problem';
export { either, nullable, oneOf, sometimes } from './problem-details';
export { executed, MembersOf, obstaclesOf, problemOf, Refusals, valueOf, versioned } from './script-answers';
export { Stopping } from './stopping';
export { Streams } from './streams';
export { StorePath } from './store-path.dto';
export { IsTime, millisecondsOf, Span, spanOf } from './times';
export { invalid, readRows } from './validation';
export { whenOver } from './when-over';
