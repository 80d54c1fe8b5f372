"""One child of a contact: who, where they are now, how we know, and what they have said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.screens.steps.person_card import PersonCard
from ui.screens.taking.child_box import reader
from ui.screens.taking.taken_down import tidy_postcode
from ui.widgets.beside import Beside
from ui.widgets.buttons import link
from ui.widgets.choice import Choice
from ui.widgets.field import DateField, LineField, TextField
from ui.widgets.nesting import nest
from ui.widgets.on_top import on_top
from ui.widgets.words import Words
from workstation.domain import kinds, said_dates, wording
from workstation.domain.contact import ContactFile
from workstation.domain.ids import PersonId
from workstation.guidebook import disabilities
from workstation.guidebook.codes import codes

NOT_KNOWN = "Not known"
_SEXES = (("F", "Female"), ("M", "Male"), ("U", "Not known"))


class ChildCard(PersonCard):
    """Where the child is now is always asked; names and numbers unfold."""

    sex_chosen = Signal(str)
    where_not_known = Signal()

    def __init__(self, person: PersonId, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(person, "Not about this child…", parent)
        self._today = today
        self.where = LineField("Where are they now?")
        self.not_known = link(NOT_KNOWN)
        self.heard = TextField("What they have said, in their own words", lines=1)
        self.heard_by = LineField("Heard by")
        self.also = LineField("Known before as")
        self.born = DateField("Born or age", reader(today))
        self.sex = Choice(_SEXES, "Gender", horizontal=True)
        self.nhs, self.number = LineField("NHS number"), LineField("Our number")
        self.school, self.gp = LineField("School or nursery"), LineField("GP")
        self.postcode = LineField("Postcode")
        self.ethnicity = LineField("Ethnicity, as they or a parent say")
        self.disability = LineField("Disability, as they or a parent say")
        self._known = Words("", "secondary", wrap=True)
        self._lay_out()
        self.not_known.clicked.connect(self.where_not_known)
        self.sex.chosen.connect(self.sex_chosen)

    def _lay_out(self) -> None:
        self.add(self._known)
        self.add(self.answers)
        where = QHBoxLayout()
        where.setSpacing(12)
        where.addWidget(self.where, 1)
        # As high as the box: a link has less room round its words than a box has.
        self._beside_box = QVBoxLayout()
        self._beside_box.addStretch(1)
        self._beside_box.addWidget(self.not_known)
        nest(where, self._beside_box)
        self._measure()
        theme.changed.connect(self._measure)
        self.add_row(where)
        heard = Beside(enough=560, gap=12)
        heard.add(on_top(self.heard), 2)
        heard.add(on_top(self.heard_by), 1)
        self.add_row(heard)
        nest(self._fields, _row(self.given, self.family, self.also))
        nest(self._fields, _row(self.born, self.postcode, self.number, self.nhs))
        nest(self._fields, _row(self.school, self.gp))
        nest(self._fields, _row(self.ethnicity, self.disability))
        self._fields.addWidget(self.sex)
        self._fields.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        self.add(self._form)

    def _measure(self) -> None:
        self._beside_box.setContentsMargins(0, 0, 0, theme.px(4))

    def fields(self) -> dict[str, LineField | TextField]:
        """Everything typed here that belongs to `ChildNamed`, by a name for its draft."""
        return {
            "where": self.where, "given": self.given, "family": self.family, "also": self.also, "born": self.born,
            "nhs": self.nhs, "number": self.number, "school": self.school, "gp": self.gp, "postcode": self.postcode,
            "ethnicity": self.ethnicity, "disability": self.disability,
        }  # fmt: skip

    def values(self, child: kinds.ChildNamed) -> dict[str, str]:
        """What each field shows when nobody is typing in it."""
        return {
            "where": child.where_now, "given": child.name.given, "family": child.name.family,
            "also": ", ".join(child.name.also), "born": _born_text(child.born), "nhs": child.nhs,
            "number": child.la_child_id, "school": child.school, "gp": child.gp, "postcode": child.postcode,
            "ethnicity": codes("ethnicity").plain(child.ethnicity),
            "disability": disabilities.typed(child.disability),
        }  # fmt: skip

    def as_typed(self, child: kinds.ChildNamed) -> kinds.ChildNamed:
        """The child as the fields say now."""
        born = self.born.value()
        typed = self.born.text().strip()
        kept = child.born if typed == _born_text(child.born) else kinds.Born(said=typed)
        also = tuple(part.strip() for part in self.also.text().split(",") if part.strip())
        return msgspec.structs.replace(
            child,
            name=kinds.Name(self.family.text().strip(), self.given.text().strip(), also),
            born=born if isinstance(born, kinds.Born) and kept is not child.born else kept,
            nhs="".join(self.nhs.text().split()),
            la_child_id=self.number.text().strip(),
            school=self.school.text().strip(),
            gp=self.gp.text().strip(),
            postcode=tidy_postcode(self.postcode.text()) if not self.postcode.isHidden() else child.postcode,
            where_now=self.where.text().strip(),
            ethnicity=codes("ethnicity").find(self.ethnicity.text()) or self.ethnicity.text().strip(),
            disability=disabilities.read(self.disability.text()),
        )

    def show_child(self, child: kinds.ChildNamed, number: int, of: int, file: ContactFile) -> None:
        """Head the card, and say what is known in a line."""
        name = wording.full_name(child.name)
        self.set_title(f"Child {number} of {of}   {name}" if of > 1 else name)
        given = child.name.given or "the child"
        self.where.set_label(f"Where is {given} now?")
        self.heard.set_label(f"What has {given} said, in their own words?")
        self.heard_by.box.setAccessibleName(f"Heard by: what {given} said")
        self.not_known.setAccessibleName(f"{NOT_KNOWN}: where {given} is now")
        self.not_known.setVisible(not child.where_now)
        self._call(name)
        parts = [file.born_words(child, self._today()), _sex_words(child, file), child.school, child.gp]
        parts.append(disabilities.told(child.disability))
        self._known.set_words(" · ".join(part for part in parts if part))
        self.sex.set_value(child.sex or None)
        self.postcode.setVisible(not file.hidden)
        if not child.name.given and not child.name.family:
            self.open_form()


def _sex_words(child: kinds.ChildNamed, file: ContactFile) -> str:
    sex, of_record = file.sex(child)
    if of_record:
        return f"{dict(_SEXES)[sex]}, from the record"
    return "Gender not known" if sex == "U" else dict(_SEXES).get(sex, "Gender not recorded")


def _row(*fields: QWidget) -> Beside:
    row = Beside(enough=180 * len(fields), gap=12)
    for field in fields:  # itself, not in a box: where it is hidden there is no hole
        row.add(field)
    return row


def _born_text(born: kinds.Born) -> str:
    """A date of birth as it would be typed."""
    if born.on is not None:
        return f"{born.on.day} {born.on:%b} {born.on.year}"
    if born.due is not None:
        vague = said_dates.words(born, born.due)
        return born.said or vague.lower().replace(wording.NBSP, " ")
    return born.said or ("" if born.age is None else str(born.age))
