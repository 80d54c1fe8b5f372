"""Say what the columns mean: heading by heading, with what is missing and the first rows as they would be kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal

from ui.models.columns_draft import Draft, draft_of
from ui.models.kept_words import kept_row
from ui.notices import announce
from ui.screens.bringing.about_file import EVERY, AboutFile
from ui.screens.bringing.columns_card import ColumnsCard
from ui.screens.bringing.columns_view import ColumnsView
from ui.seat import Seat
from workstation.domain import wording
from workstation.intake.mapping import Fitted, Mapping, Preview, Remark, fit
from workstation.intake.mapping.vocabulary import About
from workstation.services import bring_in, explaining
from workstation.services.explaining import Remembered


class Columns(ColumnsView):
    """Holds a draft; every answer makes another draft, and everything is shown from it."""

    ready = Signal(object)
    """The mapping to bring the file in with."""
    sheet_wanted = Signal(str)
    """Another sheet of the workbook is to be looked at."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self.draft: Draft | None = None
        self.remarks: tuple[Remark, ...] = ()
        self.offers.used.connect(self.use)
        self.needs.wanted.connect(self.go_to)
        self.take.clicked.connect(lambda _checked=False: self.bring_in())

    # -- what is shown --------------------------------------------------------------------------------------

    def show_file(self, preview: Preview, about: About | None = None) -> None:
        """Begin with the guesses for this file; `about` is what a person said its rows are."""
        mapping = explaining.guess(preview, about or preview.suggested.about)
        draft = draft_of(mapping, preview, guessed=True)
        several = len(preview.sheets) > 1
        self._begin(replace(draft, sheet=preview.sheet) if several else draft)

    def offer(self, found: Remembered | None) -> None:
        """Headings like these were explained before on this computer: offer that."""
        if found is not None and self.draft is not None:
            self.offers.offer(found)

    def use(self, mapping: Mapping) -> None:
        """Take over what somebody said of a file like this one; say which of its headings are not here."""
        if self.draft is None:
            return
        preview = self.draft.preview
        fitted = fit(mapping, preview.headings, preview.sheets)
        self._begin(draft_of(fitted.mapping, preview, guessed=False))
        self._tell_gone(fitted)
        self.enter()

    def _tell_gone(self, fitted: Fitted) -> None:
        known = self.draft.fields if self.draft else {}
        gone = [
            f"“{column}” ({known[field].label if field in known else field})" for column, field in fitted.gone
        ]
        self.offers.loaded(fitted.mapping.name or fitted.mapping.system, gone)
        announce(self, self.offers.words())

    def _begin(self, draft: Draft) -> None:
        """Show another draft from the start: other headings, or other fields to go to."""
        self.offers.clear()
        self.draft = draft
        self.put(self._make_about(draft), self._make_columns(draft))
        self.show_again()

    def _make_about(self, draft: Draft) -> AboutFile:
        about = AboutFile(self._seat.desk, draft)
        about.about.connect(self._about_said)
        about.sheet.connect(self._sheet_said)
        about.system.connect(lambda text: self._set(replace(self._now(), system=text)))
        about.dates.connect(self._dates_said)
        about.constant.connect(lambda field, text: self._set(self._now().with_constant(field, text)))
        return about

    def _make_columns(self, draft: Draft) -> ColumnsCard:
        card = ColumnsCard(draft, self._read_day)
        card.goes.connect(lambda heading, goes: self._set(self._now().with_column(heading, goes)))
        card.word_said.connect(lambda field, text, code: self._set(self._now().with_word(field, text, code)))
        return card

    def show_again(self) -> None:
        """Show everything as the draft has it."""
        draft = self._now()
        mapping = draft.mapping()
        if self.card is not None:
            self.card.show_draft(draft, self._read_day)
        if self.about is not None:
            self.about.show_draft(draft)
        self.remarks = bring_in.check(self._seat.desk, mapping, draft.preview)
        self.needs.show_remarks(self.remarks)
        tried = explaining.trial(self._seat.desk, mapping, draft.preview)
        self.first.show_rows(tuple(kept_row(one.row, one.read) for one in tried))
        stops = [remark for remark in self.remarks if remark.stops]
        count = wording.count(len(stops), "thing to put right", "things to put right")
        self.foot.note.set_words(f"{count} first" if stops else "Nothing stands in the way")
        self.panes.pills["needs"].set_words("What needs you, first rows", str(len(stops)) if stops else "")

    def _read_day(self, text: str) -> str:
        found = explaining.read_day(self._seat.desk, text, self._now().dates)
        return wording.day(found) if found else ""

    # -- what a person says ---------------------------------------------------------------------------------

    def _now(self) -> Draft:
        if self.draft is None:
            raise ValueError("no file is shown")
        return self.draft

    def _set(self, draft: Draft) -> None:
        self.draft = draft
        self.show_again()

    def _about_said(self, about: str) -> None:
        """The fields are others now: guess anew, keep what a person typed about the file."""
        before = self._now()
        if about == before.about:
            return
        mapping = explaining.guess(before.preview, "contact" if about == "contact" else "known to")
        draft = draft_of(mapping, before.preview, guessed=True)
        self._begin(replace(draft, system=before.system, dates=before.dates, sheet=before.sheet))
        if self.about is not None:
            self.about.kind.setFocus(Qt.FocusReason.OtherFocusReason)

    def _sheet_said(self, sheet: str) -> None:
        if sheet == EVERY:
            self._set(replace(self._now(), sheet=""))
        elif sheet == self._now().preview.sheet:
            self._set(replace(self._now(), sheet=sheet))
        else:
            self.sheet_wanted.emit(sheet)

    def _dates_said(self, order: str) -> None:
        self._set(replace(self._now(), dates="month first" if order == "month first" else "day first"))

    # -- going about ----------------------------------------------------------------------------------------

    def bring_in(self) -> None:
        """On with it; or to the first thing that stops it."""
        stops = next((remark for remark in self.remarks if remark.stops), None)
        if stops is None:
            self.ready.emit(self._now().mapping())
            return
        announce(self, stops.words, urgent=True)
        self.go_to(stops)

    def next_need(self) -> bool:
        """To the first thing that stops the file, or that nobody has decided; answers whether there is any."""
        open_ = [remark for remark in self.remarks if remark.stops or remark.field]
        if not open_:
            return False
        self.go_to(open_[0])
        return True

    def go_to(self, remark: Remark) -> None:
        """To the place where this can be put right."""
        self.panes.show_pane("columns")
        place = self._place(remark.field)
        if place is not None:
            place()

    def _place(self, field: str) -> Callable[[], object] | None:
        draft = self._now()
        said = self.about.place(field) if self.about is not None else None
        if field in ("system", "dates") and said is not None:
            return lambda: said.setFocus(Qt.FocusReason.OtherFocusReason)
        mine = [heading for heading in draft.headings if draft.goes.get(heading) == field]
        self.whole()
        heading = (mine or self._likely(field) or list(draft.undecided) or list(draft.headings) or [""])[0]
        row = self.rows.get(heading)
        return row.focus_first if row is not None else None

    def _likely(self, field: str) -> list[str]:
        """Undecided columns that look as if they could fill a field: for a day, those in which days stand."""
        draft = self._now()
        known = draft.fields.get(field)
        if known is None or known.kind != "day":
            return []
        examples = draft.preview.examples
        return [h for h in draft.undecided if any(self._read_day(value) for value in examples.get(h, ()))]
