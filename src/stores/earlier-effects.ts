import { Injectable, Logger } from '@nestjs/common';
import { Direction, Problem, Span } from '../platform/http';
import { JournalEntry } from './dto/store.dto';

export interface EarlierWanted extends Span {
  after: string;
  order: Direction;
  limit: number;
}

/** Someone who has effects that Redis may have no longer. */
export interface KeepsEffects {
  /**
   * Effects behind one in the order that is wanted, or from the first on where `after` is ''. Fails with a problem where it
   * is certain that there are some and they cannot be read.
   */
  effectsBehind(store: string, wanted: EarlierWanted): Promise<JournalEntry[]>;
}

/** Effects that the journal in Redis no longer has. Nobody keeps them where there is no archive. */
@Injectable()
export class EarlierEffects {
  private readonly logger = new Logger('Journal');
  private keeper?: KeepsEffects;

  keptBy(keeper: KeepsEffects): void {
    this.keeper = keeper;
  }

  /** None where nobody has any, or cannot tell for now: then the journal is all that there is. */
  async behind(store: string, wanted: EarlierWanted): Promise<JournalEntry[]> {
    try {
      return (await this.keeper?.effectsBehind(store, wanted)) ?? [];
    } catch (error) {
      if (error instanceof Problem) throw error;
      this.logger.warn({ store, msg: `earlier effects cannot be read for now: ${(error as Error).message}` });
      return [];
    }
  }
}
