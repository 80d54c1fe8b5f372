"""A front door where all that is on record is hostile: a contact for each payload, and a window to look at them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

from PySide6 import QtGui
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

from tests.report.reading import flat, words_by_poppler, words_of
from ui import theme
from ui.bench import Bench
from ui.changes import Changes
from ui.notices import Notices
from ui.reading import Reading
from ui.screens.workspace import WorkspaceScreen
from ui.window import Window
from workstation.domain import kinds
from workstation.domain.fold import fold
from workstation.domain.ids import AuthorId, ContactId, PersonId
from workstation.domain.people import Role, Worker
from workstation.domain.times import FixedClock
from workstation.services import find, opening, prints, receive, record
from workstation.services.desk import Desk
from workstation.services.receive import NewContact
from workstation.settings import PRACTICE_KEY, Settings
from workstation.store.file import Store

MORNING = datetime(2026, 11, 24, 9, 18, tzinfo=UTC)
SHAH = Worker(AuthorId("shah"), "Rukhsana Shah", Role.SOCIAL_WORKER, pronoun="she")


@dataclass
class Office:
    """A desk, the window on it, and the contact of each payload."""

    desk: Desk
    window: Window
    path: Path
    contacts: dict[str, ContactId] = field(default_factory=dict)

    def settle(self) -> None:
        """Let everything that is asked for come back."""
        for _ in range(6):
            QApplication.processEvents()
            assert self.window.seat.bench.idle(60_000)  # a megabyte on a busy computer
        QApplication.processEvents()

    def take(self, words: str, **of_child: object) -> ContactId:
        """Put a contact on record in which these words stand wherever somebody may write them."""
        found = self.contacts.get(words)
        if found is None:
            changed = self.desk.in_store(
                receive.receive, self.desk, about(words, str(len(self.contacts)), of_child)
            )
            (found,) = changed.contacts
            self.desk.in_store(record.say, self.desk, found, *answers(words))
            self.contacts[words] = found
        return found

    def take_said(self, words: str) -> ContactId:
        """Put a contact on record in which only this was said."""
        child = kinds.ChildNamed(person=PersonId("child-long"), name=kinds.Name("Long", "Ellie"))
        new = NewContact(words=words, source="2A", channel="email", said=(child,))
        (found,) = self.desk.in_store(receive.receive, self.desk, new).contacts
        return found

    # -- what is shown -------------------------------------------------------------------------------------------

    def saved(self, contact: ContactId) -> list[kinds.Body]:
        """What the file on disk holds."""
        entries = self.desk.in_store(self.desk.store.journal.of_contact, contact)
        return [said.body for said in fold(contact, entries).story]

    def queue(self) -> QWidget:
        """The team queue, read again."""
        self.window.ways.queue()
        screen = self.window.places.shown()
        assert screen is not None
        screen.enter()
        self.settle()
        return screen

    def opened(self, contact: ContactId, step: int | None = None) -> WorkspaceScreen:
        """The contact on the screen, at a step."""
        self.window.ways.contact(contact, step)
        self.settle()
        screen = self.window.places.shown()
        assert isinstance(screen, WorkspaceScreen)
        return screen

    def found(self, words: str) -> set[ContactId]:
        """The contacts that a search brings."""
        found = self.desk.in_store(find.search, self.desk, words)
        return {line.contact for line in found.contacts} | {
            c for person in found.people for c in person.contacts
        }

    def people(self, contact: ContactId) -> list[str]:
        """How the child of a contact is called in the results of a search for the first name."""
        (child,) = self.desk.in_store(self.desk.file, contact).children
        found = self.desk.in_store(find.search, self.desk, child.name.given)
        return [person.name for person in found.people if contact in person.contacts]

    def copies(self, contact: ContactId, for_whom: str = "case file") -> Mapping[str, str]:
        """The copy in each form, as whoever gets it reads it."""
        seen = self.desk.in_store(prints.preview, self.desk, contact, for_whom)
        return {
            "pdfium": words_of(seen.pdf), "poppler": words_by_poppler(seen.pdf), "text": seen.text,
            "html": read_html(self.html(contact)),
        }  # fmt: skip

    def pdf(self, contact: ContactId) -> bytes:
        """The pages."""
        pages: bytes = self.desk.in_store(prints.preview, self.desk, contact, "case file").pdf
        return pages

    def html(self, contact: ContactId) -> str:
        """The copy as a page for a browser."""
        page: str = self.desk.in_store(prints.as_html, self.desk, contact, "case file")
        return page


def about(words: str, number: str, of_child: Mapping[str, object]) -> NewContact:
    """A contact with the words in every field that takes words, and a child nobody else is."""
    child, mother = PersonId(f"child-{number}"), PersonId(f"mother-{number}")
    named: dict[str, object] = {
        "name": kinds.Name(words, first_name(int(number))), "school": words, "gp": words,
        "born": kinds.Born(on=date(2012, 1, 1) + timedelta(days=37 * int(number))),
    }  # fmt: skip
    said: tuple[kinds.Body, ...] = (
        kinds.ChildNamed(person=child, **(named | dict(of_child))),  # type: ignore[arg-type]
        kinds.AdultNamed(
            person=mother, name=kinds.Name(words, "Dana"), relationship="mother", responsibility="yes",
            safe_contact=words,
        ),
        kinds.AddressRecorded(address="home", people=(child, mother), lines=words, postcode=""),
    )  # fmt: skip
    return NewContact(
        words=words, source="6", channel="notification", agency=words, said=said,
        referrer=kinds.ReferrerNamed(name=words, role=words, agency=words),
    )  # fmt: skip


def first_name(number: int) -> str:
    """A first name nobody else has."""
    return "Ell" + "".join(chr(ord("a") + int(digit)) * 2 for digit in f"{number:02d}") + "ie"


def answers(words: str) -> tuple[kinds.Body, ...]:
    """What is said of it later."""
    return (
        kinds.NoteMade(text=words),
        kinds.Answered(question_id="worried", answer=words),
        kinds.AgencyAnswered(agency="school", who=words, said=words, means=words),
        kinds.ReasonsWritten(prompt="strengths", text=words),
    )


class _Reader(HTMLParser):
    """What a browser shows of a page, and what it would build of it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.tags: dict[str, set[str]] = {}
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.setdefault(tag, set()).update(name for name, _value in attrs)
        self._silent += tag in _SILENT

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data)


