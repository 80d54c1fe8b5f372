"""The cards under the rows of step 5: going on without the parents, safety, and what was declined before."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.screens.steps.adult_views import different_question, earlier_declines
from ui.screens.steps.leave_views import leave_of
from ui.widgets.card import Card
from ui.widgets.evidence_row import Keep
from ui.widgets.field import TextField
from ui.widgets.leave_card import LeaveCard
from ui.widgets.safety_card import SafetyCard
from ui.widgets.words import Words
from workstation.domain import lawful, wording
from workstation.domain.contact import ContactFile
from workstation.domain.gates.walk import DECLINES
from workstation.domain.ids import PersonId
from workstation.services.desk import Desk
from workstation.services.find import OpenContact


class ParentCards(QWidget):
    """Each card is there only while it has something to say."""

    reviewed = Signal(str, str, str)
    """Whose safety, what was found out, and the plan."""
    different_said = Signal()
    """What is different this time was written: read `different`."""

    def __init__(self, keep: Keep) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._keep = keep
        self.leave = LeaveCard(keep, "dispense")
        self.safety: dict[PersonId, SafetyCard] = {}
        self._before_card = Card("Support declined before")
        self._before = Words("", "body", wrap=True)
        self.different = TextField("")
        self._fill_different = keep(self.different, "declines.different", self.different_said.emit)
        self._before_card.add(self._before)
        self._before_card.add(self.different)
        self.declined_before = self._before_card
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(self.leave)
        self._column.addWidget(self.declined_before)

    def show_contact(self, shown: OpenContact, desk: Desk) -> None:
        """Show what stands. What is being typed stays."""
        self.leave.show_leave(leave_of(shown.file, desk))
        self._show_safety(shown.file, desk)
        words, dates = earlier_declines(shown.past)
        self.declined_before.setVisible(bool(words))
        self._before.set_words(words, strong=dates)
        self.different.set_label(different_question(shown.file, shown.past))
        self._fill_different(shown.file.warning(DECLINES))

    def places(self) -> dict[str, QWidget]:
        """Places of gaps, and what gets the focus."""
        found: dict[str, QWidget] = {"declines": self.different, "dispense": self.leave}
        return found | {f"safety:{person}": card for person, card in self.safety.items()}

    def newest_safety(self) -> SafetyCard | None:
        """The card that came last, if there is one."""
        return next(reversed(self.safety.values()), None)

    def commit(self) -> None:
        """Say what can be said (Ctrl+Enter)."""
        if self.leave.started():
            self.leave.commit()
        for card in self.safety.values():
            if card.started():
                card.commit()

    def _show_safety(self, file: ContactFile, desk: Desk) -> None:
        afraid = lawful.afraid(file, desk.guide)
        for person in self.safety.keys() - set(afraid):
            card = self.safety.pop(person)
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        for person in afraid:
            if person not in self.safety:
                self.safety[person] = card = SafetyCard(_called(file, person), self._keep, f"safety:{person}")
                card.saved.connect(partial(self.reviewed.emit, person))
                self._column.insertWidget(0, card, 0, Qt.AlignmentFlag.AlignTop)


def _called(file: ContactFile, person: PersonId) -> str:
    adult, child = file.adult(person), file.child(person)
    if adult is not None:
        return wording.sentence(wording.polite_name(adult))
    return child.name.given if child is not None else "Somebody"
