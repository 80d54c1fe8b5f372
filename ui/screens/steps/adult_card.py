"""One adult or other person: who they are to the children, whether they live there, and how they may be reached."""

from __future__ import annotations

from functools import partial

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.screens.steps.person_card import PersonCard
from ui.widgets.beside import Beside
from ui.widgets.choice import Choice
from ui.widgets.field import LineField
from ui.widgets.mark_line import MarkLine
from ui.widgets.nesting import nest
from ui.widgets.on_top import on_top
from ui.widgets.safe_contact import NeverUse
from ui.widgets.suggest import Suggest, Suggestion
from ui.widgets.words import Words
from workstation.domain import kinds, wording
from workstation.domain.ids import PersonId

RELATIONSHIPS = (
    "mother", "father", "step-parent", "partner of a parent", "grandparent", "aunt or uncle", "brother or sister",
    "foster carer", "carer", "other adult in the home", "family friend",
)  # fmt: skip
_ANSWERS = (("yes", "Yes"), ("no", "No"), ("not known", "Not known"))
_LETTERS = (("yes", "Yes"), ("no", "No letters"))


class AdultCard(PersonCard):
    """What is known in two lines; the fields unfold. What must not be used stands out in words."""

    answered = Signal(str, str)
    """`lives_there`, `responsibility`, `offending` or `letters`, and the answer."""

    def __init__(self, person: PersonId, parent: QWidget | None = None) -> None:
        super().__init__(person, "Named by mistake…", parent)
        self.title_word = LineField("Title")
        self.relationship = Suggest("Relationship to the children")
        self.lives = Choice(_ANSWERS, "Lives with the children?", horizontal=True)
        self.responsible = Choice(_ANSWERS, "Parental responsibility?", horizontal=True)
        self.offending = Choice(_ANSWERS, "Known to have harmed or offended?", horizontal=True)
        self.offending.chosen.connect(partial(self.answered.emit, "offending"))
        self.safe, self.when = LineField("Safe to contact on"), LineField("When is it safe?")
        self.word = LineField("Code word", "Said first, so that both know it is safe.")
        self.letters = Choice(_LETTERS, "May we write letters?", horizontal=True)
        self.never = LineField("Do not use", "A number or way that must not be used.")
        self._known = Words("", "body", wrap=True)
        self._safe = MarkLine("settled", "phone-fill", role="body")
        self._never = NeverUse()
        self._no_letters = MarkLine("danger", "warning-octagon-fill", "No letters", role="secondary_bold")
        self._lay_out()
        self.relationship.wanted.connect(self._offer)
        self.lives.chosen.connect(self._lives)
        self.responsible.chosen.connect(self._responsible)
        self.letters.chosen.connect(partial(self.answered.emit, "letters"))

    def _lay_out(self) -> None:
        for part in (self._known, self.answers, self._safe, self._never, self._no_letters):
            self.add(part)
        names = Beside(enough=620, gap=12)
        names.add(on_top(self.title_word), 1)
        names.add(on_top(self.given), 3)
        names.add(on_top(self.family), 3)
        names.add(on_top(self.relationship), 4)
        ask = Beside(enough=620, gap=16)
        ask.add(self.lives)
        ask.add(self.responsible)
        reach = Beside(enough=620, gap=12)
        for field in (self.safe, self.when, self.word):
            reach.add(on_top(field))
        unsafe = Beside(enough=620, gap=12)
        unsafe.add(on_top(self.never))
        unsafe.add(on_top(self.letters))
        for row in (names, ask):
            nest(self._fields, row)
        self._fields.addWidget(self.offending)
        for row in (reach, unsafe):
            nest(self._fields, row)
        self._fields.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        self.add(self._form)

    def fields(self) -> dict[str, LineField]:
        """Everything typed here, by a name for its draft."""
        return {
            "title": self.title_word, "given": self.given, "family": self.family, "relationship": self.relationship,
            "safe": self.safe, "when": self.when, "word": self.word, "never": self.never,
        }  # fmt: skip

    @staticmethod
    def values(adult: kinds.AdultNamed) -> dict[str, str]:
        """What each field shows when nobody is typing in it."""
        return {
            "title": adult.title, "given": adult.name.given, "family": adult.name.family,
            "relationship": adult.relationship, "safe": adult.safe_contact, "when": adult.safe_when,
            "word": adult.code_word, "never": adult.do_not_use,
        }  # fmt: skip

    def as_typed(self, adult: kinds.AdultNamed) -> kinds.AdultNamed:
        """The adult as the fields say now. Giving them a name makes them known."""
        name = kinds.Name(self.family.text().strip(), self.given.text().strip(), adult.name.also)
        return msgspec.structs.replace(
            adult,
            name=name,
            title=self.title_word.text().strip(),
            relationship=self.relationship.text().strip(),
            known=bool(name.family or name.given),
            safe_contact=self.safe.text().strip(),
            safe_when=self.when.text().strip(),
            do_not_use=self.never.text().strip(),
            code_word=self.word.text().strip(),
        )

    def show_adult(self, adult: kinds.AdultNamed) -> None:
        """Head the card, and say what is known."""
        name = (
            wording.adult_name(adult)
            if adult.known
            else f"{wording.sentence(adult.relationship or 'An adult')}"
        )
        who = f" · {adult.relationship}" if adult.known and adult.relationship else ""
        self.set_title(f"{name}{who}" if adult.known else f"{name} · not known")
        self._call(name)
        lives = {"yes": "lives with the children", "no": "does not live with the children"}
        has = {"yes": "has parental responsibility", "no": "no parental responsibility"}
        parts = [
            lives.get(adult.lives_there, "not known whether they live there"),
            has.get(adult.responsibility, "parental responsibility not known"),
            *(["known to have harmed or offended"] if adult.offending == "yes" else []),
        ]
        self._known.set_words(wording.sentence(" · ".join(parts)))
        when = f", {adult.safe_when.rstrip('. ')}" if adult.safe_when else ""
        word = f". Code word: {adult.code_word}" if adult.code_word else ""
        self._safe.set_words(f"Safe to contact: {adult.safe_contact}{when}{word}")
        self._safe.setVisible(bool(adult.safe_contact))
        self._never.set_never(adult.do_not_use)
        self._never.setVisible(bool(adult.do_not_use))
        self._no_letters.setVisible(adult.no_letters)
        self.letters.set_value("no" if adult.no_letters else None)
        self.lives.set_value(adult.lives_there if adult.lives_there != "not known" else None)
        self.responsible.set_value(adult.responsibility if adult.responsibility != "not known" else None)
        self.offending.set_value(adult.offending if adult.offending != "not known" else None)

    def _offer(self, text: str) -> None:
        wanted = text.lower().strip()
        self.relationship.offer([Suggestion(words) for words in RELATIONSHIPS if wanted in words])

    def _lives(self, value: str) -> None:
        self.answered.emit("lives_there", value)

    def _responsible(self, value: str) -> None:
        self.answered.emit("responsibility", value)
