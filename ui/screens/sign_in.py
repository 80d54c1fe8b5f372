"""Sign in (S1): in practice, pick a made-up colleague; for real work, your name and your password."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui import theme
from ui.models import letters
from ui.notices import announce
from ui.screens.first_start import Doorway
from ui.widgets.buttons import primary, quiet
from ui.widgets.choice import Choice
from ui.widgets.field import LineField
from ui.widgets.mark_line import MarkLine
from ui.widgets.pick_list import Pick, PickList, heading
from ui.widgets.practice_banner import PracticeBanner
from ui.widgets.suggest import Suggest, Suggestion
from ui.widgets.words import Words
from workstation.domain import wording
from workstation.domain.ids import AuthorId
from workstation.domain.people import Role, Worker
from workstation.services.first_page import FirstPage, Given, PasswordChanged
from workstation.trouble import Trouble

GOOD_PASSWORD = "At least 12 characters. Three words that you remember are good."
_LOST = (
    "Then you begin with an empty record here, and everything that had reached the server comes back. What had not "
    "is kept on this computer, until two custodians open it."
)
_NEW_HERE = (
    "New here? Be Rukhsana Shah, a social worker: type “ruk”, then Enter. “Your first day” in the help (F1) is a "
    "walk of ten minutes. What you may do depends on the role."
)
_ROLES = (Role.SOCIAL_WORKER, Role.MANAGER, Role.CONTACT_OFFICER)


class PickSomebody(QWidget):
    """Type to filter, Up and Down, Enter. Also used to come back after a lock."""

    picked = Signal(object)

    def __init__(
        self,
        staff: Sequence[Worker],
        here: Mapping[AuthorId, datetime],
        now: datetime,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._staff, self._here, self._now = tuple(staff), dict(here), now
        self.box = LineField("A name, or a role")
        self.rows = PickList("Made-up colleagues")
        self.rows.picked.connect(self._pick)
        self.box.changed.connect(lambda _words: self.show_staff())
        self.box.edit.returnPressed.connect(self.rows.pick)
        self.rows.setMinimumHeight(theme.px(300))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.box)
        column.addWidget(self.rows, 1)
        self.show_staff()

    def show_staff(self) -> None:
        """Everybody whose name or role fits what was typed, by role; who was here last comes first."""
        typed = self.box.text().strip()
        found = [worker for worker in self._staff if self._fits(typed, worker)]
        picks: list[Pick] = []
        recent = sorted(
            (one for one in found if one.id in self._here), key=lambda one: self._here[one.id], reverse=True
        )
        if recent:
            picks += [heading("Last here"), *(self._row(worker) for worker in recent[:3])]
        for role in Role:
            rows = [self._row(worker) for worker in found if worker.role is role and worker not in recent[:3]]
            picks += [heading(str(role)), *rows] if rows else []
        self.rows.show_picks(picks)
        if typed:
            announce(self.box.edit, wording.count(len(found), "colleague"))

    def _fits(self, typed: str, worker: Worker) -> bool:
        if not typed:
            return True
        hit = letters.fit(typed, worker.name) or letters.fit(typed, str(worker.role))
        return hit is not None

    def _row(self, worker: Worker) -> Pick:
        hit = letters.fit(self.box.text(), worker.name)
        pieces = tuple(hit.runs(worker.name)) if hit else ((worker.name, False),)
        last = self._here.get(worker.id)
        seen = f"Last here: {wording.near(last, self._now)}, this computer" if last else ""
        detail = " · ".join(part for part in (str(worker.role), worker.team, seen) if part)
        return Pick(pieces, detail, "user-fill", "", partial(self.picked.emit, worker.id))

    def _pick(self, pick: Pick) -> None:
        if pick.run is not None:
            pick.run()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down belong to the list; the box has no use for them."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.rows.step(1 if event.key() == Qt.Key.Key_Down else -1)
            return
        super().keyPressEvent(event)


class PracticeSignIn(Doorway):
    """Asks who you want to be today."""

    picked = Signal(object)

    def __init__(self, staff: Sequence[Worker], here: Mapping[AuthorId, datetime], now: datetime) -> None:
        super().__init__("Sign in to the practice authority")
        self.people = PickSomebody(staff, here, now)
        self.people.picked.connect(self.picked)
        self.card.add(PracticeBanner())
        self.card.add(Words("Who do you want to be today?", "h2", wrap=True))
        self.card.add(self.people)
        self.card.add(Words(_NEW_HERE, "small", wrap=True))

    def enter(self) -> None:
        """To the box."""
        self.people.box.setFocus()


class PasswordField(LineField):
    """A password that can be pasted, and looked at."""

    def __init__(self, label: str, hint: str = "") -> None:
        super().__init__(label, hint, secret=True)
        self.show_it = quiet("Show password", "eye")
        self.show_it.setCheckable(True)
        self.show_it.toggled.connect(self._show_or_hide)

    def _show_or_hide(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.edit.setEchoMode(mode)
        self.show_it.set_words("Hide password" if shown else "Show password")


@dataclass(frozen=True)
class Credentials:
    """What was typed to sign in. `role` is set only for the first person on a computer that works alone."""

    given: Given
    role: Role | None = None


class RealSignIn(Doorway):
    """Name and password; on a computer that works alone and has no record yet, who begins it."""

    given = Signal(object)

    def __init__(self, page: FirstPage) -> None:
        super().__init__("Sign in")
        self._page = page
        self.first = not page.here and not page.central
        self.name: LineField = LineField("Your name") if not page.here else self._known_name()
        self.password = PasswordField("Password", GOOD_PASSWORD if self.first else "")
        self.role = Choice([(role.name, str(role)) for role in _ROLES], "Your role")
        self.earlier = PasswordField("The password you used here before")
        self.anew = quiet("I do not know it any more", "")
        self.anew.clicked.connect(lambda _checked=False: self.send(anew=True))
        self.lost = Words(_LOST, "small", wrap=True)
        self.wrong = MarkLine("danger", "warning-octagon-fill")
        self.go = primary("Begin the record on this computer" if self.first else "Sign in", "", "Enter")
        self.go.clicked.connect(lambda _checked=False: self.send())
        for box in (self.password, self.earlier):
            box.edit.returnPressed.connect(self.send)
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.go)
        row.addWidget(self.password.show_it)
        row.addStretch(1)
        self.card.add(Words("Begin your record" if self.first else "Sign in", "h2"))
        for part in (self.name, self.password, self.role, self.wrong, self.earlier, self.anew, self.lost):
            self.card.add(part)
        self.card.add_row(row)
        for words in self.said():
            self.card.add(Words(words, "small", wrap=True))
        for part in (self.wrong, self.earlier, self.anew, self.lost):
            part.hide()
        self.role.setVisible(self.first)
        if self._page.here:
            last = self._page.here[0]
            self.name.set_text(last.login or last.name)

    def said(self) -> tuple[str, ...]:
        """The quiet lines under the button (S1)."""
        page = self._page
        lines = []
        if page.central and page.here:
            hours = wording.count(page.hours, "hour")
            lines.append(f"Working offline? Your last password works for {hours}.")
        if page.central and not page.here:
            lines.append("The first time on this computer needs the server. After that you can work offline.")
        last = page.here[0].last if page.here else None
        if last is not None and page.now is not None:
            lines.append(f"Last here: {wording.near(last, page.now)}, this computer.")
        return tuple(lines)

    def _known_name(self) -> Suggest:
        box = Suggest("Your name")
        box.wanted.connect(self._offer)
        return box

    def _offer(self, typed: str) -> None:
        if isinstance(self.name, Suggest):
            known = (one.login or one.name for one in self._page.here)
            self.name.offer([Suggestion(name) for name in known if letters.fit(typed, name)])

    def enter(self) -> None:
        """To what is empty first."""
        (self.password if self.name.text() else self.name).setFocus()

    def send(self, *, anew: bool = False) -> None:
        """Try what was typed."""
        name = self.name.text().strip()
        role = Role[self.role.value() or ""] if self.role.value() else None
        if not name:
            self.name.set_error("Type your name.")
            self.name.setFocus()
        elif self.first and role is None:
            self.role.set_error("Choose your role.")
            self.role.setFocus()
        elif self.go.isEnabled():
            self.wrong.hide()
            self.go.setEnabled(False)
            given = Given(name, self.password.text(), self.earlier.text(), anew)
            self.given.emit(Credentials(given, role))

    def say(self, trouble: Trouble) -> None:
        """It was not right: why, and what to do."""
        self.go.setEnabled(True)
        self.wrong.set_words(f"{trouble.title} {trouble.what_to_do}")
        self.wrong.show()
        announce(self, self.wrong.words())
        if isinstance(trouble, PasswordChanged):
            for part in (self.earlier, self.anew, self.lost):
                part.show()
        box = self.earlier if self.earlier.isVisibleTo(self) else self.password
        box.edit.selectAll()
        box.setFocus()
