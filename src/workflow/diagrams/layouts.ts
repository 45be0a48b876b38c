import { Injectable } from '@nestjs/common';
import { OVERLOADED, Problem } from '../../platform/http';
import { WorkflowDefinition } from '../definitions/definition';
import { DIAGRAM_NOT_DRAWN } from '../workflow.errors';
import { DiagramLimits } from './diagram-limits';
import { Elk, LayoutOverrun } from './elk';
import { Layout, layOut } from './layout';
import { LayoutCache } from './layout-cache';

/** A definition with the text of its states. */
type Packed = WorkflowDefinition & { packed: string };

/** A definition that callers wait for. */
interface Job {
  key: string;
  definition: Packed;
  callers: Set<Caller>;
}

interface Caller {
  resolve: (layout: Layout) => void;
  reject: (error: Error) => void;
}

/**
 * Lays definitions out, one after the other. Versions never change, so that a layout is made once, for all who wait for
 * it and who will: the text of initial state and states names it, whichever store it is in. One that nobody waits for
 * any more is not begun; one that is begun is brought to its end, and kept.
 */
@Injectable()
export class Layouts {
  private readonly cache: LayoutCache;
  /** In the order in which they are made; the first is being made. */
  private readonly jobs = new Map<string, Job>();
  private callers = 0;
  private current?: Job;

  constructor(
    private readonly limits: DiagramLimits,
    private readonly elk: Elk,
  ) {
    this.cache = new LayoutCache(limits);
  }

  /** Rejects with a problem where there is too much to do, where it takes too much, and once `gone` says so. */
  async of(definition: Packed, gone: AbortSignal): Promise<Layout> {
    const key = `${definition.initial} ${definition.packed}`;
    const kept = this.cache.get(key);
    if (kept) return kept;
    const seconds = this.cache.secondsBarred(key);
    if (seconds > 0) throw notDrawn(seconds);
    if (gone.aborted) throw callerGone();
    const job = this.jobs.get(key) ?? { key, definition, callers: new Set() };
    const isFull = !this.jobs.has(key) && this.jobs.size > this.limits.layoutsWaiting;
    if (isFull || this.callers >= this.limits.callersWaiting) throw this.overloaded();
    this.jobs.set(key, job);
    const layout = this.wait(job, gone);
    void this.work();
    return layout;
  }

  private wait(job: Job, gone: AbortSignal): Promise<Layout> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        settle();
        if (job.callers.size === 0 && job !== this.current) this.jobs.delete(job.key);
        reject(callerGone());
      };
      const settle = (): void => {
        job.callers.delete(caller);
        this.callers--;
        gone.removeEventListener('abort', leave);
      };
      const caller = {
        resolve: (layout: Layout) => (settle(), resolve(layout)),
        reject: (error: Error) => (settle(), reject(error)),
      };
      job.callers.add(caller);
      this.callers++;
      gone.addEventListener('abort', leave);
    });
  }

  private async work(): Promise<void> {
    if (this.current) return;
    for (let job; (job = this.jobs.values().next().value);) {
      this.current = job;
      await this.make(job);
    }
    this.current = undefined;
  }

  private async make(job: Job): Promise<void> {
    const { key, definition, callers } = job;
    try {
      const layout = await layOut(definition, this.elk);
      this.cache.add(key, layout);
      for (const { resolve } of callers) resolve(layout);
    } catch (error) {
      const isOverrun = error instanceof LayoutOverrun;
      if (isOverrun) this.cache.addOverrun(key);
      for (const { reject } of callers)
        reject(isOverrun ? notDrawn(this.limits.overrunSeconds) : (error as Error));
    }
    this.jobs.delete(key);
  }

  private overloaded(): Problem {
    const detail = `${this.callers} calls wait for ${this.jobs.size} diagrams already; format=mermaid never waits.`;
    return new Problem(OVERLOADED, detail, {}, { 'retry-after': '5' });
  }
}

function notDrawn(seconds: number): Problem {
  const detail = 'Laying this definition out took too much time or memory; format=mermaid needs no layout.';
  return new Problem(DIAGRAM_NOT_DRAWN, detail, {}, { 'retry-after': String(seconds) });
}

/** Nobody reads it; it ends the call. */
function callerGone(): Problem {
  return new Problem(OVERLOADED, 'The caller hung up before its diagram was laid out.');
}
