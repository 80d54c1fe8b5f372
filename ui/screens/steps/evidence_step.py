"""What steps 4 and 5 share: rows of evidence that are kept while the record changes, and taking back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.screens.drafting import Draft
from ui.screens.steps.step import Step, Workspace
from ui.seat import Seat
from ui.widgets.evidence_row import EvidenceRow
from ui.widgets.field import LineField, TextField
from ui.widgets.words import Words
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId
from workstation.services import record


class EvidenceStep(Step):
    """A step made of rows, each settled by evidence or a reason."""

    def __init__(self, seat: Seat, contact_id: ContactId, page: Workspace) -> None:
        super().__init__(seat, contact_id, page)
        self.rows: dict[str, EvidenceRow] = {}
        """The rows by their place, for example `agency:gp`."""
        self.count = Words("", "secondary")
        self.add_head_button(self.count)
        self.list = QVBoxLayout()
        """Where the rows go."""
        self.list.setSpacing(8)
        self._draft_of: dict[LineField | TextField, Draft] = {}

    def put_row(self, place: str, at: int, row: EvidenceRow) -> None:
        """Place a new row in the list."""
        row.stepped.connect(partial(self._step_from, place))
        self.rows[place] = self.places[place] = row
        self.list.insertWidget(at, row)

    def drop_rows(self, but: set[str]) -> None:
        """Take away the rows whose places are not among these."""
        for place in self.rows.keys() - but:
            row = self.rows.pop(place)
            self.places.pop(place, None)
            self.list.removeWidget(row)
            row.hide()
            row.deleteLater()

    def in_order(self) -> list[EvidenceRow]:
        """The rows from top to bottom."""
        return sorted(self.rows.values(), key=self.list.indexOf)

    def current_row(self) -> EvidenceRow | None:
        """The first row that is not settled."""
        return next((row for row in self.in_order() if row.state() != "settled"), None)

    def keep_field(
        self, field: LineField | TextField, place: str, commit: Callable[[], object] | None = None
    ) -> Callable[[str], None]:
        """Keep what is typed in a field of a row (see `widgets.evidence_row.Keep`)."""

        def say(_draft: Draft) -> None:
            if commit is not None:
                commit()

        self._draft_of[field] = draft = self.keep(field, place, say if commit is not None else None)
        return draft.fill

    def drafts_of(self, *fields: LineField | TextField | None) -> list[Draft]:
        """The drafts of fields that hold words which are not said yet."""
        found = [self._draft_of[f] for f in fields if f is not None and f in self._draft_of]
        return [draft for draft in found if draft.dirty]

    def offer_undo(self, words: str, changed: Changed) -> None:
        """Tell what was saved, and let it be taken back."""
        if changed.entries:
            self.seat.notices.undoable(words, partial(self._undo, changed))

    def save_and_next(self) -> None:
        """In a row that is being written in: save that row, and go on to the next that needs the person. Elsewhere:
        the next step.
        """
        row = next((row for row in self.in_order() if row.form and row.holds_focus()), None)
        if row is None or not row.writing():
            super().save_and_next()
        else:
            row.finish()

    def go_on_in(self, focused: QWidget) -> bool:
        """To the next part that is empty in the form one writes in; a form that is whole is saved."""
        row = next((row for row in self.in_order() if row.form and row.isAncestorOf(focused)), None)
        if row is None:
            return False
        part = row.open_after(focused)
        if part is not None:
            part.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif row.writing():
            row.finish()
        return part is not None or row.writing()

    def go_on(self, after: EvidenceRow) -> None:
        """From a row that is done, to the next that needs the person; those whose reply may still come are last."""
        if not after.holds_focus():
            return
        rows = self.in_order()
        at = rows.index(after) + 1
        left = [row for row in (*rows[at:], *rows[: at - 1]) if row.state() != "settled"]
        row = next((row for row in left if row.state() != "not_known"), left[0] if left else None)
        (row or self.next).setFocus(Qt.FocusReason.OtherFocusReason)

    def _undo(self, changed: Changed) -> None:
        self.act(record.undo, changed.entries)

    def _step_from(self, place: str, step: int) -> None:
        rows = self.in_order()
        at = rows.index(self.rows[place]) + step
        if 0 <= at < len(rows):
            rows[at].setFocus(Qt.FocusReason.TabFocusReason)


def fields_in(widget: QWidget | None) -> list[LineField | TextField]:
    """Every field inside a widget."""
    if widget is None:
        return []
    return [*widget.findChildren(LineField), *widget.findChildren(TextField)]
