"""How late it is in Central's terms, whatever is done to this computer's clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.access import lease
from workstation.access.lease import HOURS, Known, Moment
from workstation.domain.times import FixedClock, SystemClock

HOUR = 3_600_000
CENTRAL = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
AT = int(CENTRAL.timestamp() * 1000)
SLOW = AT - 14 * 60_000
"""This computer's clock is 14 minutes slow."""
THEN = Moment(SLOW, "boot 1", 5 * HOUR)
KNOWN = lease.renewed(CENTRAL, THEN)


def after(
    hours: float, *, wall: float | None = None, boot: str = "boot 1", ticks: float | None = None
) -> Moment:
    """So many hours later; the wall clock as said, the time since the start as it should be or as said."""
    since = 5 * HOUR + hours * HOUR if ticks is None else ticks * HOUR
    return Moment(int(SLOW + (hours if wall is None else wall) * HOUR), boot, int(since))


def open_at(here: Moment, *, newest: int = 0, hours: int = HOURS, known: Known = KNOWN) -> bool:
    return lease.state(known, here, newest, hours).open


@pytest.mark.parametrize(("hours", "good"), [(0, True), (11.99, True), (12, False), (400, False)])
def test_twelve_hours_of_centrals_time_and_not_of_a_slow_clock(hours: float, good: bool) -> None:
    assert open_at(after(hours)) is good
    assert lease.state(KNOWN, after(hours), 0).until == CENTRAL + timedelta(hours=12)


def test_never_more_than_seventy_two_hours() -> None:
    assert open_at(after(71), hours=10_000)
    assert not open_at(after(72), hours=10_000)


@pytest.mark.parametrize("wall", [-90_000, -1, 0, 90_000])
def test_without_a_restart_the_wall_clock_is_not_asked(wall: float) -> None:
    """Ten years either way; a clock that was wrong for a moment ends nothing either."""
    assert open_at(after(11, wall=wall))
    assert not open_at(after(13, wall=wall))


def test_after_a_restart_the_wall_clock_counts() -> None:
    assert open_at(after(11, boot="boot 2", ticks=0.1))
    assert not open_at(after(13, boot="boot 2", ticks=0.1))


def test_a_clock_put_back_across_a_restart_gains_at_most_what_was_not_seen() -> None:
    """It was looked at after ten hours; then off, the clock back by a day, and on again for three hours."""
    looked = lease.looked(KNOWN, after(10), 0)
    assert not open_at(after(-14, boot="boot 2", ticks=3), known=looked)
    assert open_at(after(-14, boot="boot 2", ticks=1), known=looked)


def test_a_clock_put_back_behind_the_newest_entry_is_not_believed() -> None:
    """Nobody looked, but an entry was written after thirteen hours."""
    written = SLOW + 13 * HOUR
    assert not open_at(after(1, boot="boot 2", ticks=0.1), newest=written)


def test_a_new_word_from_central_begins_anew_whatever_was_seen_before() -> None:
    """Also after the clock had run ten years ahead."""
    mad = lease.looked(KNOWN, after(90_000, boot="boot 2", ticks=1), 0)
    assert not open_at(after(1, boot="boot 2", ticks=1.5), known=mad)
    again = lease.renewed(CENTRAL + timedelta(hours=1), after(1, boot="boot 2", ticks=2))
    assert open_at(after(2, boot="boot 2", ticks=3), known=again)


def test_a_system_without_a_mark_of_its_start_goes_by_the_wall_clock_and_what_was_seen() -> None:
    then = Moment(SLOW)
    known = lease.looked(lease.renewed(CENTRAL, then), Moment(SLOW + 12 * HOUR), 0)
    assert not open_at(Moment(SLOW + HOUR), known=known)
    assert open_at(Moment(SLOW + 11 * HOUR), known=lease.renewed(CENTRAL, then))


def test_a_clock_that_is_held_fast_gains_nothing_where_no_start_has_a_mark() -> None:
    """Windows and macOS tell how long they have been on, and not since which start."""
    known = lease.renewed(CENTRAL, Moment(SLOW, ticks=5 * HOUR))
    assert open_at(Moment(SLOW, ticks=16 * HOUR), known=known)
    assert not open_at(Moment(SLOW, ticks=18 * HOUR), known=known)
    assert not open_at(Moment(SLOW + 13 * HOUR, ticks=HOUR), known=known), "the wall clock counts as well"
    again = lease.looked(known, Moment(SLOW, ticks=3 * HOUR), 0)  # started anew, and on for three hours
    assert open_at(Moment(SLOW, ticks=11 * HOUR), known=again)
    assert not open_at(Moment(SLOW, ticks=13 * HOUR), known=again)


moments = st.builds(
    Moment,
    wall=st.integers(0, 1 << 44),
    boot=st.sampled_from(["", "boot 1", "boot 2"]),
    ticks=st.integers(0, 1 << 36),
)


@given(seen=st.lists(moments, max_size=6), newest=st.integers(0, 1 << 44))
def test_it_never_gets_earlier(seen: list[Moment], newest: int) -> None:
    known, late = KNOWN, AT
    for here in seen:
        known = lease.looked(known, here, newest)
        assert known.seen >= late
        late = known.seen


def test_what_is_kept_reads_back_and_what_does_not_read_grants_nothing() -> None:
    looked = lease.looked(KNOWN, after(3), 0)
    assert lease.decode(lease.encode(looked)) == looked
    assert (lease.decode(""), lease.decode("{}"), lease.decode("twelve hours")) == (None, None, None)


def test_this_computer_tells_its_moment() -> None:
    one, other = lease.moment(SystemClock()), lease.moment(SystemClock())
    assert one.boot == other.boot
    assert one.ticks <= other.ticks
    assert lease.moment(FixedClock(CENTRAL)) == Moment(AT)
