"""Laws of the history rules, whatever the past is like: order does not matter, and nothing takes a repeat away."""

from __future__ import annotations

import random
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.pasts import ELLIE, JAYDEN, LIAM, NOW, STOKES, THE_CHILD, all_facts
from workstation.domain.ids import ContactId, PersonId
from workstation.domain.past import Fact, PastContact, PastDecline, PersonThen

_PEOPLE = st.lists(
    st.sampled_from(
        (
            PersonThen(PersonId("e"), "FARROW, Ellie", now=ELLIE),
            PersonThen(PersonId("j"), "FARROW, Jayden", now=JAYDEN),
            PersonThen(PersonId("l"), "STOKES, Lee", now=LIAM),
            PersonThen(PersonId("u"), "DOYLE, Kayden", home="SR11AA"),
        )
    ),
    unique=True,
    max_size=3,
).map(tuple)


@st.composite
def contacts(draw: st.DrawFn, name: str = "") -> PastContact:
    """Any earlier contact or event."""
    event = draw(st.sampled_from(("", "", "", "contact", "child protection plan")))
    return PastContact(
        contact=ContactId(name or f"c{draw(st.integers(0, 10**9))}"),
        at=NOW - timedelta(hours=draw(st.integers(1, 24 * 900))),
        source=draw(st.sampled_from(("6", "2A", "3B", "5C", "10", ""))),
        themes=tuple(draw(st.lists(st.sampled_from(("da", "neglect", "gone")), unique=True, max_size=2))),
        outcomes=tuple(
            draw(st.lists(st.sampled_from(("O07", "O06", "O04", "O02")), unique=True, max_size=2))
        ),
        parents=draw(st.sampled_from(("", "spoken", "not spoken"))),
        declines=tuple(
            draw(st.lists(st.builds(PastDecline, st.just("D01"), st.text(max_size=5)), max_size=1))
        ),
        children=("FARROW, Ellie",),
        adults=tuple(draw(st.lists(st.just(STOKES), max_size=1))),
        people=draw(_PEOPLE),
        open=draw(st.booleans()) and not event,
        event=event,
        same_child=draw(st.booleans()),
    )


PASTS = st.lists(contacts(), max_size=9, unique_by=lambda c: c.contact)


@settings(max_examples=100, deadline=None)
@given(PASTS, st.randoms(use_true_random=False))
def test_the_order_in_which_the_past_comes_does_not_matter(
    past: list[PastContact], dice: random.Random
) -> None:
    mixed = list(past)
    dice.shuffle(mixed)
    assert all_facts(*past) == all_facts(*mixed)


@settings(max_examples=100, deadline=None)
@given(PASTS, contacts(name="one more"))
def test_one_more_contact_never_takes_a_repeat_away(past: list[PastContact], more: PastContact) -> None:
    """Whatever was counted together stays counted together, and never fewer."""
    before, after = _repeats(all_facts(*past)), _repeats(all_facts(*past, more))
    for what, number in before.items():
        assert after.get(what, 0) >= number, what


def _repeats(found: tuple[Fact, ...]) -> dict[tuple[str, str], int]:
    """How many earlier ones each repeat counts, by what they have in common. What is only known is no repeat."""
    counted: dict[tuple[str, str], int] = {}
    for fact in found:
        for tally in fact.tallies:
            if fact.flagged and tally.rule == "HR1":
                what = tally.what.lstrip("0123456789 ").replace("contacts", "contact")
                counted[fact.about, what] = len(tally.counted)
    return counted


@settings(max_examples=100, deadline=None)
@given(PASTS)
def test_every_sentence_names_contacts_of_this_past_and_says_why(past: list[PastContact]) -> None:
    keys = {c.key for c in past}
    for fact in all_facts(*past):
        assert fact.why
        assert fact.tallies
        assert set(fact.counted) <= keys
        assert fact.headline.endswith(".")
        assert "  " not in f"{fact.headline} {fact.detail}"


@settings(max_examples=100, deadline=None)
@given(PASTS)
def test_who_may_be_the_same_is_never_counted(past: list[PastContact]) -> None:
    """A person nobody confirmed changes nothing, however alike."""
    guess = PersonThen(PersonId("guess"), "FARROW, Ellie", ("Eleanor",), "ZZ991AA")
    with_guesses = [_with(c, guess) for c in past]
    assert all_facts(*past) == all_facts(*with_guesses)


def _with(past: PastContact, person: PersonThen) -> PastContact:
    values = {name: getattr(past, name) for name in past.__struct_fields__}
    # Without anybody nothing is known of who was there; that is another past.
    return PastContact(**(values | {"people": (*past.people, person) if past.people else ()}))


@settings(max_examples=100, deadline=None)
@given(PASTS)
def test_no_sentence_draws_a_conclusion(past: list[PastContact]) -> None:
    forbidden = ("risk", "should", "likely", "concerning", "pattern of", "score", "recommend")
    for fact in all_facts(*past, children=(THE_CHILD,)):
        said = f"{fact.headline} {fact.detail} {fact.chip}".casefold()
        assert not [word for word in forbidden if word in said]
