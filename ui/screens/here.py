"""What is here without the server: numbers to ring, the record as far as it goes, packs that were printed (S9)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.models import exchange_words
from ui.widgets.card import Card
from ui.widgets.contact_row import ContactRow
from ui.widgets.mark_line import MarkLine
from workstation.domain import wording
from workstation.services import protect
from workstation.services.desk import Desk
from workstation.services.sent import Exchange
from workstation.services.sheets import Pack
from workstation.services.standing import Phrase

_MOST_PACKS = 5


class Rows:
    """The rows of a card, each under a key: when they come again, the focus stays where it was."""

    def __init__(self, card: Card) -> None:
        self._card = card
        self._rows: dict[str, QWidget] = {}

    def contacts(self) -> list[ContactRow]:
        """The rows that open a contact."""
        return [row for row in self._rows.values() if isinstance(row, ContactRow)]

    def fill(self, rows: list[tuple[str, QWidget]]) -> None:
        """Show these instead."""
        focused = next((key for key, row in self._rows.items() if row.hasFocus()), None)
        old, self._rows = self._rows, dict(rows)
        for row in self._rows.values():
            self._card.add(row)
            row.show()
        if focused in self._rows:
            self._rows[focused].setFocus(Qt.FocusReason.OtherFocusReason)
        for row in old.values():
            self._card.body.removeWidget(row)
            row.hide()
            row.deleteLater()


class Here(QWidget):
    """Three cards below each other; one that has nothing to say is not there."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setAccessibleName("What is here")
        self.ring, self.have = Card("Who to ring"), Card("What you have")
        self.packs = Card("Outage packs printed here")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for card in (self.ring, self.have, self.packs):
            column.addWidget(card)
        column.addStretch(1)
        self._rows = {card: Rows(card) for card in (self.ring, self.have, self.packs)}
        for card in (self.ring, self.packs):
            card.hide()

    def show_exchange(self, found: Exchange) -> None:
        """Who to ring while nobody answers, and what is on this computer."""
        self._show_ring(found)
        self._show_have(found)

    def _show_have(self, found: Exchange) -> None:
        lines: list[tuple[str, QWidget]] = []
        for words, here in exchange_words.have(found, self._desk.settings.duty_phone):
            icon, token = ("check-circle-fill", "settled") if here else ("minus-circle-fill", "secondary")
            line = MarkLine(token, icon, words, role="body", word_token="text")
            line.setAccessibleName(f"{'Here' if here else 'Not here'}: {words}")
            lines.append((words, line))
        self._rows[self.have].fill(lines)
        self.have.set_title("What you have" if found.state else "What is here")

    def _show_ring(self, found: Exchange) -> None:
        """Who to ring, while nobody answers: these numbers are on this computer."""
        away = found.standing.phrase in (Phrase.OFFLINE, Phrase.ALONE)
        lines: list[tuple[str, QWidget]] = []
        for number in protect.numbers(self._desk) if away else ():
            phone = number.phone.replace(" ", wording.NBSP)
            words = f"{phone}  {number.who}"
            line = MarkLine("danger", "phone-fill", words, role="body", word_token="text", strong=(phone,))
            line.setAccessibleName(words)
            lines.append((words, line))
        self._rows[self.ring].fill(lines)
        self.ring.setVisible(bool(lines))

    def show_packs(self, packs: tuple[Pack, ...]) -> None:
        """The newest packs, the last one first."""
        lines: list[tuple[str, QWidget]] = []
        for pack in reversed(packs[-_MOST_PACKS:]):
            words = exchange_words.pack(pack, self._desk.now())
            line = MarkLine("secondary", "printer", words, role="body", word_token="text")
            line.setAccessibleName(words)
            lines.append((words, line))
        self._rows[self.packs].fill(lines)
        self.packs.setVisible(bool(lines))
