"""When the next round comes: by chance, later after every failure, and spread out when everybody comes back."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from workstation.sync.pace import BUSY, IDLE, LONGEST, WRONG, Pace


@given(st.integers(), st.integers(1, 40))
def test_the_wait_grows_and_has_an_end(seed: int, failures: int) -> None:
    pace = Pace(Random(seed))
    waits = [pace.after_trouble() for _ in range(failures)]
    assert all(0 <= wait <= min(LONGEST, 2**n) for n, wait in enumerate(waits, start=1))


@given(st.integers())
def test_a_round_that_went_through_starts_anew(seed: int) -> None:
    pace = Pace(Random(seed))
    for _ in range(9):
        pace.after_trouble()
    assert 0.5 * BUSY < pace.after_good(more=False, busy=True) < 1.5 * BUSY
    assert 0.5 * IDLE < pace.after_good(more=False, busy=False) < 1.5 * IDLE
    assert pace.after_good(more=True, busy=False) == 0
    assert pace.after_trouble() <= 2


@given(st.integers(), st.integers(0, 9))
def test_a_password_that_is_not_taken_is_tried_four_times_an_hour(seed: int, failures: int) -> None:
    pace = Pace(Random(seed))
    for _ in range(failures):
        pace.after_trouble()
    assert 0.5 * WRONG < pace.after_trouble(wrong_login=True) < 1.5 * WRONG
    assert pace.after_good(more=True, busy=True) == 0
    assert pace.after_trouble() <= 2


def test_two_hundred_computers_do_not_come_back_at_once() -> None:
    back = []
    for computer in range(200):
        pace = Pace(Random(computer))
        while pace.away <= 60:
            pace.after_trouble()
        back.append(pace.before_first())
    busiest = max(sum(second <= at < second + 1 for at in back) for second in range(30))
    assert busiest <= 20
    assert Pace(Random(1)).before_first() == 0  # a short silence is no outage
