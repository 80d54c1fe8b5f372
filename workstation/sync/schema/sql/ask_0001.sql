-- Reading. Each is one statement and one look, and works on a standby too. Only `pull_v1` and `segment_v1` write: how
-- much somebody was handed.

-- Everybody asks this every few seconds: the plan is made once for a connection (see `push_v1`).
create function lintel.hello_v1(p_device text)
returns table (
    worker text, at bigint, seq bigint, seq_chain bytea, enrolled boolean, read_only boolean, revoked boolean,
    oldest integer, newest integer, stream text, head bigint, chain bytea, safe bigint, may_write boolean,
    awaited text, open_until bigint
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
        d.revoked_after is not null, 1, 1, s.name, s.head, s.chain, s.safe, g.may_write and b.stream is null,
        -- What this person says who erases, and others brought: it counts when they hand it over themselves.
        (
            select pg_catalog.string_agg(w.entry, ',') from (
                select x.entry from lintel.erasing x
                where x.author = v_me and not x.vouched and x.stream = s.name
                    and not exists (select from lintel.erased y where y.target = x.target and y.stream = x.stream)
                order by x.entry limit 100
            ) w
        ),
        -- Null where nothing is kept closed, 0 where it is shut.
        case when k.stream is not null then coalesce(
            (extract(epoch from lintel.open_until(v_me, s.name)) * 1000000)::bigint, 0
        ) end
    from (select) here
    left join lintel.device d on d.id = p_device and d.worker = v_me
    left join (
        lintel.granted g
        join lintel.stream s on s.name = g.stream
        left join lintel.guarded k on k.stream = g.stream
        left join lintel.barred b on b.worker = g.worker and b.stream = g.stream
    ) on g.worker = v_me and g.may_read and b.stream is null
    order by s.name;
end $$;

-- Count what somebody is handed, and tell a supervisor of whoever reads far more than work needs: 50,000 entries in an
-- hour, beyond what `once_for_each_new` allows. A line in the server's log tells of every long page, of every `p_full` one,
-- and of what cannot be counted (on a standby, in a transaction that only reads): it stays if this is rolled back.
create function lintel.count_reading(p_worker text, p_many bigint, p_full boolean) returns void
language plpgsql as $$
declare
    v_hour constant timestamptz := pg_catalog.date_trunc('hour', pg_catalog.clock_timestamp());
    v_uncounted constant boolean :=
        pg_catalog.pg_is_in_recovery() or pg_catalog.current_setting('transaction_read_only')::boolean;
    v_many bigint;
    v_sum bigint;
begin
    if p_many > 0 and (p_many >= 100 or p_full or v_uncounted) then
        raise log 'lintel: % entries were handed to %', p_many, p_worker;
    end if;
    if p_many = 0 or v_uncounted then
        return;
    end if;
    if pg_catalog.pg_current_xact_id_if_assigned() is null then  -- else something was promised in this transaction
        perform pg_catalog.set_config('synchronous_commit', 'off', true);
    end if;
    insert into lintel.reading as r (worker, hour, backend, entries)
    values (p_worker, v_hour, pg_catalog.pg_backend_pid(), p_many)
    on conflict (worker, hour, backend) do update set entries = r.entries + excluded.entries
    returning r.entries into v_many;
    if v_many = p_many then
        delete from lintel.reading r
        where r.worker = p_worker and r.backend = pg_catalog.pg_backend_pid() and r.hour < v_hour - interval '30 days';
    end if;
    select pg_catalog.sum(r.entries) into v_sum from lintel.reading r where r.worker = p_worker and r.hour = v_hour;
    if v_sum > 50000 and v_sum > 50000 + lintel.once_for_each_new(p_worker) then
        perform lintel.warn(
            'reads much', '',
            pg_catalog.to_char(v_hour at time zone 'UTC', 'YYYY-MM-DD"T"HH24"Z"') || '/' || p_worker, '', p_worker
        );
    end if;
end $$;

-- What is read once and is no alarm: all that a person may read, for each of two computers that are new in these days;
-- and what they pack for new computers.
create function lintel.once_for_each_new(p_worker text) returns bigint
language sql stable as $$
    select (
        select coalesce(pg_catalog.sum(s.head), 0)
        from lintel.granted g join lintel.stream s on s.name = g.stream
        where g.worker = p_worker and g.may_read
    )::bigint * (
        select least(pg_catalog.count(*), 2) from lintel.device d
        where d.worker = p_worker and d.enrolled > pg_catalog.clock_timestamp() - interval '3 days'
    ) + (
        select coalesce(pg_catalog.sum(p.last - p.first + 1), 0) from lintel.segment p
        where p.made_by = p_worker and p.at > pg_catalog.clock_timestamp() - interval '1 day'
    )::bigint
$$;

-- The entries after a cursor: no more than were asked for, 2,000, or about a megabyte, and always one. `here` is the
-- chain at the cursor (at the head if that is before it), for a page without entries.
create function lintel.pull_v1(p_stream text, p_cursor bigint, p_most integer)
returns table (
    head bigint, here bytea, place bigint, id text, contact text, kind text, author text, device text, seq bigint,
    previous bytea, happened text, recorded bigint, answers text, edition text, salt bytea, digest bytea, body text,
    sig bytea, chain bytea
)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    v_me constant text := lintel.me();
    v_cursor constant bigint := greatest(coalesce(p_cursor, 0), 0);
    v_many bigint;
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
            -- What came after the head was read belongs to the next page.
            where l.stream = p_stream and l.position > v_cursor and l.position <= pull_v1.head
            order by l.position limit least(greatest(p_most, 1), 2000)
        ) e
    ) w
    where w.bytes <= 1000000 or w.position = v_cursor + 1
    order by w.position;
    get diagnostics v_many = row_count;
    if v_many = 0 then
        return next;
    end if;
    perform lintel.count_reading(v_me, v_many, v_many >= least(greatest(p_most, 1), 2000));
