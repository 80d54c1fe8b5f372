"""What holds for the whole file: what a row is about, sheet, system, how days are written, what never varies."""

from __future__ import annotations

import re
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.models.columns_draft import Draft
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.evidence_row import column_of
from ui.widgets.field import LineField
from ui.widgets.pick_box import PickBox, Picked, PickModel
from ui.widgets.words import Words
from workstation.domain import wording
from workstation.intake.mapping import Preview
from workstation.services import explaining
from workstation.services.desk import Desk

EVERY: Final = "every:"
ABOUTS: Final = (("contact", "A contact with the front door"), ("known to", "A person an agency knows"))
_FIGURES: Final = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ]\d{2,4}(?:\D.*)?", re.ASCII)


class AboutFile(Card):
    """Tells what a person says of the file as a whole."""

    about = Signal(str)
    sheet = Signal(str)
    """Another sheet is to be looked at; `every:` for all that have these headings."""
    system = Signal(str)
    dates = Signal(str)
    constant = Signal(str, str)
    """A field, and what it is in every row."""

    def __init__(self, desk: Desk, draft: Draft) -> None:
        super().__init__("The file", role="h2")
        self._desk = desk
        self.kind = Choice(ABOUTS, "What is each row about?", horizontal=True)
        self.kind.chosen.connect(self.about)
        self.add(self.kind)
        self.sheets = self._make_sheets(draft.preview)
        self.from_system = LineField(
            "Which system does it come from?",
            "Contact numbers are unique only within it, and a newer file of the same system corrects this one.",
        )
        self.from_system.changed.connect(self.system)
        self.add(self.from_system)
        self.days = self._make_days(draft.preview)
        self.constants: dict[str, LineField] = {}
        for id in dict.fromkeys(("agency", *draft.constants)):
            self._make_constant(draft, id)
        self.show_draft(draft)

    def show_draft(self, draft: Draft) -> None:
        """Show what is said now."""
        self.kind.set_value(draft.about)
        self.from_system.set_text(draft.system)
        if self.sheets is not None:
            self.sheets.set_value(draft.sheet or EVERY)
        if self.days is not None:
            self.days.set_value(draft.dates)
        for id, field in self.constants.items():
            field.set_text(draft.constants.get(id, ""))

    def _make_sheets(self, preview: Preview) -> PickBox | None:
        if len(preview.sheets) < 2:
            return None
        names = tuple(Picked(name, name) for name in preview.sheets)
        box = PickBox(
            "Which sheet?", PickModel((*names, Picked("Every sheet with these headings", EVERY)), self)
        )
        box.picked.connect(self.sheet)
        self.add(column_of(Words("Which sheet?", "body_bold"), box, gap=4))
        return box

    def _make_days(self, preview: Preview) -> Choice | None:
        """The question about days, asked with one of this file that can be read both ways if there is one."""
        example = _telling_day(preview)
        if not example:
            return None
        options = [(order, self._day_option(order, example)) for order in ("day first", "month first")]
        choice = Choice(options, "How are days written in it?")
        choice.chosen.connect(self.dates)
        self.add(choice)
        return choice

    def _day_option(self, order: str, example: str) -> str:
        found = explaining.read_day(
            self._desk, example, "day first" if order == "day first" else "month first"
        )
        read = f"{example} is read as {wording.day(found)}" if found else f"{example} is then no day"
        return f"{wording.sentence(order)}: {read}"

    def _make_constant(self, draft: Draft, id: str) -> None:
        field = draft.fields.get(id)
        if field is None:
            return
        hint = "Used where a row names none." if id == "agency" else ""
        box = LineField(f"{field.label}, the same in every row", hint)
        box.changed.connect(partial(self.constant.emit, id))
        self.constants[id] = box
        self.add(box)

    def place(self, field: str) -> QWidget | None:
        """Where something of the whole file is said."""
        if field == "system":
            return self.from_system.edit
        if field == "dates":
            return self.days
        constant = self.constants.get(field)
        return constant.edit if constant is not None else None


def _telling_day(preview: Preview) -> str:
    """A day in figures: first one that can be read both ways."""
    days = [
        value
        for values in preview.examples.values()
        for value in values
        if _FIGURES.fullmatch(value) and len(value) <= 20
    ]
    both = [day for day in days if (found := _FIGURES.fullmatch(day)) and found[1] != found[2]
            and int(found[1]) <= 12 and int(found[2]) <= 12]  # fmt: skip
    return (both or days or [""])[0]
