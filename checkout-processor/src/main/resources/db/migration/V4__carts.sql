alter table cart
    add merged_into uuid,
    add check (merged_into is null or status = 'MERGED');

comment on column cart.merged_into is 'cart of a user that has been handed all this one held; its lines are kept as they were';
comment on column cart.expires_at is 'nobody can read or change it from then on; null: never; -infinity: it is past that, and kept because of its orders';

-- a whole life by the default setting: none is gone because of this release
update cart set expires_at = now() + interval '30 days' where user_id is null and status in ('ACTIVE', 'ABANDONED');

-- Neither changes with every command: a column that is indexed costs every index of the row when it changes.
create index on cart (expires_at) where expires_at is not null;
create index on cart (user_id, created_at) where user_id is not null;

alter table saved_for_later
    add position   integer not null,
    add unit_price bigint not null check (unit_price >= 0);

comment on column saved_for_later.unit_price is 'when it was kept';

alter table command_outcome add continued_by uuid;

comment on column command_outcome.continued_by is 'command whose outcome has the last word; null: this one has';
