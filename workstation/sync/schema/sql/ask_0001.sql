-- Reading. Each is one statement and one look, changes nothing, and so works on a standby too.

-- Everybody asks this every few seconds: the plan is made once for a connection (see `push_v1`).
create function lintel.hello_v1(p_device text)
returns table (
    worker text, at bigint, seq bigint, seq_chain bytea, enrolled boolean, read_only boolean, revoked boolean,
    oldest integer, newest integer, stream text, head bigint, chain bytea, safe bigint, may_write boolean,
    awaited text
)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan set enable_seqscan = off set jit = off as $$
declare
    v_me constant text := lintel.me();
begin
    return query
    select
        v_me, (extract(epoch from pg_catalog.clock_timestamp()) * 1000000)::bigint, coalesce(d.seq, 0),
        coalesce(d.seq_chain, ''), d.id is not null,
        pg_catalog.pg_is_in_recovery() or pg_catalog.current_setting('transaction_read_only')::boolean,
        d.revoked_after is not null, 1, 1, s.name, s.head, s.chain, s.safe, g.may_write,
        -- What this person says who erases, and others brought: it counts when they hand it over themselves.
        (
            select pg_catalog.string_agg(w.entry, ',') from (
                select x.entry from lintel.erasing x
                where x.author = v_me and not x.vouched and x.stream = s.name
                    and not exists (select from lintel.erased y where y.target = x.target and y.stream = x.stream)
                order by x.entry limit 100
            ) w
        )
    from (select) here
    left join lintel.device d on d.id = p_device and d.worker = v_me
    left join (lintel.granted g join lintel.stream s on s.name = g.stream) on g.worker = v_me and g.may_read
    order by s.name;
end $$;

-- The entries after a cursor: no more than were asked for, 2,000, or about a megabyte, and always one. `here` is the
-- chain at the cursor (at the head if that is before it), for a page without entries.
create function lintel.pull_v1(p_stream text, p_cursor bigint, p_most integer)
returns table (
    head bigint, here bytea, place bigint, id text, contact text, kind text, author text, device text, seq bigint,
    previous bytea, happened text, recorded bigint, answers text, edition text, salt bytea, digest bytea, body text,
    sig bytea, chain bytea
)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    v_me constant text := lintel.me();
    v_cursor constant bigint := greatest(coalesce(p_cursor, 0), 0);
begin
    if not lintel.may(v_me, p_stream, false) then
        raise exception 'refused' using errcode = '42501';
    end if;
    select s.head into strict pull_v1.head from lintel.stream s where s.name = p_stream;
    select e.chain into pull_v1.here from lintel.entry e
    where e.stream = p_stream and e.position = least(v_cursor, pull_v1.head);
    here := coalesce(here, '');
    return query
    select
        pull_v1.head, pull_v1.here, w.position, w.id, w.contact, w.kind, w.author, w.device, w.seq, w.previous,
        w.happened, w.recorded, w.answers, w.edition, w.salt, w.digest, w.body, w.sig, w.chain
    from (
        select e.*, pg_catalog.sum(coalesce(pg_catalog.octet_length(e.body), 0)) over (order by e.position) as bytes
        from (
            select l.* from lintel.entry l
            where l.stream = p_stream and l.position > v_cursor
            order by l.position limit least(greatest(p_most, 1), 2000)
        ) e
    ) w
    where w.bytes <= 1000000 or w.position = v_cursor + 1
    order by w.position;
    if not found then
        return next;
    end if;
end $$;

-- Digests, never words. For a stream one has, or had: who lost it must still see if Central lost what they wrote
-- there. A stream one never had looks like one that is not there.
create function lintel.proofs_v1(p_stream text, p_positions bigint[])
returns table (place bigint, hash bytea, chain bytea)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    v_me constant text := lintel.me();
begin
    if pg_catalog.cardinality(p_positions) > 500 then
        raise exception 'too much at once' using errcode = 'LT413';
    end if;
    return query
    select e.position, e.hash, e.chain from lintel.entry e
    where e.stream = p_stream and e.position = any (p_positions)
        and exists (select from lintel.granted g where g.worker = v_me and g.stream = p_stream)
    order by e.position;
end $$;

create function lintel.devices_v1() returns table (device text, worker text, key bytea, revoked boolean)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform lintel.me();
    return query
    select d.id, d.worker, d.key, d.revoked_after is not null from lintel.device d order by d.id;
end $$;

create function lintel.staff_v1()
returns table (id text, name text, role text, team text, pronoun text, active boolean)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform lintel.me();
    return query select w.id, w.name, w.role, w.team, w.pronoun, w.active from lintel.worker w order by w.id;
end $$;

create function lintel.alarms_v1()
returns table (kind text, entry text, device text, stream text, worker text, at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform lintel.me(array['manager', 'auditor']);
    return query
    select a.kind, a.entry, a.device, a.stream, a.worker, a.at from lintel.alarm a
    where not (
        a.kind = 'erasure waits' and exists (
            select from lintel.erasing r join lintel.erased x on x.target = r.target and x.stream = r.stream
            where r.entry = a.entry
        )
    )
    order by a.at desc limit 1000;
end $$;

grant execute on function lintel.hello_v1, lintel.pull_v1, lintel.proofs_v1, lintel.devices_v1, lintel.staff_v1
    to lintel_worker, lintel_manager;
grant execute on function lintel.alarms_v1 to lintel_manager, lintel_auditor;
