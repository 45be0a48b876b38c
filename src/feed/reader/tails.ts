import { Injectable } from '@nestjs/common';
import { StoresService } from '../../stores';
import { StoreTail } from './store-tail';

/** The tails of the journals that somebody follows in this process. */
@Injectable()
export class Tails {
  private readonly tails = new Map<string, StoreTail>();

  constructor(private readonly stores: StoresService) {}

  of(store: string): StoreTail {
    const known = this.tails.get(store);
    if (known) return known;
    const forget = (): void => void this.tails.delete(store);
    const made = new StoreTail(this.stores, store, forget);
    this.tails.set(store, made);
    return made;
  }
}