end $$;

-- Say why one has to read a stream that is kept closed; gives the ticket that opens it, once, within five minutes.
create function lintel.ask_v1(p_stream text, p_why text) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '3s' as $$
declare
    v_me constant text := lintel.me();
    v_ticket uuid;
begin
    if p_why is null or pg_catalog.length(p_why) > 500 or p_why ~ '[[:cntrl:]]'
        or pg_catalog.length(pg_catalog.regexp_replace(p_why, '[^[:alnum:]]', '', 'g')) < 10
    then
        raise exception 'a reason of 10 to 500 letters' using errcode = '22023';
    end if;
    if (
        select pg_catalog.count(*) from lintel.look l
        where l.worker = v_me and l.at > pg_catalog.clock_timestamp() - interval '1 hour'
    ) >= 100 then
        raise exception 'too much at once' using errcode = 'LT413';
    end if;
    perform lintel.promise();
    insert into lintel.look (worker, stream, why)
    select v_me, g.stream, p_why
    from lintel.granted g join lintel.guarded k on k.stream = g.stream
    where g.worker = v_me and g.stream = p_stream and g.may_read
        and not exists (select from lintel.barred b where b.worker = v_me and b.stream = p_stream)
    returning ticket into v_ticket;
    if v_ticket is null then
        raise exception 'refused' using errcode = '42501';
    end if;
    return v_ticket;
end $$;

-- Open it for a day's work; until when, in microseconds. Only one's own ticket, which was committed before this began: one
-- that could still be rolled back would leave no trace of the look.
create function lintel.open_v1(p_ticket uuid) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '3s' as $$
declare
    v_me constant text := lintel.me();
    v_ends timestamptz;
begin
    perform lintel.promise();
    update lintel.look l
    set opened = pg_catalog.clock_timestamp(), ends = pg_catalog.clock_timestamp() + interval '12 hours'
    where l.ticket = p_ticket and l.worker = v_me and l.opened is null
        and l.at > pg_catalog.clock_timestamp() - interval '5 minutes' and l.at < pg_catalog.transaction_timestamp()
        and exists (
            select from lintel.granted g where g.worker = v_me and g.stream = l.stream and g.may_read
        )
        and not exists (select from lintel.barred b where b.worker = v_me and b.stream = l.stream)
    returning l.ends into v_ends;
    if v_ends is null then
        raise exception 'refused' using errcode = '42501';
    end if;
    return (extract(epoch from v_ends) * 1000000)::bigint;
end $$;

-- Who asked for which stream, why, and when it was opened to them; the newest first. Why somebody read of a supervisor's
-- own family is not for them.
create function lintel.looks_v1()
returns table (worker text, stream text, why text, at timestamptz, opened timestamptz, ends timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    v_me constant text := lintel.me(array['manager', 'auditor']);
begin
    return query
    select l.worker, l.stream, l.why, l.at, l.opened, l.ends from lintel.look l
    where not exists (select from lintel.barred b where b.worker = v_me and b.stream = l.stream)
    order by l.at desc limit 1000;
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
declare
    v_me constant text := lintel.me(array['manager', 'auditor']);
begin
    return query
    select a.kind, a.entry, a.device, a.stream, a.worker, a.at from lintel.alarm a
    where not exists (select from lintel.barred b where b.worker = v_me and b.stream = a.stream) and not (
        a.kind = 'erasure waits' and exists (
            select from lintel.erasing r join lintel.erased x on x.target = r.target and x.stream = r.stream
            where r.entry = a.entry
        )
    )
    order by a.at desc limit 1000;
end $$;

grant execute on function lintel.hello_v1, lintel.pull_v1, lintel.proofs_v1, lintel.devices_v1, lintel.staff_v1,
    lintel.ask_v1, lintel.open_v1 to lintel_worker, lintel_manager;
grant execute on function lintel.alarms_v1, lintel.looks_v1 to lintel_manager, lintel_auditor;
