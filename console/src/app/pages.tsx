import type { ComponentType } from 'preact';
import { CampaignPages } from '../pages/campaigns';
import { JournalPage } from '../pages/journal';
import { LedgerPages } from '../pages/ledger';
import { OrderPages } from '../pages/orders';
import { Overview } from '../pages/overview';
import { ReservationPages } from '../pages/reservations';
import { StockPages } from '../pages/stock';
import { WaitPages } from '../pages/waits';
import { WebhookPages } from '../pages/webhooks';
import { WorkflowPages } from '../pages/workflow';

export interface PageOf {
  name: string;
  title: string;
  /** Pressed after `g`. */
  letter: string;
  /** An outline, 24 by 24. */
  icon: string;
  page: ComponentType<{ parts: string[] }>;
}

/** The pages in the order of the navigation. */
export const PAGES: PageOf[] = [
  { name: 'overview', title: 'Overview', letter: 'h', icon: 'M3 12h4l3 8 4-16 3 8h4', page: Overview },
  {
    name: 'stock',
    title: 'Stock',
    letter: 's',
    icon: 'M3 7.5 12 3l9 4.5v9L12 21l-9-4.5zM3 7.5 12 12l9-4.5M12 12v9',
    page: StockPages,
  },
  {
    name: 'reservations',
    title: 'Reservations',
    letter: 'r',
    icon: 'M12 3a9 9 0 1 0 .01 0zM12 7v5l3.5 2',
    page: ReservationPages,
  },
  {
    name: 'waits',
    title: 'Waits',
    letter: 'q',
    icon: 'M4 6h10M4 12h10M4 18h10M18 4v14M15 15l3 4 3-4',
    page: WaitPages,
  },
  {
    name: 'campaigns',
    title: 'Campaigns',
    letter: 'c',
    icon: 'M4 10v4h4l8 5V5l-8 5zM19 9a4 4 0 0 1 0 6',
    page: CampaignPages,
  },
  {
    name: 'orders',
    title: 'Orders',
    letter: 'o',
    icon: 'M6 3h12v18l-3-2-3 2-3-2-3 2zM9.5 8h5M9.5 12h5',
    page: OrderPages,
  },
  {
    name: 'ledger',
    title: 'Ledger',
    letter: 'l',
    icon: 'M12 4v16M6 20h12M4 7h16M4 7l-2 6a3 3 0 0 0 5 0zM20 7l-2 6a3 3 0 0 0 5 0z',
    page: LedgerPages,
  },
  {
    name: 'workflow',
    title: 'Workflow',
    letter: 'w',
    icon: 'M4 4h6v6H4zM14 14h6v6h-6zM7 10v7h7',
    page: WorkflowPages,
  },
  {
    name: 'journal',
    title: 'Journal',
    letter: 'j',
    icon: 'M5 4h11a3 3 0 0 1 3 3v13H8a3 3 0 0 1-3-3zM9 9h6M9 13h6',
    page: JournalPage,
  },
  {
    name: 'webhooks',
    title: 'Webhooks',
    letter: 'k',
    icon: 'M4 12h11M11 7l5 5-5 5M20 5v14',
    page: WebhookPages,
  },
];
