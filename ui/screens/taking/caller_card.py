"""Who is telling us, in four short fields that fill each other in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.screens.taking import callers
from ui.screens.taking.level_field import LevelField
from ui.screens.taking.taken_down import Mode, TakenDown
from ui.widgets.beside import Beside
from ui.widgets.buttons import link
from ui.widgets.card import Card
from ui.widgets.field import LineField
from ui.widgets.flow import Flow
from ui.widgets.nesting import nest
from ui.widgets.suggest import Suggest, Suggestion
from ui.widgets.words import Words
from workstation.services.desk import KnownAgency


class CallerCard(Card):
    """Name, role, agency and phone. The agency brings its phone and says what kind of source this is."""

    changed = Signal()
    """Something was typed or picked."""
    source_changed = Signal(str)
    """The source code that follows from it is another one now."""

    def __init__(self, known: Sequence[KnownAgency], parent: QWidget | None = None) -> None:
        super().__init__(name="Who is telling us", parent=parent)
        self._known = known
        self._picked = False
        self.source = callers.UNKNOWN
        self.anonymous = False
        self.mode: Mode = "phone"
        self.who = Suggest("Who is calling")
        self.role = Suggest("Role")
        self.agency = Suggest("From")
        self.phone = LineField("Phone")
        self.level = LevelField()
        self.reference = LineField("Their reference")
        self.reached = LineField("When it reached us", "Blank means now. Or 09:18.")
        self.late_because = LineField("It came over an hour ago. Why is it logged now?")
        self.kind = Suggest("Kind of source", closed=True)
        self.kind.hide()
        self.counts_as = Words("", "small", wrap=True)
        self.change_kind = link("Change")
        self.no_name = link("No name given")
        self._lay_out()
        self._connect()
        self.set_mode("phone")
        self._tell_source()

    def _lay_out(self) -> None:
        self.nameless = Words("They did not give a name. This is recorded.", "body", wrap=True)
        self.nameless.hide()
        self.body.addWidget(self.nameless)
        for parts in (
            ((self.who, 141), (self.role, 242)),
            ((self.agency, 222), (self.phone, 161)),
            ((self.reference, 161), (self.reached, 222)),
        ):
            row = Beside(enough=340, gap=10)
            for part, share in parts:
                row.add(part, share)
            nest(self.body, row)
        self.body.addWidget(self.late_because)
        self.body.addWidget(self.level)
        foot = Flow(gap=10, line_gap=2)
        for below in (self.counts_as, self.change_kind, self.no_name):
            foot.addWidget(below)
        nest(self.body, foot)
        self.body.addWidget(self.kind)

    def _connect(self) -> None:
        for field in (
            self.who, self.role, self.agency, self.phone, self.reference, self.reached, self.late_because,
        ):  # fmt: skip
            field.changed.connect(self._typed)
        self.level.changed.connect(self.changed)
        self.who.wanted.connect(self._offer_people)
        self.who.chosen.connect(self._take_person)
        self.role.wanted.connect(self._offer_roles)
        self.role.left.connect(self._role_in_full)
        for field in (self.who, self.role, self.agency):
            field.left.connect(partial(field.edit.home, False))
        self.agency.wanted.connect(self._offer_agencies)
        self.agency.chosen.connect(self._take_agency)
        self.kind.wanted.connect(self._offer_kinds)
        self.kind.chosen.connect(self._take_kind)
        self.change_kind.clicked.connect(self._ask_kind)
        self.no_name.clicked.connect(self._fold_name)

    def set_mode(self, mode: Mode) -> None:
        """On the phone the reference and the time it came are not asked: it is coming now."""
        self.mode, phone, paper = mode, mode == "phone", mode == "paper"
        self.who.set_label("Who is calling" if phone else "Who told us" if paper else "Who wrote it")
        self.reference.setVisible(not phone)
        # A paper sheet says itself when it came and why it is late.
        self.reached.setVisible(not phone and not paper)
        self.late_because.setVisible(not phone and not paper and bool(self.late_because.text()))

    def show_taken(self, taken: TakenDown) -> None:
        """Fill in what was taken down before."""
        self.who.set_text(taken.who)
        self.role.set_text(taken.role)
        self.agency.set_text(taken.agency)
        self.phone.set_text(taken.phone)
        self.level.set_text(taken.level)
        self.reference.set_text(taken.reference)
        self.reached.set_text(taken.reached)
        self.late_because.set_text(taken.late_because)
        self.late_because.setVisible(bool(taken.late_because))
        self.source, self._picked = taken.source, taken.source != callers.UNKNOWN
        self.set_anonymous(taken.anonymous)
        self._tell_source()

    def set_anonymous(self, anonymous: bool) -> None:
        """Fold away the fields that a caller without a name cannot fill."""
        self.anonymous = anonymous
        for field in (self.who, self.role, self.phone):
            field.setVisible(not anonymous)
        self.nameless.setVisible(anonymous)
        self.no_name.set_words("They gave a name" if anonymous else "No name given")

    def first_field(self) -> QWidget:
        """Where the focus goes after the notes."""
        return self.agency if self.anonymous else self.who

    def ask_why_late(self) -> None:
        """It came more than an hour ago: one more line."""
        self.late_because.setVisible(True)

    def _offer_people(self, text: str) -> None:
        """Whoever answers at an agency that the council knows; nobody who rang as a neighbour or a parent."""
        found = callers.people_like(self._known, text, self.agency.text())
        self.who.offer([Suggestion(name, agency, agency.name, "user") for name, agency in found])

    def _take_person(self, agency: object) -> None:
        if isinstance(agency, KnownAgency):
            self.agency.set_text(agency.name)
            self.agency.edit.home(False)
            self._take_agency(agency)

    def _offer_roles(self, text: str) -> None:
        self.role.offer([Suggestion(role) for role in callers.roles_like(text)])

    def _role_in_full(self) -> None:
        full = callers.role_in_full(self.role.text())
        if full != self.role.text():
            self.role.set_text(full)
            self._typed()

    def _offer_agencies(self, text: str) -> None:
        found = callers.agencies_like(self._known, text)
        self.agency.offer([Suggestion(a.name, a, a.phone, "house") for a in found])

    def _take_agency(self, agency: object) -> None:
        if not isinstance(agency, KnownAgency):
            return
        if agency.phone and not self.phone.text().strip():
            self.phone.set_text(agency.phone)
        self._set_source(callers.source_of_known(agency))
        self.changed.emit()

    def _offer_kinds(self, text: str) -> None:
        self.kind.offer([Suggestion(words, code) for code, words in callers.sources_like(text)])

    def _take_kind(self, code: object) -> None:
        self._picked = True
        self._set_source(str(code))
        self.kind.hide()
        self.kind.set_text("")
        if code == callers.ANONYMOUS:
            self.set_anonymous(True)
        self.changed.emit()
        self.change_kind.setFocus()

    def _ask_kind(self) -> None:
        self.kind.show()
        self.kind.setFocus()
        self._offer_kinds("")

    def _fold_name(self) -> None:
        self.set_anonymous(not self.anonymous)
        if not self._picked:
            self._follow_words()
        self.changed.emit()

    # -- what kind of source it is ------------------------------------------------------------------------

    def _typed(self, _text: str = "") -> None:
        if not self._picked:
            self._follow_words()
        self.changed.emit()

    def _follow_words(self) -> None:
        told = callers.source_of(self.agency.text(), self.role.text())
        if told == callers.UNKNOWN and self.anonymous:
            told = callers.ANONYMOUS
        self._set_source(told)

    def _set_source(self, code: str) -> None:
        if code != self.source:
            self.source = code
            self._tell_source()
            self.source_changed.emit(code)

    def _tell_source(self) -> None:
        if self.source == callers.UNKNOWN:
            self.counts_as.set_words("Kind of source: not known yet")
            self.change_kind.set_words("Choose")
        else:
            said = callers.source_words(self.source)
            self.counts_as.set_words(f"Kind of source: {said}", strong=(said,))
            self.change_kind.set_words("Change")
        self.change_kind.setAccessibleName(f"{self.change_kind.words()} kind of source")
