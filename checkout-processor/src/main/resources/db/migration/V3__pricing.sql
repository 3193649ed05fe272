-- Amounts of tables that people fill are bounded, so that no total of a bounded cart overflows.

alter table cart
    add shipping_method   text,
    add shown_total       bigint,
    add wrong_codes       integer not null default 0,
    add wrong_codes_since timestamptz;

-- after the cart, as lanes lock them
alter table product add tax_class text not null default 'standard';

comment on column cart.shown_total is 'that the last event told; who agrees to more has to say so';
comment on column cart.wrong_codes is 'discount codes that were guessed, since wrong_codes_since';

create table cart_address (
    cart_id  uuid primary key references cart on delete cascade,
    name     text not null,
    lines    text not null,
    city     text not null,
    region   text,
    postcode text not null,
    country  text not null
);

comment on column cart_address.lines is 'separated by line feeds';

alter table orders
    add tax_included  bigint not null default 0,
    add discount_code text,
    drop constraint orders_check,
    add constraint orders_check check (total = subtotal - discount + shipping + tax - tax_included);

alter table order_item add discount bigint not null default 0;

comment on column order_item.discount is 'of the whole line; those of an order add up to its discount';

alter table discount add check (uses >= 0), add check (minimum_order >= 0), add check (max_uses > 0), add check (max_per_buyer > 0);

-- A buyer is a user and an e-mail address: who changes one is still known by the other.
alter table discount_use drop column buyer, add user_id text, add email text;

comment on column discount_use.email is 'in the one way of writing it that all have in common';

create index on discount_use (code, user_id) where user_id is not null;
create index on discount_use (code, email) where email is not null;

create table shipping_zone (
    zone_id   text primary key,
    tax_class text not null default 'standard'
);

comment on column shipping_zone.tax_class is 'that shipping is taxed as: the standard one of the zone';

-- Of the areas that contain a destination, the one with the longest postcode prefix counts, then one with a region, then one with a country.
create table shipping_area (
    zone_id         text not null references shipping_zone,
    country         text not null default '',
    region          text not null default '',
    postcode_prefix text not null default '',
    primary key (country, region, postcode_prefix)
);

comment on column shipping_area.country is 'ISO 3166-1 alpha-2, or empty: everywhere';
comment on column shipping_area.region is 'such as CA, or empty: the whole country';
comment on column shipping_area.postcode_prefix is 'such as 941, or empty: all';

create table shipping_method (
    zone_id   text not null references shipping_zone,
    method    text not null,
    currency  text not null,
    position  integer not null,
    price     bigint not null check (price between 0 and 1000000000000),
    free_from bigint check (free_from >= 0),
    primary key (zone_id, method, currency)
);

comment on column shipping_method.position is 'the lowest is taken when the buyer has chosen none';
comment on column shipping_method.free_from is 'subtotal - discount from which it costs nothing; null: never';

create table tax_rate (
    tax_rate_id     bigint generated always as identity primary key,
    country         text not null default '',
    region          text not null default '',
    postcode_prefix text not null default '',
    tax_class       text not null default 'standard',
    ppm             integer not null check (ppm between 0 and 10000000),
    inclusive       boolean not null,
    valid_from      timestamptz,
    valid_until     timestamptz
);

comment on column tax_rate.ppm is 'parts per million: 190000 are 19 %';
comment on column tax_rate.inclusive is 'whether prices contain it';
