"""What a signature is bound to: every kind either changes the head of a contact, or is named with the reason
why not.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.domain.telling import MENSAH, PATEL, Teller, police_contact, settle_everything
from workstation.domain import kinds
from workstation.domain.contact import Stage
from workstation.domain.contact.head import BESIDE
from workstation.domain.growing import grow, grown_of
from workstation.domain.kinds import KINDS
from workstation.domain.returning import since_seen

GOLDEN = json.loads((Path(__file__).parent / "golden_kinds.json").read_text(encoding="utf-8"))


def _signed() -> Teller:
    teller = police_contact()
    settle_everything(teller)
    sent = teller.say(kinds.SentToManager(to=MENSAH, saw=teller.file().head))
    decisions = tuple(kinds.Decision(o.body.child, o.body.outcome) for o in teller.file().outcomes)
    signature = kinds.SignedOff(saw=teller.file().head, decisions=decisions, why="Agreed.")
    teller.say(signature, by=MENSAH, answers=(sent.id,))
    assert teller.file().stage is Stage.DECIDED
    return teller


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_returns_a_signed_contact_or_is_named_with_a_reason(kind: str) -> None:
    teller = _signed()
    before = teller.file().head
    teller.say_raw(kind, json.dumps(GOLDEN[kind]).encode(), by=PATEL)
    file = teller.file()
    assert (file.head == before) == (kind in BESIDE)
    if kind not in BESIDE:
        assert file.changed_since_signed
        assert file.stage in (Stage.WITH_MANAGER, Stage.TWO_ANSWERS)


def test_e23_what_somebody_signs_that_they_sent_themselves_decides_nothing() -> None:
    """No gate lets them; a program of their own, with their own key and password, would."""
    teller = police_contact()
    settle_everything(teller)
    sent = teller.say(kinds.SentToManager(to=MENSAH, saw=teller.file().head), by=PATEL)
    signature = kinds.SignedOff(saw=teller.file().head, decisions=(), why="Agreed.")
    teller.say(signature, by=PATEL, answers=(sent.id,))
    file = teller.file()
    assert (file.stage, file.signed, file.signers) == (Stage.WITH_MANAGER, None, (MENSAH,))
    assert file.log(kinds.SignedOff)  # it stays in the story
    *before, last = teller.said
    grown = grow(grown_of(file.contact, before), [last])
    assert grown is None or grown.file == file  # nor in memory
    teller.say(signature, by=MENSAH, answers=(sent.id,))
    assert teller.file().stage is Stage.DECIDED


def test_a_kind_of_a_newer_version_returns_it_too() -> None:
    teller = _signed()
    teller.say_raw("WeatherNoted", b'{"rain":true}', by=PATEL)
    assert teller.file().stage is Stage.WITH_MANAGER


def test_the_reasons_are_sentences_about_kinds_there_are() -> None:
    assert BESIDE.keys() <= KINDS.keys()
    assert all(len(why.split()) >= 4 for why in BESIDE.values())


def test_nothing_that_is_decided_or_known_of_a_child_is_left_out() -> None:
    judging = (
        "Recommended ReasonsWritten HistoryWeighed LevelJudged FactorAnswered WarningAnswered Settled "
        "Withdrawn"
    )
    telling = (
        "AgencyAnswered ParentTold ParentAgreed SupportDeclined ChildHeard NoteMade Escalated Lowered "
        "Matched Answered Received DispenseDecided MeetingAgreed"
    )
    assert not {*judging.split(), *telling.split()} & BESIDE.keys()


def test_what_came_late_is_not_taken_for_known() -> None:
    """A colleague wrote it before the signature, on a computer that was alone, and it came after."""
    teller = _signed()
    late = Teller(device=teller.device.replace("-", "0"), at=teller.said[0].happened)  # type: ignore[arg-type]
    entry = late.say(kinds.NoteMade(text="School rang."), by=PATEL)
    together = [*teller.said, entry]
    file = teller.file()
    since = since_seen(file, together)
    assert since is not None
    assert (since.exact, since.new) == (True, frozenset({entry.id}))
    exact = since_seen(file, teller.said)
    assert exact is not None
    assert (exact.exact, exact.new) == (True, frozenset())
