-- Taking entries in. One call does everything: the lock on the stream lives only while the server computes, however
-- slow the line to the client is.

-- Who is asking: the login of the connection and nothing that can be set. Everything begins with this.
create function lintel.me(p_rights text[] default array['worker', 'manager']) returns text
language plpgsql stable as $$
declare
    v_id text;
begin
    select w.id into v_id from lintel.worker w
    where w.login = session_user and w.active and w.rights = any (p_rights);
    if v_id is null then
        raise exception 'refused' using errcode = '42501';
    end if;
    return v_id;
end $$;

-- Until when a stream that is kept closed is open to somebody; null when it is not. What was said and opened in this
-- very transaction counts for nothing yet: it could be rolled back, and nobody would know of the look.
create function lintel.open_until(p_worker text, p_stream text) returns timestamptz
language plpgsql stable as $$
begin
    return (
        select pg_catalog.max(l.ends) from lintel.look l
        where l.worker = p_worker and l.stream = p_stream and l.ends > pg_catalog.clock_timestamp()
            and l.opened < pg_catalog.transaction_timestamp()
    );
end $$;

-- In a language that keeps the plan: `sql` would make it anew at each call, which takes longer than to answer.
create function lintel.may(p_worker text, p_stream text, p_write boolean) returns boolean
language plpgsql stable as $$
begin
    return exists (
        select from lintel.granted g
        where g.worker = p_worker and g.stream = p_stream and case when p_write then g.may_write else g.may_read end
            and not exists (select from lintel.barred b where b.worker = p_worker and b.stream = p_stream)
            and (
                p_write or not exists (select from lintel.guarded k where k.stream = p_stream)
                or lintel.open_until(p_worker, p_stream) is not null
            )
    );
end $$;

-- What the digest of an entry is made of, beside `previous` and `digest`: domain/entries.py `chain`.
create function lintel.head_of(p_stream text, p lintel.sent) returns text
language sql immutable as $$
    select p.id || e'\x1f' || p.contact || e'\x1f' || p.kind || e'\x1f' || p.author || e'\x1f' || p.device
        || e'\x1f' || p.seq || e'\x1f' || p.happened || e'\x1f' || p.recorded || e'\x1f' || p.answers
        || e'\x1f' || p.edition || case when p_stream = 'front-door' then '' else e'\x1f' || p_stream end
$$;

-- Keep something where a supervisor sees it, once.
create function lintel.set_aside(p_worker text, p_stream text, p lintel.sent, p_reason text) returns void
language sql as $$
    insert into lintel.quarantine (
        mark, stream, id, contact, kind, author, device, seq, previous, happened, recorded, answers, edition, salt,
        digest, body, hash, sig, reason, handed_by
    )
    select
        pg_catalog.sha256(
            pg_catalog.convert_to(p_stream || e'\x1f' || coalesce(lintel.head_of(p_stream, p), p.id, ''), 'UTF8')
            || coalesce(p.previous, '') || coalesce(p.digest, '') || coalesce(p.hash, '')
            || pg_catalog.sha256(coalesce(p.salt, '') || coalesce(p.body, ''))
        ),
        p_stream, coalesce(p.id, ''), p.contact, p.kind, p.author, p.device, p.seq, p.previous, p.happened,
        p.recorded, p.answers, p.edition,
        case when not gone.there then p.salt end, p.digest, case when not gone.there then p.body end, p.hash, p.sig,
        p_reason, p_worker
    from (
        select exists (select from lintel.erased x where x.target = p.id and x.stream = p_stream) as there
    ) gone
    on conflict (mark) do nothing
$$;

create function lintel.warn(p_kind text, p_stream text, p_entry text, p_device text, p_worker text) returns void
language sql as $$
    insert into lintel.alarm (kind, stream, entry, device, worker)
    values (p_kind, p_stream, p_entry, p_device, p_worker)
    on conflict do nothing
$$;

-- Whether words of this contact in this stream may go: that of the two entries which erase is never erased itself.
create function lintel.is_erasable(p_stream text, p_contact text, p_target text) returns boolean
language sql stable as $$
    select not exists (
        select from lintel.entry e
        where e.id = p_target and (
            e.stream <> p_stream or e.contact <> p_contact or e.kind in ('ErasureAgreed', 'Redacted')
        )
    )
$$;

-- Whether this may be said: somebody else agreed before, and the words are of this contact in this stream.
create function lintel.may_erase(p_stream text, p lintel.sent, p_target text) returns boolean
language sql stable as $$
    select lintel.is_erasable(p_stream, p.contact, p_target) and exists (
        select from lintel.erasing a
        where a.target = p_target and a.stream = p_stream and a.contact = p.contact and a.kind = 'ErasureAgreed'
            and a.author <> p.author
    )
