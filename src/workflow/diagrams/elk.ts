import { Worker } from 'node:worker_threads';
import { Injectable, OnApplicationShutdown } from '@nestjs/common';
import type { ElkNode } from 'elkjs/lib/elk-api';
import { DiagramLimits } from './diagram-limits';

/** Runs in a thread of its own. As text, because tests and dist have no file in common that a thread could begin with. */
const THREAD = `
  const { parentPort, workerData } = require('node:worker_threads');
  const ELK = require(workerData);
  const elk = new ELK();
  parentPort.on('message', (graph) => {
    elk.layout(graph).then(
      (laidOut) => parentPort.postMessage({ laidOut }),
      (error) => parentPort.postMessage({ fault: String(error) }),
    );
  });
`;

interface Answer {
  laidOut?: ElkNode;
  fault?: string;
}

/** A layout took more time or memory than it may. */
export class LayoutOverrun extends Error {}

/**
 * The Eclipse Layout Kernel. A large graph takes it seconds, in which this process sells nothing if it is not kept
 * apart; so it has a thread, started by the first diagram, and ended where a layout takes too much.
 */
@Injectable()
export class Elk implements OnApplicationShutdown {
  private thread?: Worker;

  constructor(private readonly limits: DiagramLimits) {}

  /** Lays out one graph at a time: the next is to be given once this one is answered. */
  async layout(graph: ElkNode): Promise<ElkNode> {
    const thread = (this.thread ??= this.start());
    try {
      return await this.ask(thread, graph);
    } catch (error) {
      // Nothing else ends a layout, and no thread that failed is trusted with the next.
      await this.end(thread);
      throw error;
    }
  }

  /** Later than the answers to the last calls, which may wait for a layout. */
  async onApplicationShutdown(): Promise<void> {
    if (this.thread) await this.end(this.thread);
  }

  private start(): Worker {
    const thread = new Worker(THREAD, {
      eval: true,
      workerData: require.resolve('elkjs/lib/elk.bundled.js'),
      resourceLimits: { maxOldGenerationSizeMb: this.limits.memoryMb, maxYoungGenerationSizeMb: 16 },
    });
    thread.unref();
    thread.on('error', () => this.forget(thread));
    thread.on('exit', () => this.forget(thread));
    return thread;
  }

  private async ask(thread: Worker, graph: ElkNode): Promise<ElkNode> {
    const { layoutMs, memoryMb } = this.limits;
    const asked = new AbortController();
    try {
      return await new Promise<ElkNode>((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new LayoutOverrun(`it took more than ${layoutMs} ms`)),
          layoutMs,
        );
        const on = <T>(event: string, listener: (value: T) => void): void => {
          thread.once(event, listener);
          asked.signal.addEventListener('abort', () => thread.off(event, listener));
        };
        asked.signal.addEventListener('abort', () => clearTimeout(timer));
        on('message', ({ laidOut, fault }: Answer) => {
          if (laidOut) resolve(laidOut);
          else reject(new Error(`no layout: ${fault}`));
        });
        on('error', (error: NodeJS.ErrnoException) => {
          const isFull = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
          reject(isFull ? new LayoutOverrun(`it took more than ${memoryMb} MB`) : error);
        });
        on('exit', () => reject(new Error('the layout thread has ended')));
        thread.postMessage(graph);
      });
    } finally {
      asked.abort();
    }
  }

  private async end(thread: Worker): Promise<void> {
    this.forget(thread);
    await thread.terminate();
  }

  private forget(thread: Worker): void {
    if (this.thread === thread) this.thread = undefined;
  }
}
