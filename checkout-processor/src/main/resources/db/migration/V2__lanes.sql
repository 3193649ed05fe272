-- Where a lane stands: the next offset of each of its topics, and how many batches it has applied. Moved in the transaction of every batch.
create table lane (
    lane         text primary key,
    counter      bigint not null,
    topics       text[] not null,
    topic_ids    text[] not null,
    entered_at   bigint[] not null,
    next_offsets bigint[] not null,
    stopped      text,
    resume_from  text check (resume_from in ('database', 'kafka'))
) with (fillfactor = 20);

comment on column lane.lane is 'group of lanes and partition, such as carts-3';
comment on column lane.entered_at is 'where each topic began for this lane: its next offset then';
comment on column lane.stopped is 'why nothing runs on this lane until a person has looked; null: it runs';
comment on column lane.resume_from is 'what the person decided to trust; taken up by the owner of the lane';

-- What a batch publishes; the next batch deletes it, because its counter proves that this was published.
create table outbox (
    lane         text not null,
    counter      bigint not null,
    topics       text[] not null,
    from_offsets bigint[] not null,
    to_offsets   bigint[] not null,
    records      bytea not null,
    primary key (lane, counter)
) with (fillfactor = 20);

alter table outbox alter column records set storage external;

-- The first outcome of every command, for 48 hours: partitions are made and dropped by day.
create table command_outcome (
    day        date not null,
    command_id uuid not null,
    body_hash  text not null,
    subject    text not null,
    status     text not null check (status in ('accepted', 'refused', 'failed')),
    code       text not null,
    detail     text not null,
    data       text,
    order_id   uuid,
    at         timestamptz not null,
    primary key (command_id, day)
) partition by range (day);

comment on column command_outcome.subject is 'cart id or product id';
comment on column command_outcome.data is 'JSON object: what the answer carries';
