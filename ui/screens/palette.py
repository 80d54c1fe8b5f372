"""The palette (O1, Ctrl+K): find anybody or do anything by a few letters. It shows the keys of what it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ui import notices, shortcuts, theme
from ui.models import help_book, letters
from ui.models.letters import Hit
from ui.seat import Seat
from ui.shortcuts import COMMANDS, Command
from ui.widgets.nesting import nest
from ui.widgets.overlay import Overlay
from ui.widgets.pick_list import Pick, PickList, heading
from ui.widgets.said_later import SaidLater
from ui.widgets.words import Words
from workstation.domain import wording
from workstation.domain.ids import ContactId
from workstation.domain.line import ContactLine
from workstation.history.matcher import Found, FoundAgency, FoundPerson
from workstation.services import find

_ICONS = {
    "contact.new": "phone-incoming", "contact.take": "arrow-right", "contact.park": "pause-circle",
    "contact.escalate": "lightning-fill", "contact.chronology": "list-bullets", "contact.link": "link",
    "contact.print": "printer", "contact.declined": "hand-palm", "contact.save_next": "check",
    "address.show": "eye", "go.next_need": "warning-octagon", "go.queue": "tray", "go.signoff": "clipboard-text",
    "go.step1": "warning", "go.step2": "users", "go.step3": "clock", "go.step4": "phone", "go.step5": "user",
    "go.step6": "scales", "file.settings": "gear", "file.lock": "lock", "file.quit": "sign-out",
    "file.password": "lock",
    "help.field": "question", "help.keys": "keyboard", "go.find": "magnifying-glass",
}  # fmt: skip
_BY_GROUP = {"View": "magnifying-glass-plus", "Help": "question", "Contact": "folder", "Go": "arrow-right"}
_USUAL = frozenset({"contact.new", "contact.take", "go.find", "go.queue", "file.settings", "help.keys"})
"""What most people want when they have not typed anything yet."""
_MOST_FOUND = 6
"""People the palette asks for: it shows few, and has to be quick."""
_MOST_CONTACTS = 2
_ON_RECORD = frozenset({"user-fill", "folder-fill"})
_MOST_HERE, _MOST_PEOPLE, _MOST_ELSE, _MOST_HELP, _SHORTEST = 5, 4, 5, 3, 2


@dataclass(frozen=True)
class Place:
    """An open tab: how it is called, its icon, how to go there, and which contact it is of."""

    title: str
    icon: str
    go: Callable[[], object]
    contact: ContactId | None = None


@dataclass(frozen=True)
class Around:
    """Where the palette was opened: what can be done here, what anywhere, what is open."""

    seat: Seat
    run: Callable[[str], object]
    here_is: str
    here: frozenset[str]
    anywhere: frozenset[str]
    places: tuple[Place, ...]


class _Box(QLineEdit):
    """The box: larger words, and the keys of the list below it."""

    entered = Signal()

    def __init__(self, rows: PickList) -> None:
        super().__init__()
        self._rows = rows
        self.setAccessibleName("Find or do anything")
        # A keyboard that learns words would keep a name for good.
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down move in the list, Enter picks, everything else is typing."""
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._rows.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class Palette(Overlay):
    """Commands are found at once, here; people and contacts a moment later, beside the window."""

    def __init__(self, over: QWidget, around: Around) -> None:
        super().__init__(over, "Find or do anything", width=800, top=110)
        self._around, self._found, self._tallest = around, Found(), 0
        self._looking = self._enter_waits = False
        self.rows = PickList("What was found")
        self.box = _Box(self.rows)
        self._said = SaidLater(self.box)
        self._count = Words("", "small")
        self._label = Words("Find or do anything", "small")
        self._label.setBuddy(self.box)
        self.box.textEdited.connect(self._typed)
        self.box.entered.connect(self._enter)
        self.rows.picked.connect(self._run)
        self.closed.connect(self.finish)
        self.body.setContentsMargins(15, 12, 15, 10)
        self.body.setSpacing(6)
        foot = QHBoxLayout()
        keys = "Enter opens · Up and Down move · Esc closes · keys on the right work without opening this"
        foot.addWidget(Words(keys, "small", wrap=True), 1)
        foot.addWidget(self._count)
        for part in (self._label, self.box, self.rows):
            self.body.addWidget(part)
        nest(self.body, foot)
        self._dress()
        theme.changed.connect(self._dress)
        self._show()

    def _dress(self) -> None:
        self.box.setFont(theme.font("h2"))

    def commands(self) -> dict[str, Callable[[], object]]:
        """Ctrl+K again puts it away."""
        return {"palette": self.put_away}

    def type(self, words: str) -> None:
        """Begin with these letters."""
        self.box.setText(words)
        self._typed(words)

    def _typed(self, words: str) -> None:
        self._looking, self._enter_waits = len(words.strip()) >= _SHORTEST, False
        self._show()
        if self._looking:
            seat = self._around.seat
            seat.bench.latest(
                "palette", find.search, seat.desk, words.strip(), _MOST_FOUND, done=self._take_found
            )
        else:
            self._around.seat.bench.drop("palette")
            self._found = Found()

    def _take_found(self, found: Found) -> None:
        self._found, self._looking = found, False
        self._show()
        if self._enter_waits:
            self.rows.pick()
            return
        self._said.say(f"{self._results()} results")

    def _enter(self) -> None:
        """Take the chosen row; but nobody who was found for fewer letters than stand there now."""
        current = self.rows.current()
        if self._looking and current is not None and current.icon in _ON_RECORD:
            self._enter_waits = True
        else:
            self.rows.pick()

    def _results(self) -> int:
        return sum(1 for pick in self.rows.picks() if pick.run is not None)

    def _show(self) -> None:
        typed = self.box.text().strip()
        people, commands = self._people(typed), self._else(typed)
        rest = [*commands, *people] if _meant(typed, commands, people) else [*people, *commands]
        picks = [*self._here(typed), *rest]
        if not picks and typed:
            go = partial(self._around.seat.go.find, typed)
            picks = [
                Pick(
                    (("Nothing by that name here. Search everywhere for it", False),),
                    typed,
                    "magnifying-glass",
                    "",
                    go,
                )
            ]
        self.rows.show_picks(picks)
        number = self._results()
        self._count.set_words(f"{number} result{'s' if number != 1 else ''}")
        # The list grows and never shrinks: a panel that jumps at every letter is hard to read, and each jump
        # would have the whole page behind it painted again.
        self._tallest = max(self._tallest, self.rows.wanted_height())
        self.rows.setMinimumHeight(min(self._tallest, theme.px(470), max(120, self._room())))
        self._settle()

    def _room(self) -> int:
        return self._host.height() - theme.px(self._top) - theme.px(130)

    def _here(self, typed: str) -> list[Pick]:
        found = _best(typed, [command for command in COMMANDS if command.id in self._around.here])
        rows = [self._command(command, hit) for command, hit in found[:_MOST_HERE]]
        return [heading(self._around.here_is), *rows] if rows else []

    def _people(self, typed: str) -> list[Pick]:
        rows = []
        lines_of = {line.contact: line for line in self._found.contacts}
        for place in self._around.places:
            hit = letters.fit(typed, place.title)
            if hit is not None:
                # Two children may have one name: the number and the day say whose contact this is.
                line = lines_of.get(place.contact) if place.contact else None
                more = f" · {line.number} · {_about(line)}" if line else ""
                rows.append(Pick(tuple(hit.runs(place.title)), f"Open now{more}", place.icon, "", place.go))
        known = {place.contact for place in self._around.places}
        if typed and len(typed) >= _SHORTEST:
            rows += [self._person(typed, person) for person in self._found.people[:_MOST_PEOPLE]]
            lines = [line for line in self._found.contacts if line.contact not in known]
            rows += [self._contact(typed, line) for line in lines[:_MOST_CONTACTS]]
            rows += [self._agency(typed, agency) for agency in self._found.agencies[:2]]
        title = "People and contacts" if typed else "Open now"
        return [heading(title), *rows[: 2 * _MOST_PEOPLE]] if rows else []

    def _else(self, typed: str) -> list[Pick]:
        around = self._around
        usual = around.anywhere - around.here
        wanted = usual if typed else usual & _USUAL
        found = _best(typed, [command for command in COMMANDS if command.id in wanted])
        rows = [self._command(command, hit) for command, hit in found[:_MOST_ELSE]]
        if typed:
            rows += self._help(typed)
            whole = Pick(
                (("Search everybody on record for ", False), (typed, True)),
                "",
                "magnifying-glass",
                "",
                partial(around.seat.go.find, typed),
            )
            rows.append(whole)
        return [heading("Everywhere"), *rows] if rows else []

    def _help(self, typed: str) -> list[Pick]:
        rows = []
        for topic, section in help_book.headings():
            words = f"Help: {section[:1].lower()}{section[1:]}"
            hit = letters.piece(typed, words)
            if hit is not None:
                go = partial(self._around.seat.go.help, topic.name)
                rows.append(Pick(tuple(hit.runs(words)), "", "question-fill", "", go))
        return rows[:_MOST_HELP]

    def _command(self, command: Command, hit: Hit) -> Pick:
        icon = _ICONS.get(command.id) or _BY_GROUP.get(command.group, "caret-right")
        run = partial(self._around.run, command.id)
        return Pick(tuple(hit.runs(command.words)), command.tip, icon, shortcuts.key_words(command.id), run)

    def _person(self, typed: str, person: FoundPerson) -> Pick:
        words = f"{person.name} · {person.born}" if person.born else person.name
        open_with = f"open with {person.open_with}" if person.open_with else ""
        detail = " · ".join(part for part in (person.last, open_with, person.why) if part)
        return Pick(
            _marked(typed, words),
            detail,
            "user-fill",
            "",
            partial(self._around.seat.go.contact, person.contact),
        )

    def _contact(self, typed: str, line: ContactLine) -> Pick:
        words = f"{line.child or 'Contact'} · {line.number}"
        return Pick(
            _marked(typed, words),
            _about(line),
            "folder-fill",
            "",
            partial(self._around.seat.go.contact, line.contact),
        )

    def _agency(self, typed: str, agency: FoundAgency) -> Pick:
        detail = " · ".join(part for part in (agency.kind, agency.phone, *agency.people[:1]) if part)
        go = partial(self._around.seat.go.find, agency.name)
        return Pick(_marked(typed, agency.name), detail, "phone-fill", "", go)

    def _run(self, pick: Pick) -> None:
        self.put_away()
        if pick.run is not None:
            pick.run()


