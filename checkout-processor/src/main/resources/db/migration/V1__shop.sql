-- Money is bigint, in minor units of the currency beside it. Ids of carts, orders and commands are derived, never drawn.
-- No foreign key points at product_variant: its rows are the hot ones, and every key share lock on them would cost.

create table product (
    product_id  text primary key,
    title       text not null,
    description text not null,
    currency    text not null,
    price       bigint not null check (price >= 0),
    image       text,
    active      boolean not null,
    version     bigint not null,
    updated_at  timestamptz not null
);

create table product_variant (
    sku            text primary key,
    product_id     text not null references product,
    attributes     jsonb not null,
    price_override bigint check (price_override >= 0),
    image          text,
    active         boolean not null,
    stock          integer not null check (stock >= 0),
    version        bigint not null
) with (fillfactor = 50);

create index on product_variant (product_id);

create table cart (
    cart_id    uuid primary key,
    status     text not null check (status in ('ACTIVE', 'ABANDONED', 'CHECKED_OUT', 'MERGED')),
    user_id    text,
    currency   text not null,
    version    bigint not null,
    email      text,
    order_id   uuid,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    expires_at timestamptz
) with (fillfactor = 70);

create table cart_item (
    cart_id    uuid not null references cart on delete cascade,
    line_id    text not null,
    position   integer not null,
    sku        text not null,
    title      text not null,
    options    jsonb not null,
    quantity   integer not null check (quantity > 0),
    unit_price bigint not null check (unit_price >= 0),
    primary key (cart_id, line_id)
);

create table saved_for_later (
    cart_id  uuid not null references cart on delete cascade,
    line_id  text not null,
    sku      text not null,
    title    text not null,
    options  jsonb not null,
    quantity integer not null check (quantity > 0),
    saved_at timestamptz not null,
    primary key (cart_id, line_id)
);

create table discount (
    code          text primary key check (code = upper(code)),
    kind          text not null check (kind in ('PERCENTAGE', 'FIXED_AMOUNT', 'FREE_SHIPPING', 'BUY_X_GET_Y')),
    basis_points  integer check (basis_points between 1 and 10000),
    amount        bigint check (amount > 0),
    currency      text,
    buy_quantity  integer check (buy_quantity > 0),
    get_quantity  integer check (get_quantity > 0),
    minimum_order bigint not null default 0,
    max_uses      integer,
    max_per_buyer integer,
    product_ids   text[],
    starts_at     timestamptz,
    ends_at       timestamptz,
    active        boolean not null,
    uses          integer not null default 0,
    version       bigint not null,
    check (max_uses is null or uses <= max_uses)
);

create table cart_discount (
    cart_id    uuid primary key references cart on delete cascade,
    code       text not null references discount,
    applied_at timestamptz not null
);

create table orders (
    order_id   uuid primary key,
    cart_id    uuid not null references cart,
    command_id uuid not null,
    status     text not null check (status in ('PENDING_PAYMENT', 'REQUIRES_ACTION', 'CLOSING', 'CONFIRMED', 'PAYMENT_FAILED', 'EXPIRED', 'CANCELLED', 'REFUNDED')),
    reason     text,
    version    bigint not null,
    user_id    text,
    email      text,
    currency   text not null,
    subtotal   bigint not null,
    discount   bigint not null,
    shipping   bigint not null,
    tax        bigint not null,
    total      bigint not null check (total = subtotal - discount + shipping + tax),
    placed_at  timestamptz not null,
    updated_at timestamptz not null
) with (fillfactor = 70);

create index on orders (cart_id);

create table order_item (
    order_id   uuid not null references orders,
    line_id    text not null,
    position   integer not null,
    sku        text not null,
    title      text not null,
    options    jsonb not null,
    quantity   integer not null check (quantity > 0),
    unit_price bigint not null check (unit_price >= 0),
    primary key (order_id, line_id)
);

create table discount_use (
    order_id uuid primary key references orders,
    code     text not null references discount,
    buyer    text not null,
    used_at  timestamptz not null
);

create index on discount_use (code, buyer);

create table payment (
    order_id          uuid primary key references orders,
    payment_method    text not null,
    payment_intent_id text unique,
    status            text not null check (status in ('REQUESTED', 'CREATED', 'REQUIRES_ACTION', 'PROCESSING', 'CANCELLING', 'SUCCEEDED', 'CANCELED', 'REFUSED')),
    amount            bigint not null,
    currency          text not null,
    client_secret     text,
    decline_code      text,
    decline_message   text,
    updated_at        timestamptz not null
) with (fillfactor = 70);

-- Append-only: the sum of a variant's changes is its stock.
create table stock_movement (
    sku    text not null,
    kind   text not null check (kind in ('RECEIVED', 'HELD', 'RELEASED', 'CORRECTED')),
    cause  uuid not null,
    change integer not null check (change <> 0),
    reason text,
    at     timestamptz not null,
    primary key (sku, kind, cause)
);
