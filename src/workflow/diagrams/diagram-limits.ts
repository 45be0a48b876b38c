import { Injectable } from '@nestjs/common';

/** Bounds of the layouts in one process; docs/performance.md has the measurements. */
@Injectable()
export class DiagramLimits {
  /** The most that an SVG shows. More cannot be told apart by eye, and take many seconds to lay out. */
  transitions = 150;

  /** For one layout, the start of its thread included: six times what the largest takes a machine that is not busy. */
  layoutMs = 20_000;
  memoryMb = 128;

  /** Beside the one that is laid out. */
  layoutsWaiting = 16;
  /** However many definitions they wait for. */
  callersWaiting = 200;

  layoutsKept = 200;
  /** As v8 serializes them, which is about half of what they take. */
  bytesKept = 8_388_608;
  /** For so long a definition that took too much is not tried again. */
  overrunSeconds = 60;
}
