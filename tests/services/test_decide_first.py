"""R25: in a sample of no-further-action decisions the manager decides before they see the worker's; a
colleague who is asked for a second opinion likewise. Until then nothing they can ask for holds what was
decided, nor why.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from tests.services.conftest import MENSAH, MORNING, OKORO, PATEL, SHAH, new_desk
from tests.services.ready import KAYDEN, SECRET, ready, recommend_again, sent
from tests.services.signing_off import agreement, judged, signed
from workstation.domain import covering, kinds
from workstation.domain.contact import ContactFile, Said, Stage
from workstation.domain.covering import NOT_ENOUGH, Cover
from workstation.domain.ids import ContactId, EntryId, uuid7
from workstation.domain.kinds import Body, Decision, Request
from workstation.domain.times import FixedClock
from workstation.services import (
    agencies,
    decide,
    find,
    last_time,
    meeting,
    opening,
    opinions,
    outage,
    oversight,
    prints,
    record,
    settle,
    signing,
    weigh,
)
from workstation.services.covering import DecideFirst
from workstation.services.decide import DIFFERS, Agreement
from workstation.services.desk import Desk
from workstation.settings import Settings
from workstation.trouble import BadInput, GateShut, RuleTrouble


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """A council where every decision to take no further action is decided first."""
    desk.settings = dataclasses.replace(desk.settings, decide_first=1)
    return desk


def _decides(desk: Desk, contact: ContactId, outcome: str, why: str = "My own view.") -> None:
    saw = signing.look(desk, contact).open.file.head
    signing.decide_first(desk, contact, [Decision(KAYDEN, outcome)], why, saw)


def everything(desk: Desk, contact: ContactId) -> str:
    """All that a window can get about a contact, in one text."""
    with_pages = prints.preview(desk, contact, "case file")
    pack = outage.take(desk)
    asked: list[Callable[[], object]] = [
        lambda: find.contact(desk, contact),
        lambda: signing.look(desk, contact),
        lambda: find.queue(desk),
        lambda: find.waiting_for_me(desk),
        lambda: find.gaps_for_manager(desk, contact),
        lambda: find.search(desk, "kayden merrick"),
        lambda: find.past(desk, contact),
        lambda: find.line_of(desk, contact),
        lambda: find.household(desk, contact),
        lambda: with_pages.text,
        lambda: agencies.request(desk, contact, "gp"),
        lambda: meeting.family(desk, contact),
        lambda: last_time.last(desk, contact),
        lambda: repr(pack.papers[0]).replace(pack.pack.letters, ""),
    ]
    return "\n".join(repr(ask()) for ask in asked)


# -- the sample -----------------------------------------------------------------------------------------------


def test_the_sample_is_one_in_so_many_and_the_same_everywhere() -> None:
    contacts = [ContactId(uuid7(1_000_000 + n)) for n in range(4000)]
    chosen = [c for c in contacts if covering.sampled(c, 10)]
    assert 300 < len(chosen) < 500
    assert chosen == [c for c in contacts if covering.sampled(c, 10)]
    assert not any(covering.sampled(c, 0) for c in contacts)
    assert all(covering.sampled(c, 1) for c in contacts)
    assert covering.sampled(ContactId("019ac0de-0000-7000-8000-000000000003"), 10) is False


OUTCOMES = ("O07", "O02", "O04", "O06")
"""Of every sort: closing, going on, stepping down, advice."""


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_decision_is_in_the_sample_at_the_same_rate(desk: Desk, outcome: str) -> None:
    assert signing.look(desk, sent(desk, outcome)).cover is Cover.DECIDE_FIRST


def test_which_contacts_are_decided_first_does_not_hang_on_what_was_decided(desk: Desk) -> None:
    """As long as the council says nothing of the others, the identity alone decides."""
    desk.settings = Settings()
    assert desk.settings.rates == (10, 10)
    guide = desk.guide
    covered: list[Cover | None] = []
    for n in range(300):
        contact = ContactId(uuid7(1_000_000 + n))
        found = {
            covering.cover(_with_manager(contact, outcome), MENSAH, desk.settings.rates, guide)
            for outcome in OUTCOMES
        }
        assert len(found) == 1, "two outcomes of one contact are covered differently"
        covered += found
    assert 15 < sum(cover is Cover.DECIDE_FIRST for cover in covered) < 50


def test_a_council_may_want_other_numbers(desk: Desk) -> None:
    desk.settings = dataclasses.replace(desk.settings, decide_first_others=0)
    assert signing.look(desk, sent(desk, "O02")).cover is None
    assert signing.look(desk, sent(desk, "O07")).cover is Cover.DECIDE_FIRST
    desk.settings = dataclasses.replace(desk.settings, decide_first=0, decide_first_others=1)
    assert signing.look(desk, sent(desk, "O02")).cover is Cover.DECIDE_FIRST
    assert signing.look(desk, sent(desk, "O07")).cover is None


def test_danger_is_never_hidden_nor_what_is_only_given_back(desk: Desk) -> None:
    assert signing.look(desk, sent(desk, "O01")).cover is None
    contact = sent(desk, "O02")
    assert signing.look(desk, contact).cover is Cover.DECIDE_FIRST
    decide.escalate(desk, contact, "He has gone home with him.")
    assert signing.look(desk, contact).cover is None
    returned = _with_manager(ContactId(uuid7(1)), "O08")
    assert covering.cover(returned, MENSAH, desk.settings.rates, desk.guide) is None


def _with_manager(contact: ContactId, outcome: str) -> ContactFile:
    """A contact of which it matters only what was sent to whom."""
    body = kinds.SentToManager(to=MENSAH.id, saw="", outcomes=(Decision(KAYDEN, outcome),))
    said: Said[Body] = Said(body, EntryId(uuid7(2)), SHAH.id, MORNING, 2)
    return ContactFile(contact=contact, story=(said,), standing={("handover",): (said,)}, unread=(), head="")


# -- hidden ---------------------------------------------------------------------------------------------------


def test_r25_nothing_the_window_can_ask_for_tells_what_was_decided(desk: Desk) -> None:
    opening.sit_down(desk, SHAH.id)
    contact = ready(desk)
    record.say(desk, contact, kinds.WarningAnswered(warning="W7:heard", words=SECRET))
    decide.send_to_manager(desk, contact, MENSAH.id)
    assert SECRET in everything(desk, contact)
    assert "O07" in everything(desk, contact)
    opening.sit_down(desk, MENSAH.id)
    told = everything(desk, contact)
    assert SECRET not in told
    assert "O07" not in told
    assert "No further action" not in told
    assert "W1" not in told
    with pytest.raises(DecideFirst):
        settle.look(desk, contact)
    (row,) = find.waiting_for_me(desk)
    assert row.cover is Cover.DECIDE_FIRST
    assert row.line.outcomes == ()


def _without_ids(told: str) -> str:
    """Identities and digests are others in every store."""
    for ids in (
        r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
        r"\b[0-9a-f]{32}\b",
        r"recorded=\d+",
        r"version \w{8}",
    ):
        told = re.sub(ids, "", told)
    return told


@pytest.mark.parametrize("second_opinion", [False, True], ids=["decide first", "second opinion"])
def test_r25_whatever_was_decided_they_are_told_the_same(
    tmp_path: Path, clock: FixedClock, *, second_opinion: bool
) -> None:
    """Not a word, a count, a state or a list differs between two contacts that were decided differently."""
    told = {
        (outcome, level): _told_of(
            tmp_path / f"{outcome}{level}", clock, outcome, level, second=second_opinion
        )
        for outcome, level in (("O07", "1"), ("O06", "1"), ("O02", "4"), ("O12", "3"))
    }
    first = told["O07", "1"]
    assert "Hidden until you have decided" in first
    for key, words in told.items():
        assert words == first, key


def _told_of(folder: Path, clock: FixedClock, outcome: str, level: str, *, second: bool) -> str:
    folder.mkdir()
    desk = new_desk(folder, clock, Settings(decide_first=1))
    contact = ready(desk, outcome)
    weigh.judge_level(desk, contact, KAYDEN, level, descriptors=(f"p{level}a",), because=SECRET)
    if second:
        opinions.ask(desk, contact, PATEL.id)
    file = desk.file(contact)  # sent as it is: what a level or an outcome would still ask for is no fact
    there = kinds.SentToManager(to=MENSAH.id, saw=file.head, outcomes=decide.outcomes_of(file))
    record.put(desk, contact, [there])
    opening.sit_down(desk, PATEL.id if second else MENSAH.id)
    words = _without_ids(everything(desk, contact))
    desk.close()
    return words


def test_facts_are_there_all_the_same(desk: Desk) -> None:
    contact = sent(desk, "O07", kinds.ChildHeard(person=KAYDEN, words="There was no tea."))
    shown = signing.look(desk, contact).open
    heard = shown.file.heard(KAYDEN)
    assert heard is not None
    assert heard.words == "There was no tea."
    assert shown.file.head == desk.file(contact).head
    assert "Facts only" in prints.preview(desk, contact, "case file").text


def test_the_worker_and_those_who_read_see_everything(desk: Desk) -> None:
    contact = sent(desk)
    for worker in (SHAH, PATEL):
        opening.sit_down(desk, worker.id)
        assert find.contact(desk, contact).cover is None


def test_another_manager_decides_first_too(desk: Desk) -> None:
    contact = sent(desk)
    _decides(desk, contact, "O07")
    assert signing.look(desk, contact).cover is None
    opening.sit_down(desk, OKORO.id)
    assert signing.look(desk, contact).cover is Cover.DECIDE_FIRST
    assert "My own view" not in everything(desk, contact)


def test_nobody_decides_on_it_in_another_way_meanwhile(desk: Desk) -> None:
    contact = sent(desk)
    head = desk.file(contact).head
    with pytest.raises(DecideFirst):
        decide.sign_off(desk, contact, Agreement("Yes.", (), head, 0, judged()))
    with pytest.raises(DecideFirst):
        decide.send_back(desk, contact, (Request("other", "More."),), "No.")
    with pytest.raises(DecideFirst):
        decide.recommend(desk, contact, KAYDEN, "O02")
    with pytest.raises(DecideFirst):
        record.say(desk, contact, kinds.ReasonsWritten(prompt="strengths", text="x"))
    record.say(desk, contact, kinds.NoteMade(text="School rang."))


# -- decided --------------------------------------------------------------------------------------------------


def test_a_view_is_whole_or_not_given(desk: Desk) -> None:
    contact = sent(desk)
    head = desk.file(contact).head
    with pytest.raises(BadInput, match="each child"):
        signing.decide_first(desk, contact, [], "Why.", head)
    with pytest.raises(BadInput, match="why"):
        signing.decide_first(desk, contact, [Decision(KAYDEN, "O07")], " ", head)
    record.say(desk, contact, kinds.NoteMade(text="School rang."))
    with pytest.raises(RuleTrouble, match="added something"):
        signing.decide_first(desk, contact, [Decision(KAYDEN, "O07")], "Why.", head)


def test_the_same_decision_asks_nothing_more(desk: Desk) -> None:
    contact = sent(desk)
    _decides(desk, contact, "O07")
    shown = signing.look(desk, contact)
    assert shown.cover is None
    assert shown.first is not None
    assert SECRET in repr(shown.open.file)
    assert DIFFERS not in [f"{g.rule}:{g.place}" for g in shown.gaps]
    decide.sign_off(desk, contact, agreement(desk, contact))
    assert signed(desk, contact).decided_first
    counts = oversight.oversight(desk)
    assert (counts.first, counts.agreed_first) == (1, 1)


@pytest.mark.parametrize("own", ["O02", NOT_ENOUGH])
def test_another_decision_is_asked_about_and_only_then(desk: Desk, own: str) -> None:
    contact = sent(desk)
    _decides(desk, contact, own)
    shown = signing.look(desk, contact)
    assert f"{shown.gaps[0].rule}:{shown.gaps[0].place}" == DIFFERS
    assert "no further action" in shown.gaps[0].evidence
    without = tuple(r for r in agreement(desk, contact).accepted if r.gap != DIFFERS)
    with pytest.raises(GateShut, match="1 answer to go"):
        decide.sign_off(desk, contact, Agreement("Yes.", without, desk.file(contact).head, 0, judged()))
    decide.sign_off(desk, contact, agreement(desk, contact))
    last = desk.file(contact).log(kinds.DecidedFirst)[-1].body
    assert last.differ_because == "I accept this."
    counts = oversight.oversight(desk)
    assert (counts.first, counts.agreed_first) == (1, 0)


def test_what_was_seen_once_is_not_hidden_when_it_comes_back(desk: Desk, clock: FixedClock) -> None:
    contact = sent(desk)
    _decides(desk, contact, "O02")
    decide.send_back(desk, contact, (Request("other", "Hear Kayden."),), "I would assess.")
    clock.move(timedelta(minutes=5))
    opening.sit_down(desk, SHAH.id)
    decide.send_to_manager(desk, contact, MENSAH.id)
    opening.sit_down(desk, MENSAH.id)
    assert signing.look(desk, contact).cover is None
    opening.sit_down(desk, OKORO.id)
    assert "I would assess" not in everything(desk, contact)


def test_opened_again_it_is_decided_first_again(desk: Desk, clock: FixedClock) -> None:
    contact = sent(desk)
    _decides(desk, contact, "O07")
    decide.sign_off(desk, contact, agreement(desk, contact))
    clock.move(timedelta(days=1))
    decide.reopen(desk, contact, "Police rang.")
    opening.sit_down(desk, SHAH.id)
    recommend_again(desk, contact, "O07")
    decide.send_to_manager(desk, contact, MENSAH.id)
    opening.sit_down(desk, MENSAH.id)
    assert signing.look(desk, contact).cover is Cover.DECIDE_FIRST


# -- second opinions ------------------------------------------------------------------------------------------


def _asks(desk: Desk, outcome: str = "O02") -> ContactId:
    opening.sit_down(desk, SHAH.id)
    contact = ready(desk, outcome)
    opinions.ask(desk, contact, PATEL.id, "Is this enough for an assessment?")
    return contact


def test_a_colleague_sees_facts_only_until_they_have_said_what_they_think(desk: Desk) -> None:
    contact = _asks(desk)
    opening.sit_down(desk, PATEL.id)
    (row,) = opinions.waiting_for_me(desk)
    assert (row.contact, row.cover) == (contact, Cover.OPINION)
    assert SECRET not in everything(desk, contact)
    with pytest.raises(DecideFirst):
        record.say(desk, contact, kinds.ReasonsWritten(prompt="strengths", text="x"))
    with pytest.raises(BadInput):
        opinions.give(desk, contact, [], "x")
    opinions.give(desk, contact, [Decision(KAYDEN, NOT_ENOUGH)], "Nobody heard him.")
    assert opinions.waiting_for_me(desk) == ()
    assert SECRET in everything(desk, contact)
    opening.sit_down(desk, SHAH.id)
    (given,) = signing.look(desk, contact).opinions
    assert (given.by, given.body.why) == (PATEL.id, "Nobody heard him.")
    with pytest.raises(RuleTrouble):
        opinions.give(desk, contact, [Decision(KAYDEN, "O02")], "Again.")


def test_who_can_be_asked(desk: Desk) -> None:
    contact = _asks(desk)
    assert {w.id for w in opinions.colleagues(desk, contact)} == {MENSAH.id, OKORO.id}
    with pytest.raises(RuleTrouble, match="asked already"):
        opinions.ask(desk, contact, PATEL.id)
    with pytest.raises(RuleTrouble, match="first one"):
        opinions.ask(desk, contact, SHAH.id)
    decide.send_to_manager(desk, contact, MENSAH.id)
    opening.sit_down(desk, MENSAH.id)
    assert {w.id for w in opinions.colleagues(desk, contact)} == {OKORO.id}
    with pytest.raises(RuleTrouble, match="has a part"):
        opinions.ask(desk, contact, SHAH.id)


def test_a_manager_who_decides_first_does_not_see_the_opinion_before_either(desk: Desk) -> None:
    opening.sit_down(desk, SHAH.id)
    contact = ready(desk, "O07")
    opinions.ask(desk, contact, PATEL.id, "Can this close?")
    opening.sit_down(desk, PATEL.id)
    opinions.give(desk, contact, [Decision(KAYDEN, "O02")], "I would see him at home.")
    opening.sit_down(desk, SHAH.id)
    decide.send_to_manager(desk, contact, MENSAH.id)
    opening.sit_down(desk, MENSAH.id)
    told = everything(desk, contact)
    assert "see him at home" not in told
    assert "Can this close" not in told
    _decides(desk, contact, "O07")
    assert "see him at home" in repr(signing.look(desk, contact).opinions)


def test_whoever_takes_the_contact_on_is_asked_no_more(desk: Desk) -> None:
    contact = _asks(desk)
    opening.sit_down(desk, PATEL.id)
    record.put(desk, contact, [kinds.Allocated(worker=PATEL.id)])
    assert find.contact(desk, contact).cover is None
    assert desk.file(contact).stage is Stage.OPEN
