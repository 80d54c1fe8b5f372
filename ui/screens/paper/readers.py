"""Who a copy is for: the five kinds of reader, somebody else by name, or one person of the family."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from ui.screens.drafting import really_left
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.field import LineField
from ui.widgets.words import Words
from workstation.domain.ids import PersonId
from workstation.services.copy_order import Offers, Recipient

_WHOM = (
    ("case file", "Case file"), ("receiving team", "The team that takes it on"), ("referrer", "The referrer"),
    ("family", "A parent or carer"), ("quality", "Quality: names replaced"), ("other", "Somebody else…"),
)  # fmt: skip
_HAS = {
    "case file": "Everything on record.",
    "receiving team": "Everything they need to keep the children safe, without our own notes.",
    "referrer": "What was decided, by which threshold, and how to disagree. Nothing else.",
    "family": "What was decided and what this person said. Nothing of any other adult, nor of the referrer.",
    "quality": "Child 1, Adult 1, Worker 1 in place of names; ages in place of birthdays; [name?] in doubt.",
    "other": "As for the team that takes it on.",
}


class Readers(Card):
    """Nobody is chosen beforehand: a copy is always for somebody."""

    changed = Signal()
    """The copy is for somebody else now."""

    def __init__(self) -> None:
        super().__init__(name="Who is this copy for?")
        self.whom = Choice(list(_WHOM), "Who is this copy for?", horizontal=True)
        self.has = Words("", "secondary", wrap=True)
        self.whom_else = LineField("Name and service")
        self.family = Choice([], "Which parent or carer?")
        self.override = LineField(
            "Why is it safe to give it to them on paper?",
            "Nothing says that post is safe. Your words stay on record.",
        )
        self._offers = Offers()
        for part in (self.whom, self.has, self.whom_else, self.family, self.override):
            self.add(part)
        for part in (self.has, self.whom_else, self.family, self.override):
            part.hide()
        self.whom.chosen.connect(self._chosen)
        for field in (self.whom_else, self.override):
            field.left.connect(lambda: self.changed.emit() if really_left() else None)

    def offer(self, whom: str) -> None:
        """This paper is for somebody already; it can be for somebody else all the same."""
        self.whom_else.set_text(whom)
        self.whom.set_value("other")
        self.whom_else.show()

    def show_offers(self, offers: Offers) -> None:
        """Offer these people."""
        if [p for p, _ in offers.readers] != [p for p, _ in self._offers.readers]:
            self._offer_family(offers)
        self._offers = offers

    def _offer_family(self, offers: Offers) -> None:
        old, chosen = self.family, self.family.value()
        self.family = Choice([(person, words) for person, words in offers.readers], "Which parent or carer?")
        self.body.insertWidget(self.body.indexOf(old), self.family)
        self.body.removeWidget(old)
        old.hide()
        old.deleteLater()
        self.family.set_value(chosen if chosen in dict(offers.readers) else None)
        self.family.setVisible(self.whom.value() == "family")
        self.family.chosen.connect(lambda _person: self._other_reader())

    def _other_reader(self) -> None:
        self.override.set_text("")
        self.override.hide()
        self.changed.emit()

    def ask_override(self) -> None:
        """Post is not known to be safe for them: it needs a reason."""
        self.override.show()
        self.override.setFocus(Qt.FocusReason.OtherFocusReason)

    def recipient(self) -> Recipient:
        """Which projection. Somebody else reads what the receiving team reads."""
        value = self.whom.value() or "case file"
        return Recipient.RECEIVING_TEAM if value == "other" else Recipient(value)

    def reader(self) -> PersonId | None:
        """Who of the family reads it."""
        value = self.family.value() if self.whom.value() == "family" else None
        return PersonId(value) if value else None

    def name_them(self, needed: bool) -> None:
        """Whether the reader has to be named although it is the case file."""
        self.whom_else.setVisible(needed or self.whom.value() in ("other", "receiving team"))

    def for_whom(self) -> str:
        """Who the copy is for; empty while nobody is said."""
        chosen, named = self.whom.value() or "", self.whom_else.text().strip()
        if chosen == "family":
            return dict(self._offers.readers).get(self.reader() or PersonId(""), "")
        if chosen == "referrer":
            return self._offers.referrer or "the referrer"
        if chosen == "other" or (chosen == "case file" and self.whom_else.isVisibleTo(self)):
            return named
        return named or chosen if chosen == "receiving team" else chosen

    def said(self) -> bool:
        """Whether somebody is said; if not, ask where it is missing."""
        if self.for_whom():
            return True
        if self.whom.value() == "family":
            self.family.set_error("Choose which parent or carer.")
            self.family.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.whom.value() is not None:
            self.whom_else.set_error("Write who this copy is for.")
            self.whom_else.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.whom.set_error("Choose who this copy is for.")
            self.whom.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    def _chosen(self, whom: str) -> None:
        self.has.set_words(_HAS[whom])
        self.has.show()
        self.name_them(needed=False)
        self.family.setVisible(whom == "family")
        self.override.setVisible(False)
        if whom == "other":
            self.whom_else.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()
