"""R26 and R17: whoever comes back is seen beside the last time, and somebody says whether it is the same issue."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.requirements.house import House
from tests.requirements.steps import go_to
from tests.services.conftest import MENSAH, clock, desk
from tests.services.decided import recommended, same_child, signed
from tests.services.two_desks import ring
from workstation.domain import gates, kinds
from workstation.domain.ids import ContactId
from workstation.domain.last_time import last_ended
from workstation.domain.past import PastContact
from workstation.domain.times import FixedClock
from workstation.guidebook.guide import guide
from workstation.services import covering, decide, find, last_time, opening, record
from workstation.services.desk import Desk
from workstation.trouble import RuleTrouble

__all__ = ["clock", "desk"]  # fixtures of the services' tests
NOW = datetime(2026, 11, 24, 9, 18, tzinfo=UTC)


def came_back(desk: Desk, clock: FixedClock, days: int = 60) -> tuple[ContactId, ContactId]:
    """Kayden was closed with no further action; some days later the same school rings."""
    first = ring(desk)
    record.say(desk, first, kinds.Answered(question_id="worried", answer="He goes hungry."))
    signed(desk, first, "O07")
    clock.move(timedelta(days=days))
    again = ring(desk)
    same_child(desk, again, first)
    return first, again


def test_r26_worry_factors_offers_and_outcome_stand_side_by_side(desk: Desk, clock: FixedClock) -> None:
    first, again = came_back(desk, clock)
    found = last_time.last(desk, again)
    assert found is not None
    assert found.contact == first
    assert [b.what for b in found.beside] == [
        "The worry", "What is there", "What was offered", "What was decided",
    ]  # fmt: skip
    assert found.beside[0].then == "“He goes hungry.”"
    assert found.beside[3].then == f"{guide().outcome('O07').words}."
    assert found.beside[3].now == "Not decided yet."
    assert found.answer is None, "nothing is chosen beforehand"


def test_r17_what_was_missing_the_first_time_is_listed_sixty_days_later(
    desk: Desk, clock: FixedClock
) -> None:
    _first, again = came_back(desk, clock, days=60)
    found = last_time.last(desk, again)
    assert found is not None
    assert "Kayden’s own words missing" in found.missing
    assert "No support was offered" in found.missing
    assert found.missing_words.startswith("Gaps then: ")
    assert found.words.endswith(found.missing_words)


def test_r26_yes_flags_it_to_the_manager_and_no_answer_does_so_where_it_closes(
    desk: Desk, clock: FixedClock
) -> None:
    _first, again = came_back(desk, clock)
    assert "R26" not in _rules(desk, again)
    child = desk.file(again).children[0].person
    decide.recommend(desk, again, child, "O07", next_time="School will ask.")
    (silent,) = (g for g in find.contact(desk, again).warnings if g.rule == "R26")
    assert silent.title == "Not said whether it is the same issue as on 24\u00a0Nov\u00a02026"
    last_time.say_same(desk, again, "yes", "He is still hungry.")
    (told,) = (g for g in find.contact(desk, again).warnings if g.rule == "R26")
    assert told.title == "The same issue as on 24\u00a0Nov\u00a02026"
    assert told.evidence == "Then: no further action; no offer is recorded. “He is still hungry.”"
    assert told in gates.for_manager(desk.file(again), desk.guide, find.past(desk, again))
    last_time.say_same(desk, again, "no")
    assert "R26" not in _rules(desk, again)


def _rules(desk: Desk, contact: ContactId) -> set[str]:
    return {g.rule for g in find.contact(desk, contact).warnings}


def test_r26_whoever_answers_it_wrote_part_of_the_decision(desk: Desk, clock: FixedClock) -> None:
    _first, again = came_back(desk, clock)
    opening.sit_down(desk, MENSAH.id)
    last_time.say_same(desk, again, "yes")
    assert MENSAH.id in desk.file(again).authors_of_decision


def test_r26_somebody_who_decides_first_does_not_read_the_answer(desk: Desk, clock: FixedClock) -> None:
    _first, again = came_back(desk, clock)
    desk.settings = replace(desk.settings, decide_first=1)
    last_time.say_same(desk, again, "yes", "Zebras graze here")
    recommended(desk, again, "O07")
    file = desk.file(again)
    record.put(desk, again, [kinds.SentToManager(to=MENSAH.id, saw=file.head)])
    opening.sit_down(desk, MENSAH.id)
    assert covering.of(desk, desk.file(again)) is not None
    found = last_time.last(desk, again)
    assert found is not None
    assert found.answer is None
    assert "Zebras" not in found.words
    assert found.beside[3].now == "Not decided yet."


def test_there_is_nothing_to_compare_a_first_contact_with(desk: Desk) -> None:
    contact = ring(desk)
    assert last_time.last(desk, contact) is None
    with pytest.raises(RuleTrouble):
        last_time.say_same(desk, contact, "no")


@given(st.lists(st.tuples(st.integers(-30, 900), st.booleans(), st.booleans(), st.booleans()), max_size=8))
def test_the_last_time_is_the_latest_that_ended_within_a_year_in_whatever_order(
    told: list[tuple[int, bool, bool, bool]],
) -> None:
    from tests.domain.telling import police_contact

    file = police_contact().file()
    contacts = tuple(
        PastContact(
            contact=ContactId(f"c{n}"), at=NOW - timedelta(days=days), outcomes=("O07",) if ended else (),
            open=not ended, same_child=own, counts=counts,
        )
        for n, (days, ended, own, counts) in enumerate(told)
    )  # fmt: skip
    found = last_ended(file, contacts, 12)
    assert found == last_ended(file, contacts[::-1], 12)
    fit = [c for c, (days, ended, own, counts) in zip(contacts, told, strict=True)
           if 0 <= days <= 365 and ended and own and counts]  # fmt: skip
    assert (found.at if found else None) == max((c.at for c in fit), default=None)


def test_r26_by_keyboard_one_letter_says_whether_it_is_the_same(house: House) -> None:
    walker = house.sits("Rukhsana Shah")
    contact = house.contact("R7")
    go_to(walker, "farrow ell", "FARROW, Ellie")
    walker.press("Alt+3")
    walker.must_see("The last time, 02\u00a0Sep\u00a02026, and this time")
    walker.must_see("Gaps then: Ellie’s own words missing. Jayden’s own words missing")
    walker.tab_to("Yes, the same issue: Is it the same issue?")
    walker.press("Y")
    walker.fill("What makes you say so?", "She moved because of him, and he found her.")
    walker.press("Tab")
    (earlier,) = {s.body.of for s in house.file(contact).log(kinds.SameIssue)}
    said = house.file(contact).same_issue(earlier)
    assert said is not None
    assert (said.answer, said.because) == ("yes", "She moved because of him, and he found her.")
    walker.press("Alt+6", "Ctrl+Return")
    walker.must_see("The same issue as on 02\u00a0Sep\u00a02026")
