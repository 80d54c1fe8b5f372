-- Computers, the quarantine, and what a backup knows.

-- Try again what waits for a computer to become known: everything of it, oldest first, stream by stream, and still in
-- the name of whoever handed it over: nobody vouches for what others brought.
create function lintel.retry(p_device text) returns void
language plpgsql as $$
declare
    v_stream text;
    v_by text;
    v_sent lintel.sent[];
begin
    for v_stream, v_by, v_sent in
        select q.stream, q.handed_by, pg_catalog.array_agg(
            row(
                q.id, q.contact, q.kind, q.author, q.device, q.seq, q.previous, q.happened, q.recorded, q.answers,
                q.edition, q.salt, q.digest, q.body, q.hash, q.sig
            )::lintel.sent order by q.seq, q.at
        )
        from lintel.quarantine q
        where q.device = p_device and q.state = 'waiting' and q.reason = 'unknown device'
        group by q.stream, q.handed_by order by q.stream, pg_catalog.min(q.seq), q.handed_by
    loop
        if lintel.may(v_by, v_stream, true) and lintel.lock_for(v_stream, array[p_device]) then
            perform from lintel.take_halving(v_by, v_stream, v_sent, false);
        end if;
    end loop;
end $$;

-- One's own computer counts at once, and what it wrote and others handed over goes in. Somebody else's is a claim.
-- A computer that is known keeps its owner and its key, whatever anybody says.
create function lintel.enrol_v1(p_device text, p_worker text, p_key bytea) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '3s' as $$
declare
    v_me constant text := lintel.me();
    d lintel.device;
begin
    if p_worker is distinct from v_me then
        if (select pg_catalog.count(*) from lintel.claim c where c.said_by = v_me) >= 2000 then
            raise exception 'too much at once' using errcode = 'LT413';
        end if;
        insert into lintel.claim (device, worker, key, said_by)
        select p_device, p_worker, p_key, v_me
        where not exists (select from lintel.device x where x.id = p_device)
        on conflict do nothing;
        return;
    end if;
    select x.* into d from lintel.device x where x.id = p_device;
    if d.id is not null then
        if d.worker <> v_me or d.key <> p_key then
            perform lintel.warn('key', '', '', p_device, v_me);
        end if;
        return;
    end if;
    if (select pg_catalog.count(*) from lintel.device x where x.worker = v_me) >= 500 then
        raise exception 'too much at once' using errcode = 'LT413';
    end if;
    insert into lintel.device (id, worker, key) values (p_device, v_me, p_key) on conflict do nothing;
    delete from lintel.claim c where c.device = p_device;
    perform lintel.retry(p_device);
end $$;