$$;

-- What was packed from these places is not what is there any more. Whoever packs makes it again.
create function lintel.unpack(p_stream text, p_places bigint[]) returns void
language plpgsql as $$
declare
    v_first bigint;
begin
    for v_first in
        delete from lintel.segment s
        where s.stream = p_stream
            and exists (select from pg_catalog.unnest(p_places) u (place) where u.place between s.first and s.last)
        returning s.first
    loop
        delete from lintel.segment_part p where p.stream = p_stream and p.first = v_first;
    end loop;
end $$;

-- Empty what two people erased, if both handed their word over themselves, or if `p_confirmed_by` may speak for the
-- one who did not: a third person, who did not bring that word here either. Whether it is erased now.
create function lintel.erase(p_stream text, p_target text, p_confirmed_by text) returns boolean
language plpgsql as $$
declare
    v_entry text;
begin
    select r.entry into v_entry
    from lintel.erasing r
    join lintel.erasing a
        on a.target = r.target and a.stream = r.stream and a.contact = r.contact and a.author <> r.author
    where r.target = p_target and r.stream = p_stream and r.kind = 'Redacted' and a.kind = 'ErasureAgreed'
        and lintel.is_erasable(r.stream, r.contact, r.target)
        and (
            r.vouched and a.vouched
            or p_confirmed_by not in (r.author, a.author)
            and (r.vouched or r.handed_by <> p_confirmed_by) and (a.vouched or a.handed_by <> p_confirmed_by)
        )
    order by r.entry limit 1;
    if v_entry is null then
        return false;
    end if;
    insert into lintel.erased (target, stream, entry, confirmed_by)
    values (p_target, p_stream, v_entry, coalesce(p_confirmed_by, '')) on conflict do nothing;
    update lintel.entry e set body = null, salt = null where e.id = p_target and e.stream = p_stream;
    perform lintel.unpack(
        p_stream, array(select e.position from lintel.entry e where e.id = p_target and e.stream = p_stream)
    );
    update lintel.quarantine q set body = null, salt = null where q.id = p_target and q.stream = p_stream;
    return true;
end $$;

-- One of the two entries that erase is in the stream, or was handed over again.
create function lintel.heed(p_worker text, p_stream text, p lintel.sent, p_target text) returns void
language plpgsql as $$
declare
    v_target text := p_target;
begin
    if v_target is not null then
        insert into lintel.erasing (entry, stream, contact, kind, target, author, handed_by, vouched)
        values (p.id, p_stream, p.contact, p.kind, v_target, p.author, p_worker, p.author = p_worker);
    else
        update lintel.erasing x set vouched = true
        where x.entry = p.id and x.author = p_worker and not x.vouched returning x.target into v_target;
    end if;
    if v_target is not null and not lintel.erase(p_stream, v_target, null) and p.kind = 'Redacted' then
        perform lintel.warn('erasure waits', p_stream, p.id, p.device, p_worker);
    end if;
end $$;

-- domain/people.py ACTS_OF_MANAGERS, the two that erase among them: each needs a look by itself.
create function lintel.acts_of_managers() returns text[]
language sql immutable as $$
    select array[
        'SignedOff', 'SentBack', 'DecidedFirst', 'DispenseDecided', 'Lowered', 'TripwireAnswered', 'ErasureAgreed',
        'Redacted', 'AddressReleased'
    ]
$$;

-- Whether this was written by a manager: by somebody who is one now, or was one when it came here first (Central may
-- have gone back since).
create function lintel.managed(p_device text, p_seq bigint) returns boolean
language plpgsql stable as $$
begin
    return exists (
        select from lintel.device d join lintel.worker w on w.id = d.worker
        where d.id = p_device and (w.role = 'Team manager' or p_seq <= d.managed_upto)
    );
end $$;

-- What is wrong with each entry of a batch, as far as it can be told without looking at anything else: nothing, or why
-- it is set aside. 'words': they are not those of its digest (of no account when it is here already).
--
-- `v_run`: nothing is wrong with any, and they are what a computer hands over nearly always: its own next entries, with
-- their words, in their order, and none of a kind that needs a look by itself.
--
-- The batch is in arrays, one for each column, because that is how it came: to make rows of them and take those apart
-- again costs as much as to judge them. `offset 0` is a fence: what is in front of it is worked out once.
create function lintel.flaws(
    p_stream text,
    p_id text[], p_contact text[], p_kind text[], p_author text[], p_device text[], p_seq bigint[],
    p_previous bytea[], p_happened text[], p_recorded bigint[], p_answers text[], p_edition text[], p_salt bytea[],
    p_digest bytea[], p_body bytea[], p_hash bytea[], p_sig bytea[],
    out v_flaw text[], out v_run boolean
)
language plpgsql stable as $$
declare
    v_suffix constant text := case when p_stream = 'front-door' then '' else e'\x1f' || p_stream end;
    v_apart constant text[] := lintel.acts_of_managers();
