export { Mutation, Refuses, RefusesOnly, Upsert } from './answers.decorator';
export { Executed } from './executed';
export * from './fields';
export {
  INVALID_CURSOR,
  PRECONDITION_REQUIRED,
  STORE_NOT_FOUND,
  STORE_UNAVAILABLE,
  VERSION_MISMATCH,
} from './http.problems';
export { IfMatch, IfNoneMatch, TakesIfMatch } from './if-match';
export { OperationOf } from './operation.decorator';
export { decodeCursor, encodeCursor, Page } from './page';
export { ListPage, PageQuery } from './page.dto';
export { Problem, problemKind } from './problem';
export { executed, problemOf, Refusals, valueOf, versioned } from './settle';
export { StorePath } from './store-path.dto';
export { invalid } from './validation';
