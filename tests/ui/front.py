"""A front door for tests of screens: a real desk on a real store, a family, a seat that notes where it is sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar, cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui import theme
from ui.bench import Bench
from ui.changes import Changes
from ui.notices import Notice, Notices
from ui.reading import Reading
from ui.screens.steps.step import Step
from ui.seat import Go, Screen, Seat
from ui.widgets.scroll import Page
from workstation.domain import checks, kinds
from workstation.domain.ids import AuthorId, ContactId, PersonId
from workstation.domain.kinds import Body, Factor, Name
from workstation.domain.people import Role, Worker
from workstation.domain.times import FixedClock
from workstation.services import decide, find, opening, receive, record, weigh
from workstation.services.desk import Desk
from workstation.services.find import OpenContact
from workstation.services.receive import NewContact
from workstation.settings import PRACTICE_KEY, Settings
from workstation.store.file import Store

R = TypeVar("R")
SHAH = Worker(AuthorId("shah"), "Rukhsana Shah", Role.SOCIAL_WORKER, pronoun="she")
OKAFOR = Worker(AuthorId("okafor"), "Adaeze Okafor", Role.SOCIAL_WORKER, pronoun="she")
MENSAH = Worker(AuthorId("mensah"), "Bola Mensah", Role.MANAGER, pronoun="she")
CARRICK = Worker(AuthorId("carrick"), "Ines Carrick", Role.MANAGER)
MORNING = datetime(2026, 11, 24, 9, 18, tzinfo=UTC)
ELLIE, JAYDEN, DANA, LIAM, FATHER = (PersonId(x) for x in ("ellie", "jayden", "dana", "liam", "father"))
CHILDREN: tuple[Body, ...] = (
    kinds.ChildNamed(
        person=ELLIE, name=Name("Farrow", "Ellie"), born=kinds.Born(on=date(2017, 3, 14)), sex="F",
        where_now="school", school="Tarn Lane Primary",
    ),
    kinds.ChildNamed(
        person=JAYDEN, name=Name("Farrow", "Jayden"), born=kinds.Born(on=date(2021, 11, 2)), sex="M",
        where_now="school",
    ),
)  # fmt: skip
ADULTS: tuple[Body, ...] = (
    kinds.AdultNamed(
        person=DANA, name=Name("Farrow", "Dana"), title="Ms", relationship="mother", responsibility="yes",
        safe_contact="07700 900123", safe_when="after 12:00", do_not_use="0191 498 0007",
    ),
    kinds.AdultNamed(
        person=LIAM, name=Name("Stokes", "Liam"), title="Mr", relationship="partner", responsibility="no"
    ),
    kinds.AdultNamed(person=FATHER, known=False, relationship="father of Ellie and Jayden"),
)  # fmt: skip
CONCERN: tuple[Body, ...] = (
    kinds.ThemesChosen(themes=("da", "housing")),
    kinds.Answered(question_id="worried", answer="He will come back."),
    kinds.Answered(question_id="wanted", answer="see the children at home"),
    kinds.AddressRecorded(
        address="flat", people=(ELLIE, JAYDEN, DANA), lines="Flat 2, 00 Sample Street", postcode="NB0 0XX",
        confidential=True,
    ),
)  # fmt: skip


def weighed() -> tuple[Body, ...]:
    """Every factor of every adult: two as the police say, the GP is asked about the others."""
    factors: tuple[tuple[Factor, kinds.YesNo, str], ...] = (
        ("domestic abuse", "yes", "received"), ("alcohol", "no", "received"),
        ("drugs", "not known", "agency:gp"), ("mental health", "not known", "agency:gp"),
    )  # fmt: skip
    return tuple(
        kinds.FactorAnswered(person=person, factor=factor, answer=answer, source=source)
        for person in (DANA, LIAM, FATHER)
        for factor, answer, source in factors
    )


@dataclass
class Ways:
    """Notes every place it is sent to."""

    calls: list[tuple[object, ...]] = field(default_factory=list)

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *args: self.calls.append((name, *args))


@dataclass
class Front:
    """Everything a test of a screen needs."""

    desk: Desk
    seat: Seat
    clock: FixedClock
    ways: Ways
    told: list[Notice]
    shown: list[QWidget] = field(default_factory=list)

    def settle(self) -> None:
        """Let everything that is asked for come back, with the window alive."""
        for _ in range(4):
            QApplication.processEvents()
            assert self.seat.bench.idle()
        QApplication.processEvents()

    def words(self) -> str:
        """What was told last."""
        return f"{self.told[-1].words} {self.told[-1].advice}".strip() if self.told else ""

    def in_store(self, work: Callable[..., R], *args: object) -> R:
        """Do something as the store thread does it."""
        return self.desk.executor.submit(work, *args).result()

    def say(self, contact: ContactId, *bodies: Body) -> None:
        """Put something on the record, as whoever sits at the desk."""
        self.in_store(record.put, self.desk, contact, bodies)

    def open(self, contact: ContactId) -> OpenContact:
        """The contact as a screen gets it."""
        return self.in_store(find.contact, self.desk, contact)

    def sit(self, worker: Worker) -> None:
        """Somebody else sits down."""
        self.in_store(opening.sit_down, self.desk, worker.id)

    def family(self, *more: Body) -> ContactId:
        """A police contact about two children at a confidential address."""
        new = NewContact(
            words="Shouting was heard. Both children were up.", source="6", channel="notification", agency="Police",
            said=(*CHILDREN, *ADULTS, *CONCERN, *more),
        )  # fmt: skip
        (contact,) = self.in_store(receive.receive, self.desk, new).contacts
        return contact

    def ready(self, contact: ContactId, outcome: str = "O02", *, unheard: bool = True) -> None:
        """Everything that is needed before it can go to a manager."""
        shown = self.open(contact)
        view = "raises" if shown.past.flagged else "none found"
        said: list[Body] = [
            *(
                kinds.Answered(question_id=asked, answer="Said.")
                for asked in checks.missing_essentials(shown.file, self.desk.guide)
            ),
            kinds.HistoryWeighed(view=view, why="The same each time.", none_matter=shown.past.flagged),  # type: ignore[arg-type]
            *(
                kinds.AgencyAnswered(agency=block.place.partition(":")[2], who="Someone", said="Hm.", means="Calm.")
                for block in shown.blocks if block.place.startswith("agency:")
            ),
            kinds.ParentTold(person=DANA, told="yes", words="He turned up."),
            kinds.ParentAgreed(person=DANA, agrees="yes", to="an assessment"),
            kinds.ParentTold(
                person=LIAM, told="no: risk", lawful="other at risk", because="He does not know she spoke to us."
            ),
            kinds.ParentLeft(person=FATHER, because="The assessment will ask."),
            kinds.ReasonsWritten(prompt="worry", child=ELLIE, text="Frightened."),
            kinds.ReasonsWritten(prompt="worry", child=JAYDEN, text="Not seen by anyone yet."),
            *weighed(),
            *(kinds.ReasonsWritten(prompt=p, text="Written.") for p in ("strengths", "change_mind", "wanted")),
            kinds.ChildHeard(person=ELLIE, words="I hid.", heard_by="Mrs Hale"),
        ]  # fmt: skip
        if not unheard:
            said.append(kinds.ChildHeard(person=JAYDEN, words="He shouted.", heard_by="Mrs Hale"))
        self.say(contact, *said)
        for child, why in ((ELLIE, "She is frightened."), (JAYDEN, "Nobody has seen him.")):
            level = partial(weigh.judge_level, descriptors=("f3a",), because=why)
            self.in_store(level, self.desk, contact, child, "3")
            self.in_store(decide.recommend, self.desk, contact, child, outcome)

    def show(self, widget: QWidget, width: int = 1100, height: int = 900) -> None:
        """Show a step or screen in a window that has the focus; steps read the contact as the workspace does."""
        top = QWidget()
        column = QVBoxLayout(top)
        if isinstance(widget, Step):
            page = Page("step")
            page.add(widget)
            column.addWidget(page)
        else:
            column.addWidget(widget)
        self.shown.append(top)
        top.resize(width, height)
        top.show()
        top.activateWindow()
        QApplication.processEvents()
        if isinstance(widget, Step):
            self.seat.changes.published.connect(lambda _changed: self._fill(widget))
            self._fill(widget)
            widget.restore({})
        elif isinstance(widget, Screen):
            self.seat.changes.published.connect(widget.reload)
            widget.enter()
        self.settle()

    def _fill(self, step: Step) -> None:
        step.show_contact(self.open(step.contact_id))


class Strays(QObject):
    """Notices widgets that are shown before they stand in a window: they flash, and steal the focus."""

    def __init__(self, wanted: list[QWidget]) -> None:
        super().__init__()
        self._wanted, self.found = wanted, list[str]()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Show or not isinstance(watched, QWidget) or not watched.isWindow():
            return False
        if watched not in self._wanted:
            self.found.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


@contextmanager
def open_front(folder: Path, beside: Front | None = None) -> Iterator[Front]:
    """A front with nothing on record; Rukhsana Shah sits at it. `beside` is another computer of the same test."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, Reading())
    clock = FixedClock(MORNING)
    store = Store.open(folder / "practice.lintel", PRACTICE_KEY, clock=clock, kind="practice", create=True)
    for worker in (SHAH, OKAFOR, MENSAH, CARRICK):
        store.people.add(worker)
    desk = opening.assemble(store, clock, Settings(decide_first=0), practice=True)
    opening.sit_down(desk, SHAH.id)
    ways, notices, told = Ways(), Notices(), list[Notice]()
    notices.told.connect(lambda notice: told.append(notice) if notice is not None else None)
    bench = Bench(desk.executor)
    bench.on_trouble = notices.trouble
    seat = Seat(desk=desk, bench=bench, changes=Changes(), notices=notices, go=cast(Go, ways))
    front = Front(desk, seat, clock, ways, told, beside.shown if beside else [])
    strays = Strays(front.shown)
    app.installEventFilter(strays)
    try:
        yield front
        assert strays.found == []
    finally:
        app.removeEventFilter(strays)
        front.settle()
        for top in front.shown:
            top.close()
            top.deleteLater()
        front.shown.clear()
        bench.close()
        desk.close()
        # Qt would keep them until a loop ends, and style them again for every test after this one.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@dataclass
class Workspace:
    """Notes what a step asks of the screen it stands in."""

    calls: list[tuple[object, ...]] = field(default_factory=list)

    def go_to(self, step: int, place: str = "") -> None:
        self.calls.append((step, place))

    def next_need(self) -> None:
        self.calls.append(("next",))

    def run_command(self, command_id: str) -> None:
        self.calls.append((command_id,))


def nameless(whole: QWidget) -> list[str]:
    """Everything in view that can have the focus and has no name for a screen reader."""
    found = []
    for widget in whole.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy().value & 1:
            spoken = QAccessible.queryAccessibleInterface(widget)
            if not spoken.text(QAccessible.Text.Name).strip():
                found.append(type(widget).__name__)
    return found


def later(front: Front, **by: int) -> None:
    """Let time pass."""
    front.clock.move(timedelta(**by))