begin
    select
        pg_catalog.array_agg(j.flaw),
        pg_catalog.bool_and(
            coalesce(
                j.flaw is null and j.body is not null and j.kind <> all (v_apart) and j.device = p_device[1]
                and j.author = p_author[1] and (j.n = 1 or j.seq > p_seq[j.n - 1]),
                false
            )
        )
    into v_flaw, v_run
    from (
        select
            s.n, s.kind, s.author, s.device, s.seq, s.body,
            case
                when not coalesce(
                    -- Cheap tests that leave nothing which a client could not read back as it was.
                    s.id || s.contact || s.kind || s.author || s.device !~ '[^!-+.-~-]'
                    and s.edition !~ '[^ -~]' and (s.answers = '' or s.answers !~ '[^!-~]')
                    and octet_length(s.id) between 1 and 80 and octet_length(s.contact) between 1 and 80
                    and octet_length(s.kind) between 1 and 80 and octet_length(s.author) between 1 and 80
                    and octet_length(s.device) between 1 and 80 and octet_length(s.edition) <= 80
                    and pg_catalog.octet_length(s.answers) <= 40000 and s.recorded >= 0 and s.seq > 0
                    and (
                        s.happened like '____-__-__T__:__:__+__:__' or s.happened like '____-__-__T__:__:__-__:__'
                        or s.happened like '____-__-__T__:__:__.______+__:__'
                        or s.happened like '____-__-__T__:__:__.______-__:__'
                    )
                    -- Beyond these days a client cannot count from it (`domain.times.in_range`), and what has two ways
                    -- to be written a client writes in the other one.
                    and s.happened collate "C" between '1900' and '2200-01-02'
                    and s.happened !~ '[^0-9T:.+-]|T24|:60|[.]000000|-00:00$' and s.happened::timestamptz is not null
                    and pg_catalog.octet_length(s.sig) <= 256 and pg_catalog.octet_length(s.salt) <= 64,
                    false
                ) then 'unreadable'
                when pg_catalog.octet_length(s.body) > 1000000 then 'too long'
                when not coalesce(
                    pg_catalog.sha256(
                        s.previous || s.digest || pg_catalog.convert_to(
                            -- As `head_of`, written out: a call for each entry costs a fifth of the whole.
                            s.id || e'\x1f' || s.contact || e'\x1f' || s.kind || e'\x1f' || s.author || e'\x1f'
                            || s.device || e'\x1f' || s.seq || e'\x1f' || s.happened || e'\x1f' || s.recorded
                            || e'\x1f' || s.answers || e'\x1f' || s.edition || v_suffix,
                            'UTF8'
                        )
                    ) = s.hash,
                    false
                ) then 'altered'
                when not coalesce(s.body is null or pg_catalog.sha256(s.salt || s.body) = s.digest, false) then 'words'
            end as flaw
        from (
            select
                unnest(p_id) as id, unnest(p_contact) as contact, unnest(p_kind) as kind,
                unnest(p_author) as author, unnest(p_device) as device, unnest(p_seq) as seq,
                unnest(p_previous) as previous, unnest(p_happened) as happened, unnest(p_recorded) as recorded,
                unnest(p_answers) as answers, unnest(p_edition) as edition, unnest(p_salt) as salt,
                unnest(p_digest) as digest, unnest(p_body) as body, unnest(p_hash) as hash, unnest(p_sig) as sig,
                pg_catalog.generate_subscripts(p_id, 1) as n
        ) s
        offset 0
    ) j;
end $$;

-- Take a batch: all of it or none (then it raises, and the caller halves it). The stream's row is locked by the
-- caller. What needs a look by itself (two of the same, an erasure) is sent back to come alone.
create function lintel.take(
    p_worker text, p_stream text, p_forgive boolean,
    p_id text[], p_contact text[], p_kind text[], p_author text[], p_device text[], p_seq bigint[],
    p_previous bytea[], p_happened text[], p_recorded bigint[], p_answers text[], p_edition text[], p_salt bytea[],
    p_digest bytea[], p_body bytea[], p_hash bytea[], p_sig bytea[],
    out v_verdict text[], out v_place bigint[], out v_reason text[], out v_forked boolean[]
)
language plpgsql as $$
declare
    v_managing constant text[] := lintel.acts_of_managers();
    v_erasing constant text[] := array['ErasureAgreed', 'Redacted'];
    v_many constant int := pg_catalog.cardinality(p_id);
    v_flaw text[];
    v_head bigint;
    v_chain bytea;
    v_one lintel.sent;
    v_target text;
    v_link bytea[] := '{}';
    v_plain boolean;
    v_fill boolean;
    v_erased boolean;
    v_wordless boolean;
    v_alone boolean;
