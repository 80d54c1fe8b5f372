"""Two managers erase words at their own computers, and the practice server between them hears both."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.services.conftest import MENSAH, MORNING, OKORO, SHAH, STAFF
from workstation.domain import kinds
from workstation.domain.entries import Entry
from workstation.domain.ids import ContactId, EntryId
from workstation.domain.people import Worker
from workstation.domain.times import FixedClock
from workstation.domain.travel import Reason
from workstation.services import erasing, exchanging, opening, prints, record
from workstation.services.desk import Desk
from workstation.services.erasing import State
from workstation.services.receive import NewContact, receive
from workstation.settings import PRACTICE_KEY, Settings
from workstation.store.file import Store
from workstation.store.record import ErasureNotAgreed
from workstation.sync.central import CentralAway
from workstation.trouble import BadInput, NotYours

ORDER, WHY = "Court order 12 of 2026", "It was another family of that name."
SECRET = "Ninety Larch Row"


@contextmanager
def desk_of(folder: Path, name: str, worker: Worker) -> Iterator[Desk]:
    path = folder / f"{name}.lintel"
    clock = FixedClock(MORNING)
    store = Store.open(path, PRACTICE_KEY, clock=clock, kind="practice", create=not path.exists())
    for one in STAFF:
        store.people.add(one)
    desk = opening.assemble(store, clock, Settings(), practice=True)
    desk.folder = folder
    opening.sit_down(desk, worker.id)
    with closing(desk):
        yield desk


@pytest.fixture
def shah(tmp_path: Path) -> Iterator[Desk]:
    with desk_of(tmp_path, "shah", SHAH) as desk:
        yield desk


@pytest.fixture
def mensah(tmp_path: Path) -> Iterator[Desk]:
    with desk_of(tmp_path, "mensah", MENSAH) as desk:
        yield desk


@pytest.fixture
def okoro(tmp_path: Path) -> Iterator[Desk]:
    with desk_of(tmp_path, "okoro", OKORO) as desk:
        yield desk


def heard(*desks: Desk) -> None:
    for desk in desks:
        with exchanging.once(desk):
            pass


def at_central(desk: Desk, entry: EntryId) -> Entry:
    """How somebody who reads everything anew gets it."""
    with exchanging.once(desk) as central:
        assert central is not None
        return next(e for e in central.pull("front-door", 0).entries if e.id == entry)


@pytest.fixture
def secret(shah: Desk, mensah: Desk, okoro: Desk) -> Entry:
    """A note that everybody has, with words of another family."""
    heard(shah, mensah, okoro)
    (contact,) = receive(shah, NewContact(words="Ringing about a child.")).contacts
    record.say(shah, contact, kinds.ReasonsWritten(prompt="strengths", text=f"They live at {SECRET}."))
    heard(shah, mensah, okoro)
    (found,) = [e for e in erasing.find(mensah, contact) if SECRET.encode() in (e.body or b"")]
    return found


def test_two_managers_erase_words_everywhere(shah: Desk, mensah: Desk, okoro: Desk, secret: Entry) -> None:
    done = erasing.hear(mensah, erasing.agree(mensah, secret.id, ORDER, WHY))
    assert done.state is State.AGREED
    assert at_central(mensah, secret.id).body == secret.body
    heard(okoro)
    (waits,) = erasing.agreements(okoro)
    assert (waits.target, waits.by, waits.authority, waits.because) == (secret.id, MENSAH.id, ORDER, WHY)
    done = erasing.hear(okoro, erasing.erase(okoro, secret.id, ORDER, WHY))
    assert done.state is State.ERASED
    assert at_central(okoro, secret.id).body is None
    heard(shah, mensah)
    for desk in (shah, mensah, okoro):
        assert erasing.find(desk, secret.contact) != ()
        entry = desk.store.journal.by_id(secret.id)
        assert entry is not None
        assert (entry.body, entry.salt) == (None, b"")
        assert desk.store.journal.verify() == []
    assert erasing.agreements(mensah) == ()


def test_nothing_that_is_shown_has_the_words(mensah: Desk, okoro: Desk, secret: Entry) -> None:
    assert SECRET in prints.preview(okoro, secret.contact, "reading here").text
    erasing.hear(mensah, erasing.agree(mensah, secret.id, ORDER, WHY))
    heard(okoro)
    erasing.erase(okoro, secret.id, ORDER, WHY)
    file = okoro.file(secret.contact)
    assert SECRET not in repr(file)
    text = prints.preview(okoro, secret.contact, "reading here").text
    assert SECRET not in text
    assert "The words of 1 entry were lawfully erased." in text
    assert "erased words" in text


def test_the_server_waits_until_both_were_there_themselves(
    shah: Desk, mensah: Desk, okoro: Desk, secret: Entry
) -> None:
    """The agreement comes to the server through a colleague: that alone is nobody's word."""
    erasing.agree(mensah, secret.id, ORDER, WHY)
    shah.store.journal.append_entries(mensah.store.journal.waiting(500, 10**6))
    heard(shah, okoro)
    done = erasing.hear(okoro, erasing.erase(okoro, secret.id, ORDER, WHY))
    assert done.state is State.WAITS
    assert at_central(shah, secret.id).body == secret.body
    heard(mensah)
    assert at_central(shah, secret.id).body is None