_SILENT = {"style", "title", "script"}


def read_html(page: str) -> str:
    """What a browser shows of a page."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return "".join(reader.words)


def built_of(page: str) -> dict[str, set[str]]:
    """The elements of a page, with the attributes they have."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.tags


def shown(widget: QWidget) -> str:
    """Everything that a screen shows or says aloud."""
    said = [w.text() for w in widget.findChildren(QLineEdit)]
    said += [w.toPlainText() for w in widget.findChildren(QPlainTextEdit)]
    said += [w.accessibleName() for w in widget.findChildren(QWidget)]
    return "\n".join((drawn_on(widget), *said))


def drawn_on(widget: QWidget) -> str:
    """What stands on a screen, but for the boxes that one writes in: these hold what was typed."""
    said = [w.text() for w in widget.findChildren(QLabel)]
    said += [w.text().replace("&&", "&") for w in widget.findChildren(QAbstractButton)]
    for table in widget.findChildren(QTableView):
        model = table.model()
        if model is not None:
            said += [
                str(model.data(model.index(row, column), role) or "")
                for row in range(model.rowCount())
                for column in range(model.columnCount())
                for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            ]
    return "\n".join(said)


def misread(widget: QWidget) -> list[str]:
    """What Qt would take for something else than words: markup in labels and tips, `&` as a shortcut."""
    labels = [x for x in widget.findChildren(QLabel) if x.textFormat() is not Qt.TextFormat.PlainText]
    found = [f"markup: {label.text()}" for label in labels if QtGui.Qt.mightBeRichText(label.text())]
    found += [
        f"tip: {w.toolTip()}" for w in widget.findChildren(QWidget) if QtGui.Qt.mightBeRichText(w.toolTip())
    ]
    found += [
        f"shortcut: {b.text()}"
        for b in widget.findChildren(QAbstractButton)
        if "&" in b.text().replace("&&", "")
    ]
    found += [
        f"shortcut: {a.text()}" for a in widget.findChildren(QAction) if "& " in a.text().replace("&&", "")
    ]
    return found


def is_in(words: str, text: str) -> bool:
    """Whether words stand in a text whose lines may break anywhere."""
    return flat(words) in flat(text)


@contextmanager
def open_office(app: QApplication, folder: Path) -> Iterator[Office]:
    """The office with nothing on record yet; Rukhsana Shah sits there."""
    theme.apply(app, Reading())
    path = folder / "practice.lintel"
    clock = FixedClock(MORNING)
    store = Store.open(path, PRACTICE_KEY, clock=clock, kind="practice", create=True)
    store.people.add(SHAH)
    desk = opening.assemble(store, clock, Settings(), practice=True, council="Northbeck Council")
    opening.sit_down(desk, SHAH.id)
    notices, bench = Notices(), Bench(desk.executor)
    bench.on_trouble, bench.on_bug = notices.trouble, notices.bug
    window = Window(desk, bench, Changes(), notices)
    window.resize(1600, 900)
    window.start([])
    window.show()
    office = Office(desk, window, path)
    office.settle()
    try:
        yield office
    finally:
        window.close()
        assert bench.idle()
        bench.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        desk.close()
