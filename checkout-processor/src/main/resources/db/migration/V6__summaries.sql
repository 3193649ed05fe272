alter table cart add summary jsonb;

comment on column cart.summary is 'what the event of its version tells it costs, for readers; null: the last event was before this column';