def test_what_colleagues_wrote_is_read_first_if_it_can_be(mensah: Desk, okoro: Desk, secret: Entry) -> None:
    erasing.hear(mensah, erasing.agree(mensah, secret.id, ORDER, WHY))
    okoro.link.unplugged = True
    assert not erasing.catch_up(okoro)
    assert erasing.agreements(okoro) == ()
    okoro.link.unplugged = False
    assert erasing.catch_up(okoro)
    assert len(erasing.agreements(okoro)) == 1
    okoro.folder = None
    assert not erasing.catch_up(okoro)


def test_the_server_hears_it_later(mensah: Desk, okoro: Desk, secret: Entry) -> None:
    mensah.link.unplugged = True
    done = erasing.agree(mensah, secret.id, ORDER, WHY)
    assert done.state is State.UNSENT
    with pytest.raises(CentralAway):
        erasing.hear(mensah, done)
    mensah.link.unplugged = False
    assert erasing.hear(mensah, done).state is State.AGREED


def test_a_computer_that_works_alone_says_that_nothing_was_sent(mensah: Desk, secret: Entry) -> None:
    mensah.folder = None
    done = erasing.hear(mensah, erasing.agree(mensah, secret.id, ORDER, WHY))
    assert done.state is State.UNSENT


def test_nobody_erases_alone(mensah: Desk, okoro: Desk, secret: Entry) -> None:
    with pytest.raises(ErasureNotAgreed):
        erasing.erase(mensah, secret.id, ORDER, WHY)
    erasing.hear(mensah, erasing.agree(mensah, secret.id, ORDER, WHY))
    with pytest.raises(ErasureNotAgreed):
        erasing.erase(mensah, secret.id, ORDER, WHY)
    with pytest.raises(BadInput, match="agreed to this already"):
        erasing.agree(mensah, secret.id, ORDER, WHY)
    assert mensah.store.journal.by_id(secret.id) == secret


def test_only_managers_erase(shah: Desk, secret: Entry) -> None:
    for act in (erasing.agree, erasing.erase):
        with pytest.raises(NotYours):
            act(shah, secret.id, ORDER, WHY)
    with pytest.raises(NotYours):
        erasing.agreements(shah)


@pytest.mark.parametrize(("authority", "because"), [("Order 12", WHY), (ORDER, "Wrong.   "), ("", "")])
def test_an_authority_and_a_reason_are_more_than_a_word(
    mensah: Desk, secret: Entry, authority: str, because: str
) -> None:
    for act in (erasing.agree, erasing.erase):
        with pytest.raises(BadInput, match="ten letters"):
            act(mensah, secret.id, authority, because)


def test_what_cannot_be_erased(mensah: Desk, okoro: Desk, secret: Entry) -> None:
    with pytest.raises(BadInput, match="no such entry"):
        erasing.agree(mensah, EntryId("nothing"), ORDER, WHY)
    agreed = erasing.hear(mensah, erasing.agree(mensah, secret.id, ORDER, WHY))
    heard(okoro)
    erased = erasing.erase(okoro, secret.id, ORDER, WHY)
    for entry in (agreed.entry, erased.entry):
        with pytest.raises(BadInput, match="never erased itself"):
            erasing.agree(okoro, entry, ORDER, WHY)
    with pytest.raises(BadInput, match="gone already"):
        erasing.agree(okoro, secret.id, ORDER, WHY)
    shown = [entry.id for entry in erasing.find(okoro, secret.contact)]
    assert shown
    assert not {secret.id, agreed.entry, erased.entry} & set(shown)


def test_what_the_server_keeps_apart_is_said(mensah: Desk, okoro: Desk, secret: Entry) -> None:
    """Both are offline from each other: the server hears the erasure, and nobody agreed there."""
    agreed = erasing.agree(mensah, secret.id, ORDER, WHY)
    okoro.store.journal.append_entries(mensah.store.journal.waiting(500, 10**6))
    erased = erasing.erase(okoro, secret.id, ORDER, WHY)
    okoro.store.journal.refuse({agreed.entry: Reason.UNKNOWN_DEVICE})  # as if it had not been let in
    assert erasing.hear(okoro, erased).state is State.REFUSED
    assert at_central(mensah, secret.id).body == secret.body


def test_the_contact_is_only_the_targets(mensah: Desk, secret: Entry) -> None:
    done = erasing.agree(mensah, secret.id, ORDER, WHY)
    entry = mensah.store.journal.by_id(done.entry)
    assert entry is not None
    assert (entry.contact, entry.author) == (secret.contact, MENSAH.id)
    assert ContactId(entry.contact) == done.contact