begin
    select s.head, s.chain into strict v_head, v_chain from lintel.stream s where s.name = p_stream;
    select f.v_flaw into v_flaw
    from lintel.flaws(
        p_stream, p_id, p_contact, p_kind, p_author, p_device, p_seq, p_previous, p_happened, p_recorded, p_answers,
        p_edition, p_salt, p_digest, p_body, p_hash, p_sig
    ) f;

    select
        pg_catalog.array_agg(j.position), pg_catalog.array_agg(j.reason),
        pg_catalog.array_agg(j.reason is null and j.forked),
        pg_catalog.bool_and(j.reason is null and j.position is null), pg_catalog.bool_or(j.fill and j.reason is null),
        pg_catalog.bool_or(j.erased), pg_catalog.bool_or(j.wordless and j.reason is null),
        pg_catalog.bool_or(j.kind = any (v_erasing))
    into v_place, v_reason, v_forked, v_plain, v_fill, v_erased, v_wordless, v_alone
    from (select i.* from (
        select
            s.n, s.kind, e.position, s.body is null as wordless, x.target is not null as erased,
            coalesce(
                e.bare and x.target is null and pg_catalog.sha256(s.salt || s.body) = s.digest, false
            ) as fill,
            case
                when s.flaw <> 'words' then s.flaw
                when e.hash <> s.hash then 'clash'
                -- It is here, with the words it was made with, whatever became of the copy that comes now.
                when e.hash is not null then null
                when s.flaw = 'words' then 'altered'
                when d.id is null then 'unknown device'
                when d.worker <> s.author then 'not yours'
                when s.seq > d.revoked_after and not p_forgive then 'revoked'
            end as reason,
            coalesce(s.seq <= d.seq, false) and exists (
                select from lintel.entry f where f.device = s.device and f.seq = s.seq and f.id <> s.id
            ) as forked
        from (
            select
                unnest(p_id) as id, unnest(p_kind) as kind, unnest(p_author) as author, unnest(p_device) as device,
                unnest(p_seq) as seq, unnest(p_salt) as salt, unnest(p_digest) as digest, unnest(p_body) as body,
                unnest(p_hash) as hash, unnest(v_flaw) as flaw, pg_catalog.generate_subscripts(p_id, 1) as n
        ) s
        left join lateral (
            select f.position, f.hash, f.body is null as bare from lintel.entry f where f.id = s.id offset 0
        ) e on true
        left join lintel.device d on d.id = s.device
        left join lintel.erased x on x.target = s.id and x.stream = p_stream
        offset 0
    ) i order by i.n) j;

    -- Few batches have one of these: the rest is not asked who wrote it. A supervisor's word stands in for the role.
    if p_kind && v_managing and not p_forgive then
        for n in 1 .. v_many loop
            if p_kind[n] = any (v_managing) and v_reason[n] is null and v_place[n] is null
                and not lintel.managed(p_device[n], p_seq[n])
            then
                v_reason[n] := 'role';
                v_forked[n] := false;
                v_plain := false;
            end if;
        end loop;
    end if;

    -- Two with one identity need no test: the unique key raises.
    if v_many > 1 and (
        v_alone or exists (
            select from (select unnest(p_device) as device, unnest(p_seq) as seq) u
            group by u.device, u.seq having pg_catalog.count(*) > 1
        )
    ) then
        raise exception 'one at a time' using errcode = 'LT001';
    end if;
    -- Only ever alone, by the test above.
    if v_alone then
        v_one := row(
            p_id[1], p_contact[1], p_kind[1], p_author[1], p_device[1], p_seq[1], p_previous[1], p_happened[1],
            p_recorded[1], p_answers[1], p_edition[1], p_salt[1], p_digest[1], p_body[1], p_hash[1], p_sig[1]
        );
        if v_plain then
            v_target := pg_catalog.convert_from(p_body[1], 'UTF8')::jsonb ->> 'target';
            if v_target is null
                or p_kind[1] = 'Redacted' and not coalesce(lintel.may_erase(p_stream, v_one, v_target), false)
            then
                v_reason[1] := 'erasure';
                v_plain := false;
            end if;
        end if;
    end if;

    if v_plain then
        v_verdict := pg_catalog.array_fill('ok'::text, array[v_many]);
        v_place := array(select pg_catalog.generate_series(v_head + 1, v_head + v_many));
        v_head := v_head + v_many;
        for n in 1 .. v_many loop
            v_chain := pg_catalog.sha256(v_chain || p_hash[n]);
            v_link[n] := v_chain;
        end loop;
    else
        for n in 1 .. pg_catalog.cardinality(v_reason) loop
            if v_reason[n] is not null then
                v_verdict[n] := case v_reason[n] when 'clash' then 'clash' else 'quarantined' end;
                v_place[n] := null;
            elsif v_place[n] is not null then
                v_verdict[n] := 'dup';
            else
                v_verdict[n] := 'ok';
                v_head := v_head + 1;
                v_chain := pg_catalog.sha256(v_chain || p_hash[n]);
                v_place[n] := v_head;
                v_link[n] := v_chain;
            end if;
        end loop;
    end if;

    insert into lintel.entry (
        stream, position, id, contact, kind, author, device, seq, previous, happened, recorded, answers, edition,
        salt, digest, body, hash, sig, chain, handed_by
    )
    select
        p_stream, s.place, s.id, s.contact, s.kind, s.author, s.device, s.seq, s.previous, s.happened, s.recorded,
        s.answers, s.edition, case when s.body is not null and not s.erased then s.salt end, s.digest,
        case when not s.erased then pg_catalog.convert_from(s.body, 'UTF8') end, s.hash, s.sig, s.link, p_worker
    from (
        select
            u.*, v_erased and exists (
                select from lintel.erased x where x.target = u.id and x.stream = p_stream
            ) as erased
        from (
            select
                unnest(v_place) as place, unnest(v_link) as link, unnest(p_id) as id, unnest(p_contact) as contact,
                unnest(p_kind) as kind, unnest(p_author) as author, unnest(p_device) as device,
                unnest(p_seq) as seq, unnest(p_previous) as previous, unnest(p_happened) as happened,
                unnest(p_recorded) as recorded, unnest(p_answers) as answers, unnest(p_edition) as edition,
                unnest(p_salt) as salt, unnest(p_digest) as digest, unnest(p_body) as body,
                unnest(p_hash) as hash, unnest(p_sig) as sig
        ) u
        where u.link is not null
    ) s;

    if v_alone and v_verdict[1] in ('ok', 'dup') then
        perform lintel.heed(p_worker, p_stream, v_one, v_target);
    end if;
    update lintel.stream s set head = v_head, chain = v_chain where s.name = p_stream and s.head <> v_head;
    -- No device has a number twice in a batch, by the test above.
    update lintel.device d set seq = m.seq, seq_chain = u.hash
    from (
        select h.device, pg_catalog.max(h.seq) as seq
        from (select unnest(p_device) as device, unnest(p_seq) as seq, unnest(v_link) as link) h
        where h.link is not null group by h.device
    ) m
    join (select unnest(p_device) as device, unnest(p_seq) as seq, unnest(p_hash) as hash) u using (device, seq)
    where d.id = m.device and m.seq > d.seq;
    -- Words that come after their skeleton, and were not erased, find their place.
    if v_fill then
        update lintel.entry e set body = pg_catalog.convert_from(s.body, 'UTF8'), salt = s.salt
        from (
            select
                unnest(p_id) as id, unnest(p_hash) as hash, unnest(p_salt) as salt, unnest(p_body) as body,
                unnest(p_digest) as digest
        ) s
        where e.id = s.id and e.hash = s.hash and e.body is null and pg_catalog.sha256(s.salt || s.body) = s.digest
            and not exists (select from lintel.erased x where x.target = s.id and x.stream = p_stream);
        perform lintel.unpack(p_stream, v_place);
    end if;
    if not v_plain then
        perform lintel.set_aside(
            p_worker, p_stream,
            row(
                p_id[n], p_contact[n], p_kind[n], p_author[n], p_device[n], p_seq[n], p_previous[n], p_happened[n],
                p_recorded[n], p_answers[n], p_edition[n], p_salt[n], p_digest[n], p_body[n], p_hash[n], p_sig[n]
            )::lintel.sent,
            v_reason[n]
        )
        from pg_catalog.generate_subscripts(v_reason, 1) n where v_reason[n] is not null;
    end if;
    if v_wordless or true = any (v_forked) or 'clash' = any (v_verdict) then
        perform lintel.warn(
            case when v_reason[n] = 'clash' then 'clash' when v_forked[n] then 'fork' else 'wordless' end,
            p_stream, p_id[n], p_device[n], p_worker
        )
        from pg_catalog.generate_subscripts(v_reason, 1) n
        where v_reason[n] = 'clash' or v_forked[n] or (v_verdict[n] = 'ok' and p_body[n] is null);
    end if;
    if exists (select from lintel.quarantine q where q.state = 'waiting') then
        update lintel.quarantine q set state = 'settled'
        from (select unnest(p_id) as id, unnest(p_hash) as hash, unnest(v_verdict) as verdict) s
        where q.id = s.id and q.hash = s.hash and q.state = 'waiting' and s.verdict in ('ok', 'dup');
    end if;
