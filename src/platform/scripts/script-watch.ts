import { Injectable } from '@nestjs/common';

/** One run of a script, once it is over. */
export interface ScriptRun {
  script: string;
  /** `OK`, `REPLAYED`, the word of a refusal, or `error`. */
  outcome: string;
  startedAtMs: number;
  durationMs: number;
}

type Listener = (run: ScriptRun) => void;

/** Tells metrics and traces of every run, in the asynchronous context of its caller. */
@Injectable()
export class ScriptWatch {
  private readonly listeners: Listener[] = [];

  listen(listener: Listener): void {
    this.listeners.push(listener);
  }

  tell(run: ScriptRun): void {
    for (const listener of this.listeners) listener(run);
  }
}
