import { serialize } from 'node:v8';
import { DiagramLimits } from './diagram-limits';
import { Layout } from './layout';

interface Kept {
  layout: Layout;
  bytes: number;
}

/** Layouts that were made, those of which the use is longest ago going first; and, for a while, what took too much. */
export class LayoutCache {
  private readonly kept = new Map<string, Kept>();
  private bytes = 0;
  private readonly overruns = new Map<string, number>();

  constructor(private readonly limits: DiagramLimits) {}

  get(key: string): Layout | undefined {
    const found = this.kept.get(key);
    if (!found) return undefined;
    // Set anew, the one that was asked for last is the last in line to go.
    this.kept.delete(key);
    this.kept.set(key, found);
    return found.layout;
  }

  add(key: string, layout: Layout): void {
    const bytes = 2 * key.length + serialize(layout).byteLength;
    this.kept.set(key, { layout, bytes });
    this.bytes += bytes;
    const { layoutsKept, bytesKept } = this.limits;
    for (const [oldest, { bytes }] of this.kept) {
      if (this.kept.size <= layoutsKept && this.bytes <= bytesKept) break;
      this.kept.delete(oldest);
      this.bytes -= bytes;
    }
  }

  addOverrun(key: string): void {
    this.overruns.set(key, Date.now() + this.limits.overrunSeconds * 1000);
    if (this.overruns.size > this.limits.layoutsKept) {
      this.overruns.delete(this.overruns.keys().next().value!);
    }
  }

  /** Seconds for which this one is not to be tried again; 0 where it may be. */
  secondsBarred(key: string): number {
    const until = this.overruns.get(key);
    if (until === undefined) return 0;
    const seconds = Math.ceil((until - Date.now()) / 1000);
    if (seconds <= 0) this.overruns.delete(key);
    return Math.max(0, seconds);
  }
}