end $$;

-- An answer promises that the words are on a disk. A login that turned that off is not asked.
create function lintel.promise() returns void
language plpgsql as $$
begin
    if pg_catalog.current_setting('synchronous_commit') in ('off', 'local') then
        perform pg_catalog.set_config('synchronous_commit', 'on', true);
    end if;
end $$;

-- Take a batch which `flaws` calls a run, if all of it is new and nothing is odd about its computer: the same as `take`
-- would do, in fewer steps, because so it is nearly always, and because others wait meanwhile. The place before the
-- first; null, and nothing done, when each has to be looked at. It locks as `lock_for` does.
create function lintel.take_run(
    p_worker text, p_stream text,
    p_id text[], p_contact text[], p_kind text[], p_author text[], p_device text[], p_seq bigint[],
    p_previous bytea[], p_happened text[], p_recorded bigint[], p_answers text[], p_edition text[], p_salt bytea[],
    p_digest bytea[], p_body bytea[], p_hash bytea[], p_sig bytea[]
)
returns bigint
language plpgsql as $$
declare
    v_many constant int := pg_catalog.cardinality(p_id);
    v_head bigint;
    v_chain bytea;
    v_link bytea[] := '{}';
    v_plain boolean;
begin
    perform from lintel.turn t where t.stream = p_stream for update;
    select d.worker = p_author[1] and d.seq < p_seq[1] and (d.revoked_after is null or p_seq[v_many] <= d.revoked_after)
    into v_plain
    from lintel.device d where d.id = p_device[1] for update;
    select s.head, s.chain into v_head, v_chain from lintel.stream s where s.name = p_stream for update;
    if v_head is null or v_plain is not true
        or exists (select from lintel.entry e where e.id = any (p_id))
        or exists (select from lintel.erased x where x.target = any (p_id) and x.stream = p_stream)
    then
        return null;
    end if;
    for n in 1 .. v_many loop
        v_chain := pg_catalog.sha256(v_chain || p_hash[n]);
        v_link[n] := v_chain;
    end loop;
    insert into lintel.entry (
        stream, position, id, contact, kind, author, device, seq, previous, happened, recorded, answers, edition,
        salt, digest, body, hash, sig, chain, handed_by
    )
    select
        p_stream, v_head + s.n, s.id, s.contact, s.kind, s.author, s.device, s.seq, s.previous, s.happened,
        s.recorded, s.answers, s.edition, s.salt, s.digest, pg_catalog.convert_from(s.body, 'UTF8'), s.hash, s.sig,
        s.link, p_worker
    from (
        select
            pg_catalog.generate_subscripts(p_id, 1) as n, unnest(p_id) as id, unnest(p_contact) as contact,
            unnest(p_kind) as kind, unnest(p_author) as author, unnest(p_device) as device, unnest(p_seq) as seq,
            unnest(p_previous) as previous, unnest(p_happened) as happened, unnest(p_recorded) as recorded,
            unnest(p_answers) as answers, unnest(p_edition) as edition, unnest(p_salt) as salt,
            unnest(p_digest) as digest, unnest(p_body) as body, unnest(p_hash) as hash, unnest(p_sig) as sig,
            unnest(v_link) as link
    ) s;
    update lintel.stream s set head = v_head + v_many, chain = v_chain where s.name = p_stream;
    update lintel.device d set seq = p_seq[v_many], seq_chain = p_hash[v_many] where d.id = p_device[1];
    if exists (select from lintel.quarantine q where q.state = 'waiting') then
        update lintel.quarantine q set state = 'settled'
        from (select unnest(p_id) as id, unnest(p_hash) as hash) s
        where q.id = s.id and q.hash = s.hash and q.state = 'waiting';
    end if;
    return v_head;
