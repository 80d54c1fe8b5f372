"""Bring in a file: choose it, say what its columns mean if need be, watch it being read, see what became of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.bench import Bench
from ui.notices import announce
from ui.screens.bringing import file_dialogs
from ui.screens.bringing.became import Became
from ui.screens.bringing.choosing import Choosing
from ui.screens.bringing.columns import Columns
from ui.screens.bringing.reading_page import ReadingPage
from ui.seat import Screen, Seat
from ui.widgets.heading import Heading
from workstation.intake import mapping as shared
from workstation.intake.mapping import Mapping, Preview
from workstation.intake.mapping.vocabulary import About
from workstation.intake.outcome import ImportReport
from workstation.intake.refusals import Stopped
from workstation.services import bring_in, explaining
from workstation.services.bring_in import BroughtIn, ColumnsUnknown
from workstation.trouble import Trouble

CHOOSING, COLUMNS, READING, BECAME = range(4)


class ImportScreen(Screen):
    """Four pages: choose, say what the columns mean, reading, what became of it."""

    def __init__(self, seat: Seat, parent: QWidget | None = None) -> None:
        super().__init__(seat, "Bring in a file", parent)
        # Reading takes minutes; it must not stand in front of a worker who saves a sentence.
        self._side = Bench(seat.desk.side, self)
        self._side.on_trouble, self._side.on_bug = self._failed, seat.notices.bug
        self.path: Path | None = None
        self.mapping: Mapping | None = None
        self.report: ImportReport | None = None
        self.choosing, self.columns = Choosing(), Columns(seat)
        self.reading, self.became = ReadingPage(), Became()
        self.heading = Heading("Bring in a file")
        self.pages = QStackedWidget()
        for page in (self.choosing, self.columns, self.reading, self.became):
            self.pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 0)
        column.setSpacing(8)
        self.heading.setContentsMargins(18, 0, 18, 0)
        column.addWidget(self.heading)
        column.addWidget(self.pages, 1)
        self._connect()

    def _connect(self) -> None:
        self.choosing.choose_wanted.connect(lambda: file_dialogs.ask_which(self, self.choose_file))
        self.choosing.take_wanted.connect(self.start)
        self.choosing.columns_wanted.connect(self._explain)
        self.columns.ready.connect(self._take_explained)
        self.columns.sheet_wanted.connect(lambda sheet: self._look(sheet, partial(self._show_sheet, sheet)))
        self.columns.back_wanted.connect(self._start_over)
        self.columns.load_wanted.connect(lambda: file_dialogs.ask_mapping(self, self.load_mapping))
        self.columns.save_wanted.connect(lambda: file_dialogs.ask_where_mapping(self, self.save_mapping))
        self.reading.again.connect(self.start)
        self.reading.another.connect(self._start_over)
        self.became.save_wanted.connect(lambda: file_dialogs.ask_where(self, self.save_to))
        self.became.another_wanted.connect(self._start_over)
        self.became.columns_wanted.connect(lambda: self._turn_to(COLUMNS))

    # -- what the window asks of every screen ---------------------------------------------------------------

    def icon_name(self) -> str:
        """An arrow into a tray."""
        return "download-simple"

    def commands(self) -> dict[str, Callable[[], None]]:
        """On the page of columns: on with it, and the next thing that needs somebody."""
        if self.pages.currentIndex() != COLUMNS:
            return {}
        return {
            "contact.save_next": self.columns.bring_in,
            "go.next_need": self._next_need,
        }

    def _next_need(self) -> None:
        self.columns.next_need()

    def enter(self) -> None:
        """To what goes on."""
        at = self.pages.currentIndex()
        if at == BECAME:
            self.became.save.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            (self.choosing, self.columns, self.reading)[at].enter()

    # -- choosing -------------------------------------------------------------------------------------------

    def choose_file(self, path: Path) -> None:
        """This file is meant: look what it is. Nothing of it is taken before the person says so."""
        self.path, self.mapping = path, None
        self.choosing.show_name(path.name)
        self._turn_to(CHOOSING)
        self._look("", self.choosing.show_preview)

    def _look(self, sheet: str, done: Callable[[Preview], object]) -> None:
        if self.path is not None:
            work = partial(bring_in.look, self.seat.desk, self.path, sheet=sheet)
            self._side.latest("look", work, done=done, trouble=self._failed)

    # -- what the columns mean ------------------------------------------------------------------------------

    def _explain(self, about: About) -> None:
        preview = self.choosing.preview
        if preview is None:
            return
        self.columns.show_file(preview, about)
        self._turn_to(COLUMNS)
        self._side.run(explaining.before, preview, done=self._offer)

    def _offer(self, found: explaining.Remembered | None) -> None:
        self.columns.offer(found)
        if found is not None and self.pages.currentIndex() == COLUMNS:
            self.columns.enter()

    def _show_sheet(self, wanted: str, preview: Preview) -> None:
        if preview.sheet != wanted:
            self.seat.notices.say(f"The sheet “{wanted}” has no headings.", "Choose another sheet.")
            self.columns.show_again()
            return
        self.columns.show_file(preview)
        self.columns.enter()

    def load_mapping(self, path: Path) -> None:
        """Use what somebody saved for files like this one."""
        self._side.run(shared.load, path, done=self.columns.use, trouble=self.seat.notices.trouble)

    def save_mapping(self, path: Path) -> None:
        """Save what the columns mean, to be used again or shared."""
        draft = self.columns.draft
        if draft is not None:
            self._side.run(
                shared.save,
                draft.mapping(),
                path,
                done=self._saved_mapping,
                trouble=self.seat.notices.trouble,
            )

    def _saved_mapping(self, _done: object) -> None:
        self.seat.notices.settled("What the columns mean is saved: headings and words, none of the rows.")

    def _take_explained(self, mapping: Mapping) -> None:
        self.mapping = mapping
        self._side.run(explaining.keep, mapping, trouble=self.seat.notices.trouble)
        self.start()

    # -- reading --------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Read it, beside everything else."""
        if self.path is None:
            return
        self._turn_to(READING)
        self.reading.begin(self.path.name)
        going = self.reading.going
        work = partial(
            bring_in.bring_in,
            self.seat.desk,
            self.path,
            mapping=self.mapping,
            progress=going.tell,
            all_kept=going.all_kept,
            cancelled=going.stopped,
        )
        self._side.run(work, done=self._show)

    def _show(self, found: BroughtIn) -> None:
        self.reading.end()
        self.report = found.report
        self.became.show_report(found.report, explained=self.mapping is not None)
        self._turn_to(BECAME)
        announce(self, self.became.sentence.words())
        if found.changed.contacts:
            self.seat.changes.publish(found.changed)

    def _failed(self, trouble: Trouble) -> None:
        """It could not be read, was stopped, or does not explain itself."""
        self.reading.end()
        if isinstance(trouble, Stopped):
            self.reading.show_stopped()
            return
        if isinstance(trouble, ColumnsUnknown) and self.choosing.preview is not None:
            self._explain(self.choosing.preview.suggested.about)
            return
        self._turn_to(CHOOSING)
        self.choosing.say_wrong(trouble.title, trouble.what_to_do)

    # -- afterwards -----------------------------------------------------------------------------------------

    def save_to(self, path: Path) -> None:
        """Save what became of every row."""
        if self.report is not None:
            self._side.run(
                bring_in.save_list, self.report, path, done=self._saved, trouble=self.seat.notices.trouble
            )

    def _saved(self, _done: object) -> None:
        self.seat.notices.settled("The list is saved. Any spreadsheet can open it.")

    def _start_over(self) -> None:
        self.path = self.mapping = self.report = None
        self.choosing.clear()
        self._turn_to(CHOOSING)

    def _turn_to(self, page: int) -> None:
        """Show this page, under its own heading, with the focus on what goes on there."""
        titles = (
            "Bring in a file",
            "Say what the columns mean",
            "Bring in a file",
            "What became of the file",
        )
        self.heading.set_title(titles[page])
        self.heading.set_note(self.path.name if self.path and page != CHOOSING else "")
        self.pages.setCurrentIndex(page)
        self.enter()
