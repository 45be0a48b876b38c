import { AccountList } from './accounts';
import { AccountPage } from './account';
import { AuditPage } from './audit';
import { TransferList } from './transfers';
import { TransferPage } from './transfer';

/** `/ledger`, `/ledger/accounts/<id>`, `/ledger/transfers`, `/ledger/transfers/<id>`, `/ledger/audit`. */
export function LedgerPages({ parts: [kind, id] }: { parts: string[] }) {
  if (kind === 'accounts' && id) return <AccountPage id={id} />;
  if (kind === 'transfers' && id) return <TransferPage id={id} />;
  if (kind === 'transfers') return <TransferList />;
  if (kind === 'audit') return <AuditPage />;
  return <AccountList />;
}
