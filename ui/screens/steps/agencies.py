"""Step 4: who else knows these children, what they said, and what that means (S4.4)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout

from ui.screens.steps.agency_views import code_of, not_listed, request_text, shown_of
from ui.screens.steps.evidence_step import EvidenceStep, fields_in
from ui.screens.steps.step import Workspace
from ui.seat import Seat
from ui.widgets.add_agency import AddAgency
from ui.widgets.agency_row import AgencyRow
from ui.widgets.asking_form import AgencySaid
from ui.widgets.basis_box import BasisBox
from ui.widgets.buttons import link
from ui.widgets.fact_note import FactNote
from ui.widgets.nesting import nest
from ui.widgets.words import Words
from workstation.domain import checks, kinds
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId
from workstation.services import decide
from workstation.services.find import OpenContact

_WHY = (
    "We list the usual ones from age and worry. Settled means: they replied, or you said why you did not "
    "need them."
)


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
        self.add, self.adding = link("Add another agency", "plus", "Alt+A"), AddAgency(self.keep_field)
        self.add.clicked.connect(self.open_adding)
        self.adding.added.connect(self._add)
        self.adding.closed.connect(self._close_adding)
        self._missing: FactNote | None = None
        self._foot = QVBoxLayout()
        for part in (Words(_WHY, "secondary", wrap=True), self.basis, self.none):
            self.column.addWidget(part)
        nest(self.column, self.list)
        self.column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.adding)
        nest(self.column, self._foot)
        self.column.addWidget(self.next, 0, Qt.AlignmentFlag.AlignRight)
        self.adding.hide()

    # -- showing ------------------------------------------------------------------------------------------

    def show_contact(self, shown: OpenContact) -> None:
        """Rows are kept, so that whoever is typing in one goes on typing."""
        super().show_contact(shown)
        guide = self.desk.guide
        lines = checks.agency_lines(shown.file, guide)
        self.drop_rows({f"agency:{line.agency.id}" for line in lines})
        for at, line in enumerate(lines):
            self._show_line(at, line)
        settled = sum(line.check.state is checks.State.SETTLED for line in lines)
        self.count.set_words(f"{settled} of {len(lines)} settled")
        self.none.setVisible(not lines)
        basis = shown.file.basis
        self.basis.show_basis(basis.basis if basis else "", protect=decide.protected(self.desk, shown.file))
        self._show_missing(not_listed(guide, [line.agency.id for line in lines]))
        self._mark_current()

    def restore(self, kept: dict[str, str]) -> None:
        """Forms with words that are not said yet are open again."""
        super().restore(kept)
        mine = {key.rpartition("/")[2] for key in kept}
        for row in self.agency_rows():
            start = f"agency:{row.shown.code}."
            if f"{start}because" in mine:
                row.unfold("without")
            elif any(place.startswith(start) for place in mine):
                row.unfold("ask")
        self.adding.setVisible("agency.new_name" in mine)

    def first_focus(self) -> None:
        """The first agency that is not settled; the basis before it, when none is recorded."""
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

    def row(self, code: str) -> AgencyRow:
        """The row of one agency."""
        found = self.rows[f"agency:{code}"]
        assert isinstance(found, AgencyRow)  # noqa: S101 - this step makes no others
        return found

    def _show_line(self, at: int, line: checks.AgencyLine) -> None:
        assert self.open is not None  # noqa: S101 - called from show_contact alone
        shown = shown_of(line, self.open.file, self.desk)
        known = self.rows.get(f"agency:{shown.code}")
        if isinstance(known, AgencyRow):
            known.show_agency(shown)
            return
        row = AgencyRow(shown, self.keep_field)
        row.ask_wanted.connect(partial(self._ask, shown.code))
        row.copy_wanted.connect(partial(self._copy, shown.code))
        row.answered.connect(partial(self._answered, shown.code))
        row.no_reply.connect(partial(self._no_reply, shown.code))
        row.without.connect(partial(self._without, shown.code))
        row.reshaped.connect(self._mark_current)
        self.put_row(f"agency:{shown.code}", at, row)

    def _mark_current(self) -> None:
        """One button asks to be pressed: that of the first open row, unless a form is open already."""
        rows = self.agency_rows()
        busy = self.basis.needed or any(row.form for row in rows)
        current = self.current_row()
        for row in rows:
            row.set_current(row is current and not busy)

    def _show_missing(self, words: str) -> None:
        if self._missing is not None:
            if self._missing.accessibleName() == words:
                return
            self._foot.removeWidget(self._missing)
            self._missing.hide()
            self._missing.deleteLater()
        self._missing = FactNote("information", words) if words else None
        if self._missing is not None:
            self._foot.addWidget(self._missing)

    # -- acts ---------------------------------------------------------------------------------------------

    def _record_basis(self, basis: str) -> None:
        self.say(kinds.BasisRecorded(basis=basis), done=self._basis_recorded)

    def _basis_recorded(self, changed: Changed) -> None:
        self.offer_undo("Lawful basis recorded.", changed)
        self.first_focus()

    def _may_ask(self) -> bool:
        """G4: nothing is asked before the lawful basis is recorded. Protecting a child never waits for it."""
        if self.basis.needed:
            self.basis.complain()
        return not self.basis.needed

    def _ask(self, code: str) -> None:
        if self._may_ask():
            self.row(code).open_ask()

    def _copy(self, code: str) -> None:
        if not self._may_ask() or self.open is None:
            return
        agency = self.desk.guide.agency(code, self.row(code).shown.name)
        QGuiApplication.clipboard().setText(text := request_text(agency, self.open.file, self.desk.guide))
        self.seat.notices.offer(
            f"Questions for {agency.words} copied. They hold no address and no phone number.",
            "I have sent them", partial(self._sent, code, text),
        )  # fmt: skip

    def _sent(self, code: str, text: str) -> None:
        self.say(kinds.AgencyAsked(agency=code, how="message", question=text))

    def _answered(self, code: str, typed: AgencySaid) -> None:
        row = self.row(code)
        body = kinds.AgencyAnswered(
            agency=code, who=typed.who, said=typed.said, means=typed.means, first_hand=typed.first_hand
        )
        first = () if row.shown.waiting else (_question(row),)
        drafts = self.drafts_of(*fields_in(row.form_of("ask")))
        self.say(*first, body, drafts=drafts, done=partial(self._done, code))

    def _no_reply(self, code: str) -> None:
        row = self.row(code)
        body = kinds.AgencyTried(agency=code, how="phone") if row.shown.waiting else _question(row)
        self.say(body, done=partial(self._done, code))

    def _without(self, code: str, because: str) -> None:
        row = self.row(code)
        body = kinds.AgencyNotNeeded(agency=code, because=because, tried=bool(row.shown.waiting))
        drafts = self.drafts_of(*fields_in(row.form_of("without")))
        self.say(body, drafts=drafts, done=partial(self._done, code))

    def _done(self, code: str, changed: Changed) -> None:
        if f"agency:{code}" not in self.rows:
            return
        row = self.row(code)
        row.close_forms()
        self.offer_undo(f"{row.shown.name}: saved.", changed)
        self.go_on(row)

    # -- adding one ---------------------------------------------------------------------------------------

    def open_adding(self) -> None:
        """Unfold the room for another agency."""
        self.adding.show()
        self.adding.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_adding(self) -> None:
        self.adding.hide()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, name: str, because: str) -> None:
        code = code_of(name, self.desk.guide)
        body = kinds.AgencyListed(agency=code, name=name, because=because)
        self.say(body, drafts=self.drafts_of(*fields_in(self.adding)), done=partial(self._added, code))

    def _added(self, code: str, changed: Changed) -> None:
        self.adding.clear()
        self.offer_undo("Agency added to the list.", changed)
        self.rows.get(f"agency:{code}", self.add).setFocus(Qt.FocusReason.OtherFocusReason)


def _question(row: AgencyRow) -> kinds.AgencyAsked:
    return kinds.AgencyAsked(agency=row.shown.code, how="phone", question=row.shown.ask)