create function lintel.claims_v1()
returns table (device text, worker text, key bytea, said_by text, at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform lintel.me(array['manager']);
    return query select c.device, c.worker, c.key, c.said_by, c.at from lintel.claim c order by c.device, c.at;
end $$;

-- A supervisor agrees that this was that person's computer.
create function lintel.agree_v1(p_device text, p_worker text, p_key bytea) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '3s' as $$
declare
    v_me constant text := lintel.me(array['manager']);
begin
    -- Two people: nobody agrees to what only they themselves have said.
    if not exists (
        select from lintel.claim c
        where c.device = p_device and c.worker = p_worker and c.key = p_key and c.said_by <> v_me
    ) or not exists (select from lintel.worker w where w.id = p_worker) then
        return false;
    end if;
    insert into lintel.device (id, worker, key) values (p_device, p_worker, p_key) on conflict do nothing;
    delete from lintel.claim c where c.device = p_device;
    perform lintel.retry(p_device);
    return true;
end $$;

-- What this computer wrote up to now stands; what it says from now on is kept in quarantine.
create function lintel.revoke_v1(p_device text) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '3s' as $$
begin
    perform lintel.me(array['manager']);
    update lintel.device d set revoked_after = d.seq where d.id = p_device and d.revoked_after is null;
    return found;
end $$;

-- What waits, with its words for a supervisor who may read its stream: those that are not too long to be looked at.
create function lintel.quarantine_v1()
returns table (
    mark bytea, stream text, entry text, contact text, kind text, author text, device text, body bytea, reason text,
    handed_by text, at timestamptz
)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    v_me constant text := lintel.me(array['manager']);
begin
    return query
    select
        q.mark, q.stream, q.id, q.contact, q.kind, q.author, q.device,
        case when pg_catalog.octet_length(q.body) <= 20000 then q.body end, q.reason, q.handed_by, q.at
    from lintel.quarantine q
    where q.state = 'waiting' and lintel.may(v_me, q.stream, false) order by q.at, q.mark limit 200;
end $$;

-- Try once more; a supervisor's word lets in what only a lock-out or a missing right kept out, and nothing else.
create function lintel.release_v1(p_mark bytea)
returns table (entry text, verdict text, place bigint, reason text, forked boolean)
language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '3s' as $$
declare
    v_me constant text := lintel.me(array['manager']);
    v_sent lintel.sent;
    q lintel.quarantine;
begin
    select x.* into q from lintel.quarantine x where x.mark = p_mark and x.state = 'waiting';
    if q.mark is null or not lintel.may(v_me, q.stream, true) then
        raise exception 'refused' using errcode = '42501';
    end if;
    v_sent := row(
        q.id, q.contact, q.kind, q.author, q.device, q.seq, q.previous, q.happened, q.recorded, q.answers, q.edition,
        q.salt, q.digest, q.body, q.hash, q.sig
    )::lintel.sent;
    perform lintel.lock_for(q.stream, array[q.device]);
    return query
    select q.id, t.v_verdict[1], t.v_place[1], t.v_reason[1], t.v_forked[1]
    from lintel.take_halving(q.handed_by, q.stream, array[v_sent], true) t;
    update lintel.quarantine x set decided_by = v_me where x.mark = p_mark;
end $$;

-- Put aside for good, with a reason. It stays where it is.
create function lintel.close_v1(p_mark bytea, p_note text) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '3s' as $$
declare
    v_me constant text := lintel.me(array['manager']);
begin
    if p_note is null or pg_catalog.length(pg_catalog.btrim(p_note)) < 10 or pg_catalog.length(p_note) > 500 then
        raise exception 'a reason of 10 to 500 letters' using errcode = '22023';
    end if;
    update lintel.quarantine q set state = 'closed', note = p_note, decided_by = v_me
    where q.mark = p_mark and q.state = 'waiting' and lintel.may(v_me, q.stream, true);
    return found;
end $$;

-- What two people erased, and is still here because somebody else brought the word of one of them.
create function lintel.erasures_v1()
returns table (
    entry text, target text, stream text, kind text, author text, handed_by text, vouched boolean
)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    v_me constant text := lintel.me(array['manager']);
begin
    return query
    select x.entry, x.target, x.stream, x.kind, x.author, x.handed_by, x.vouched
    from lintel.erasing x
    where lintel.may(v_me, x.stream, false)
        and not exists (select from lintel.erased y where y.target = x.target and y.stream = x.stream)
    order by x.target, x.kind, x.entry limit 1000;
end $$;

-- A third person says that both of them meant it (one has left, or Central forgot whose session it was).
create function lintel.erase_confirm_v1(p_entry text) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '3s' as $$
declare
    v_me constant text := lintel.me(array['manager']);
    x lintel.erasing;
begin
    select r.* into x from lintel.erasing r where r.entry = p_entry and r.kind = 'Redacted';
    if x.entry is null or not lintel.may(v_me, x.stream, true) then
        return false;
    end if;
    perform lintel.lock_for(x.stream, array[]::text[]);
    return lintel.erase(x.stream, x.target, v_me);
end $$;

-- For whoever makes backups: how far the streams go before one, and later that it is in a safe place.
create function lintel.heads_v1() returns table (stream text, head bigint, chain bytea)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select s.name, s.head, s.chain from lintel.stream s order by s.name
$$;

-- Only if the stream still says what it said when the backup began: a mark from before a restore counts for nothing.
create function lintel.safe_v1(p_stream text, p_head bigint, p_chain bytea) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '3s' as $$
begin
    update lintel.stream s set safe = greatest(s.safe, p_head)
    where s.name = p_stream and exists (
        select from lintel.entry e where e.stream = p_stream and e.position = p_head and e.chain = p_chain
    );
    return found;
end $$;

grant execute on function lintel.enrol_v1 to lintel_worker, lintel_manager;
grant execute on function lintel.claims_v1, lintel.agree_v1, lintel.revoke_v1, lintel.quarantine_v1,
    lintel.release_v1, lintel.close_v1,
    lintel.erasures_v1, lintel.erase_confirm_v1 to lintel_manager;
grant execute on function lintel.heads_v1, lintel.safe_v1 to lintel_backup;
