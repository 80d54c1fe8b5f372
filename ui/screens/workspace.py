"""S4: one contact, in six steps that can be taken in any order. It opens on the first that needs the worker."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

from ui.models.at_work import BOTH, at_work
from ui.screens import asking, coming_back, going_on, needs
from ui.screens.chasing import Chasing
from ui.screens.covered_page import Covering
from ui.screens.steps.stack import STEPS, StepStack
from ui.screens.workspace_view import WorkspaceView
from ui.seat import Screen, Seat
from workstation.domain import gates
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId
from workstation.services import find, words
from workstation.services.find import OpenContact

_MINUTE_MS: Final = 20_000


class WorkspaceScreen(Screen):
    """Banner, rail, step, pane. What it shows is read anew after every change, whoever made it."""

    def __init__(
        self, seat: Seat, contact_id: ContactId, step: int | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(seat, "Contact", parent)
        self.contact_id = contact_id
        self.open: OpenContact | None = None
        self._wanted, self._place = step, ""
        self._title = "Opening…"
        self._chasing = Chasing(seat, self.go_to, self._read)
        self.stack = StepStack(seat, contact_id, self)
        self.view = WorkspaceView(seat.desk.guide, self.stack)
        self.cover = Covering(self, self.view, partial(seat.go.opinion, contact_id))
        self._connect()
        self._clock = QTimer(self, interval=_MINUTE_MS)
        self._clock.timeout.connect(self._show_clock)
        self._clock.start()
        seat.bench.run(words.kept_under, seat.desk, f"contact/{contact_id}/", done=self.stack.restore)
        self._read()

    def _connect(self) -> None:
        view, rail, pane = self.view, self.view.rail, self.view.pane
        rail.chosen.connect(self.go_to)
        rail.before.chosen.connect(self.go_to)
        rail.before.send.connect(self._check_and_send)
        rail.before.next_need.connect(self.next_need)
        view.banner.wanted.connect(self.run_command)
        for button in (rail.before.escalate, view.foot.escalate):
            button.clicked.connect(partial(self.run_command, "contact.escalate"))
        view.foot.next.clicked.connect(self._save_and_next)
        view.banner.opened.connect(self.seat.go.contact)
        view.banner.choice_wanted.connect(partial(self.seat.go.settle, self.contact_id))
        for wanted in (view.banner.address_wanted, pane.picture.address_wanted):
            wanted.connect(partial(self.run_command, "address.show"))
        for card in (pane.missing, pane.least):
            card.ask.connect(self._ask)
            card.copy.connect(partial(self._with_ids, asking.copy))
        pane.least.none_said.connect(partial(self._with_ids, asking.none_said))
        pane.recall.wanted.connect(partial(self.run_command, "contact.print"))
        pane.picture.edit.connect(partial(self.go_to, 2))
        pane.history.wanted.connect(partial(self.go_to, 3))
        pane.history.opened.connect(self.seat.go.contact)

    # -- the screen ---------------------------------------------------------------------------------------

    def title(self) -> str:
        """`FARROW, Ellie +1`, and what it is parked for."""
        return self._title

    def icon_name(self) -> str:
        """A folder; a pause while it is parked; lightning while somebody has to act now."""
        if self.open is not None and going_on.acting_now(self.open):
            return "lightning-fill"
        parked = self.open is not None and self.open.file.parked is not None
        return "pause-circle-fill" if parked else "folder-open-fill"

    def commands(self) -> dict[str, Callable[[], None]]:
        """What the keys do here, and on the step that is open."""
        step = self.stack.step()
        found: dict[str, Callable[[], None]] = {
            "contact.save_next": self._save_and_next,
            "go.next_need": self.next_need,
            "contact.park": self._park,
        }
        found |= {f"go.step{number}": partial(self.go_to, number) for number, *_rest in STEPS}
        return found | (step.commands() if step is not None else {})

    def panes(self) -> list[QWidget]:
        """F6: banner, steps, the step itself, and what stands beside it."""
        return self.view.panes()

    def reload(self, changed: Changed) -> None:
        """Read it again: this contact changed, or one that may be of its history."""
        if self.open is None or self.contact_id in changed.contacts or self._is_history(changed):
            self._read()

    def _is_history(self, changed: Changed) -> bool:
        known = {c.contact for c in self.open.past.contacts} if self.open else set()
        return bool(known & changed.contacts) or changed.by != "me"

    def enter(self) -> None:
        """Where work goes on. A contact that this worker parked is back from that moment."""
        step = self.stack.step()
        if self.cover.page is not None:
            self.cover.page.setFocus()
        elif not self._come_back():
            (step.first_focus if step is not None else self.view.banner.setFocus)()

    def leave(self) -> None:
        """Say what was written and keep what is half written."""
        for step in self.stack.made():
            step.save()
            step.keep_now()

    # -- reading ------------------------------------------------------------------------------------------

    def _read(self) -> None:
        self.seat.bench.latest(
            ("contact", self.contact_id, id(self)), find.contact, self.seat.desk, self.contact_id,
            done=self.show_contact,
        )  # fmt: skip

    def show_contact(self, shown: OpenContact) -> None:
        """Show how the contact stands now."""
        first = self.open is None
        self.open = shown
        if self.cover.covers(shown):
            self._name_it(shown)
            return
        first = first or self.cover.opened
        desk = self.seat.desk
        self.view.show_contact(shown, desk.now(), desk.worker.id)
        self.stack.show_contact(shown)
        self.view.banner.show_presence(at_work(shown.file, desk), BOTH)
        self._name_it(shown)
        if first:
            self.go_to(*needs.begin(shown, self._wanted, self._place))
            self._come_back()
            going_on.begin(self, shown, self._wanted)

    def _name_it(self, shown: OpenContact) -> None:
        self._title = _title_of(shown)
        self.setAccessibleName(self._title)
        self.retitled.emit()

    def _show_clock(self) -> None:
        if self.open is not None:
            self.view.rail.clock.show_clock(self.open, self.seat.desk.now())
            self.view.banner.show_presence(at_work(self.open.file, self.seat.desk), BOTH)
            self._chasing.look(self.open)

    # -- going about --------------------------------------------------------------------------------------

    def go_to(self, step: int, place: str = "") -> None:
        """Open a step, and put the focus on a place in it (its first field when none is named)."""
        if place == gates.UNSETTLED:
            self.seat.go.settle(self.contact_id)
            return
        if step == 0:
            going_on.go_after(self, self.open, place)
            return
        if self.open is None or self.cover.page is not None:
            self._wanted, self._place = step, place
            return
        before = self.stack.step()
        if before is not None and step != before.number:
            before.save()
        shown = self.stack.go(step)
        self.view.set_step(step)
        going_on.focus(self, shown, place)

    def next_need(self) -> None:
        """F8: the next thing to answer below the one here, or send it."""
        step, focused = self.stack.step(), QApplication.focusWidget()
        if self.open is None or (step is not None and focused is not None and step.go_on_in(focused)):
            return
        gap = needs.next_gap(needs.to_answer(self.open, self.seat.desk.guide), step, focused)
        self._check_and_send() if gap is None else self.go_to(gap.step, gap.place)

    def run_command(self, command_id: str, _checked: bool = False) -> None:
        """Do a command of the window, as if its key was pressed."""
        action = self.window().findChild(QAction, command_id)
        if isinstance(action, QAction):
            action.trigger()

    def _save_and_next(self) -> None:
        step = self.stack.step()
        if step is not None:
            step.save_and_next()

    def _check_and_send(self) -> None:
        step = self.stack.step()
        if step is not None:
            step.save()
        self.seat.go.send(self.contact_id)

    # -- what the pane asks for ---------------------------------------------------------------------------

    def _ask(self, ids: tuple[str, ...]) -> None:
        if self.open is not None:
            asking.ask(self.seat, self.window(), self.open, ids)

    def _with_ids(self, act: Callable[..., None], ids: tuple[str, ...]) -> None:
        if self.open is not None:
            act(self.seat, self.open, ids)

    def _park(self) -> None:
        child = self.open.line.child if self.open else ""
        coming_back.ask_to_park(self.seat, self.window(), self.contact_id, child, self.stack)

    def _come_back(self) -> bool:
        if self.open is None or not self.isVisible():
            return False
        return coming_back.come_back(self.seat, self.open, self.stack, self.go_to)


def _title_of(shown: OpenContact) -> str:
    """`FARROW, Ellie +1 – parked “waiting for Jo’s email”`, or `OYELARAN, Tobi – act now`."""
    child, parked = shown.line.child or "Unknown child", shown.file.parked
    if going_on.acting_now(shown):
        return f"{child} – act now"
    return child if parked is None else f"{child} – parked “{parked.body.waiting_for}”"
