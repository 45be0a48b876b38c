import { Worker } from 'node:worker_threads';
import { Injectable, OnModuleDestroy } from '@nestjs/common';
import type { ElkNode } from 'elkjs/lib/elk-api';

/** Runs in a thread of its own. As text, because tests and dist have no file in common that a thread could begin with. */
const THREAD = `
  const { parentPort, workerData } = require('node:worker_threads');
  const ELK = require(workerData);
  const elk = new ELK();
  parentPort.on('message', ({ number, graph }) => {
    elk.layout(graph).then(
      (laidOut) => parentPort.postMessage({ number, laidOut }),
      (error) => parentPort.postMessage({ number, fault: String(error) }),
    );
  });
`;

interface Answer {
  number: number;
  laidOut?: ElkNode;
  fault?: string;
}

/**
 * The Eclipse Layout Kernel. A large graph takes it a second, in which this process sells nothing if it is not kept
 * apart; so it has a thread, started by the first diagram.
 */
@Injectable()
export class Elk implements OnModuleDestroy {
  private thread?: Worker;
  private asked = 0;
  private readonly waiting = new Map<
    number,
    { resolve: (laidOut: ElkNode) => void; reject: (error: Error) => void }
  >();

  layout(graph: ElkNode): Promise<ElkNode> {
    const number = ++this.asked;
    return new Promise((resolve, reject) => {
      this.waiting.set(number, { resolve, reject });
      this.thread ??= this.start();
      this.thread.postMessage({ number, graph });
    });
  }

  async onModuleDestroy(): Promise<void> {
    await this.thread?.terminate();
  }

  private start(): Worker {
    const thread = new Worker(THREAD, {
      eval: true,
      workerData: require.resolve('elkjs/lib/elk.bundled.js'),
    });
    thread.unref();
    thread.on('message', ({ number, laidOut, fault }: Answer) => {
      const { resolve, reject } = this.waiting.get(number)!;
      this.waiting.delete(number);
      if (laidOut) resolve(laidOut);
      else reject(new Error(`no layout: ${fault}`));
    });
    const fail = (error: Error): void => {
      this.thread = undefined;
      for (const { reject } of this.waiting.values()) reject(error);
      this.waiting.clear();
    };
    thread.on('error', fail);
    thread.on('exit', () => fail(new Error('the layout thread has ended')));
    return thread;
  }
}
