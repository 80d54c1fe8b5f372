"""The level of need of each child, by the threshold document of today."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.evidence_row import Keep
from ui.widgets.level_card import LevelCard, LevelShown, LevelTyped
from ui.widgets.nesting import nest
from ui.widgets.words import Words
from workstation.domain import checks, kinds, wording
from workstation.domain.contact import ContactFile
from workstation.domain.guide import Guide, source_group
from workstation.domain.ids import PersonId
from workstation.domain.thresholds import Level, Thresholds

_WHO_SAID = {
    "police": "Police",
    "school": "School",
    "health": "Health",
    "la": "The council",
    "public": "The caller",
}


class Levels(QWidget):
    """A card for each child. Places are `level:<child>`, as gaps name them."""

    said = Signal(str, object)
    """Which child, and what was judged (`LevelTyped`)."""

    def __init__(self, book: Thresholds, guide: Guide, keep: Keep) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._book, self._keep = book, keep
        self._levels = [_shown(level, book, guide) for level in book.levels]
        self.cards: dict[str, LevelCard] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Words("Which level of need is it?", "h2", wrap=True))
        column.addWidget(Words(f"{book.title}. None is suggested. Press 1 to 4.", "secondary", wrap=True))
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        nest(column, self._list)

    def show_file(self, file: ContactFile) -> None:
        """Show what is judged for each child."""
        children = {str(c.person): c for c in file.children}
        for gone in self.cards.keys() - children.keys():
            card = self.cards.pop(gone)
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        claimed = claimed_words(file)
        for person, child in children.items():
            if person not in self.cards:
                self._make(person, child.name.given or "this child" if len(children) > 1 else "")
            self._fill(self.cards[person], file, child, claimed)
        self.setVisible(bool(children))

    def open_part(self) -> QWidget | None:
        """The first part of a level that is not answered."""
        return next((part for card in self.cards.values() if (part := card.open_part()) is not None), None)

    def open_after(self, focused: QWidget) -> QWidget | None:
        """The next part that is open in the card that has the focus, below where it is."""
        card = next((card for card in self.cards.values() if card.isAncestorOf(focused)), None)
        return card.open_after(focused) if card is not None else None

    def focus_place(self, place: str) -> bool:
        """Go to the level a gap is about."""
        card = self.cards.get(place.removeprefix("level:")) if place.startswith("level:") else None
        if card is not None:
            (card.open_part() or card.because).setFocus(Qt.FocusReason.ShortcutFocusReason)
        return card is not None

    def _make(self, person: str, whom: str) -> None:
        card = LevelCard(whom, self._levels, self._keep, f"level:{person}")
        card.said.connect(partial(self._said, person))
        self.cards[person] = card
        self._list.addWidget(card)

    def _fill(self, card: LevelCard, file: ContactFile, child: kinds.ChildNamed, claimed: str) -> None:
        said = file.level(child.person)
        stands = LevelTyped(said.body.level, said.body.descriptors, said.body.because) if said else None
        older = said is not None and said.body.thresholds not in ("", self._book.edition)
        note = f"Judged by an earlier edition ({said.body.thresholds})." if said and older else ""
        card.show_level(stands, claimed, note)

    def _said(self, person: str) -> None:
        typed = self.cards[person].typed()
        if typed is not None:
            self.said.emit(PersonId(person), typed)


def claimed_words(file: ContactFile) -> str:
    """`School said level 3`, or that nobody said; empty where it was never asked."""
    claimed = file.level_claimed
    if claimed is None:
        return ""
    who = _WHO_SAID.get(source_group(file.source), "The referrer")
    return f"{who} gave no level" if claimed.level == "not said" else f"{who} said level {claimed.level}"


def _shown(level: Level, book: Thresholds, guide: Guide) -> LevelShown:
    ticks = tuple((d.id, d.words, book.group(d.group)) for d in book.of_level(level.id))
    colour = f" ({level.colour} boxes)" if level.colour else ""
    why = wording.sentence(checks.why_not(level.id, guide))
    return LevelShown(
        level.id, level.words, f"Level {level.id}, {level.words}{colour}: {level.about}", level.paint, ticks,
        f"Why level {level.id}? {why}?",
    )  # fmt: skip
