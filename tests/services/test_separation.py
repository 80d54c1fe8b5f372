"""R25: nobody is on both sides of one decision. Every role beside every role, and every way to have a part in
it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest

from tests.services.ready import JO, KAYDEN, ready
from tests.services.signing_off import agreement
from workstation.domain import kinds
from workstation.domain.contact import Stage
from workstation.domain.ids import AuthorId, ContactId, EntryId
from workstation.domain.kinds import Body, Decision, Request
from workstation.domain.people import Role, Worker, may_sign
from workstation.domain.times import FixedClock
from workstation.guidebook.thresholds import thresholds
from workstation.services import asked_for, decide, lawful, opening, opinions, record, settle, shift
from workstation.services.desk import Desk
from workstation.settings import PRACTICE_KEY, Settings
from workstation.store.file import Store
from workstation.trouble import Trouble

from .conftest import MORNING

WORKERS = {role: Worker(AuthorId(f"one.{role.name.lower()}"), f"One {role}", role) for role in Role}
OTHERS = {role: Worker(AuthorId(f"two.{role.name.lower()}"), f"Two {role}", role) for role in Role}
WORKER, MANAGER, OTHER_MANAGER = WORKERS[Role.SOCIAL_WORKER], WORKERS[Role.MANAGER], OTHERS[Role.MANAGER]

Way = Callable[[Desk, ContactId], object]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk at which two people of every role work."""
    clock = FixedClock(MORNING)
    store = Store.open(tmp_path / "practice.lintel", PRACTICE_KEY, clock=clock, kind="practice", create=True)
    for worker in (*WORKERS.values(), *OTHERS.values()):
        store.people.add(worker)
    desk = opening.assemble(store, clock, Settings(decide_first=0), practice=True)
    yield desk
    desk.close()


def _sit(desk: Desk, worker: Worker) -> None:
    opening.sit_down(desk, worker.id)


def _signs(desk: Desk, contact: ContactId, worker: Worker) -> bool:
    """Whether this person can put their name under it."""
    _sit(desk, worker)
    try:
        decide.sign_off(desk, contact, agreement(desk, contact))
    except Trouble:
        return False
    return desk.file(contact).signed is not None


@pytest.mark.parametrize(("author", "signer"), list(product(Role, Role)), ids=lambda role: role.name)
def test_r25_only_another_person_who_is_a_manager_signs(desk: Desk, author: Role, signer: Role) -> None:
    """For every pair of roles: one writes and sends as far as their role goes, the other signs."""
    _sit(desk, WORKER)
    contact = ready(desk)
    _sit(desk, WORKERS[author])
    try:
        decide.recommend(desk, contact, KAYDEN, "O02")
    except Trouble:
        _sit(desk, WORKER)  # a role that recommends nothing: a social worker does
    decide.send_to_manager(desk, contact, OTHER_MANAGER.id)
    assert _signs(desk, contact, OTHERS[signer]) == (signer is Role.MANAGER)


@pytest.mark.parametrize("role", list(Role), ids=lambda role: role.name)
def test_r25_no_role_signs_what_it_wrote_itself(desk: Desk, role: Role) -> None:
    _sit(desk, WORKER)
    contact = ready(desk)
    author = WORKERS[role]
    _sit(desk, author)
    try:
        decide.recommend(desk, contact, KAYDEN, "O02")
        decide.send_to_manager(desk, contact, OTHER_MANAGER.id)
    except Trouble:
        assert not may_sign(author)
    assert not _signs(desk, contact, author)


def _say(body: Body) -> Way:
    return lambda desk, contact: record.put(desk, contact, [body])


def _recommend(desk: Desk, contact: ContactId) -> None:
    decide.recommend(desk, contact, KAYDEN, "O02")


def _recommend_and_take_back(desk: Desk, contact: ContactId) -> None:
    made = decide.recommend(desk, contact, KAYDEN, "O02")
    record.undo(desk, contact, [EntryId(entry) for entry in made.entries])


def _choose(desk: Desk, contact: ContactId) -> None:
    """Choose between two outcomes that two others gave apart."""
    for worker, outcome in ((WORKER, "O02"), (OTHERS[Role.SOCIAL_WORKER], "O06")):
        standing = [s.entry for s in desk.file(contact).answers("outcome", KAYDEN) if s.by == worker.id]
        if not standing:
            body = kinds.Recommended(child=KAYDEN, outcome=outcome)
            desk.store.journal.append(contact, [body], worker.id)
    shown = settle.look(desk, contact)
    several = next(s for s in shown.choose if s.question[0] == "outcome")
    settle.settle(desk, contact, [settle.Choice(several, several.entries[0])], saw=shown.saw)


def _send(desk: Desk, contact: ContactId) -> None:
    decide.send_to_manager(desk, contact, OTHER_MANAGER.id)


def _take(desk: Desk, contact: ContactId) -> None:
    shift.take(desk, contact)


def _opinion(desk: Desk, contact: ContactId) -> None:
    _sit(desk, WORKER)
    opinions.ask(desk, contact, MANAGER.id)
    _sit(desk, MANAGER)
    opinions.give(desk, contact, [Decision(KAYDEN, "O07")], "The same.")


