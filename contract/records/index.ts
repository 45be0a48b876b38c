import { ArrayDeclaration, RecordDeclaration } from '../define';
import { account } from './account';
import { cart, price } from './cart';
import { deduction } from './deduction';
import { entry, ledgerTotals } from './entry';
import { movement } from './movement';
import { order } from './order';
import { reservation } from './reservation';
import { stock } from './stock';
import { deductionView, stockView } from './stock-view';
import { store } from './store';
import { transfer } from './transfer';
import { definition, document, historyEntry, instance } from './workflow';

export const records: readonly RecordDeclaration[] = [
  store,
  stock,
  stockView,
  deduction,
  deductionView,
  reservation,
  account,
  transfer,
  entry,
  ledgerTotals,
  cart,
  price,
  order,
  definition,
  instance,
  document,
];

export const arrays: readonly ArrayDeclaration[] = [movement, historyEntry];
