-- Names that are looked up compare byte by byte (`collate "C"`): quicker, and an index does not go wrong when the
-- server's language rules change with its operating system.

-- The tables. Nobody but `lintel_fn` reads or writes them, by the grants at the end; row security stands behind that.

create table lintel.worker (
    id text collate "C" primary key check (id ~ '^[!-+.-~-]{1,80}$'),
    login name not null unique,
    name text collate "C" not null check (length(name) between 1 and 200),
    role text not null check (length(role) between 1 and 60),
    team text not null default '' check (length(team) <= 200),
    pronoun text not null default 'they' check (length(pronoun) <= 20),
    rights text not null default 'worker' check (rights in ('worker', 'manager', 'auditor')),
    active boolean not null default true
);

-- A computer that writes, for one person. What it wrote after `revoked_after` is kept in quarantine; so are acts of a
-- manager after `managed_upto`, whose writer is a manager no more.
create table lintel.device (
    id text collate "C" primary key check (id ~ '^[!-+.-~-]{1,80}$'),
    worker text collate "C" not null references lintel.worker (id),
    key bytea not null check (octet_length(key) = 32),
    seq bigint not null default 0,
    seq_chain bytea not null default '',
    revoked_after bigint,
    managed_upto bigint not null default 0,
    enrolled timestamptz not null default clock_timestamp()
) with (fillfactor = 20);

-- Somebody says that a computer was that person's: Central went back and forgot it. A supervisor decides.
create table lintel.claim (
    device text collate "C" not null check (device ~ '^[!-+.-~-]{1,80}$'),
    worker text collate "C" not null check (length(worker) <= 80),
    key bytea not null check (octet_length(key) = 32),
    said_by text not null,
    at timestamptz not null default clock_timestamp(),
    primary key (device, worker, key)
);

