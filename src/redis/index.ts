export { RedisHouseModule } from './redis.module';
export { REDIS, RedisConnection } from './redis-connection';
export { StoreCorruptedError, StoreUnavailableError } from './redis-errors';
export { internalOperation, Operation } from './operation';
export { Result, toResult } from './result';
export { ReplyValue, ScriptRunner } from './script-runner';
export { STORES_KEY } from './keys';
export { uuidv7 } from './uuid';
