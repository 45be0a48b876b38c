export { Mutation, Refuses } from './docs';
export { Executed } from './executed';
export * from './fields';
export { STORE_NOT_FOUND, INVALID_CURSOR } from './http.problems';
export { OperationOf } from './operation.decorator';
export { decodeCursor, encodeCursor, Page, PageQuery } from './page';
export { Problem, problemKind } from './problem';
export { executed, problemOf, Refusals, valueOf } from './settle';
export { invalid } from './validation';
