-- A promotion is a row per variant. Those that have ended are kept as long as a command of their time may still come.
create table promotion (
    sku          text not null,
    promotion_id text not null,
    product_id   text not null references product,
    price        bigint not null check (price >= 0),
    starts_at    timestamptz not null,
    ends_at      timestamptz not null,
    primary key (sku, promotion_id),
    check (starts_at < ends_at)
);

comment on column promotion.ends_at is 'first moment after it';

create index on promotion (product_id, promotion_id);
create index on promotion (ends_at);

-- What a variant costs now: the lowest promotion that runs, else its own price, else that of the product.
create view variant_price as
select v.sku, v.product_id, p.currency, coalesce(r.price, v.price_override, p.price) as price,
    case when r.sku is not null then 'promotion' when v.price_override is not null then 'override' else 'base' end as origin,
    r.ends_at, coalesce(v.price_override, p.price) as regular_price
from product_variant v
    join product p using (product_id)
    left join lateral (
        select * from promotion
        where promotion.sku = v.sku and starts_at <= now() and now() < ends_at
        order by price, ends_at desc, promotion_id limit 1) r on true;

comment on column variant_price.ends_at is 'first moment after the promotion that the price comes from; null: it comes from none';
comment on column variant_price.regular_price is 'without any promotion';

alter table cart_item
    add price_origin      text not null default 'base' check (price_origin in ('base', 'override', 'promotion')),
    add promotion_ends_at timestamptz;

comment on column cart_item.promotion_ends_at is 'first moment after the promotion that the price comes from; null: it comes from none';

-- What a person calls an order: 60 bits of its id in base 32, as OrderNumber makes it. Those that are there already get theirs here.
alter table orders add number text;

update orders set number = (
    select string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', ((bits >> (55 - 5 * i)) & 31)::integer + 1, 1)
        || case when i in (3, 7) then '-' else '' end, '' order by i)
    from (select ('x' || lpad(left(hex, 12) || substr(hex, 14, 3), 16, '0'))::bit(64)::bigint as bits
          from (select replace(order_id::text, '-', '') as hex) as text) as id, generate_series(0, 11) as i);

alter table orders alter column number set not null;

create index on orders (number);

comment on column orders.number is 'such as K7QM-2F9X-8RTA; two orders may share one, though it is unlikely';

-- What each variant was sold for, and will be as far as promotions are planned. Written when something changes, and for no time when it was not sold.
create table price_history (
    sku          text not null,
    price        bigint not null,
    origin       text not null check (origin in ('base', 'override', 'promotion')),
    promotion_id text,
    from_at      timestamptz not null,
    until_at     timestamptz check (until_at > from_at),
    primary key (sku, from_at)
);

comment on column price_history.until_at is 'first moment after it; null: nothing else is planned';

create index on price_history (until_at);

insert into price_history (sku, price, origin, from_at)
select v.sku, coalesce(v.price_override, p.price), case when v.price_override is null then 'base' else 'override' end, p.updated_at
from product_variant v join product p using (product_id)
where v.active and p.active;

-- The lowest price of each variant within 30 days (Directive 98/6/EC, article 6a): of those before the promotion began if it is sold by one at that
-- time, else of those up to then. None where it was not sold. A day is 24 hours.
create function lowest_prices(skus text[], moment timestamptz) returns table (sku text, price bigint) language sql stable as $$
    with running as (
        select h.sku, h.origin, h.promotion_id, case h.origin
            when 'promotion' then (select min(from_at) from price_history f where f.sku = h.sku and f.promotion_id = h.promotion_id)
            else h.from_at end as from_at
        from price_history h
        where h.sku = any(skus) and h.from_at <= moment and (h.until_at is null or h.until_at > moment))
    select r.sku, min(h.price)
    from running r join price_history h on h.sku = r.sku
    where case r.origin
        when 'promotion' then h.from_at < r.from_at and (h.until_at is null or h.until_at > r.from_at - interval '720 hours')
        else h.from_at <= moment and (h.until_at is null or h.until_at > moment - interval '720 hours') end
    group by r.sku
$$;
