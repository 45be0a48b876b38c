-- The archive: what happened in each store, for analysts. The service alone writes here.

-- How far each store is archived.
create table countinghouse.stores (
  store text primary key,
  -- The last effect that is archived, and the entry of the journal that held the next one where that is known.
  position text not null default '',
  following text not null default '',
  -- What was there before the journal begins is looked through once: the hash that is walked and its cursor, or `done`.
  walk text not null default 'stock 0'
);

-- Each effect of all domains, as the journal and docs/events.md have it.
create table countinghouse.events (
  store text not null,
  id text not null,
  -- The three numbers of the id: events are in the order of these.
  entry_ms bigint not null,
  entry_sequence numeric(20) not null,
  part integer not null,
  type text not null,
  at timestamptz not null,
  operation_id text not null,
  request_id text,
  actor_key text,
  on_behalf_of text,
  by_service boolean not null,
  data json not null,
  primary key (store, entry_ms, entry_sequence, part)
);
create index events_by_type on countinghouse.events (store, type, at);

-- Each change of a SKU's stock; sequence is without gaps for each SKU.
create table countinghouse.movements (
  store text not null,
  sku text not null,
  sequence bigint not null,
  type text not null,
  on_hand_change bigint not null,
  reserved_change bigint not null,
  on_hand bigint not null,
  reserved bigint not null,
  written_off bigint,
  operation_id text not null,
  actor_key text,
  on_behalf_of text,
  by_service boolean not null,
  source_id text,
  reference text,
  at timestamptz not null,
  primary key (store, sku, sequence)
);
create index movements_by_time on countinghouse.movements (store, at);

-- Each posting to an account; sequence is without gaps for each account, of @world for each asset.
create table countinghouse.entries (
  store text not null,
  account text not null,
  asset text not null,
  sequence bigint not null,
  transfer_id text not null,
  counterparty text not null,
  change bigint not null,
  balance_after bigint not null,
  actor_key text,
  on_behalf_of text,
  by_service boolean not null,
  at timestamptz not null,
  primary key (store, account, asset, sequence)
);
create index entries_by_time on countinghouse.entries (store, at);

-- Each transfer as it is now. `record` is its record in Redis, to the letter.
create table countinghouse.transfers (
  store text not null,
  id text not null,
  state text not null,
  from_account text not null,
  to_account text not null,
  amount bigint not null,
  asset text not null,
  posted bigint not null,
  reversed bigint not null,
  reverses text,
  from_balance bigint not null,
  to_balance bigint not null,
  reference text,
  metadata json,
  expires_at timestamptz,
  ended_at timestamptz,
  created_at timestamptz not null,
  record text not null,
  primary key (store, id)
);
create index transfers_by_time on countinghouse.transfers (store, created_at);

-- Each order as it is now.
create table countinghouse.orders (
  store text not null,
  id text not null,
  state text not null,
  customer_id text not null,
  currency text not null,
  total bigint not null,
  units bigint not null,
  refunded bigint,
  lines json not null,
  charges json,
  fulfilled json,
  cancelled json,
  returned json,
  reservation_id text,
  payment_from text,
  payment_to text,
  payment_transfer_id text,
  reason text,
  metadata json,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  record text not null,
  primary key (store, id)
);
create index orders_by_time on countinghouse.orders (store, created_at);
create index orders_by_customer on countinghouse.orders (store, customer_id, created_at);

-- Each deduction as it is now.
create table countinghouse.deductions (
  store text not null,
  id text not null,
  sku text not null,
  sequence bigint not null,
  quantity bigint not null,
  on_hand_before bigint not null,
  on_hand_after bigint not null,
  available bigint,
  reversed bigint not null,
  reversed_at timestamptz,
  operation_id text not null,
  actor_key text,
  on_behalf_of text,
  by_service boolean not null,
  reference text,
  created_at timestamptz not null,
  record text not null,
  primary key (store, id)
);
create index deductions_by_time on countinghouse.deductions (store, created_at);
