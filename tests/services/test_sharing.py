"""Words shared with other decisions, on a real store; what stood at sending, and how often rules spoke."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.services.conftest import MENSAH, SHAH
from tests.services.signing_off import accepted, judged
from tests.services.test_journey import _child, _mother, _ring, _settle
from workstation.domain import kinds
from workstation.domain.gates import Gap
from workstation.domain.ids import ContactId
from workstation.domain.times import FixedClock
from workstation.services import decide, find, opening, record, rule_counts, sharing
from workstation.services.decide import Agreement
from workstation.services.desk import Desk

COPIED = "Information has been considered alongside the threshold document and the level of need is low."


def _contact(desk: Desk, given: str, text: str = "", prompt: str = "strengths") -> ContactId:
    contact = _ring(desk, _child(given, f"{given}son", _born(given)), _mother(given))
    _settle(desk, contact)
    if text:
        _say(desk, contact, kinds.ReasonsWritten(prompt=prompt, text=text))
    return contact


def _born(given: str) -> date:
    """Children who are nothing like each other."""
    return date(2010 + len(given), 1 + ord(given[0]) % 12, 1 + ord(given[-1]) % 28)


def _say(desk: Desk, contact: ContactId, body: kinds.Body) -> None:
    record.say(desk, contact, body)


def _shared(desk: Desk, contact: ContactId) -> list[Gap]:
    return [gap for gap in find.contact(desk, contact).warnings if gap.rule == "W5"]


def test_words_of_another_decision_are_found_with_its_number(desk: Desk) -> None:
    other = _contact(desk, "Lily", f"Mum is managing. {COPIED}")
    mine = _contact(desk, "Arjun", f"{COPIED.upper()} School is fine.")
    (warned,) = _shared(desk, mine)
    number = find.line_of(desk, other).number
    assert warned.title == "15 words the same as in 1 other decision"
    assert f"Also in {number}." in warned.evidence
    shown = find.contact(desk, mine).past.shared
    assert shown is not None
    (part,) = shown.parts
    text = desk.file(mine).reason("strengths")
    assert text[part.start : part.end] == COPIED.upper().rstrip(".")
    assert _shared(desk, other)  # and the other way round


def test_what_is_quoted_from_this_contact_or_the_guide_does_not_count(desk: Desk) -> None:
    quote = "He came in with no coat again and said that there was no tea last night."
    one = _contact(desk, "Lily", f"School said: {quote}")
    two = _contact(desk, "Arjun", f"“{quote}”")
    assert _shared(desk, two)
    for contact in (one, two):
        _say(desk, contact, kinds.AgencyAnswered(agency="school", said=quote, means="Cold and hungry."))
    assert _shared(desk, one) == []
    assert _shared(desk, two) == []
    nudge = desk.guide.nudges[0].text
    assert _shared(desk, _contact(desk, "Maja", nudge)) == _shared(desk, _contact(desk, "Zayn", nudge)) == []


def test_siblings_with_the_same_words_are_not_another_decision(desk: Desk) -> None:
    children = [_child(name, born=date(2018, 1, n)) for n, name in enumerate(("Lily", "Jack"), start=1)]
    contact = _ring(desk, *children, _mother())
    for child in children:
        _say(desk, contact, kinds.ReasonsWritten(prompt="worry", child=child.person, text=COPIED))
    assert _shared(desk, contact) == []


def test_what_was_put_in_other_words_since_is_not_told(desk: Desk) -> None:
    other, mine = _contact(desk, "Lily", COPIED), _contact(desk, "Arjun", COPIED)
    assert _shared(desk, mine)
    _say(desk, other, kinds.ReasonsWritten(prompt="strengths", text="Mum is managing."))
    assert _shared(desk, mine) == []


def test_why_the_history_tells_what_it_tells_is_compared_too(desk: Desk) -> None:
    _contact(desk, "Lily", COPIED)
    mine = _contact(desk, "Arjun")
    _say(desk, mine, kinds.HistoryWeighed(view="no difference", why=COPIED, none_matter=True))
    assert _shared(desk, mine)


def test_reasons_of_long_ago_are_left_alone(desk: Desk, clock: FixedClock) -> None:
    _contact(desk, "Lily", COPIED)
    clock.move(timedelta(days=370))
    assert _shared(desk, _contact(desk, "Arjun", COPIED)) == []


def test_a_save_reads_and_writes_nothing_of_it(desk: Desk) -> None:
    mine = _contact(desk, "Arjun", COPIED)
    sharing.get_ready(desk)
    before = desk.shared._read
    _say(desk, mine, kinds.ReasonsWritten(prompt="strengths", text=f"{COPIED} And more."))
    assert desk.shared._read == before
    find.contact(desk, mine)
    assert desk.shared._read > before


def test_it_goes_when_the_window_is_locked(desk: Desk) -> None:
    _contact(desk, "Lily", COPIED)
    mine = _contact(desk, "Arjun", COPIED)
    assert _shared(desk, mine)
    find.put_away(desk)
    assert desk.shared.size == 0
    find.get_ready(desk)
    assert _shared(desk, mine)


# -- what stood when it was sent ----------------------------------------------------------------------------------


def test_what_stood_at_sending_is_recorded_with_what_was_recommended(desk: Desk) -> None:
    _contact(desk, "Lily", COPIED)
    mine = _contact(desk, "Arjun", COPIED)
    stood = [f"{gap.rule}:{gap.place}" for gap in find.contact(desk, mine).warnings]
    assert "W5:shared" in stood
    decide.send_to_manager(desk, mine, MENSAH.id)
    sent = desk.file(mine).log(kinds.SentToManager)[-1].body
    assert list(sent.warned) == stood
    assert [one.outcome for one in sent.outcomes] == ["O02"]


def test_a_signature_does_not_depend_on_what_else_this_computer_holds(desk: Desk) -> None:
    """A manager who was shown nothing of it can sign, though another computer would show shared words."""
    mine = _contact(desk, "Arjun", COPIED)
    decide.send_to_manager(desk, mine, MENSAH.id)
    opening.sit_down(desk, MENSAH.id)
    said = accepted(desk, mine)
    opening.sit_down(desk, SHAH.id)
    _contact(desk, "Lily", COPIED)
    opening.sit_down(desk, MENSAH.id)
    decide.sign_off(desk, mine, Agreement("Agree.", said, desk.file(mine).head, 60, judged()))
    assert desk.file(mine).signed is not None


def test_rules_are_counted_from_the_record(desk: Desk, clock: FixedClock) -> None:
    for given in ("Lily", "Arjun"):
        contact = _contact(desk, given)
        _say(desk, contact, kinds.WarningAnswered(warning="W7:heard", words="School will ask."))
        decide.send_to_manager(desk, contact, MENSAH.id)
        opening.sit_down(desk, MENSAH.id)
        said = accepted(desk, contact)
        decide.sign_off(desk, contact, Agreement("Agree.", said, desk.file(contact).head, 60, judged()))
        opening.sit_down(desk, SHAH.id)
    report = rule_counts.counted(desk)
    (heard,) = [one for one in report.rules if one.rule == "W7"]
    assert (report.sent, report.warned) == (2, 2)
    assert (heard.shown, heard.answered, heard.decided, heard.changed, heard.gone_ahead) == (2, 2, 2, 0, 2)
    assert rule_counts.counted(desk, date(2026, 5, 1)).sent == 0
    clock.move(timedelta(days=100))
    assert rule_counts.counted(desk).sent == 0


@pytest.mark.parametrize("kind", [kinds.ReasonsWritten, kinds.HistoryWeighed, kinds.Recommended])
def test_the_kinds_that_are_compared_are_kinds_there_are(kind: type) -> None:
    from workstation.history.shared_words import KINDS

    assert kind.__name__ in KINDS
