export { RedisConnectionModule } from './redis.module';
export { NO_CONNECTION, Owner, REDIS, RedisConnection } from './redis-connection';
export { ask } from './ask';
export { failureLine, FailureLine } from './failure-line';
export { Chores, UndoneChore } from './chores';
export { DURABILITY_LEVELS, DurabilityLevel } from '../config/durability-level';
export {
  DurabilityImpossibleError,
  NotDurableError,
  StoreCorruptedError,
  StoreUnavailableError,
} from './redis-errors';
export { NodeStatus, NodeStatuses } from './node-status';
export { Actor, readActor, readOperation } from '../scripts/actor';
export { internalOperation, Operation } from '../scripts/operation';
export { intact, readRecord, wholeNumber } from '../scripts/read-record';
export { ScriptArgs, ScriptName } from '../generated/scripts';
export { RefusalOf, Result, toResult } from '../scripts/result';
export { Reply, ReplyValue, ScriptRunner } from '../scripts/script-runner';
export { ScriptCall } from '../scripts/script-call';
export { StoreNames } from './store-names';
export { ScriptRun, ScriptWatch } from '../scripts/script-watch';
export { KeyName, storeKey } from './keys';
export { isoTime } from './iso-time';
export { arrayItems, fieldTexts, packedTexts, RecordVersion } from '../scripts/record-text';
export { PackedLine, packLines, unpackLines } from '../scripts/packed-lines';
export { uuidv7, uuidv7Ms } from './uuid';
