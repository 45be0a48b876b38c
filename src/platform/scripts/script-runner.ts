import { Inject, Injectable } from '@nestjs/common';
import { Config } from '../config/config';
import { ScriptName, ScriptRefusals } from '../generated/scripts';
import { failed } from '../redis/ask';
import { Durability } from '../redis/durability/durability';
import { argsOf, keysOf, ScriptCall } from './script-call';
import { LibraryKeeper } from './library-keeper';
import { inOneWrite } from '../redis/one-write';
import { findNewerRecord } from '../redis/newer-record';
import { keyPrefixOf, RedisConnection, REDIS } from '../redis/redis-connection';
import { StoreCorruptedError, StoreUnavailableError } from '../redis/redis-errors';
import { RedisStartError } from '../redis/redis-start-error';
import { inSource, ScriptFailure } from './script-failure';
import { LibraryScript } from './script-library';
import { ScriptWatch } from './script-watch';
import { findWrongType } from '../redis/wrong-type';

export type ReplyValue = string | string[];

export interface Reply<N extends ScriptName = ScriptName> {
  /** `OK`, or the word of a refusal. */
  outcome: 'OK' | ScriptRefusals[N];
  values: ReplyValue[];
  /** The reply was recorded by an earlier run of the same operation. */
  replayed: boolean;
  /** Which script gave it. */
  script?: string;
}

/** A run ends some hundred things that are over, in a few milliseconds; a call that finds still more is refused. */
const MAX_ROUNDS = 1_000;
const MAX_ROUNDS_MS = 5_000;

/** Goes on in a store with what a script left. */
export type GoesOn = (store: string) => Promise<unknown>;

/** Runs scripts by name. The only door to Redis for what the business decides. */
@Injectable()
export class ScriptRunner {
  readonly scripts: ReadonlyMap<string, LibraryScript>;
  private goesOn?: GoesOn;

  constructor(
    @Inject(REDIS) private readonly redis: RedisConnection,
    private readonly keeper: LibraryKeeper,
    private readonly config: Config,
    private readonly watch: ScriptWatch,
    private readonly durability: Durability,
  ) {
    this.scripts = keeper.library.scripts;
  }

  /** Says what a script that answered MORE is followed by, before its caller gets the answer. */
  followMore(goesOn: GoesOn): void {
    this.goesOn = goesOn;
  }

  /** The reply, once the effect is as durable as the operation asks. */
  async run<N extends ScriptName>(name: N, call: ScriptCall<N>): Promise<Reply<N>> {
    const { store, operation } = call;
    const wanted = operation && this.durability.wanted(operation);
    if (!wanted) return this.execute(name, call);
    await this.durability.expectPossible(store, wanted);
    const reply = await this.execute(name, call);
    if (reply.outcome === 'OK' && !operation.dryRun) await this.durability.keep(store, operation, wanted);
    return reply;
  }

  private async execute<N extends ScriptName>(name: N, call: ScriptCall<N>): Promise<Reply<N>> {
    const started = performance.now();
    let outcome = 'error';
    try {
      const reply = await this.decide(name, call);
      outcome = reply.replayed ? 'REPLAYED' : reply.outcome;
      return reply;
    } finally {
      const durationMs = performance.now() - started;
      this.watch.tell({ script: name, outcome, startedAtMs: performance.timeOrigin + started, durationMs });
    }
  }

  private async decide<N extends ScriptName>(name: N, call: ScriptCall<N>): Promise<Reply<N>> {
    const script = this.scripts.get(name);
    if (!script) throw new Error(`there is no lua/${name}.lua`);
    const keys = keysOf(script, call);
    const args = argsOf(script, call, this.config.IDEMPOTENCY_TTL_SECONDS * 1000);
    const started = performance.now();
    for (let round = 1; ; round++) {
      const [outcome, ...values] = await this.evaluate(script, keys, args, call.operation?.dryRun);
      if (outcome === 'REPLAYED') return { outcome: 'OK', values, replayed: true, script: name };
      if (outcome === 'MORE') return this.afterMore(name, call, values);
      if (outcome !== 'AGAIN')
        return { outcome: outcome as Reply<N>['outcome'], values, replayed: false, script: name };
      // AGAIN: the script did a bounded part of the work, and none of the call; each round brings the end nearer.
      const isThrough = call.operation?.dryRun || round === MAX_ROUNDS;
      if (isThrough || performance.now() - started > MAX_ROUNDS_MS) {
        throw new StoreUnavailableError(`${name} is not through after ${round} rounds`, false, 'refusing');
      }
    }
  }

  /** MORE: the script is through, and another one goes on at once. Where that fails, a sweeper does what is left. */
  private async afterMore<N extends ScriptName>(
    name: N,
    { store, operation }: ScriptCall<N>,
    values: ReplyValue[],
  ): Promise<Reply<N>> {
    if (!operation?.dryRun) await this.goesOn?.(store).catch(() => undefined);
    return { outcome: 'OK', values, replayed: false, script: name };
  }

  private async evaluate(
    script: LibraryScript,
    keys: string[],
    args: string[],
    dryRun: boolean | undefined,
  ): Promise<ReplyValue[]> {
    const { client } = this.redis;
    const { functionName } = script;
    const call = (): Promise<unknown> =>
      dryRun
        ? client.fcall(this.keeper.library.dryRun, keys.length, ...keys, functionName, ...args)
        : client.fcall(functionName, keys.length, ...keys, ...args);
    inOneWrite(client);
    try {
      return (await call()) as ReplyValue[];
    } catch (error) {
      if (!isMissing(error)) throw await this.failure(error, script, keys);
    }
    const [fault] = await this.keeper.install();
    // The scripts may be there by now, but half of one may be all that it can run.
    if (fault instanceof RedisStartError) throw new StoreUnavailableError(fault.message, false, 'denied');
    try {
      return (await call()) as ReplyValue[];
    } catch (error) {
      if (!isMissing(error)) throw await this.failure(error, script, keys);
      throw new StoreUnavailableError(fault?.message ?? 'Function not found', false, 'refusing');
    }
  }

  /** The error as callers get it: of which script, where in its source, and what is damaged. */
  private async failure(error: unknown, script: LibraryScript, keys: string[]): Promise<Error> {
    const failure = failed(this.redis, `script ${script.name}`, error);
    const { message, lua, place } = inSource(this.keeper.library, (error as Error).message, script.name);
    const where = { script: script.name, lua };
    if (!(failure instanceof StoreCorruptedError)) return Object.assign(failure, where);
    return Object.assign(await this.damage(script, keys, { message, place }), where);
  }

  /** The fault that the script named, or could not see: a key of another type, a record of a newer release. */
  private async damage(
    { name }: LibraryScript,
    keys: string[],
    { message, place }: ScriptFailure,
  ): Promise<StoreCorruptedError> {
    const { client } = this.redis;
    const prefix = keyPrefixOf(this.redis);
    const wrong = /\bWRONGTYPE\b/.test(message) && (await findWrongType(client, keys));
    if (wrong)
      return new StoreCorruptedError(`script ${name}: ${message}: ${wrong.what}`, wrong.place, prefix);
    const newer = place && (await findNewerRecord(client, keys, place));
    return new StoreCorruptedError(`script ${name}: ${newer ?? message}`, place, prefix);
  }
}

/** The node has not got the library, or lost it. */
function isMissing(error: unknown): boolean {
  return (error as Error).message.endsWith('Function not found');
}