end $$;

-- Only what the words or numbers themselves brought about is the batch's fault. A lock, a full disk, a server that is
-- only read: that is nobody's entry's fault, and the client will ask again.
create function lintel.raise_again(p_code text) returns void
language plpgsql as $$
begin
    if pg_catalog.left(p_code, 2) not in ('22', '23', 'LT', '54') then
        raise exception 'not now' using errcode = p_code;
    end if;
end $$;

-- Take a batch; if something in it will not go in, take its halves, and set aside what will not go in alone.
create function lintel.take_halving(
    p_worker text, p_stream text, p_sent lintel.sent[], p_forgive boolean,
    out v_verdict text[], out v_place bigint[], out v_reason text[], out v_forked boolean[]
)
language plpgsql as $$
declare
    v_many constant int := pg_catalog.cardinality(p_sent);
    v_half constant int := v_many / 2;
    l record;
    r record;
begin
    begin
        select t.* into v_verdict, v_place, v_reason, v_forked
        from (
            select
                pg_catalog.array_agg(u.id) as id, pg_catalog.array_agg(u.contact) as contact,
                pg_catalog.array_agg(u.kind) as kind, pg_catalog.array_agg(u.author) as author,
                pg_catalog.array_agg(u.device) as device, pg_catalog.array_agg(u.seq) as seq,
                pg_catalog.array_agg(u.previous) as previous, pg_catalog.array_agg(u.happened) as happened,
                pg_catalog.array_agg(u.recorded) as recorded, pg_catalog.array_agg(u.answers) as answers,
                pg_catalog.array_agg(u.edition) as edition, pg_catalog.array_agg(u.salt) as salt,
                pg_catalog.array_agg(u.digest) as digest, pg_catalog.array_agg(u.body) as body,
                pg_catalog.array_agg(u.hash) as hash, pg_catalog.array_agg(u.sig) as sig
            from pg_catalog.unnest(p_sent) u
        ) a, lateral lintel.take(
            p_worker, p_stream, p_forgive, a.id, a.contact, a.kind, a.author, a.device, a.seq, a.previous,
            a.happened, a.recorded, a.answers, a.edition, a.salt, a.digest, a.body, a.hash, a.sig
        ) t;
        return;
    exception when others then
        perform lintel.raise_again(sqlstate);
    end;
    if v_many = 1 then
        perform lintel.set_aside(p_worker, p_stream, p_sent[1], 'unreadable');
        v_verdict := array['quarantined'];
        v_place := array[null::bigint];
        v_reason := array['unreadable'];
        v_forked := array[false];
        return;
    end if;
    select t.* into l from lintel.take_halving(p_worker, p_stream, p_sent[:v_half], p_forgive) t;
    select t.* into r from lintel.take_halving(p_worker, p_stream, p_sent[v_half + 1:], p_forgive) t;
    v_verdict := l.v_verdict || r.v_verdict;
    v_place := l.v_place || r.v_place;
    v_reason := l.v_reason || r.v_reason;
    v_forked := l.v_forked || r.v_forked;