def _best(typed: str, commands: list[Command]) -> list[tuple[Command, Hit]]:
    """The commands that fit, best first; in the order of the menus when nothing is typed."""
    fits = [(one, letters.best(typed, one.words, one.also_words)) for one in commands]
    return sorted(((one, hit) for one, hit in fits if hit is not None), key=lambda found: -found[1].score)


def _meant(typed: str, commands: list[Pick], people: list[Pick]) -> bool:
    """Whether a command is meant: it begins with what was typed, and whoever was found only sounds like it."""
    begins = len(typed) >= _SHORTEST and any(
        _begins(typed, pick) for pick in commands if pick.run is not None
    )
    return begins and not any(bold for pick in people if pick.run is not None for _words, bold in pick.pieces)


def _begins(typed: str, pick: Pick) -> bool:
    return pick.words.casefold().startswith(typed.casefold())


def _about(line: ContactLine) -> str:
    """`Neglect · received 24 Nov 2026`."""
    at = f"received {wording.day(line.received_at)}" if line.received_at else ""
    return " · ".join(part for part in (line.worry, at) if part)


def _marked(typed: str, words: str) -> tuple[tuple[str, bool], ...]:
    """A name with what was typed in bold: each word of it, wherever it stands."""
    places: set[int] = set()
    for word in typed.split():
        hit = letters.piece(word, words)
        if hit is not None:
            places.update(hit.places)
    return tuple(Hit(0, tuple(sorted(places))).runs(words))


def get_ready() -> None:
    """Read what it looks through, so that it opens at once when it is asked for."""
    notices.get_ready()
    help_book.headings()


def open_over(over: QWidget, around: Around, typed: str = "") -> Palette:
    """Open the palette, with what was typed already."""
    palette = Palette(over, around)
    palette.open(palette.box)
    if typed:
        palette.type(typed)
    return palette
