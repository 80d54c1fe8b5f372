"""The six steps as pages of one place. A step is made when somebody first goes there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Final

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.screens.steps.step import Step, Workspace
from ui.seat import Seat
from ui.widgets.footed import Footed
from ui.widgets.scroll import Page
from workstation.domain.ids import ContactId
from workstation.services.find import OpenContact

STEPS: Final = (
    (1, "Concern", "concern"),
    (2, "Children and family", "children"),
    (3, "History", "history"),
    (4, "Agencies", "agencies"),
    (5, "Parents", "parents"),
    (6, "Analysis and decision", "decision"),
)
"""Number, title and module of each step. Its class is called as the module is."""


class StepStack(QStackedWidget):
    """Holds the steps that were opened, each on a page that scrolls."""

    def __init__(self, seat: Seat, contact_id: ContactId, workspace: Workspace) -> None:
        super().__init__()
        self._seat, self._contact_id, self._workspace = seat, contact_id, workspace
        self._open: OpenContact | None = None
        self._kept: dict[str, str] = {}
        self._narrow = False
        self._steps: dict[int, Step] = {}
        self._pages: dict[int, Page] = {}
        self._whole: dict[int, QWidget] = {}
        """Each page, with what stays in view under it."""
        self.number = 0
        """The step that is seen; 0 before there is one."""

    def made(self) -> Iterator[Step]:
        """The steps that were opened."""
        return iter(list(self._steps.values()))

    def step(self) -> Step | None:
        """The step that is seen."""
        return self._steps.get(self.number)

    def page(self) -> Page | None:
        """The page of the step that is seen."""
        return self._pages.get(self.number)

    def show_contact(self, shown: OpenContact) -> None:
        """Fill every step that was opened."""
        self._open = shown
        for step in self.made():
            step.show_contact(shown)
        for whole in self._whole.values():
            if isinstance(whole, Footed):
                whole.place()

    def restore(self, kept: dict[str, str]) -> None:
        """Put back what was being typed."""
        self._kept = kept
        for step in self.made():
            step.restore(kept)

    def set_narrow(self, narrow: bool) -> None:
        """One column, or several."""
        self._narrow = narrow
        for step in self.made():
            step.set_narrow(narrow)

    def go(self, number: int) -> Step | None:
        """Show a step; nothing before there is a contact to show."""
        if number not in self._steps and self._open is not None:
            self._make(number, self._open)
        step = self._steps.get(number)
        if step is not None:
            if self.number not in (0, number):
                self._seat.notices.moved_on()
            self.number = number
            self.setCurrentWidget(self._whole[number])
        return step

    def _make(self, number: int, shown: OpenContact) -> None:
        step = _class_of(number)(self._seat, self._contact_id, self._workspace)
        page = Page(step.accessibleName(), margin=0)
        page.body.setContentsMargins(16, 12, 10, 12)
        page.add(step)
        self._steps[number], self._pages[number] = step, page
        self._whole[number] = (
            page if step.foot is None else Footed(page, step.foot, step.column, step.foot_stays)
        )
        self.addWidget(self._whole[number])
        step.set_narrow(self._narrow)
        step.show_contact(shown)
        step.restore(self._kept)


def title_of(number: int) -> str:
    """`History`."""
    return next((title for n, title, _module in STEPS if n == number), "")


def _class_of(number: int) -> Callable[..., Step]:
    module = STEPS[number - 1][2]
    found: Callable[..., Step] = getattr(
        import_module(f"ui.screens.steps.{module}"), f"{module.capitalize()}Step"
    )
    return found
