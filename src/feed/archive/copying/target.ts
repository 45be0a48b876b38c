import { Transaction } from '../database';

/** Where rows of one store go. */
export interface Target {
  store: string;
  transaction: Transaction;
}
