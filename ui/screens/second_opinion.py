"""A second opinion: whom to ask, who was asked, and what they said once they have said it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.models.said_words import quoted, stopped
from ui.seat import Seat
from ui.widgets.buttons import link, secondary
from ui.widgets.choice import Choice
from ui.widgets.evidence_row import Keep, buttons_row
from ui.widgets.fact_note import FactNote
from ui.widgets.field import LineField
from ui.widgets.words import Words
from workstation.domain import kinds, wording
from workstation.domain.changed import Changed
from workstation.domain.contact import ContactFile, Said
from workstation.domain.ids import AuthorId, ContactId
from workstation.domain.people import Worker
from workstation.services import opinions, signing

_NOTE = (
    "They see the facts, not the outcome or the reasons. When they have given their view, you both see both. "
    "So do not say here what you would do."
)


class Opinions(QWidget):
    """Asked for with one link; the form unfolds under it. Shown again whenever the record changes."""

    asked = Signal(object)
    """Somebody was asked (`Changed`)."""

    def __init__(self, seat: Seat, keep: Keep) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._seat = seat
        self._contact: ContactId | None = None
        self._told: tuple[tuple[str, str, str], ...] | None = None
        self._notes = QWidget()
        self.ask = link("Ask a second person", "users")
        self.whom = Choice([], name="Who do you ask?")
        self.about = LineField("What do you ask them?", "You can leave this empty.")
        keep(self.about, "opinion.about")
        self.send, shut = secondary("Ask", "users"), link("Close")
        self._form = QWidget()
        self._rows = QVBoxLayout(self._form)
        self._rows.setContentsMargins(0, 0, 0, 0)
        for part in (
            Words(_NOTE, "secondary", wrap=True),
            self.whom,
            self.about,
            buttons_row(self.send, shut),
        ):
            self._rows.addWidget(part)
        self._form.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._notes)
        self._column.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self._form)
        self.ask.clicked.connect(lambda _checked=False: self.open_form())
        self.send.clicked.connect(lambda _checked=False: self._send())
        shut.clicked.connect(lambda _checked=False: self._close())

    def show_file(self, file: ContactFile) -> None:
        """Show who was asked and what was said."""
        self._contact = file.contact
        told = tuple(_told(said, self._seat) for said in _standing(file))
        if told == self._told:
            return
        self._told = told
        self._column.removeWidget(self._notes)
        self._notes.hide()
        self._notes.deleteLater()
        self._notes = QWidget()
        column = QVBoxLayout(self._notes)
        column.setContentsMargins(0, 0, 0, 0)
        for title, detail, icon in told:
            column.addWidget(FactNote("information", title, detail, icon=icon))
        self._column.insertWidget(0, self._notes)
        self._notes.setVisible(bool(told))

    def open_form(self) -> None:
        """Look who can be asked, then unfold the form."""
        if self._contact is not None:
            self._seat.bench.run(opinions.colleagues, self._seat.desk, self._contact, done=self._offer)

    def _offer(self, colleagues: Sequence[Worker]) -> None:
        if not colleagues:
            self._seat.notices.say(
                "There is nobody to ask.", "Everybody who could be asked has a part in this."
            )
            return
        old = self.whom
        self.whom = Choice([(w.id, f"{w.name}, {w.role.lower()}") for w in colleagues], "Who do you ask?")
        self._rows.replaceWidget(old, self.whom)
        old.hide()
        old.deleteLater()
        self._form.show()
        self.whom.setFocus(Qt.FocusReason.OtherFocusReason)

    def _send(self) -> None:
        of = self.whom.value()
        if of is None:
            self.whom.set_error("Choose whom you ask.")
            self.whom.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._contact is not None:
            about = self.about.text().strip()
            self._seat.bench.run(
                opinions.ask,
                self._seat.desk,
                self._contact,
                AuthorId(of),
                about,
                done=partial(self._sent, of),
            )

    def _sent(self, of: str, changed: Changed) -> None:
        who = self._seat.desk.person(AuthorId(of))
        self.about.set_text("")
        self._close()
        self._seat.notices.settled(
            f"Asked {who.name if who else 'them'}. You see their view here when they have given it."
        )
        self.asked.emit(changed)

    def _close(self) -> None:
        self._form.hide()
        self.ask.setFocus(Qt.FocusReason.OtherFocusReason)


def _standing(file: ContactFile) -> list[Said[kinds.Body]]:
    found = [file.last(*question) for question in file.standing if question[0] == "opinion"]
    return [said for said in found if said is not None]


def _told(said: Said[kinds.Body], seat: Seat) -> tuple[str, str, str]:
    """A sentence, its detail and its icon."""
    body, desk = said.body, seat.desk
    if isinstance(body, kinds.OpinionGiven):
        who = desk.person(body.of)
        words = dict.fromkeys(signing.outcome_words(desk, d.outcome) for d in body.outcomes)
        title = f"{who.name if who else 'A colleague'} would decide: {' and '.join(words)}."
        return title, f"{stopped(quoted(body.why))} {wording.moment(said.happened)}", "users-fill"
    of = body.of if isinstance(body, kinds.OpinionAsked) else None
    who, by = desk.person(of), desk.person(said.by)
    about = f" {stopped(quoted(body.about))}" if isinstance(body, kinds.OpinionAsked) and body.about else ""
    title = f"{who.name if who else 'A colleague'} is asked for a second opinion."
    return (
        title,
        f"Asked by {by.short if by else 'somebody'} {wording.moment(said.happened)}.{about}",
        "hourglass",
    )