end $$;

-- Lock what a batch touches, always in this order: the turn, the stream, then its computers by name.
create function lintel.lock_for(p_stream text, p_devices text[]) returns boolean
language plpgsql as $$
begin
    perform lintel.promise();
    perform from lintel.turn t where t.stream = p_stream for update;
    if not found then
        insert into lintel.turn (stream)
        select s.name from lintel.stream s where s.name = p_stream on conflict do nothing;
        perform from lintel.turn t where t.stream = p_stream for update;
    end if;
    perform from lintel.stream s where s.name = p_stream for update;
    if not found then
        return false;
    end if;
    perform from lintel.device d where d.id = any (p_devices) order by d.id for update;
    return true;
end $$;

-- Two hundred who come back in the same second wait in one row (`turn`): the last of them longer than a few seconds.
-- The plans are made once for a connection: whatever comes, each is the same few looks into an index (also when the table
-- was empty as the plan was made), and to plan anew takes longer than to take in fifty entries.
create function lintel.push_v1(
    p_stream text, p_id text[], p_contact text[], p_kind text[], p_author text[], p_device text[], p_seq bigint[],
    p_previous bytea[], p_happened text[], p_recorded bigint[], p_answers text[], p_edition text[], p_salt bytea[],
    p_digest bytea[], p_body bytea[], p_hash bytea[], p_sig bytea[]
)
returns table (entry text, verdict text, place bigint, reason text, forked boolean)
language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '10s'
set plan_cache_mode = force_generic_plan set enable_seqscan = off set jit = off as $$
declare
    v_me constant text := lintel.me();
    v_many constant int := coalesce(greatest(
        pg_catalog.cardinality(p_id), pg_catalog.cardinality(p_contact), pg_catalog.cardinality(p_kind),
        pg_catalog.cardinality(p_author), pg_catalog.cardinality(p_device), pg_catalog.cardinality(p_seq),
        pg_catalog.cardinality(p_previous), pg_catalog.cardinality(p_happened), pg_catalog.cardinality(p_recorded),
        pg_catalog.cardinality(p_answers), pg_catalog.cardinality(p_edition), pg_catalog.cardinality(p_salt),
        pg_catalog.cardinality(p_digest), pg_catalog.cardinality(p_body), pg_catalog.cardinality(p_hash),
        pg_catalog.cardinality(p_sig)
    ), 0);
    v_bytes bigint := pg_catalog.pg_column_size(p_body);
    v_granted boolean;
    v_run boolean;
    v_before bigint;
    v_sent lintel.sent[];
    t record;
