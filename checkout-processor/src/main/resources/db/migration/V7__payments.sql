-- The buyer's own time runs while hold_ends_at is set; else buyer_left_ms is what is left of it. due_at is when somebody has to look at the order.
alter table payment
    alter payment_method drop not null,
    add action_url text,
    add refunds jsonb not null default '[]',
    add buyer_left_ms bigint not null default 600000,
    add hold_ends_at timestamptz,
    add look_at timestamptz not null default now(),
    add due_at timestamptz;

comment on column payment.payment_method is 'null: the storefront confirms';
comment on column payment.refunds is 'objects with id, intent, amount, status (requested, pending, succeeded, failed), reason, restock, stripe_id, attempt';

update payment p set due_at = now() from orders o
where o.order_id = p.order_id and o.status in ('PENDING_PAYMENT', 'REQUIRES_ACTION', 'CLOSING');

create index payment_due on payment (due_at) where due_at is not null;

alter table orders add shipping_method text;

-- Placed in the order of time, more or less: a few pages of index for all orders.
create index orders_placed on orders using brin (placed_at) with (autosummarize);

comment on column orders.shipping_method is 'that it was priced with; null: the shop has none, or the order is older than this column';

alter table stock_movement
    drop constraint stock_movement_kind_check,
    add constraint stock_movement_kind_check check (kind in ('RECEIVED', 'HELD', 'RELEASED', 'RETURNED', 'CORRECTED'));

-- What webhooks have said, by the event's id; what names no order that is known waits here until one is.
create table stripe_event (
    event_id          text primary key,
    order_id          uuid not null,
    payment_intent_id text,
    result            bytea not null,
    joined            boolean not null,
    received_at       timestamptz not null
);

create index stripe_event_waiting on stripe_event (received_at) where not joined;
create index on stripe_event (received_at);
