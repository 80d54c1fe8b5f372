"""The order in which a story is read: nothing before what it answers, whatever clocks, numbers and forgers say."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.telling import police_contact
from workstation.domain.entries import Entry, in_order
from workstation.domain.ids import EntryId

_ONE = police_contact().said[0]


@st.composite
def stories(draw: st.DrawFn, *, rings: bool = False) -> list[Entry]:
    """Entries with any times and any numbers, some of which answer others; in a ring only if a forger made it."""
    many = draw(st.integers(1, 9))
    numbers = draw(st.permutations([*range(1, many), None]))
    found: list[Entry] = []
    for n in range(many):
        known = [EntryId(f"e{other}") for other in range(many if rings else n)]
        answers = tuple(draw(st.lists(st.sampled_from(known), unique=True, max_size=2))) if known else ()
        found.append(
            Entry(
                id=EntryId(f"e{n}"), contact=_ONE.contact, kind="NoteMade", author=_ONE.author, device=_ONE.device,
                seq=n + 1, previous=b"", happened=_ONE.happened, recorded=draw(st.integers(0, 5)), answers=answers,
                digest=b"", body=b"{}", position=numbers[n],
            )
        )  # fmt: skip
    return found


@given(stories(), st.randoms(use_true_random=False))
def test_nothing_is_read_before_what_it_answers(said: list[Entry], dice: random.Random) -> None:
    """Also when the answer has the earlier time: it answered a forged entry, and the true one came under that name
    after all, from a computer whose clock is far ahead.
    """
    read = in_order(said)
    place = {entry.id: n for n, entry in enumerate(read)}
    assert len(read) == len(said) == len(place)
    assert all(place[one] < place[entry.id] for entry in said for one in entry.answers)
    mixed = list(said)
    dice.shuffle(mixed)
    assert in_order(mixed) == read


@given(stories())
def test_where_nothing_has_to_move_the_numbers_decide(said: list[Entry]) -> None:
    plain = sorted(said, key=lambda entry: entry.order)
    place = {entry.id: n for n, entry in enumerate(plain)}
    if all(place[one] < place[entry.id] for entry in said for one in entry.answers):
        assert in_order(said) == plain


@given(stories(rings=True), st.randoms(use_true_random=False))
def test_a_ring_that_somebody_forged_is_read_in_one_order_everywhere(
    said: list[Entry], dice: random.Random
) -> None:
    read = in_order(said)
    mixed = list(said)
    dice.shuffle(mixed)
    assert in_order(mixed) == read
    assert sorted(entry.id for entry in read) == sorted(entry.id for entry in said)
