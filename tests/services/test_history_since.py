"""Opened again after more contacts came: the view of then is not a view of those (B3, step 3)."""

from __future__ import annotations

from datetime import timedelta

from tests.services.ready import KAYDEN, SECRET, ready, recommend_again
from tests.services.signing_off import closed
from workstation.domain import checks, kinds
from workstation.domain.checks import State
from workstation.domain.ids import ContactId, PersonId, uuid_of
from workstation.domain.kinds import Name
from workstation.domain.times import FixedClock
from workstation.services import decide, find, receive, record
from workstation.services.desk import Desk
from workstation.services.receive import NewContact

_SINCE = "More contacts came after your view. Say again what the history tells you."


def _another(desk: Desk, of: ContactId, which: str) -> ContactId:
    """Another contact of the same child, who is not named in the first one again."""
    now = PersonId(uuid_of(which))
    same = kinds.Matched(person=now, other=KAYDEN, other_contact=of, verdict="same")
    child = kinds.ChildNamed(person=now, name=Name("Merrick", "Kayden"))
    (later,) = receive.receive(desk, NewContact(words="Shouting.", source="6", said=(child, same))).contacts
    return later


def _b3(desk: Desk, contact: ContactId) -> list[str]:
    return [gap.words for gap in find.contact(desk, contact).blocks if gap.rule == "B3"]


def test_b3_what_came_while_it_was_closed_is_weighed_once_it_is_opened_again(
    desk: Desk, clock: FixedClock
) -> None:
    contact = closed(desk, ready(desk))
    for which in ("one", "two", "three"):
        clock.move(timedelta(days=10))
        _another(desk, contact, which)
    assert _b3(desk, contact) == [], "what is decided went by what was known then"
    clock.move(timedelta(days=10))
    decide.reopen(desk, contact, "The school rang again.")
    shown = find.contact(desk, contact)
    assert checks.history(shown.file, shown.past).state is State.NEEDS_YOU
    assert _b3(desk, contact) == [_SINCE]
    clock.move(timedelta(minutes=1))
    record.say(desk, contact, kinds.HistoryWeighed(view="raises", why=SECRET, none_matter=True))
    recommend_again(desk, contact, "O02")
    shown = find.contact(desk, contact)
    assert checks.history(shown.file, shown.past).state is State.SETTLED
    assert _b3(desk, contact) == []
    clock.move(timedelta(minutes=1))
    _another(desk, contact, "four")
    assert _b3(desk, contact) == [_SINCE]


def test_b3_opened_again_with_nothing_new_the_view_stands(desk: Desk, clock: FixedClock) -> None:
    contact = closed(desk, ready(desk))
    clock.move(timedelta(days=10))
    decide.reopen(desk, contact, "The school rang again.")
    assert _b3(desk, contact) == []


def test_b3_what_comes_while_it_is_open_for_the_first_time_is_no_history_of_it(
    desk: Desk, clock: FixedClock
) -> None:
    contact = ready(desk)
    clock.move(timedelta(minutes=1))
    _another(desk, contact, "one")
    assert _b3(desk, contact) == []
