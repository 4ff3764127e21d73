-- Events on their way to others. A run without sinks has rows in none of these tables.

alter table tuning_run add column if not exists publishes boolean default false not null;

-- What was committed with results and is yet to be given a number for each sink.
create table if not exists event_outbox (
    event_id bigint not null primary key
);

create table if not exists event_sink (
    sink               varchar(100) not null primary key,
    type               varchar(20) not null,
    events             varchar(4000),
    registered_at      timestamp(6) with time zone not null,
    configured_at      timestamp(6) with time zone not null,
    assigned_sequence  bigint default 0 not null,
    delivered_sequence bigint default 0 not null,
    failures           integer default 0 not null,
    last_error         varchar(4000),
    last_success_at    timestamp(6) with time zone,
    next_attempt_at    timestamp(6) with time zone,
    leased_by          varchar(400),
    leased_until       timestamp(6) with time zone,
    constraint event_sink_sequences check (delivered_sequence <= assigned_sequence)
);

-- What a sink has not had yet, in its order, without gaps.
create table if not exists event_delivery (
    sink     varchar(100) not null,
    sequence bigint not null,
    event_id bigint not null,
    primary key (sink, sequence)
);
