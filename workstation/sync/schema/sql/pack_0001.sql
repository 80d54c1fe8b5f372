-- Pieces of a stream, packed for new computers. A supervisor's program packs; whoever may read the stream may have them.

-- What Central itself says of a piece, beside the chain: the signatures, and which entries have words.
create function lintel.seal_of(p_stream text, p_first bigint, p_last bigint) returns bytea
language sql stable as $$
    select pg_catalog.sha256(
        pg_catalog.string_agg(
            e.sig || case when e.body is null then '\x00'::bytea else '\x01'::bytea end, ''::bytea order by e.position
        )
    )
    from lintel.entry e where e.stream = p_stream and e.position between p_first and p_last
$$;

create function lintel.chain_at(p_stream text, p_place bigint) returns bytea
language sql stable as $$
    select case when p_place = 0 then ''::bytea else (
        select e.chain from lintel.entry e where e.stream = p_stream and e.position = p_place
    ) end
$$;

-- Say what will be packed, before it is read: an erasure from now on takes this row away, and what was packed with
-- the words is refused. The stream's lock says which came first. One that was begun and left may be begun anew.
create function lintel.segment_begin_v1(p_stream text, p_first bigint, p_last bigint) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '3s' as $$
declare
    v_me constant text := lintel.me(array['manager']);
    v_head bigint;
begin
    if not lintel.may(v_me, p_stream, false) then
        raise exception 'refused' using errcode = '42501';
    end if;
    select s.head into strict v_head from lintel.stream s where s.name = p_stream for update;
    if p_first < 1 or p_last < p_first or p_last > v_head or p_last - p_first > 9999 then
        return false;
    end if;
    perform lintel.unpack(p_stream, array[s.first]) from lintel.segment s
    where s.stream = p_stream and not s.whole and s.first <= p_last and s.last >= p_first
        and (s.made_by = v_me or s.at < pg_catalog.clock_timestamp() - interval '1 hour');
    if exists (
        select from lintel.segment s where s.stream = p_stream and s.first <= p_last and s.last >= p_first
    ) then
        return false;
    end if;
    insert into lintel.segment (stream, first, last, made_by) values (p_stream, p_first, p_last, v_me);
    return true;
end $$;

-- The parts one after the other. False: it was taken away meanwhile, or this is not the next part.
create function lintel.segment_add_v1(p_stream text, p_first bigint, p_part int, p_data bytea) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '3s' as $$
declare
    v_me constant text := lintel.me(array['manager']);
begin
    update lintel.segment s set parts = p_part, bytes = s.bytes + pg_catalog.octet_length(p_data)
    where s.stream = p_stream and s.first = p_first and s.made_by = v_me and not s.whole and s.parts = p_part - 1;
    if not found then
        return false;
    end if;
    insert into lintel.segment_part (stream, first, part, data) values (p_stream, p_first, p_part, p_data);
    return true;
end $$;

-- Whole, and of this Central's own story: else it goes again.
create function lintel.segment_done_v1(
    p_stream text, p_first bigint, p_before bytea, p_chain bytea, p_sha256 bytea, p_key bytea
)
returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '3s' as $$
declare
    v_me constant text := lintel.me(array['manager']);
    v_last bigint;
begin
    select s.last into v_last from lintel.segment s
    where s.stream = p_stream and s.first = p_first and s.made_by = v_me and not s.whole for update;
    if v_last is null then
        return false;
    end if;
    if not coalesce(
        lintel.chain_at(p_stream, p_first - 1) = p_before and lintel.chain_at(p_stream, v_last) = p_chain
        and (
            select pg_catalog.sha256(pg_catalog.string_agg(p.data, ''::bytea order by p.part)) = p_sha256
            from lintel.segment_part p where p.stream = p_stream and p.first = p_first
        ),
        false
    ) then
        perform lintel.unpack(p_stream, array[p_first]);
        return false;
    end if;
    update lintel.segment s
    set whole = true, sha256 = p_sha256, key = p_key, seal = lintel.seal_of(p_stream, p_first, v_last)
    where s.stream = p_stream and s.first = p_first;
    return true;
end $$;

-- A piece that a computer could not believe is taken away, to be packed again.
create function lintel.segment_drop_v1(p_stream text, p_first bigint) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '3s' as $$
declare
    v_me constant text := lintel.me(array['manager']);
    v_there boolean;
begin
    v_there := lintel.may(v_me, p_stream, false)
        and exists (select from lintel.segment s where s.stream = p_stream and s.first = p_first);
    if v_there then
        perform lintel.unpack(p_stream, array[p_first]);
    end if;
    return v_there;
end $$;

-- What there is after a place, with Central's own chain before and at the end of each.
create function lintel.segments_v1(p_stream text, p_after bigint)
returns table (
    first bigint, last bigint, before bytea, chain bytea, seal bytea, sha256 bytea, key bytea, bytes bigint, parts int
)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    v_me constant text := lintel.me();
begin
    if not lintel.may(v_me, p_stream, false) then
        raise exception 'refused' using errcode = '42501';
    end if;
    return query
    select
        s.first, s.last, lintel.chain_at(s.stream, s.first - 1), lintel.chain_at(s.stream, s.last), s.seal, s.sha256,
        s.key, s.bytes, s.parts
    from lintel.segment s
    where s.stream = p_stream and s.whole and s.last > p_after order by s.first limit 200;
end $$;

-- One part; none when that piece is not there any more.
create function lintel.segment_v1(p_stream text, p_first bigint, p_sha256 bytea, p_part int)
returns table (data bytea)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    v_me constant text := lintel.me();
    v_entries bigint;
begin
    if not lintel.may(v_me, p_stream, false) then
        raise exception 'refused' using errcode = '42501';
    end if;
    select p.data, (s.last - s.first + s.parts) / s.parts into segment_v1.data, v_entries
    from lintel.segment s join lintel.segment_part p on p.stream = s.stream and p.first = s.first
    where s.stream = p_stream and s.first = p_first and s.whole and s.sha256 = p_sha256 and p.part = p_part;
    if found then
        return next;
        perform lintel.count_reading(v_me, v_entries, true);
    end if;
end $$;

grant execute on function lintel.segments_v1, lintel.segment_v1 to lintel_worker, lintel_manager;
grant execute on function lintel.segment_begin_v1, lintel.segment_add_v1, lintel.segment_done_v1, lintel.segment_drop_v1
    to lintel_manager;