begin
    if v_bytes > 1000000 then
        v_bytes := (select pg_catalog.sum(pg_catalog.octet_length(b)) from pg_catalog.unnest(p_body) b);
    end if;
    if v_many > 500 or v_bytes > 1000000 and v_many > 1 or v_bytes > 4000000 or pg_catalog.length(p_stream) > 63 then
        raise exception 'too much at once' using errcode = 'LT413';
    end if;
    if v_many = 0 then
        return;
    end if;
    v_granted := lintel.may(v_me, p_stream, true);
    -- The lock is taken in the same part of the transaction that writes. Else every version of the stream's row would
    -- name two transactions, and whoever asks how far the stream goes would look up both of each.
    if v_granted and v_many = pg_catalog.cardinality(p_id) then
        begin
            select f.v_run into v_run
            from lintel.flaws(
                p_stream, p_id, p_contact, p_kind, p_author, p_device, p_seq, p_previous, p_happened, p_recorded,
                p_answers, p_edition, p_salt, p_digest, p_body, p_hash, p_sig
            ) f;
            if v_run then
                perform lintel.promise();
                v_before := lintel.take_run(
                    v_me, p_stream, p_id, p_contact, p_kind, p_author, p_device, p_seq, p_previous, p_happened,
                    p_recorded, p_answers, p_edition, p_salt, p_digest, p_body, p_hash, p_sig
                );
                if v_before is not null then
                    return query
                    select
                        unnest(p_id), 'ok', v_before + pg_catalog.generate_subscripts(p_id, 1), null::text, false;
                    return;
                end if;
            end if;
            if lintel.lock_for(p_stream, p_device) then
                return query
                select unnest(p_id), unnest(a.v_verdict), unnest(a.v_place), unnest(a.v_reason), unnest(a.v_forked)
                from lintel.take(
                    v_me, p_stream, false, p_id, p_contact, p_kind, p_author, p_device, p_seq, p_previous,
                    p_happened, p_recorded, p_answers, p_edition, p_salt, p_digest, p_body, p_hash, p_sig
                ) a;
                return;
            end if;
        exception when others then
            perform lintel.raise_again(sqlstate);
        end;
    end if;
    select
        pg_catalog.array_agg(
            row(
                u.id, u.contact, u.kind, u.author, u.device, u.seq, u.previous, u.happened, u.recorded, u.answers,
                u.edition, u.salt, u.digest, u.body, u.hash, u.sig
            )::lintel.sent
        )
    into v_sent
    from (
        select
            unnest(p_id) as id, unnest(p_contact) as contact, unnest(p_kind) as kind, unnest(p_author) as author,
            unnest(p_device) as device, unnest(p_seq) as seq, unnest(p_previous) as previous,
            unnest(p_happened) as happened, unnest(p_recorded) as recorded, unnest(p_answers) as answers,
            unnest(p_edition) as edition, unnest(p_salt) as salt, unnest(p_digest) as digest, unnest(p_body) as body,
            unnest(p_hash) as hash, unnest(p_sig) as sig
    ) u;
    if not v_granted or not lintel.lock_for(p_stream, p_device) then
        -- Whether there is such a stream is not told. Nothing is thrown away.
        perform lintel.set_aside(v_me, p_stream, s, 'not granted') from pg_catalog.unnest(v_sent) s;
        return query
        select s.id, 'quarantined', null::bigint, 'not granted', false from pg_catalog.unnest(v_sent) s;
        return;
    end if;
    select h.* into t from lintel.take_halving(v_me, p_stream, v_sent, false) h;
    return query
    select unnest(p_id), unnest(t.v_verdict), unnest(t.v_place), unnest(t.v_reason), unnest(t.v_forked);
end $$;

grant execute on function lintel.push_v1 to lintel_worker, lintel_manager;
