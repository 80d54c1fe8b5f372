"""Step 4: who else knows these children, what they said, and what that means (S4.4)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer

from ui.screens.steps.agency_acts import AgencyActs
from ui.screens.steps.agency_views import left_out, not_listed, shown_of, unlisted
from ui.screens.steps.evidence_step import EvidenceStep, fields_in
from ui.screens.steps.step import Workspace
from ui.seat import Seat
from ui.widgets.add_agency import AddAgency
from ui.widgets.agency_row import AgencyRow
from ui.widgets.basis_box import BasisBox
from ui.widgets.buttons import link
from ui.widgets.evidence_row import EvidenceRow
from ui.widgets.nesting import nest
from ui.widgets.notes_under import NotesUnder
from ui.widgets.words import Words
from workstation.domain import checks, gates, kinds
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId
from workstation.services import agencies
from workstation.services.find import OpenContact

_WHY: Final = (
    "The list comes from fixed rules: age, worry, factors, level and what the record holds. Settled means: they "
    "replied, or you said why you did not need them."
)
_LOOK_AT_CLOCK_MS: Final = 30_000


class AgenciesStep(EvidenceStep):
    """One row for each agency that should be asked. A row is settled by words, never by a tick."""

    number = 4
    title = "Agencies"
    heading = "Who else knows these children?"
    next_words = "Save and next: Parents"

    def __init__(self, seat: Seat, contact_id: ContactId, page: Workspace) -> None:
        super().__init__(seat, contact_id, page)
        self.basis = BasisBox([(b.id, b.words) for b in self.desk.guide.bases])
        self.basis.chosen.connect(self._record_basis)
        self.places["basis"] = self.basis
        self.none = Words("No agency known. Start with school or health visitor.", "body", wrap=True)
        self._go_on_from_basis = False
        self.add, self.adding = link("Add another agency", "plus", "Alt+A"), AddAgency(self.keep_field)
        self.add.clicked.connect(self.open_adding)
        self.adding.added.connect(self._add)
        self.adding.closed.connect(self._close_adding)
        self.notes = NotesUnder()
        for part in (Words(_WHY, "secondary", wrap=True), self.basis, self.none):
            self.column.addWidget(part)
        nest(self.column, self.list)
        self.column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.adding)
        self.column.addWidget(self.notes)
        self.column.addWidget(self.next, 0, Qt.AlignmentFlag.AlignRight)
        self.adding.hide()
        self.acts = AgencyActs(self, self.basis)
        self._clock = QTimer(self, interval=_LOOK_AT_CLOCK_MS)
        self._clock.timeout.connect(self._look_at_clock)
        self._clock.start()

    # -- showing ------------------------------------------------------------------------------------------

    def show_contact(self, shown: OpenContact) -> None:
        """Rows are kept, so that whoever is typing in one goes on typing."""
        super().show_contact(shown)
        lines = self._lines()
        self.drop_rows({f"agency:{line.agency.id}" for line in lines})
        for at, line in enumerate(lines):
            self._show_line(at, line)
        whom = "this child" if len(shown.file.children) == 1 else "these children"
        self.heading_words.set_words(f"Who else knows {whom}?")
        settled = sum(line.check.state is checks.State.SETTLED for line in lines)
        self.count.set_words(f"{settled} of {len(lines)} settled")
        self.none.setVisible(not lines)
        self._show_basis(shown)
        ids, guide = [line.agency.id for line in lines], self.desk.guide
        self.adding.know([agency.words for agency in unlisted(guide, ids)])
        self.notes.show_note("left out", left_out(shown.file, guide))
        self.notes.show_note("not listed", not_listed(guide, ids))
        self._mark_current()
        self._go_on()

    def restore(self, kept: dict[str, str]) -> None:
        """Forms with words that are not said yet are open again."""
        super().restore(kept)
        mine = {key.rpartition("/")[2] for key in kept}
        for row in self.agency_rows():
            start = f"agency:{row.shown.code}."
            if f"{start}because" in mine:
                row.unfold("without")
            elif any(place.startswith(f"{start}told.") for place in mine):
                row.unfold("told")
            elif any(place.startswith(start) for place in mine):
                row.unfold("ask")
        self.adding.setVisible("agency.new_name" in mine)

    def first_focus(self) -> None:
        """The first agency that needs the person; the basis before it, when none is recorded."""
        target = self.basis if self.basis.needed else (self.current_row() or self.add)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def commands(self) -> dict[str, Callable[[], None]]:
        """Alt+A adds an agency."""
        return {"contact.add_another": self.open_adding}

    def save(self) -> None:
        """What is complete in an open form is said."""
        for row in self.agency_rows():
            row.commit()
        if self.adding.started():
            self.adding.commit()

    def agency_rows(self) -> list[AgencyRow]:
        """The rows from top to bottom."""
        return [row for row in self.in_order() if isinstance(row, AgencyRow)]

    def current_row(self) -> EvidenceRow | None:
        """The first row that needs the person: those whose reply may still come are for later."""
        left = [row for row in self.in_order() if row.state() != "settled"]
        return next((row for row in left if row.state() != "not_known"), left[0] if left else None)

    def row(self, code: str) -> AgencyRow:
        """The row of one agency."""
        found = self.rows[f"agency:{code}"]
        assert isinstance(found, AgencyRow)  # noqa: S101 - this step makes no others
        return found

    def _lines(self) -> tuple[checks.AgencyLine, ...]:
        assert self.open is not None  # noqa: S101 - there is nothing to show before a contact is
        return checks.agency_lines(self.open.file, self.desk.guide, self.desk.now(), self.open.past)

    def _show_basis(self, shown: OpenContact) -> None:
        basis, shut = shown.file.basis, gates.may_not_ask(shown.file, self.desk.guide)
        protect = checks.protect_first(shown.file)
        self.basis.show_basis(basis.basis if basis else "", protect=protect, shut=shut.words if shut else "")

    def _show_line(self, at: int, line: checks.AgencyLine) -> None:
        assert self.open is not None  # noqa: S101 - called from show_contact alone
        shown = shown_of(line, self.open, self.desk)
        known = self.rows.get(f"agency:{shown.code}")
        if isinstance(known, AgencyRow):
            known.show_agency(shown)
            return
        row = AgencyRow(shown, self.keep_field)
        self.acts.listen_to(row, shown.code)
        row.reshaped.connect(self._mark_current)
        self.put_row(f"agency:{shown.code}", at, row)

    def _mark_current(self) -> None:
        """One button asks to be pressed: that of the first open row, unless a form is open already."""
        rows = self.agency_rows()
        busy = self.basis.needed or any(row.form for row in rows)
        current = self.current_row()
        for row in rows:
            row.set_current(row is current and not busy)

    def _look_at_clock(self) -> None:
        """Somebody who is waited for has been waited for a little longer."""
        if self.open is None or not self.isVisible():
            return
        for at, line in enumerate(self._lines()):
            if line.chase_at is not None or line.check.state is checks.State.GAP:
                self._show_line(at, line)
        self._mark_current()

    # -- acts ---------------------------------------------------------------------------------------------

    def _record_basis(self, basis: str) -> None:
        self.say(kinds.BasisRecorded(basis=basis), done=self._basis_recorded)

    def _go_on(self) -> None:
        """Once the basis is recorded and its question folded away, whichever comes first."""
        if self._go_on_from_basis and not self.basis.needed:
            self._go_on_from_basis = False
            self.first_focus()

    def _basis_recorded(self, changed: Changed) -> None:
        self.offer_undo("Lawful basis recorded.", changed)
        self._go_on_from_basis = True
        self._go_on()

    # -- adding one ---------------------------------------------------------------------------------------

    def open_adding(self) -> None:
        """Unfold the room for another agency."""
        self.adding.show()
        self.adding.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_adding(self) -> None:
        self.adding.hide()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, name: str, because: str) -> None:
        drafts = self.drafts_of(*fields_in(self.adding))
        verb = partial(agencies.add, draft=drafts[0].key if drafts else None)
        code = agencies.code_of(self.desk, name)
        self.act(verb, name, because, drafts=drafts, done=partial(self._added, code))

    def _added(self, code: str, changed: Changed) -> None:
        self.adding.clear()
        self.offer_undo("Agency added to the list.", changed)
        self.rows.get(f"agency:{code}", self.add).setFocus(Qt.FocusReason.OtherFocusReason)
