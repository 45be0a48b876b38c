-- A deduction as a team would write it on PostgreSQL: never oversold, once, and in a journal.

-- Room in each page, so that a row that changes all the time stays where it is and its index is left alone.
create table items (
  sku text primary key,
  on_hand bigint not null,
  reserved bigint not null default 0,
  sold bigint not null default 0,
  check (reserved between 0 and on_hand)
) with (fillfactor = 50);

create table journal (
  id uuid primary key,
  type text not null,
  operation text not null,
  sku text not null,
  change bigint not null,
  on_hand bigint not null,
  reserved bigint not null,
  at_ms bigint not null
);

create table operations (
  id text primary key,
  fingerprint text not null,
  deduction uuid not null
);

-- One round trip and one transaction. All work that needs no lock on the row of the SKU comes first: all who want the
-- same SKU wait for each other from the update to the end of the commit.
create function deduct(
  the_operation text, the_fingerprint text, the_id uuid, the_sku text, quantity bigint,
  out outcome text, out id uuid, out onto bigint, out available bigint, out at_ms bigint
) language plpgsql as $$
declare
  holding bigint;
begin
  insert into operations values (the_operation, the_fingerprint, the_id) on conflict do nothing;
  if not found then
    select case when o.fingerprint = the_fingerprint then 'REPLAYED' else 'OTHER_REQUEST' end,
      j.id, j.on_hand, j.on_hand - j.reserved, j.at_ms
    into outcome, id, onto, available, at_ms
    from operations o join journal j on j.id = o.deduction
    where o.id = the_operation;
    return;
  end if;
  update items set on_hand = on_hand - quantity, sold = sold + quantity
  where sku = the_sku and on_hand - reserved >= quantity
  returning on_hand, reserved into onto, holding;
  if not found then
    -- Takes the claim of the operation back, too.
    raise exception 'INSUFFICIENT_STOCK';
  end if;
  outcome := 'OK';
  id := the_id;
  available := onto - holding;
  at_ms := extract(epoch from clock_timestamp()) * 1000;
  insert into journal values (the_id, 'deducted', the_operation, the_sku, -quantity, onto, holding, at_ms);
end
$$;