def _meet(desk: Desk, contact: ContactId) -> None:
    """Do what another manager asked for."""
    _sit(desk, WORKER)
    decide.send_to_manager(desk, contact, OTHER_MANAGER.id)
    _sit(desk, OTHER_MANAGER)
    decide.send_back(desk, contact, (Request("other", "Ring the dentist."),), "Not yet.")
    _sit(desk, MANAGER)
    asked_for.meet(desk, contact, "other", "Rang: no worry.")


def _back(desk: Desk, contact: ContactId) -> None:
    _sit(desk, WORKER)
    decide.send_to_manager(desk, contact, MANAGER.id)
    _sit(desk, MANAGER)
    decide.send_back(desk, contact, (Request("other", "Ring the dentist."),), "Not yet.")


def _dispense(desk: Desk, contact: ContactId) -> None:
    """Approve what a worker asks for: to go on without the parents."""
    _sit(desk, WORKER)
    lawful.ask_leave(desk, contact, "It would put him at risk.", "He would be hurt.")
    _sit(desk, MANAGER)
    lawful.decide_leave(desk, contact, "Agreed on the phone.", approved=True)


PARTS: dict[str, Way] = {
    "reasons": _say(kinds.ReasonsWritten(prompt="strengths", text="Calm.")),
    "reasons of a child": _say(kinds.ReasonsWritten(prompt="worry", child=KAYDEN, text="Calm.")),
    "outcome": _recommend,
    "outcome, taken back": _recommend_and_take_back,
    "choice between two outcomes": _choose,
    "history view": _say(kinds.HistoryWeighed(view="lowers", why="Long ago.", none_matter=True)),
    "level": _say(
        kinds.LevelJudged(
            child=KAYDEN, level="2", thresholds=thresholds().edition, descriptors=("p2a",), because="Calm."
        )
    ),
    "factor": _say(kinds.FactorAnswered(person=JO, factor="alcohol", answer="no", source="Ms Merrick")),
    "answer to a warning": _say(kinds.WarningAnswered(warning="W7:heard", words="Tomorrow.")),
    "sending": _send,
    "it is their contact": _take,
    "second opinion": _opinion,
    "what was asked for": _meet,
}
NO_PART: dict[str, Way] = {
    "a note": _say(kinds.NoteMade(text="Rang back.")),
    "what an agency said": _say(kinds.AgencyAnswered(agency="gp", said="Known.", means="Calm.")),
    "what a parent said": _say(kinds.ParentTold(person=JO, told="yes", words="I know.")),
    "a child's words": _say(kinds.ChildHeard(person=KAYDEN, words="There was no tea.")),
    "a voice at the meeting": _say(kinds.VoiceHeard(voice="manager", said="Known to us.", level="2")),
    "what the meeting came to": _say(kinds.MeetingAgreed(together="checks first", why="Not enough yet.")),
    "going without agreement": _dispense,
    "giving it to a worker": lambda desk, contact: shift.take(desk, contact, WORKER.id),
    "act now": lambda desk, contact: (
        decide.escalate(desk, contact, "A knife."), decide.lower(desk, contact, "Taken away."),
    ),
    "sending back": _back,
}  # fmt: skip


@pytest.mark.parametrize("way", [*PARTS, *NO_PART])
def test_r25_who_has_a_part_in_a_decision_does_not_sign_it(desk: Desk, way: str) -> None:
    """Before it is sent: then it cannot be sent to them either, and they cannot sign it."""
    _sit(desk, WORKER)
    contact = ready(desk)
    _sit(desk, MANAGER)
    (PARTS | NO_PART)[way](desk, contact)
    if desk.file(contact).stage is not Stage.WITH_MANAGER:
        _sit(desk, WORKER)
        if way in PARTS:
            with pytest.raises(Trouble):
                decide.send_to_manager(desk, contact, MANAGER.id)
        decide.send_to_manager(desk, contact, OTHER_MANAGER.id if way in PARTS else MANAGER.id)
    assert _signs(desk, contact, MANAGER) == (way in NO_PART)
    if way in PARTS:
        assert _signs(desk, contact, OTHER_MANAGER)


@pytest.mark.parametrize(
    "way", [name for name in PARTS if name not in ("sending", "second opinion", "what was asked for")]
)
def test_r25_nor_when_they_take_part_while_it_waits_for_them(desk: Desk, way: str) -> None:
    _sit(desk, WORKER)
    contact = ready(desk)
    decide.send_to_manager(desk, contact, MANAGER.id)
    _sit(desk, MANAGER)
    PARTS[way](desk, contact)
    assert not _signs(desk, contact, MANAGER)
    assert _signs(desk, contact, OTHER_MANAGER)


def test_r25_nobody_sends_to_themselves(desk: Desk) -> None:
    _sit(desk, WORKER)
    contact = ready(desk)
    _sit(desk, MANAGER)
    with pytest.raises(Trouble, match="took part"):
        decide.send_to_manager(desk, contact, MANAGER.id)
