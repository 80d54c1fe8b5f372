"""G4 in the services: nobody is asked and no request made before it is lawful, whoever tries, however."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest
from msgspec.structs import replace as with_other

from tests.report.reading import words_of
from tests.services.conftest import MENSAH, SHAH
from workstation.domain import checks, kinds
from workstation.domain.ids import AuthorId, ContactId, EntryId, PersonId, uuid_of
from workstation.domain.kinds import Body, Born, Name
from workstation.domain.people import Role, Worker, may_record
from workstation.domain.queue import View
from workstation.domain.times import FixedClock, local
from workstation.report.squashed import squash
from workstation.services import agencies, decide, find, opening, receive, record
from workstation.services.agencies import Answer, MayNotAsk, NotTried
from workstation.services.desk import Desk
from workstation.services.receive import NewContact
from workstation.settings import PRACTICE_KEY, Settings
from workstation.store.file import Store
from workstation.trouble import BadInput, NotYours, RuleTrouble

ELLIE, DANA = PersonId(uuid_of("Ellie")), PersonId(uuid_of("Dana"))
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
EVERYBODY = tuple(Worker(AuthorId(f"w{n}"), f"Worker {n}", role) for n, role in enumerate(Role))
SECRET = kinds.AddressRecorded(
    address="flat", people=(ELLIE, DANA), lines="Flat 2, 14 Heron Court", postcode="NB1 4ZZ", confidential=True,
    hide_words=("Heronry Nursery",),
)  # fmt: skip
FAMILY: tuple[Body, ...] = (
    kinds.ChildNamed(
        person=ELLIE, name=Name("Farrow", "Ellie"), born=Born(on=date(2017, 3, 14)), where_now="school",
        school="Tarn Lane Primary", gp="Mill Lane Surgery",
    ),
    kinds.AdultNamed(
        person=DANA, name=Name("Farrow", "Dana"), title="Ms", relationship="mother", responsibility="yes",
        lives_there="yes", safe_contact="07700 900123", do_not_use="0191 498 0007",
    ),
    kinds.ThemesChosen(themes=("da",)),
    SECRET,
)  # fmt: skip
BASIS = kinds.BasisRecorded(basis="public task")
ASKED = kinds.DispenseAsked(because="He reads her phone.")
WAYS: dict[str, Callable[[Desk, ContactId], object]] = {
    "text": lambda desk, contact: agencies.request(desk, contact, "gp"),
    "own question": lambda desk, contact: agencies.request(desk, contact, "gp", "Is he registered with you?"),
    "letter": lambda desk, contact: agencies.letter(desk, contact, "gp"),
    "phone": lambda desk, contact: agencies.ask(desk, contact, "gp"),
    "message": lambda desk, contact: agencies.ask(desk, contact, "gp", "message"),
    "tried": lambda desk, contact: agencies.no_reply(desk, contact, "gp"),
    "answered": lambda desk, contact: agencies.answered(
        desk, contact, "gp", Answer("Dr Ode", "Well.", "Calm.")
    ),
}
STATES: dict[str, tuple[tuple[Body, ...], bool]] = {
    "no basis": ((), False),
    "basis": ((BASIS,), True),
    "going without the parents is asked for": ((BASIS, ASKED), False),
    "a manager refused it": (
        (BASIS, ASKED, kinds.DispenseDecided(approved=False, because="Tell her.")),
        False,
    ),
    "a manager approved it": (
        (BASIS, ASKED, kinds.DispenseDecided(approved=True, because="He reads it.")),
        True,
    ),
    "consent without consent": ((kinds.BasisRecorded(basis="consent"),), False),
    "act now, no basis": ((kinds.Escalated(danger="He is outside."),), True),
    "act now, dispensing not decided": ((BASIS, ASKED, kinds.Escalated(danger="He is outside.")), True),
    "strategy recommended, no basis": ((kinds.Recommended(child=ELLIE, outcome="O01"),), True),
    "strategy asked for, no basis": ((kinds.StrategyRequested(to="Police"),), True),
}


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(MONDAY)


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    store = Store.open(tmp_path / "practice.lintel", PRACTICE_KEY, clock=clock, kind="practice", create=True)
    for worker in (SHAH, MENSAH, *EVERYBODY):
        store.people.add(worker)
    desk = opening.assemble(
        store, clock, Settings(decide_first=0), practice=True, council="Northbeck Council"
    )
    opening.sit_down(desk, SHAH.id)
    yield desk
    desk.close()


def _contact(desk: Desk, *more: Body) -> ContactId:
    new = NewContact(words="Shouting was heard.", source="2A", said=FAMILY)
    (contact,) = receive.receive(desk, new).contacts
    for body in more:
        if isinstance(body, kinds.DispenseDecided):  # nobody decides on what they asked for themselves
            opening.sit_down(desk, MENSAH.id)
        record.put(desk, contact, [body])
        opening.sit_down(desk, SHAH.id)
    return contact


def _stored(desk: Desk, contact: ContactId) -> list[str]:
    return [entry.kind for entry in desk.store.journal.of_contact(contact)]


# -- G4 ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", STATES)
def test_g4_whoever_asks_in_whatever_way_only_when_it_is_lawful(desk: Desk, state: str) -> None:
    said, lawful = STATES[state]
    contact = _contact(desk, *said)
    for worker, way in product(EVERYBODY, WAYS):
        opening.sit_down(desk, worker.id)
        before = _stored(desk, contact)
        if lawful and may_record(worker):
            WAYS[way](desk, contact)
            continue
        with pytest.raises(MayNotAsk if may_record(worker) else NotYours):
            WAYS[way](desk, contact)
        assert _stored(desk, contact) == before, f"{worker.role} left something behind with {way}"


def test_g4_there_is_no_other_way_to_say_that_somebody_was_asked(desk: Desk) -> None:
    contact = _contact(desk)
    for body in (
        kinds.AgencyAsked(agency="gp", how="phone"),
        kinds.AgencyTried(agency="gp", how="phone"),
        kinds.AgencyNotNeeded(agency="gp", because="Not reached.", tried=True, code="unreachable"),
    ):
        with pytest.raises(RuleTrouble):
            record.say(desk, contact, body)


def test_g4_a_request_carries_the_basis_it_left_on(desk: Desk) -> None:
    contact = _contact(desk, BASIS)
    agencies.ask(desk, contact, "gp", "message")
    (asked,) = desk.file(contact).log(kinds.AgencyAsked)
    assert asked.body.basis == "public task"
    assert asked.body.question == agencies.request(desk, contact, "gp")


@pytest.mark.parametrize("danger", [s for s in STATES if s.endswith(", no basis")])
def test_r31_to_protect_a_child_protection_is_recorded_with_the_first_request(
    desk: Desk, danger: str
) -> None:
    contact = _contact(desk, *STATES[danger][0])
    changed = agencies.ask(desk, contact, "police")
    file = desk.file(contact)
    assert file.basis is not None
    assert file.basis.basis == "protection"
    assert file.log(kinds.AgencyAsked)[0].body.basis == "protection"
    assert len(changed.entries) == 2
    record.undo(desk, contact, [EntryId(entry) for entry in changed.entries])
    assert desk.file(contact).basis is None


def test_an_agency_that_told_us_by_itself_needs_no_basis(desk: Desk) -> None:
    contact = _contact(desk)
    answer = Answer("Jo Whittle, safeguarding lead", "He was hungry.", "Hungry again.", "yes")
    agencies.answered(desk, contact, "school", answer, unasked=True)
    file = desk.file(contact)
    assert file.asks("school") == ()
    assert checks.agency_check(file, "school").state is checks.State.SETTLED


# -- what leaves -------------------------------------------------------------------------------------------------


def _closed_up(words: str) -> str:
    return words.replace(" ", "")


_HIDDEN = (
    "Heron Court",
    "NB1 4ZZ",
    "Heronry Nursery",
    "07700 900123",
    "0191 498 0007",
    "Tarn Lane Primary",
    "Mill Lane",
)


def test_a_request_and_its_letter_hold_no_hidden_address_phone_school_or_surgery(desk: Desk) -> None:
    contact = _contact(desk, BASIS)
    for agency in (*desk.guide.agencies, desk.guide.agency("dentist")):
        text = agencies.request(desk, contact, agency.id)
        _, paper = agencies.letter(desk, contact, agency.id)
        for where in (text, words_of(paper)):
            assert [word for word in _HIDDEN if squash(word)[0] in squash(where)[0]] == []
    assert len(desk.file(contact).log(kinds.Printed)) == len(desk.guide.agencies) + 1


_WRITTEN: tuple[Callable[[str], str], ...] = (str, str.upper, lambda w: w.replace(" ", "-"), _closed_up)


@pytest.mark.parametrize("field", ["name", "adult", "question", "agency"])
def test_hidden_words_leave_by_no_field_however_they_got_there(desk: Desk, field: str) -> None:
    for secret, write in product(_HIDDEN, _WRITTEN):
        words = write(secret)
        child, adult = FAMILY[0], FAMILY[1]
        assert isinstance(child, kinds.ChildNamed)
        assert isinstance(adult, kinds.AdultNamed)
        contact = _contact(desk, BASIS)
        changed: dict[str, Body] = {
            "name": with_other(child, name=Name(f"Farrow ({words})", "Ellie", also=(words,))),
            "adult": with_other(adult, name=Name("Farrow", f"Dana {words}")),
            "agency": kinds.AgencyListed(agency="tutor", name="Tutor", because=f"Comes to {words}"),
        }
        if field in changed:
            record.put(desk, contact, [changed[field]])
        agency = "tutor" if field == "agency" else "police"
        ask = f"Who lives at {words}?" if field == "question" else ""
        text = agencies.request(desk, contact, agency, ask)
        assert squash(secret)[0] not in squash(text)[0], f"{words} in {text}"


def test_haringey_a_request_after_the_sign_off_says_what_was_opened_and_before_it_does_not(
    desk: Desk,
) -> None:
    contact = _contact(desk, BASIS)
    decide.recommend(desk, contact, ELLIE, "O02")
    assert "No assessment and no section 47 enquiry has been opened" in agencies.request(desk, contact, "gp")
    decisions = (kinds.Decision(ELLIE, "O02"),)
    signed = kinds.SignedOff(saw=desk.file(contact).head, decisions=decisions, why="Yes.")
    record.put(desk, contact, [signed])
    assert "An assessment under section 17 was opened" in agencies.request(desk, contact, "gp")


# -- C6 ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rating", "asked", "back"),
    [
        ("red", "2026-11-23 10:00", "2026-11-23 11:00"),
        ("red", "2026-11-21 23:30", "2026-11-22 00:30"),
        ("amber", "2026-11-23 10:00", "2026-11-23 14:00"),
        ("amber", "2026-11-23 15:00", "2026-11-24 11:00"),
        ("amber", "2026-11-27 16:00", "2026-11-30 12:00"),
        ("green", "2026-11-23 10:00", "2026-11-24 12:00"),
        ("green", "2026-11-27 10:00", "2026-11-30 12:00"),
        ("green", "2026-12-24 10:00", "2026-12-29 12:00"),
        ("", "2026-11-23 10:00", "2026-11-23 14:00"),
        ("act now", "2026-11-23 10:00", "2026-11-23 11:00"),
    ],
)
def test_c6_an_agency_is_chased_by_the_rating(
    desk: Desk, clock: FixedClock, rating: str, asked: str, back: str
) -> None:
    said: list[Body] = [BASIS]
    if rating == "act now":
        said.append(kinds.Escalated(danger="He is outside."))
    elif rating:
        said.append(kinds.Rated(rating=rating, because="So."))  # type: ignore[arg-type]
    clock.move(datetime.fromisoformat(f"{asked}+00:00") - timedelta(hours=1) - clock.now())
    contact = _contact(desk, *said)
    clock.move(timedelta(hours=1))
    agencies.ask(desk, contact, "gp")
    (line,) = [one for one in checks.agency_lines(desk.file(contact), desk.guide) if one.agency.id == "gp"]
    assert line.chase_at is not None
    assert f"{local(line.chase_at):%Y-%m-%d %H:%M}" == back


def test_c6_a_late_reply_comes_back_to_the_queue_and_f8_and_a_new_try_starts_it_again(
    desk: Desk, clock: FixedClock
) -> None:
    contact = _contact(desk, BASIS)
    agencies.no_reply(desk, contact, "gp")

    def happening() -> tuple[str, list[str], bool]:
        (row,) = find.queue(desk, View.WAITING).rows
        (gap,) = [g for g in find.contact(desk, contact).blocks if g.place == "agency:gp"]
        return row.happening, [c.words for c in row.chips if c.tone == "warning"], gap.waits

    assert happening()[1:] == ([], True)
    clock.move(timedelta(hours=4))
    assert happening() == ("GP has not replied", ["No reply: GP"], False)
    agencies.no_reply(desk, contact, "gp", result="Left a message.")
    assert happening()[1:] == ([], True)
    agencies.answered(desk, contact, "gp", Answer("Dr Ode", "Well.", "Calm."))
    assert find.queue(desk, View.WAITING).total == 0


def test_c6_who_is_asked_after_all_or_once_more_is_waited_for(desk: Desk, clock: FixedClock) -> None:
    contact = _contact(desk, BASIS)

    def state() -> tuple[str, str]:
        lines = checks.agency_lines(desk.file(contact), desk.guide, clock.now())
        (line,) = [one for one in lines if one.agency.id == "gp"]
        return line.check.state.value, line.check.detail.partition(" ")[0]

    reason = agencies.reasons_for(desk, desk.file(contact), "gp")[0].id
    agencies.not_needed(desk, contact, "gp", reason, "They wrote to us last week.")
    assert state() == (checks.State.SETTLED.value, "not")
    agencies.ask(desk, contact, "gp")
    assert state() == (checks.State.NOT_KNOWN_YET.value, "asked")
    assert find.queue(desk, View.WAITING).total == 1
    clock.move(timedelta(days=1))
    assert state() == (checks.State.GAP.value, "asked")
    agencies.answered(desk, contact, "gp", Answer("Dr Ode", "Well.", "Calm."))
    assert find.queue(desk, View.WAITING).total == 0
    agencies.ask(desk, contact, "gp", question="And since July?")
    clock.move(timedelta(days=1))
    (row,) = find.queue(desk, View.WAITING).rows
    assert row.happening == "GP has not replied"
    assert state() == (checks.State.SETTLED.value, "spoken"), "what they said stands, and stops nobody"


def test_c6_a_worker_may_set_the_time_themselves(desk: Desk, clock: FixedClock) -> None:
    contact = _contact(desk, BASIS)
    agencies.no_reply(desk, contact, "gp", chase_by=clock.now() + timedelta(minutes=20))
    clock.move(timedelta(minutes=20))
    (row,) = find.queue(desk, View.WAITING).rows
    assert row.happening == "GP has not replied"


# -- answers and reasons -----------------------------------------------------------------------------------------


def test_r22_an_answer_holds_who_what_and_what_it_means(desk: Desk) -> None:
    contact = _contact(desk, BASIS)
    for said, means in (("", "Calm."), ("Well.", " ")):
        with pytest.raises(BadInput):
            agencies.answered(desk, contact, "gp", Answer("Dr Ode", said, means))
    agencies.answered(desk, contact, "gp", Answer("Dr Ode", "Well.", "Calm.", "yes"))
    stands = desk.file(contact).agency("gp")
    assert stands is not None
    assert stands.body == kinds.AgencyAnswered(
        agency="gp", who="Dr Ode", said="Well.", means="Calm.", first_hand="yes"
    )
    assert stands.edition == desk.guide.matrix.edition


def test_r8_unreachable_only_after_a_try(desk: Desk) -> None:
    contact = _contact(desk, BASIS)
    with pytest.raises(NotTried):
        agencies.not_needed(desk, contact, "gp", "unreachable", "Nobody answers.")
    with pytest.raises(NotTried):
        agencies.go_ahead(desk, contact, "gp", "Nobody answers.")
    assert "unreachable" not in {r.id for r in agencies.reasons_for(desk, desk.file(contact), "gp")}
    agencies.no_reply(desk, contact, "gp")
    assert "unreachable" in {r.id for r in agencies.reasons_for(desk, desk.file(contact), "gp")}
    agencies.go_ahead(desk, contact, "gp", "The nurse saw him yesterday.")
    said = desk.file(contact).agency("gp")
    assert said is not None
    assert said.body == kinds.AgencyNotNeeded(
        agency="gp", because="The nurse saw him yesterday.", tried=True, code="unreachable"
    )


def test_r8_each_reason_needs_words_and_is_one_of_the_council_s(desk: Desk) -> None:
    contact = _contact(desk)
    for reason in desk.guide.matrix.reasons:
        with pytest.raises(BadInput):
            agencies.not_needed(desk, contact, "gp", reason.id, "  ")
    with pytest.raises(BadInput):
        agencies.not_needed(desk, contact, "gp", "no time", "Too busy.")
    agencies.not_needed(desk, contact, "gp", "known", "Told us on Friday: nothing new.")
    said = desk.file(contact).agency("gp")
    assert said is not None
    assert isinstance(said.body, kinds.AgencyNotNeeded)
    assert (said.body.code, said.body.tried) == ("known", False)


def test_refused_agreement_is_no_reason_while_a_child_may_be_in_danger(desk: Desk) -> None:
    contact = _contact(desk, kinds.Escalated(danger="He is outside."))
    with pytest.raises(RuleTrouble, match="agreement"):
        agencies.not_needed(desk, contact, "gp", "refused", "She said no.")
    assert "refused" not in {r.id for r in agencies.reasons_for(desk, desk.file(contact), "gp")}


def test_another_agency_needs_a_name_and_a_reason_and_a_known_name_is_that_agency(desk: Desk) -> None:
    contact = _contact(desk)
    for name, because in (("", "Teeth."), ("Dentist", " ")):
        with pytest.raises(BadInput):
            agencies.add(desk, contact, name, because)
    agencies.add(desk, contact, "Dentist", "Six fillings at four.")
    agencies.add(desk, contact, "probation", "He is on licence, says the school.")
    added = [line for line in checks.agency_lines(desk.file(contact), desk.guide) if line.added]
    assert [(line.agency.id, line.agency.words, line.why) for line in added] == [
        ("dentist", "Dentist", "Six fillings at four."),
        ("probation", "Probation", "He is on licence, says the school."),
    ]


def test_what_a_colleague_wrote_meanwhile_is_not_replaced(desk: Desk) -> None:
    contact = _contact(desk, BASIS)
    seen = desk.file(contact)
    opening.sit_down(desk, MENSAH.id)
    agencies.answered(desk, contact, "gp", Answer("Dr Ode", "Well.", "Calm."))
    opening.sit_down(desk, SHAH.id)
    agencies.answered(
        desk, contact, "gp", Answer("Nurse Moss", "Missed two.", "Not well."), seen=agencies.Seen(seen)
    )
    assert len(desk.file(contact).answers("agency", "gp")) == 2


def test_a_decided_contact_is_read_with_the_edition_its_answers_went_by(desk: Desk) -> None:
    contact = _contact(desk, BASIS)
    agencies.answered(desk, contact, "gp", Answer("Dr Ode", "Well.", "Calm."))
    old = desk.guide.matrix
    new = with_other(old, edition="agencies-northbeck-1", agencies=old.agencies[:1])
    guide = with_other(desk.guide, matrix=new, earlier=(old,))
    open_now = [line.agency.id for line in checks.agency_lines(desk.file(contact), guide)]
    assert open_now == ["school", "gp"]
    decisions = (kinds.Decision(ELLIE, "O02"),)
    signed = kinds.SignedOff(saw=desk.file(contact).head, decisions=decisions, why="Yes.")
    record.put(desk, contact, [signed])
    decided = [line.agency.id for line in checks.agency_lines(desk.file(contact), guide)]
    assert decided == [line.agency.id for line in checks.agency_lines(desk.file(contact), desk.guide)]
    assert guide.agency("da_service").words == "Domestic abuse service"
