"""A copy with the hidden address needs a colleague's own word: at the worker's computer with their own password, or
at theirs.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest

from tests.access.conftest import keystore as keystore  # noqa: PLC0414 - pytest finds a fixture by its name here
from tests.access.conftest import need_programs as need_programs  # noqa: PLC0414 - as above
from tests.access.conftest import short_path as short_path  # noqa: PLC0414 - as above
from tests.services.conftest import ADMIN, MENSAH, MORNING, OFFICER, OKORO, PATEL, SHAH, desk_of
from tests.services.two_desks import carry
from tests.sync.conftest import cluster as cluster  # noqa: PLC0414 - as above
from tests.sync.conftest import office as office  # noqa: PLC0414 - as above
from tests.sync.office import Office
from workstation.access.seals import genuine
from workstation.domain import kinds
from workstation.domain.full_copies import LASTS, Standing, requests
from workstation.domain.ids import AuthorId, ContactId, EntryId, PersonId
from workstation.domain.people import Role
from workstation.domain.queue import ASKS_YOU, View
from workstation.domain.times import FixedClock
from workstation.services import agreeing, find, opening, prints, real_work, recall, receive
from workstation.services.agreeing import Dial, OnlyThemselves, Proof
from workstation.services.copy_order import Full, FullCopy, NotAgreed, NotForThem, Order, offers
from workstation.services.desk import Desk
from workstation.services.receive import NewContact
from workstation.store.act import Act
from workstation.sync.carried import Carried
from workstation.sync.central import CentralAway
from workstation.sync.exchange import exchange
from workstation.trouble import BadInput, NotYours, RuleTrouble, WrongPassword

READER, WHY = "Sgt Amis, welfare check", "They go there today."
YES = "I rang the desk. It is him."
ORDER = Order(READER, full=Full(WHY, MENSAH.id))


@pytest.fixture
def theirs(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    with desk_of(tmp_path / "theirs", MENSAH, clock) as desk:
        yield desk


def hidden(desk: Desk) -> ContactId:
    """A contact with a hidden address."""
    child = PersonId("kayden")
    said = (
        kinds.ChildNamed(person=child, name=kinds.Name("Merrick", "Kayden")),
        kinds.AddressRecorded(
            address="a", people=(child,), lines="14 Quillet Row", postcode="NB4 7XX", confidential=True
        ),
    )
    (contact,) = receive.receive(desk, NewContact(words="He goes hungry.", source="2A", said=said)).contacts
    return contact


def asked(desk: Desk, contact: ContactId, of: AuthorId = MENSAH.id) -> EntryId:
    (entry,) = agreeing.ask(desk, contact, READER, WHY, of).entries
    return EntryId(entry)


def standing(desk: Desk, contact: ContactId) -> list[Standing]:
    return [one.standing for one in requests(desk.file(contact), desk.now())]


def printed(desk: Desk, contact: ContactId) -> str:
    return prints.take(desk, contact, ORDER, form="text").made.decode()


def test_without_their_own_word_there_is_no_copy_whoever_names_them(desk: Desk) -> None:
    contact = hidden(desk)
    with pytest.raises(NotAgreed, match="Bola Mensah has not agreed"):
        prints.preview(desk, contact, ORDER)
    asked(desk, contact)
    with pytest.raises(NotAgreed):
        prints.take(desk, contact, ORDER)
    assert not desk.file(contact).log(kinds.Printed)


def test_the_question_reaches_them_and_their_answer_comes_back(desk: Desk, theirs: Desk) -> None:
    contact = hidden(desk)
    request = asked(desk, contact)
    carry(contact, desk, theirs)
    (waits,) = agreeing.waiting_for_me(theirs)
    assert (waits.contact, waits.entry, waits.mine) == (contact, request, False)
    assert (
        waits.words == f"R. Shah asks you to agree to a copy with the address: {desk.file(contact).number}."
    )
    assert READER not in waits.words
    assert agreeing.news(theirs, {contact}) == (waits,)
    assert agreeing.waiting_for_me(desk) == ()

    agreeing.answer(theirs, contact, request, YES, approved=True)
    assert agreeing.waiting_for_me(theirs) == ()
    carry(contact, theirs, desk)
    (answered,) = agreeing.news(desk, {contact})
    assert (answered.mine, answered.words.startswith("B. Mensah agreed")) == (True, True)
    assert "Quillet" in printed(desk, contact)
    (decided,) = desk.file(contact).log(kinds.FullCopyDecided)
    (copy,) = desk.file(contact).log(kinds.Printed)
    assert decided.by == MENSAH.id
    assert (copy.body.agreed_by, copy.body.agreement) == (MENSAH.id, decided.entry)


def test_the_queue_of_whoever_is_asked_marks_it_until_they_answer_or_the_day_is_over(
    desk: Desk, theirs: Desk, clock: FixedClock
) -> None:
    def marked(whose: Desk) -> bool:
        row = next(row for row in find.queue(whose, View.EVERYONE).rows if row.contact == contact)
        return ASKS_YOU in [chip.words for chip in row.chips]

    contact = hidden(desk)
    first = asked(desk, contact)
    carry(contact, desk, theirs)
    assert (marked(theirs), marked(desk)) == (True, False)
    agreeing.answer(theirs, contact, first, YES, approved=False)
    assert not marked(theirs)
    agreeing.ask(desk, contact, "Another desk", WHY, MENSAH.id)
    carry(contact, desk, theirs)
    assert marked(theirs)
    clock.move(LASTS + timedelta(minutes=1))
    assert not marked(theirs)


def test_a_yes_is_for_one_copy_one_reader_one_reason_and_whoever_asked(desk: Desk, theirs: Desk) -> None:
    contact = hidden(desk)
    request = asked(desk, contact)
    carry(contact, desk, theirs)
    agreeing.answer(theirs, contact, request, YES, approved=True)
    carry(contact, theirs, desk)
    for other in (
        Order("PC Dale, welfare check", full=ORDER.full),
        Order(READER, full=Full("Another reason.", MENSAH.id)),
        Order(READER, full=Full(WHY, OKORO.id)),
    ):
        with pytest.raises(NotAgreed):
            prints.take(desk, contact, other)
    opening.sit_down(desk, PATEL.id)
    with pytest.raises(NotAgreed):
        prints.take(desk, contact, ORDER)
    opening.sit_down(desk, SHAH.id)
    printed(desk, contact)
    assert standing(desk, contact) == [Standing.USED]
    with pytest.raises(NotAgreed):
        prints.take(desk, contact, ORDER)
    asked(desk, contact)
    assert standing(desk, contact) == [Standing.USED, Standing.WAITING]


def test_a_copy_that_did_not_come_out_used_nothing_up(desk: Desk, theirs: Desk) -> None:
    contact = hidden(desk)
    request = asked(desk, contact)
    carry(contact, desk, theirs)
    agreeing.answer(theirs, contact, request, YES, approved=True)
    carry(contact, theirs, desk)
    taken = prints.take(desk, contact, ORDER, form="text")
    recall.came_out(desk, contact, taken.number, "failed")
    assert standing(desk, contact) == [Standing.AGREED]
    assert printed(desk, contact)


def test_of_two_copies_that_are_drawn_at_once_one_has_the_yes_and_each_has_its_own_number(
    desk: Desk, clock: FixedClock
) -> None:
    """A big copy is drawn for a minute, and nothing keeps anybody from beginning another."""
    contact = hidden(desk)
    request = asked(desk, contact)
    agreeing.answer_here(desk, contact, request, Proof(MENSAH.id), YES, approved=True)
    first, second = (prints._begun(desk, contact, ORDER, None, "text", "") for _ in range(2))
    counts = [begun.body.copy_number.split("-")[1] for begun in (first, second)]
    assert len(set(counts)) == 2, "not only by chance"
    prints.recorded(desk, first, b"")
    with pytest.raises(NotAgreed, match="used meanwhile"):
        prints.recorded(desk, second, b"")
    assert len(desk.file(contact).log(kinds.Printed)) == 1

    request = asked(desk, contact)
    agreeing.answer_here(desk, contact, request, Proof(MENSAH.id), YES, approved=True)
    late = prints._begun(desk, contact, ORDER, None, "text", "")
    clock.move(LASTS + timedelta(minutes=1))
    with pytest.raises(NotAgreed):
        prints.recorded(desk, late, b"")


def test_it_lasts_a_day_the_question_and_the_yes(desk: Desk, clock: FixedClock) -> None:
    contact = hidden(desk)
    request = asked(desk, contact)
    clock.move(LASTS)
    agreeing.answer_here(desk, contact, request, Proof(MENSAH.id), YES, approved=True)
    clock.move(LASTS)
    assert standing(desk, contact) == [Standing.AGREED]
    clock.move(timedelta(minutes=1))
    assert standing(desk, contact) == [Standing.EXPIRED]
    with pytest.raises(NotAgreed):
        prints.take(desk, contact, ORDER)
    request = asked(desk, contact)
    clock.move(LASTS + timedelta(minutes=1))
    with pytest.raises(RuleTrouble, match="Nobody waits"):
        agreeing.answer_here(desk, contact, request, Proof(MENSAH.id), YES, approved=True)


def test_a_no_stands_and_of_two_words_the_no_counts(desk: Desk, theirs: Desk) -> None:
    contact = hidden(desk)
    request = asked(desk, contact)
    carry(contact, desk, theirs)
    agreeing.answer(theirs, contact, request, "He is her brother.", approved=False)
    agreeing.answer_here(desk, contact, request, Proof(MENSAH.id), YES, approved=True)
    assert standing(desk, contact) == [Standing.AGREED]
    carry(contact, theirs, desk)
    assert standing(desk, contact) == standing(theirs, contact) == [Standing.REFUSED]
    assert desk.file(contact).conflicts == ()
    with pytest.raises(NotAgreed):
        prints.take(desk, contact, ORDER)


def test_only_whoever_was_asked_can_say_it(desk: Desk, theirs: Desk) -> None:
    contact = hidden(desk)
    request = asked(desk, contact)
    carry(contact, desk, theirs)
    opening.sit_down(theirs, OKORO.id)
    assert agreeing.waiting_for_me(theirs) == ()
    with pytest.raises(NotYours):
        agreeing.answer(theirs, contact, request, YES, approved=True)
    with pytest.raises(NotYours):
        agreeing.answer(desk, contact, request, YES, approved=True)
    with pytest.raises(NotYours):
        agreeing.answer_here(desk, contact, request, Proof(OKORO.id), YES, approved=True)
    with pytest.raises(BadInput, match="Say why"):
        agreeing.answer_here(desk, contact, request, Proof(MENSAH.id), " ", approved=True)
    assert standing(desk, contact) == [Standing.WAITING]


def test_an_entry_in_their_name_by_another_is_no_yes(desk: Desk) -> None:
    """Whoever asked wrote the answer too."""
    contact = hidden(desk)
    request = asked(desk, contact)
    said = kinds.FullCopyDecided(request=request, approved=True, because=YES)
    desk.store.journal.append(contact, [Act(said)], SHAH.id)
    assert standing(desk, contact) == [Standing.WAITING]


@pytest.mark.parametrize(("reader", "why", "of"), [
    ("police", WHY, MENSAH.id), ("", WHY, MENSAH.id), (READER, " ", MENSAH.id), (READER, WHY, None),
    (READER, WHY, SHAH.id), (READER, WHY, ADMIN.id), (READER, WHY, AuthorId("nobody")),
])  # fmt: skip
def test_nobody_is_asked_before_it_is_said_who_reads_it_and_why(
    desk: Desk, reader: str, why: str, of: AuthorId | None
) -> None:
    contact = hidden(desk)
    before = desk.store.journal.count()
    with pytest.raises(FullCopy):
        agreeing.ask(desk, contact, reader, why, of)
    assert desk.store.journal.count() == before


def test_nobody_is_asked_about_a_reader_who_must_not_see_it(desk: Desk) -> None:
    contact = hidden(desk)
    father = kinds.AdultNamed(person=PersonId("lee"), name=kinds.Name("Stokes", "Lee"), lives_there="no")
    desk.store.journal.append(contact, [father], SHAH.id)
    with pytest.raises(NotForThem):
        agreeing.ask(desk, contact, "Lee Stokes at the desk", WHY, MENSAH.id)


def test_asking_again_while_it_waits_says_nothing_twice(desk: Desk) -> None:
    contact = hidden(desk)
    asked(desk, contact)
    assert agreeing.ask(desk, contact, f" {READER.upper()} ", WHY, MENSAH.id).entries == ()
    assert len(offers(desk, contact).asked) == 1


# -- at the worker's own computer ---------------------------------------------------------------------------------


def test_in_practice_they_say_it_here_under_their_own_name(desk: Desk) -> None:
    contact = hidden(desk)
    request = asked(desk, contact)
    mine = desk.store.journal.device
    agreeing.answer_here(desk, contact, request, Proof(MENSAH.id), YES, approved=True)
    said = desk.store.journal.of_contact(contact)[-1]
    assert (said.kind, said.author) == ("FullCopyDecided", MENSAH.id)
    assert said.device != mine
    assert desk.store.journal.device == mine
    assert desk.worker == SHAH
    assert "Quillet" in printed(desk, contact)
    assert desk.store.journal.of_contact(contact)[-1].author == SHAH.id


def test_at_a_computer_that_works_alone_their_own_password_is_needed(
    tmp_path: Path, keystore: object, clock: FixedClock
) -> None:
    from workstation.access import sign_in

    del keystore
    path = tmp_path / "record.lintel"
    desk = real_work.first_desk("Rukhsana Shah", Role.SOCIAL_WORKER, "three quiet words", path, clock=clock)
    key = sign_in.unlock(path, desk.worker.id, "three quiet words", clock=clock)
    bola, _ = sign_in.enrol(path, "Bola Mensah", Role.MANAGER, "another four words", key=key, clock=clock)
    desk.store.people.add(bola)
    desk.close()
    desk = real_work.real_desk(desk.worker.id, "three quiet words", path, clock=clock)
    contact = hidden(desk)
    request = asked(desk, contact, bola.id)
    for wrong in ("three quiet words", ""):
        with pytest.raises(WrongPassword):
            agreeing.answer_here(desk, contact, request, Proof(bola.id, wrong), YES, approved=True)
    assert standing(desk, contact) == [Standing.WAITING]
    proof = Proof(bola.id, "another four words")
    assert "words" not in repr(proof)
    agreeing.answer_here(desk, contact, request, proof, YES, approved=True)
    said = desk.store.journal.of_contact(contact)[-1]
    assert said.author == bola.id
    assert standing(desk, contact) == [Standing.AGREED]
    desk.close()


def test_with_a_server_they_say_it_to_the_server_and_it_takes_it_as_theirs(
    desk: Desk, office: Office
) -> None:
    shah, mensah = office.hire("shah"), office.hire("mensah")
    journal = cast(Carried, desk.store.journal)
    exchange(journal, shah, genuine)
    contact = hidden(desk)
    request = asked(desk, contact)

    def dial(login: str, password: str) -> object:
        if (login, password) != ("mensah", "hers"):
            raise WrongPassword
        return office.central("mensah")

    wrong, other = Proof(MENSAH.id, "his", "mensah"), Proof(MENSAH.id, "", "shah")
    with pytest.raises(WrongPassword):
        agreeing.answer_here(desk, contact, request, wrong, YES, approved=True, dial=cast(Dial, dial))
    with pytest.raises(WrongPassword, match="not who was asked"):
        agreeing.answer_here(
            desk,
            contact,
            request,
            other,
            YES,
            approved=True,
            dial=cast(Dial, lambda *_: office.central("shah")),
        )
    proof = Proof(MENSAH.id, "hers", " mensah ")
    agreeing.answer_here(desk, contact, request, proof, YES, approved=True, dial=cast(Dial, dial))
    done = exchange(journal, shah, genuine)
    assert done.refused == 0
    assert desk.store.journal.waiting_count() == 0
    told = [e for e in mensah.pull("front-door", 0).entries if e.kind == "FullCopyDecided"]
    (said,) = told
    keys = {key.device: key for key in mensah.devices()}
    assert (said.author, keys[said.device].worker) == (MENSAH.id, MENSAH.id)
    assert office.quarantine() == {}


def test_without_the_server_nobody_speaks_for_them(desk: Desk) -> None:
    contact = hidden(desk)
    request = asked(desk, contact)

    def dial(_login: str, _password: str) -> object:
        raise CentralAway

    with pytest.raises(OnlyThemselves):
        agreeing.answer_here(
            desk, contact, request, Proof(MENSAH.id, "x", "mensah"), YES, approved=True, dial=cast(Dial, dial)
        )
    assert standing(desk, contact) == [Standing.WAITING]
    assert OFFICER.id not in {one.asked.body.of for one in requests(desk.file(contact), MORNING)}
