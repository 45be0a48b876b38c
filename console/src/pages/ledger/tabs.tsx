import { hrefOf } from '../../app/router';

const TABS: [part: string | undefined, title: string][] = [
  [undefined, 'Accounts'],
  ['transfers', 'Transfers'],
  ['audit', 'Audit'],
];

/** The ways through the ledger. */
export function LedgerTabs({ current }: { current?: string }) {
  return (
    <nav class="tabs" aria-label="Ledger">
      {TABS.map(([part, title]) => (
        <a
          key={title}
          href={hrefOf('ledger', part ? [part] : [])}
          aria-current={part === current ? 'page' : undefined}
        >
          {title}
        </a>
      ))}
    </nav>
  );
}
