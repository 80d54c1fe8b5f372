"""Which file, and what it was recognised as, before it is read; with a way to say that this is not right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.models.kinds_of_file import KINDS, Kind, cannot, kind_of, leaves, needs_columns, recognised
from ui.notices import announce
from ui.widgets.buttons import link, primary, secondary
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.evidence_row import buttons_row, column_of
from ui.widgets.mark_line import MarkLine
from ui.widgets.scroll import Page
from ui.widgets.words import Words
from workstation.intake.mapping import Preview

_WHAT = "What happened before Lintel comes from files of these kinds:"
_SAFE = (
    "A file is read apart from Lintel, and nothing in it is run. It may come twice: nothing is taken twice."
)


class Choosing(Page):
    """Tells that a file is wanted, or that the one shown is to be brought in or explained."""

    choose_wanted = Signal()
    take_wanted = Signal()
    """Bring it in as it explains itself."""
    columns_wanted = Signal(object)
    """Say what the columns mean; what the rows are about, if a person said so."""

    def __init__(self) -> None:
        super().__init__("Which file", top=4)
        self.preview: Preview | None = None
        self.kind: Kind | None = None
        self.file_name = Words("", "h3", wrap=True)
        self.choose = secondary("Choose a file…", "folder-open")
        self.take = primary("Bring it in", "download-simple")
        self.found = MarkLine("info", "info-fill", role="body", word_token="text")
        self.wrong = MarkLine("danger", "warning-octagon-fill", role="body_bold")
        self.advice = Words("", "body", wrap=True)
        self.not_right = link("This is not right…")
        self.really = Choice(KINDS, "What is it really?")
        self.cannot = MarkLine("warning", "warning-fill", role="body", word_token="text")
        self.leaves = MarkLine("warning", "warning-fill", role="body", word_token="text")
        self.columns = secondary("Look at the columns first", "table")
        self.choose.clicked.connect(lambda _checked=False: self.choose_wanted.emit())
        self.take.clicked.connect(lambda _checked=False: self._go_on())
        self.columns.clicked.connect(lambda _checked=False: self.columns_wanted.emit(self._about()))
        self.not_right.clicked.connect(lambda _checked=False: self._ask())
        self.really.chosen.connect(self._said)
        self._lay_out()

    def _lay_out(self) -> None:
        card = Card("Which file?", role="h2")
        kinds = (MarkLine("text", "table", words, word_token="text") for _kind, words in KINDS)
        self._kinds = column_of(
            Words(_WHAT, "body", wrap=True), *kinds, Words(_SAFE, "secondary", wrap=True), gap=6
        )
        for part in (
            self.file_name, self.found, self.leaves, self.wrong, self.advice, self.really, self.cannot,
            buttons_row(self.take, self.columns, self.choose, self.not_right), self._kinds,
        ):  # fmt: skip
            card.add(part)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(card, 3)
        row.addStretch(1)
        self.add(line)
        self.clear()

    def clear(self) -> None:
        """No file."""
        self.file_name.set_words("")
        self.file_name.hide()
        self._kinds.show()
        self._forget()

    def show_name(self, name: str) -> None:
        """This file is meant; it is being looked at."""
        self.file_name.set_words(name)
        self.file_name.show()
        self._kinds.hide()
        self._forget()
        self.found.set_words("Looking at it. Nothing is taken.")
        self.found.show()

    def show_preview(self, preview: Preview) -> None:
        """This is what it was recognised as."""
        self.preview, self.kind = preview, kind_of(preview)
        self.found.set_words(recognised(preview))
        self.found.show()
        self.not_right.show()
        self._suit()
        announce(self, f"{self.found.words()} {self.leaves.words()}".strip())
        self.enter()

    def say_wrong(self, title: str, advice: str) -> None:
        """It could not be read, and this is what to do."""
        if self.preview is None:
            self._forget()
        self.wrong.set_words(title)
        self.advice.set_words(advice)
        self.wrong.show()
        self.advice.setVisible(bool(advice))
        announce(self, f"{title} {advice}")
        self.enter()

    def enter(self) -> None:
        """To the way on."""
        target = self.choose if self.take.isHidden() else self.take
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _forget(self) -> None:
        self.preview = self.kind = None
        for part in (
            self.found, self.leaves, self.wrong, self.advice, self.take, self.columns, self.not_right, self.really,
            self.cannot,
        ):  # fmt: skip
            part.hide()
        self._suit_choose()

    def _suit_choose(self) -> None:
        """To choose is the thing to do while nothing can be brought in."""
        self.choose.set_words("Choose another file…" if self.file_name.words() else "Choose a file…")
        self.choose.set_look("primary" if self.take.isHidden() else "secondary")

    def _ask(self) -> None:
        self.not_right.hide()
        self.really.set_value(self.kind)
        self.really.show()
        self.really.setFocus(Qt.FocusReason.OtherFocusReason)

    def _said(self, kind: str) -> None:
        self.kind = next(known for known, _words in KINDS if known == kind)
        self._suit()

    def _suit(self) -> None:
        """Offer what can be done with a file of this kind."""
        if self.preview is None or self.kind is None:
            return
        left = leaves(self.preview, self.kind)
        self.leaves.set_words(left)
        self.leaves.setVisible(bool(left))
        why = cannot(self.preview, self.kind)
        self.cannot.set_words(why)
        self.cannot.setVisible(bool(why))
        explained = needs_columns(self.preview, self.kind)
        self.take.set_words("Say what the columns mean" if explained else "Bring it in")
        self.take.set_icon_name("table" if explained else "download-simple")
        self.take.setVisible(not why)
        self.columns.setVisible(not why and not explained and self.kind == "agency list")
        self._suit_choose()
        if why:
            announce(self, why)

    def _about(self) -> str:
        return "known to" if self.kind == "agency list" else "contact"

    def _go_on(self) -> None:
        if self.preview is not None and self.kind is not None and needs_columns(self.preview, self.kind):
            self.columns_wanted.emit(self._about())
        else:
            self.take_wanted.emit()
