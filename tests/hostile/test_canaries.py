"""`trust.md` 4.4: a hidden address stands on no copy, for no reader, however it was written. `./dev bench canaries`
does the same for a thousand families.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.hostile import canaries, sweep
from tests.hostile.canaries import Family
from tests.hostile.sweep import Count
from workstation.services.desk import Desk

NUMBERS = range(8)


@pytest.fixture(scope="module")
def families() -> tuple[Family, ...]:
    return tuple(canaries.families(NUMBERS))


@pytest.fixture(scope="module")
def desk(families: tuple[Family, ...], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = sweep.desk_of(tmp_path_factory.mktemp("canaries") / "p.lintel", families)
    yield desk
    desk.close()


def test_no_mark_of_any_family_is_on_any_copy(desk: Desk, families: tuple[Family, ...]) -> None:
    count = Count()
    for one in families:
        sweep.swept(desk, one, count)
    assert count.leaks == {}
    assert count.besides == {}
    assert count.hidden > len(families) * 100  # and it was there to be hidden
    assert sum(count.made.values()) >= len(families) * 9
    assert [
        title for title in count.titles if any(char.isdigit() for char in title) and "D:2" not in title
    ] == []


def test_whoever_looks_for_marks_finds_them(families: tuple[Family, ...]) -> None:
    """The test of the test: each mark, in each way it is written, is noticed when it is not hidden."""
    for one in families:
        for what, mark in one.marks.items():
            for way in canaries.WAYS:
                assert what in one.leaks(f"seen at {way(mark)} today"), (what, way(mark))
            assert one.leaks(f"seen at [hidden] today, {what}") == []


def test_families_are_the_same_each_time_and_tell_a_lot(families: tuple[Family, ...]) -> None:
    assert [one.entries for one in canaries.families(NUMBERS)] == [one.entries for one in families]
    words = "\n".join(entry.body.decode() for entry in families[0].entries if entry.body)
    assert words.count("He was seen at") > 30
    assert set(families[0].leaks(words)) == set(families[0].marks)
