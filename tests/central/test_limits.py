"""How much Central takes from one person: whatever program they use (`LT413` in the SQL).

What a workstation's own calls may carry is in the contract of every Central (`tests/sync/test_central.py`).
"""

import psycopg
import pytest

from tests.central.office import PostgresOffice
from tests.sync.telling import Computer
from workstation.domain.entries import FRONT_DOOR
from workstation.domain.ids import AuthorId, DeviceId
from workstation.domain.travel import DeviceKey
from workstation.sync.central import CentralOdd

TOO_MUCH = "LT413"
_MANY_NOTHINGS = "select array_agg(null::{0}) from generate_series(1, {1})"


def code_of(office: PostgresOffice, statement: str) -> str | None:
    """With which code the server answers somebody who may come in, and brings a program of their own."""
    try:
        office.as_person("ava", statement)
    except psycopg.Error as error:
        return error.sqlstate
    return None


def pushed(bodies: str, ids: str = "array['x']") -> str:
    """A push by hand: these bodies and ids, and nothing else."""
    texts, numbers, bytes_ = (f"array[]::{kind}[]" for kind in ("text", "bigint", "bytea"))
    return (
        f"select * from lintel.push_v1('front-door', {ids}, {texts}, {texts}, {texts}, {texts}, {numbers},"
        f" {bytes_}, {texts}, {numbers}, {texts}, {texts}, {bytes_}, {bytes_}, {bodies}, {bytes_}, {bytes_})"
    )


def of_size(*sizes: int) -> str:
    return "array[" + ", ".join(f"convert_to(repeat('x', {size}), 'UTF8')" for size in sizes) + "]"


@pytest.mark.parametrize("size", [4_000_001, 9_000_000])
def test_a_call_that_carries_more_than_four_megabytes_is_refused(office: PostgresOffice, size: int) -> None:
    office.hire("ava")
    assert code_of(office, pushed(of_size(size))) == TOO_MUCH
    assert office.quarantine() == {}


def test_one_entry_of_up_to_four_megabytes_is_kept_apart(office: PostgresOffice) -> None:
    """Nothing is thrown away that somebody may have written; what one megabyte is, is in the contract."""
    office.hire("ava")
    assert code_of(office, pushed(of_size(4_000_000))) is None
    assert len(office.quarantine()) == 1


def test_two_entries_of_more_than_a_megabyte_are_refused(office: PostgresOffice) -> None:
    office.hire("ava")
    assert code_of(office, pushed(of_size(500_000, 500_001), "array['x', 'y']")) == TOO_MUCH
    assert code_of(office, pushed(of_size(500_000, 500_000), "array['x', 'y']")) is None


@pytest.mark.parametrize("longest", ["ids", "bodies"])
def test_the_longest_of_the_columns_counts(office: PostgresOffice, longest: str) -> None:
    """A program that sends its columns in different lengths goes past no limit by it."""
    office.hire("ava")
    many, few = "(" + _MANY_NOTHINGS.format("{0}", 501) + ")", "(" + _MANY_NOTHINGS.format("{0}", 1) + ")"
    ids, bodies = (many, few) if longest == "ids" else (few, many)
    assert code_of(office, pushed(bodies.format("bytea"), ids.format("text"))) == TOO_MUCH
    assert office.quarantine() == {}


def test_one_person_has_five_hundred_computers_at_most(office: PostgresOffice) -> None:
    ava, ben = office.hire("ava"), office.hire("ben")
    office.sql(
        "insert into lintel.device (id, worker, key)"
        " select 'pc-' || n, 'ava', sha256(n::text::bytea) from generate_series(1, 499) n"
    )
    last, more = (DeviceKey(DeviceId(f"pc-{name}"), AuthorId("ava"), b"k" * 32) for name in ("last", "more"))
    ava.enrol(last)
    with pytest.raises(CentralOdd):
        ava.enrol(more)
    known = {key.device for key in ava.devices()}
    assert last.device in known
    assert more.device not in known
    # The others are not held up, and one that is known already goes on.
    pc = Computer(AuthorId("ben"), DeviceId("pc-ben"))
    ben.enrol(pc.key)
    ava.enrol(last)
    assert ben.push(FRONT_DOOR, pc.notes(1))[0].position == 1


def test_one_person_claims_two_thousand_computers_of_others_at_most(office: PostgresOffice) -> None:
    ava, ben = office.hire("ava"), office.hire("ben")
    office.sql(
        "insert into lintel.claim (device, worker, key, said_by)"
        " select 'pc-' || n, 'cy', sha256(n::text::bytea), 'ava' from generate_series(1, 1999) n"
    )
    last, more = (DeviceKey(DeviceId(f"pc-{name}"), AuthorId("cy"), b"k" * 32) for name in ("last", "more"))
    ava.enrol(last)
    with pytest.raises(CentralOdd):
        ava.enrol(more)
    assert office.sql("select count(*) from lintel.claim") == [(2000,)]
    ben.enrol(more)
    assert office.sql("select count(*) from lintel.claim") == [(2001,)]
