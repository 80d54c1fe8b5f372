"""The rows of step 5: children first, then young people who answer for themselves, then adults, each with its form.

They show and they tell; what is recorded is the step's (`parents.py`).
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal

from ui.screens.steps.adult_views import adult_of, heard_of, missing_of, unknown_of, young_of
from ui.screens.steps.evidence_step import EvidenceStep, fields_in
from ui.screens.steps.step import Workspace
from ui.seat import Seat
from ui.widgets.adult_questions import Offered
from ui.widgets.adult_row import AdultRow, AdultShown
from ui.widgets.evidence_row import EvidenceRow
from ui.widgets.heard_row import HeardRow
from ui.widgets.unknown_row import UnknownRow, UnknownShown
from workstation.domain import checks
from workstation.domain.ids import ContactId
from workstation.domain.kinds import ChildNamed
from workstation.services.find import OpenContact

ROWS = (HeardRow, AdultRow, UnknownRow)


class ParentRows(EvidenceStep):
    """Rows are kept while the record changes, so that whoever is typing in one goes on typing. Each signal begins
    with the place of its row.
    """

    told = Signal(str)
    agrees = Signal(str)
    declined = Signal(str, object)
    left = Signal(str, str)
    named = Signal(str, object)
    not_said = Signal(str)
    heard = Signal(str, str, str)
    not_heard = Signal(str, str)
    able = Signal(str, str)
    copied = Signal(str)
    """The safe number of somebody is wanted, to dial it."""

    def __init__(self, seat: Seat, contact_id: ContactId, page: Workspace) -> None:
        super().__init__(seat, contact_id, page)
        guide = self.desk.guide
        self._finished = ""
        """The place of the row whose person is done with it, until what they said is on record."""
        self._offered = Offered(tuple((r.id, r.words) for r in guide.lawful), guide.declines)

    def show_rows(self, shown: OpenContact) -> bool:
        """Show who is asked what. Answers whether a row with the focus in it has gone."""
        file = shown.file
        lines, young = checks.adult_lines(file), checks.young_lines(file)
        own = {line.child.person for line in young}
        children = [c for c in file.children if c.born.due is None and c.person not in own]
        missing = checks.missing_parent(file)
        there = {*map(_heard_place, children), *map(_young_place, young), *map(adult_place, lines)}
        there |= {f"missing:{missing}"} if missing else set()
        self._drop_changed({adult_place(line): line.adult.known for line in lines})
        lost = any(row.holds_focus() for place, row in self.rows.items() if place not in there)
        self.drop_rows(there)
        for at, child in enumerate(children):
            self._show_child(at, child, shown)
        for at, older in enumerate(young, len(children)):
            self._show_answering(_young_place(older), at, young_of(older, shown, self.desk.guide))
        for at, line in enumerate(lines, len(children) + len(young)):
            self._show_adult(at, line, shown)
        if missing:
            self._show_unknown(f"missing:{missing}", self.list.count(), missing_of(missing, file))
        settled = sum(line.check.state is checks.State.SETTLED for line in lines)
        settled += sum(line.check.state is checks.State.SETTLED for line in young)
        asked = len(lines) + len(young) + bool(missing)
        self.count.set_words(f"Told and asked: {settled} of {asked} settled" if asked else "")
        return lost

    def focus_place(self, place: str) -> bool:
        """A row that is not settled is opened, ready to answer; of somebody not known, its first button."""
        if place == "declined":
            return self._ask_for_refusal()
        row = self.rows.get(place)
        if isinstance(row, UnknownRow) and row.state() != "settled" and not row.form:
            row.ask.setFocus(Qt.FocusReason.ShortcutFocusReason)  # three ways on: the person chooses
            return True
        if isinstance(row, ROWS) and row.state() != "settled":
            row.open_form()
            return True
        return super().focus_place(place)

    def _ask_for_refusal(self) -> bool:
        """The question whether they agree, of the first adult who has not refused; before it, whether they were
        told.
        """
        rows = [row for row in self.in_order() if isinstance(row, AdultRow)]
        row = next((row for row in rows if row.shown.stands.declined is None), next(iter(rows), None))
        if row is None:
            return False
        row.open_form()
        questions = row.questions()
        if questions is not None and not questions.agrees.isHidden():
            questions.agrees.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def restore(self, kept: dict[str, str]) -> None:
        """Forms with words that are not said yet are open again."""
        super().restore(kept)
        mine = {key.rpartition("/")[2] for key in kept}
        for place, row in self.rows.items():
            fields = {key.removeprefix(f"{place}.") for key in mine if key.startswith(f"{place}.")}
            if fields:
                row.unfold(_form_with(row, fields))

    def answering(self, place: str) -> AdultRow:
        """The row of an adult who is known, or of a young person."""
        found = self.rows[place]
        assert isinstance(found, AdultRow)  # noqa: S101 - no others are made for them
        return found

    def fold_finished(self) -> None:
        """Fold the row that is done with, once it is settled, and go on to the next that needs the person."""
        row = self.rows.get(self._finished)
        if row is None or not row.holds_focus():
            self._finished = ""
        elif row.state() == "settled" and not self.drafts_of(*fields_in(row)):
            self._finished = ""
            row.close_forms()
            self.go_on(row)

    def _finish(self, place: str) -> None:
        self._finished = place
        self.fold_finished()

    def _drop_changed(self, known: dict[str, bool]) -> None:
        """Somebody nobody knew has a name now, or the other way round: another kind of row."""
        changed = {
            p for p, row in self.rows.items() if p in known and isinstance(row, UnknownRow) is known[p]
        }
        self.drop_rows(self.rows.keys() - changed)

    def _show_child(self, at: int, child: ChildNamed, of: OpenContact) -> None:
        place, shown = _heard_place(child), heard_of(child, of, self.desk.guide)
        row = self.rows.get(place)
        if isinstance(row, HeardRow):
            row.show_child(shown)
            return
        row = HeardRow(shown, self.keep_field)
        row.heard.connect(partial(self.heard.emit, place))
        row.not_heard.connect(partial(self.not_heard.emit, place))
        row.able.connect(partial(self.able.emit, place))
        self.put_row(place, at, row)

    def _show_adult(self, at: int, line: checks.AdultLine, of: OpenContact) -> None:
        if line.adult.known:
            self._show_answering(adult_place(line), at, adult_of(line, of, self.desk.guide))
        else:
            self._show_unknown(adult_place(line), at, unknown_of(line, of.file))

    def _show_answering(self, place: str, at: int, shown: AdultShown) -> None:
        row = self.rows.get(place)
        if isinstance(row, AdultRow):
            row.show_adult(shown)
            return
        row = AdultRow(shown, self._offered, self.keep_field)
        row.told.connect(partial(self.told.emit, place))
        row.agrees.connect(partial(self.agrees.emit, place))
        row.declined.connect(partial(self.declined.emit, place))
        row.left.connect(partial(self.left.emit, place))
        row.copy_wanted.connect(self.copied)
        row.finished.connect(partial(self._finish, place))
        self.put_row(place, at, row)

    def _show_unknown(self, place: str, at: int, shown: UnknownShown) -> None:
        row = self.rows.get(place)
        if isinstance(row, UnknownRow):
            row.show_unknown(shown)
            return
        row = UnknownRow(shown, self.keep_field)
        row.named.connect(partial(self.named.emit, place))
        row.left.connect(partial(self.left.emit, place))
        row.not_said.connect(partial(self.not_said.emit, place))
        self.put_row(place, at, row)


def adult_place(line: checks.AdultLine) -> str:
    """The place of an adult's row."""
    return f"adult:{line.adult.person}"


def _heard_place(child: ChildNamed) -> str:
    return f"heard:{child.person}"


def _young_place(line: checks.YoungLine) -> str:
    return f"young:{line.child.person}"


def _form_with(row: EvidenceRow, fields: set[str]) -> str:
    """The form of a row in which one of these fields stands."""
    if isinstance(row, HeardRow):
        return next((form for form in ("none", "able") if form in fields), "heard")
    if "later" in fields:
        return "later"
    return "who" if isinstance(row, UnknownRow) else "told"
