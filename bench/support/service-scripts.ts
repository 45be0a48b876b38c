import { Type } from '@nestjs/common';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { CartsLua } from '../../src/carts/carts.lua';
import { PricesLua } from '../../src/carts/prices.lua';
import { DeliveriesLua } from '../../src/feed/webhooks/sending/deliveries.lua';
import { WebhooksLua } from '../../src/feed/webhooks/webhooks.lua';
import { AuditLua } from '../../src/inventory/upkeep/audit.lua';
import { CampaignsLua } from '../../src/inventory/campaigns/campaigns.lua';
import { DeductionsLua } from '../../src/inventory/deductions/deductions.lua';
import { InventoryLua } from '../../src/inventory/stock/stock.lua';
import { ReservationsLua } from '../../src/inventory/reservations/reservations.lua';
import { ReservationSweepLua } from '../../src/inventory/reservations/sweep.lua';
import { WaitSweepLua } from '../../src/inventory/waits/sweep.lua';
import { WaitsLua } from '../../src/inventory/waits/waits.lua';
import { AccountsLua } from '../../src/ledger/accounts/accounts.lua';
import { GroupsLua } from '../../src/ledger/groups/groups.lua';
import { EntriesLua } from '../../src/ledger/statements/entries.lua';
import { TransferListsLua } from '../../src/ledger/transfers/transfer-lists.lua';
import { TransfersLua } from '../../src/ledger/transfers/transfers.lua';
import { TransferSweepLua } from '../../src/ledger/upkeep/sweep.lua';
import { AfterSaleLua } from '../../src/orders/after-sale/after-sale.lua';
import { AuthorisationsLua } from '../../src/orders/authorisations/authorisations.lua';
import { OrderSweepLua } from '../../src/orders/authorisations/sweep.lua';
import { OrdersLua } from '../../src/orders/orders.lua';
import { PlacingLua } from '../../src/orders/placing/placing.lua';
import { SalesLua } from '../../src/orders/sales/sales.lua';
import { Operation, uuidv7 } from '../../src/platform/redis';
import { StoresLua } from '../../src/stores/stores.lua';
import { DefinitionsLua } from '../../src/workflow/definitions/definitions.lua';
import { InstancesLua } from '../../src/workflow/instances/instances.lua';
import { RecordsLua } from '../../src/workflow/records/records.lua';

/** The scripts as the service calls them, and what its callers would choose. */
export class ServiceScripts {
  readonly stores: StoresLua;
  readonly inventory: InventoryLua;
  readonly deductions: DeductionsLua;
  readonly campaigns: CampaignsLua;
  readonly reservations: ReservationsLua;
  readonly reservationSweep: ReservationSweepLua;
  readonly waits: WaitsLua;
  readonly waitSweep: WaitSweepLua;
  readonly audit: AuditLua;
  readonly accounts: AccountsLua;
  readonly entries: EntriesLua;
  readonly transfers: TransfersLua;
  readonly transferLists: TransferListsLua;
  readonly groups: GroupsLua;
  readonly transferSweep: TransferSweepLua;
  readonly placing: PlacingLua;
  readonly orders: OrdersLua;
  readonly authorisations: AuthorisationsLua;
  readonly orderSweep: OrderSweepLua;
  readonly afterSale: AfterSaleLua;
  readonly sales: SalesLua;
  readonly carts: CartsLua;
  readonly prices: PricesLua;
  readonly definitions: DefinitionsLua;
  readonly instances: InstancesLua;
  readonly records: RecordsLua;
  readonly webhooks: WebhooksLua;
  readonly deliveries: DeliveriesLua;

  constructor(app: NestFastifyApplication) {
    const get = <T>(provider: Type<T>): T => app.get(provider, { strict: false });
    this.stores = get(StoresLua);
    this.inventory = get(InventoryLua);
    this.deductions = get(DeductionsLua);
    this.campaigns = get(CampaignsLua);
    this.reservations = get(ReservationsLua);
    this.reservationSweep = get(ReservationSweepLua);
    this.waits = get(WaitsLua);
    this.waitSweep = get(WaitSweepLua);
    this.audit = get(AuditLua);
    this.accounts = get(AccountsLua);
    this.entries = get(EntriesLua);
    this.transfers = get(TransfersLua);
    this.transferLists = get(TransferListsLua);
    this.groups = get(GroupsLua);
    this.transferSweep = get(TransferSweepLua);
    this.placing = get(PlacingLua);
    this.orders = get(OrdersLua);
    this.authorisations = get(AuthorisationsLua);
    this.orderSweep = get(OrderSweepLua);
    this.afterSale = get(AfterSaleLua);
    this.sales = get(SalesLua);
    this.carts = get(CartsLua);
    this.prices = get(PricesLua);
    this.definitions = get(DefinitionsLua);
    this.instances = get(InstancesLua);
    this.records = get(RecordsLua);
    this.webhooks = get(WebhooksLua);
    this.deliveries = get(DeliveriesLua);
  }

  /** As a request names it: a UUID as its key, and 22 characters that stand for method, path and body. */
  operation(): Operation {
    return { id: crypto.randomUUID(), fingerprint: 'AAAAAAAAAAAAAAAAAAAAAA' };
  }

  /** As the service makes them. */
  id(): string {
    return uuidv7();
  }
}