-- The row that a push locks: it gives the next position and the chain there. Every push makes a new version of it, and
-- everybody who asks how far the stream goes walks past the old ones: a page that counts as full early is tidied often.
create table lintel.stream (
    name text collate "C" primary key check (name ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    head bigint not null default 0,
    chain bytea not null default '',
    safe bigint not null default 0 check (safe between 0 and head)
) with (fillfactor = 10);

-- Where those who push wait for each other. The stream's own row has a new version after each push, and two hundred who
-- wait for it would each walk past all of them; this one never changes.
create table lintel.turn (
    stream text collate "C" primary key references lintel.stream (name)
);

-- A right that was taken away leaves its row: whoever wrote to a stream may still ask whether it is there.
create table lintel.granted (
    worker text collate "C" not null references lintel.worker (id),
    stream text collate "C" not null references lintel.stream (name),
    may_write boolean not null,
    may_read boolean not null default true,
    primary key (worker, stream)
);

-- A stream that is kept closed (colleagues' own families): whoever may read it says first why, once for each day's work.
create table lintel.guarded (
    stream text collate "C" primary key references lintel.stream (name)
);

-- Who said why they have to read such a stream, and when it was opened to them. A row stays for good.
create table lintel.look (
    ticket uuid primary key default gen_random_uuid(),
    worker text collate "C" not null references lintel.worker (id),
    -- No foreign key: it would lock the row of the stream for as long as whoever asks likes, and hold up who writes.
    stream text collate "C" not null,
    why text not null check (length(btrim(why)) >= 10 and length(why) <= 500),
    at timestamptz not null default clock_timestamp(),
    opened timestamptz,
    ends timestamptz
);
create index look_open on lintel.look (worker, stream, ends);

-- Whose own family it is never reads the stream nor adds to it, whatever else they were given.
create table lintel.barred (
    worker text collate "C" not null references lintel.worker (id),
    stream text collate "C" not null references lintel.stream (name),
    since timestamptz not null default clock_timestamp(),
    primary key (worker, stream)
);

-- How many entries somebody was handed in an hour, over each of their connections: nobody ever waits for a row here. A
-- connection that fell silent keeps its own locked until the server gives it up.
create table lintel.reading (
    worker text collate "C" not null references lintel.worker (id),
    hour timestamptz not null,
    backend integer not null,
    entries bigint not null,
    primary key (worker, hour, backend)
);

-- The log. Only `body` and `salt` are ever changed, and only to nothing, by an erasure. `body` is text and not jsonb,
-- which would rewrite what the digest was made of.
create table lintel.entry (
    stream text collate "C" not null,
    position bigint not null check (position > 0),
    id text collate "C" not null unique,
    contact text not null,
    kind text collate "C" not null,
    author text not null,
    device text collate "C" not null,
    seq bigint not null check (seq > 0),
    previous bytea not null check (octet_length(previous) in (0, 32)),
    happened text not null,
    recorded bigint not null check (recorded >= 0),
    answers text not null,
    edition text not null,
    salt bytea check (octet_length(salt) <= 64),
    digest bytea not null check (octet_length(digest) = 32),
    body text check (octet_length(body) <= 1000000),
    hash bytea not null,
    sig bytea not null check (octet_length(sig) <= 256),
    chain bytea not null,
    handed_by text not null,
    received timestamptz not null default clock_timestamp(),
    primary key (stream, position)
);
create index entry_device on lintel.entry (device, seq);

-- What was handed over and could not go into a stream, exactly as it came. `mark` is the digest of all of it, so that
-- the same thing handed over again is here once.
create table lintel.quarantine (
    mark bytea primary key,
    stream text collate "C" not null,
    id text collate "C" not null,
    contact text, kind text, author text, device text, seq bigint, previous bytea, happened text, recorded bigint,
    answers text, edition text, salt bytea, digest bytea, body bytea, hash bytea, sig bytea,
    reason text not null,
    state text not null default 'waiting' check (state in ('waiting', 'settled', 'closed')),
    note text not null default '' check (length(note) <= 500),
    decided_by text,
    handed_by text not null,
    at timestamptz not null default clock_timestamp()
);
create index quarantine_id on lintel.quarantine (id);
create index quarantine_device on lintel.quarantine (device);
create index quarantine_waiting on lintel.quarantine (at) where state = 'waiting';

-- What two people say who erase: `ErasureAgreed` by one, `Redacted` by another. PostgreSQL cannot tell a signature from
-- a forged one, but it knows who is signed in: `vouched` once the author has handed it over in their own name.
create table lintel.erasing (
    entry text collate "C" primary key,
    stream text collate "C" not null,
    contact text not null,
    kind text collate "C" not null,
    target text collate "C" not null,
    author text collate "C" not null,
    handed_by text collate "C" not null,
    vouched boolean not null
);
create index erasing_target on lintel.erasing (target);
create index erasing_author on lintel.erasing (author) where not vouched;

-- What was erased: if it comes again, its words are left out. `confirmed_by`: a third person stood in for an author.
create table lintel.erased (
    target text collate "C" not null,
    stream text collate "C" not null,
    entry text collate "C" not null,
    confirmed_by text not null default '',
    primary key (target, stream)
);

-- Things a supervisor should look at. No words of a record are in it. Once for each entry, however often it comes.
create table lintel.alarm (
    kind text collate "C" not null,
    entry text collate "C" not null,
    device text collate "C" not null,
    stream text collate "C" not null default '',
    worker text collate "C" not null,
    at timestamptz not null default clock_timestamp(),
    primary key (kind, entry, device)
);

-- A piece of a stream, packed once so that a new computer need not read it entry by entry: an encrypted file, in
-- parts. Only a `whole` one is handed out. `seal` is what Central itself says of the signatures and of which entries
-- have words; the rest of what is in it is held by the chain. An erasure takes away each piece that it touches.
create table lintel.segment (
    stream text collate "C" not null,
    first bigint not null check (first > 0),
    last bigint not null check (last - first between 0 and 9999),
    made_by text collate "C" not null,
    at timestamptz not null default clock_timestamp(),
    whole boolean not null default false,
    parts int not null default 0 check (parts <= 100),
    bytes bigint not null default 0,
    sha256 bytea check (octet_length(sha256) = 32),
    key bytea check (octet_length(key) = 32),
    seal bytea,
    primary key (stream, first)
);
create table lintel.segment_part (
    stream text collate "C" not null,
    first bigint not null,
    part int not null check (part > 0),
    data bytea not null check (octet_length(data) between 1 and 1000000),
    primary key (stream, first, part)
);
alter table lintel.segment_part alter data set storage external;

-- What a client hands over, before anything is known about it.
create type lintel.sent as (
    id text, contact text, kind text, author text, device text, seq bigint, previous bytea, happened text,
    recorded bigint, answers text, edition text, salt bytea, digest bytea, body bytea, hash bytea, sig bytea
);

do $$
declare
    name text;
begin
    foreach name in array array[
        'worker', 'device', 'claim', 'stream', 'turn', 'granted', 'entry', 'quarantine', 'erasing', 'erased', 'alarm',
        'guarded', 'look', 'barred', 'reading', 'segment', 'segment_part', 'alembic_version'
    ] loop
        execute pg_catalog.format('alter table lintel.%I enable row level security', name);
        execute pg_catalog.format('alter table lintel.%I force row level security', name);
        execute pg_catalog.format('create policy backup on lintel.%I for select to lintel_backup using (true)', name);
        execute pg_catalog.format('grant select on lintel.%I to lintel_fn, lintel_backup', name);
        if name <> 'alembic_version' then
            execute pg_catalog.format(
                'create policy functions on lintel.%I to lintel_fn using (true) with check (true)', name
            );
            execute pg_catalog.format('grant insert on lintel.%I to lintel_fn', name);
        end if;
    end loop;
end $$;
create policy functions on lintel.alembic_version for select to lintel_fn using (true);
create policy steps on lintel.alembic_version to lintel_owner using (true) with check (true);

revoke usage on type lintel.sent from public;
grant usage on type lintel.sent to lintel_fn;
grant update on lintel.worker, lintel.stream, lintel.turn, lintel.granted, lintel.quarantine, lintel.segment to lintel_fn;
grant update (seq, seq_chain, revoked_after, managed_upto) on lintel.device to lintel_fn;
grant update (body, salt) on lintel.entry to lintel_fn;
grant update (vouched) on lintel.erasing to lintel_fn;
grant update (opened, ends) on lintel.look to lintel_fn;
grant update (entries) on lintel.reading to lintel_fn;
grant delete on lintel.claim, lintel.guarded, lintel.barred, lintel.reading, lintel.segment, lintel.segment_part
    to lintel_fn;
grant create on schema lintel to lintel_fn;
