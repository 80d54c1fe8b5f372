"""The server is put back from an old copy, or another takes over: what it lost comes back by itself (sync.md B5).

Nobody has to remember anything. Whoever still has an entry hands it over, also those of a computer that is gone.
"""

from __future__ import annotations

import threading

import pytest

from tests.central.cluster import Cluster
from tests.journeys.backups import BACKUPS, standby_of, take_over
from tests.journeys.desk import Desk
from tests.journeys.desk_process import CONTACTS, note
from tests.journeys.fleet import Fleet
from tests.store.stories import agree
from workstation.domain.ids import EntryId
from workstation.sync.exchange import Round


def erase(fleet: Fleet, one: Desk, other: Desk) -> EntryId:
    """Somebody writes something that two people then erase; everybody has heard of it."""
    (target,) = one.say(note("Written about the wrong child."))
    fleet.settle()
    other.say(agree(target))
    fleet.settle()
    one.redact(target)
    fleet.settle()
    return target


@pytest.mark.parametrize("kind", BACKUPS)
def test_everything_survives_an_old_backup_put_back_twice(fleet: Fleet, kind: str) -> None:
    ava, ben, cy = (fleet.desk(worker) for worker in ("ava", "ben", "cy"))
    fleet.office.hire("dee")
    for desk in (ava, ben, cy):
        desk.write(20)
    before = erase(fleet, ava, ben)
    put_back = BACKUPS[kind](fleet)

    for desk in (ava, ben, cy):
        desk.write(20, contact=CONTACTS[1])
    after = erase(fleet, ben, ava)
    late, dee = fleet.desk("cy"), fleet.desk("dee")  # two computers that the backup does not know
    late.write(10, contact=CONTACTS[2])
    dee.write(10, contact=CONTACTS[2])
    fleet.settle()
    fleet.destroy(cy)
    fleet.destroy(late)
    heads = [len(fleet.story()[0])]

    for _ in range(2):
        put_back()
        heads.append(len(fleet.story()[0]))
        fresh = fleet.desk("ava")  # a new computer writes first, where something else was
        fresh.write(3)
        fresh.exchange()
        fleet.settle()
        assert fleet.agree_to_claims() == 1  # the computer that is gone; dee's own counted at once
        fleet.settle()
        for sight in fleet.check():
            assert sight.erased == {before, after}
        assert {entry.id for entry in fleet.story()[0] if entry.body is None} == {before, after}
    assert heads[1] < heads[0] - 70
    assert heads[2] == heads[1]
    healed = [done.healed for desk in fleet.desks for done in desk.rounds if isinstance(done, Round)]
    assert sum(healed) > 70


def test_a_standby_that_was_behind_takes_over(fleet: Fleet) -> None:
    """Reads go on from a server that is only read; after the take-over what it had missed is handed over again."""
    first = fleet.cluster
    ava, ben = fleet.desk("ava"), fleet.desk("ben")
    ava.write(10)
    fleet.settle()
    with standby_of(first) as standby:
        fleet.follow_cluster(standby)
        ben.write(5)
        for done in (ben.reconnect(), ben.exchange()):
            assert isinstance(done, Round)
            assert done.read_only
            assert done.sent == 0
        assert ben.look().waiting == 5

        fleet.follow_cluster(first)
        ben.reconnect()
        _caught_up(first, standby)
        fleet.follow_cluster(standby)
        done = ava.reconnect()
        assert isinstance(done, Round)
        assert (done.read_only, done.received) == (True, 5)

        _cut_off(standby)
        fleet.follow_cluster(first)
        ava.reconnect()
        ava.write(20)
        ava.exchange()
        ben.reconnect()
        assert len(ben.look().ids) == 35
        first.crash()
        try:
            take_over(standby)
            fleet.follow_cluster(standby)
            fleet.settle()
            fleet.check()
            assert any(isinstance(done, Round) and done.healed for done in (*ava.rounds, *ben.rounds))
        finally:
            first.start()
            fleet.follow_cluster(first)


def test_a_server_set_to_read_only_is_read(fleet: Fleet) -> None:
    ava, ben = fleet.desk("ava"), fleet.desk("ben")
    ava.write(4)
    fleet.settle()
    ava.write(4)
    ava.exchange()
    fleet.office.sql(f"alter database {fleet.office.database} set default_transaction_read_only = on")
    fleet.proxy.reset()
    ben.write(2)
    done = ben.reconnect()
    assert isinstance(done, Round)
    assert (done.read_only, done.received, done.sent) == (True, 4, 0)
    fleet.cluster.sql(f"alter database {fleet.office.database} reset default_transaction_read_only")
    fleet.proxy.reset()
    fleet.settle()
    fleet.check()


def _caught_up(first: Cluster, standby: Cluster) -> None:
    """Wait until the standby shows everything that the first server committed."""
    (written,) = first.sql("select pg_current_wal_lsn()")[0]
    for _ in range(600):
        if standby.sql("select pg_last_wal_replay_lsn() >= %s::pg_lsn", written)[0][0]:
            return
        threading.Event().wait(0.02)
    raise AssertionError("the standby does not follow")


def _cut_off(standby: Cluster) -> None:
    """From now on the standby hears nothing of the first server."""
    standby.sql("alter system set primary_conninfo = ''")
    standby.sql("select pg_reload_conf()")
    for _ in range(600):
        if not standby.sql("select 1 from pg_stat_wal_receiver"):
            return
        threading.Event().wait(0.02)
    raise AssertionError("the standby goes on listening")
