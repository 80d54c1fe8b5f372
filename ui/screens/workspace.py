"""S4: one contact, in six steps that can be taken in any order. It opens on the first that needs the worker."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.screens import needs, park
from ui.screens.asking import asking_text
from ui.screens.steps.stack import STEPS, StepStack, title_of
from ui.seat import Screen, Seat
from ui.widgets.family_banner import FamilyBanner
from ui.widgets.foot_bar import FootBar
from ui.widgets.rail_cards import STATES, todos
from ui.widgets.rail_column import RailColumn
from ui.widgets.right_pane import RightPane
from ui.widgets.scroll import Page
from ui.widgets.steps_rail import Step as RailStep
from workstation.domain import kinds, wording
from workstation.domain.changed import Changed
from workstation.domain.contact import Stage
from workstation.domain.ids import ContactId
from workstation.domain.times import local
from workstation.services import find, record, shift, words
from workstation.services.find import OpenContact
from workstation.trouble import Trouble

NARROW: Final = 1020
"""Below this width at 100 % text there is one column: steps on a bar, the pane at the right under the step."""
WIDE: Final = 1640
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
        self._narrow: bool | None = None
        self.banner, self.rail = FamilyBanner(), RailColumn()
        self.stack, self.foot = StepStack(seat, contact_id, self), FootBar()
        self.pane = RightPane(seat.desk.guide)
        self.side = Page("Beside the work", margin=0)
        self._lay_out()
        self._connect()
        self._clock = QTimer(self)
        self._clock.setInterval(_MINUTE_MS)
        self._clock.timeout.connect(self._show_clock)
        self._clock.start()
        seat.bench.run(words.kept_under, seat.desk, f"contact/{contact_id}/", done=self.stack.restore)
        self._read()

    def _lay_out(self) -> None:
        self._side_room = QVBoxLayout()
        self._side_room.setContentsMargins(0, 12, 4, 8)
        self._side_room.addWidget(self.side)
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        self._row.addWidget(self.rail)
        self._row.addWidget(self.stack, 1)
        self._row.addLayout(self._side_room)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.rail.bar)
        column.addLayout(self._row, 1)
        column.addWidget(self.foot)
        self.side.add(self.pane)

    def _connect(self) -> None:
        self.rail.chosen.connect(self.go_to)
        self.rail.before.chosen.connect(self.go_to)
        self.rail.before.send.connect(self._check_and_send)
        self.rail.before.next_need.connect(self.next_need)
        for button in (self.rail.before.escalate, self.foot.escalate):
            button.clicked.connect(partial(self._command, "contact.escalate"))
        self.foot.next.clicked.connect(self._save_and_next)
        self.banner.opened.connect(self.seat.go.contact)
        for wanted in (self.banner.address_wanted, self.pane.picture.address_wanted):
            wanted.connect(partial(self._command, "address.show"))
        self.pane.missing.ask.connect(self._ask)
        self.pane.missing.copy.connect(self._copy)
        self.pane.picture.edit.connect(partial(self.go_to, 2))
        self.pane.history.wanted.connect(partial(self.go_to, 3))

    # -- the screen ---------------------------------------------------------------------------------------

    def title(self) -> str:
        """`FARROW, Ellie +1`, and what it is parked for."""
        return self._title

    def icon_name(self) -> str:
        """A folder; a pause while it is parked."""
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
        page = self.stack.page()
        middle = [page] if page is not None else []
        return [self.banner, self.rail.bar, self.rail, *middle, self.pane, self.foot]

    def reload(self, changed: Changed) -> None:
        """Read it again: this contact changed, or one that may be of its history."""
        if self.open is None or self.contact_id in changed.contacts or self._is_history(changed):
            self._read()

    def _is_history(self, changed: Changed) -> bool:
        known = {c.contact for c in self.open.past.contacts} if self.open else set()
        return bool(known & changed.contacts) or changed.by != "me"

    def enter(self) -> None:
        """Where work goes on. A contact that this worker parked is back from that moment."""
        self._come_back()
        step = self.stack.step()
        if step is not None:
            step.first_focus()
        else:
            self.banner.setFocus()

    def leave(self) -> None:
        """Say what was written and keep what is half written."""
        for step in self.stack.made():
            step.save()
            step.keep_now()

    # -- reading ------------------------------------------------------------------------------------------

    def _read(self) -> None:
        self.seat.bench.latest(
            ("contact", self.contact_id, id(self)), find.contact, self.seat.desk, self.contact_id,
            done=self.show_contact, trouble=self._not_read,
        )  # fmt: skip

    def _not_read(self, trouble: Trouble) -> None:
        self.seat.notices.trouble(trouble)

    def show_contact(self, shown: OpenContact) -> None:
        """Show how the contact stands now."""
        first = self.open is None
        self.open = shown
        file, desk = shown.file, self.seat.desk
        source = find.source_words(file.source, shown.line.agency)
        self.banner.show_family(file, shown.past, self._today(), source)
        self.rail.show_steps(
            [
                RailStep(number, title, check.detail, STATES[check.state])
                for (number, title, _module), check in zip(STEPS, shown.steps.all(), strict=True)
            ]
        )
        self.rail.before.show_todos(todos(shown), file.stage)
        self.pane.show_contact(shown, source, desk.now(), desk.worker.id)
        self._show_clock()
        self.stack.show_contact(shown)
        self._name_it(shown)
        if first:
            self.go_to(self._wanted or needs.first_step(shown), self._place)
            self._come_back()
            if shown.file.stage is Stage.DECIDED and file.handover is not None:
                day = wording.day(local(file.handover.happened))
                self.seat.notices.say(
                    f"This contact closed on {day}. You can add to it; you cannot change what was decided."
                )

    def _name_it(self, shown: OpenContact) -> None:
        parked = shown.file.parked
        title = shown.line.child or "Unknown child"
        if parked is not None:
            title += f" – parked “{parked.body.waiting_for}”"
        self._title = title
        self.setAccessibleName(title)
        self.retitled.emit()

    def _show_clock(self) -> None:
        if self.open is not None:
            self.rail.clock.show_clock(self.open, self.seat.desk.now())

    def _today(self) -> date:
        return local(self.seat.desk.now()).date()

    # -- going about --------------------------------------------------------------------------------------

    def go_to(self, step: int, place: str = "") -> None:
        """Open a step, and put the focus on a place in it (its first field when none is named)."""
        if self.open is None:
            self._wanted, self._place = step, place
            return
        before = self.stack.step()
        if before is not None and step != before.number:
            before.save()
        shown = self.stack.go(step)
        self.rail.set_current(step)
        self.pane.set_step(step)
        self._put_pane()
        self.foot.next.set_words("Check and send" if step == len(STEPS) else "Save and next")
        if shown is None or not self.isVisible() or (place and shown.focus_place(place)):
            return
        shown.first_focus()

    def next_need(self) -> None:
        """F8: the next thing to finish after the one here, or send it."""
        if self.open is None:
            return
        gap = needs.next_gap(self.open.blocks, self.stack.step(), QApplication.focusWidget())
        if gap is None:
            self._check_and_send()
        else:
            self.go_to(gap.step, gap.place)

    def run_command(self, command_id: str) -> None:
        """Do a command of the window, as if its key was pressed."""
        action = self.window().findChild(QAction, command_id)
        if isinstance(action, QAction):
            action.trigger()

    def _command(self, command_id: str, _checked: bool = False) -> None:
        self.run_command(command_id)

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
        """Copy a ready text, and put on record that these were asked."""
        self._copy(ids)
        bodies = [kinds.Answered(question_id=name, state="asked") for name in ids]
        work = partial(record.say, self.seat.desk, self.contact_id, *bodies)
        self.seat.bench.run(work, done=self.seat.changes.publish)

    def _copy(self, ids: tuple[str, ...]) -> None:
        """Put the questions on the clipboard. Never a name that would say whom it is about, nor an address."""
        if self.open is None:
            return
        QGuiApplication.clipboard().setText(asking_text(self.open, self.seat.desk, ids))
        count = wording.count(len(ids), "question")
        self.seat.notices.settled(f"{count} copied. Paste {'it' if len(ids) == 1 else 'them'} into an email.")

    # -- parking ------------------------------------------------------------------------------------------

    def _park(self) -> None:
        """F9: one line, and the field to come back to."""
        step = self.stack.step()
        if step is not None:
            step.keep_now()
        child = self.open.line.child if self.open else ""
        where = f"{self.stack.number}:{needs.place_of(step, QApplication.focusWidget())}"
        park.ask(self.seat, self.window(), self.contact_id, child, where)

    def _come_back(self) -> None:
        """M12: parked by this worker, and here again. The same step, the same field, and what it was."""
        parked = self.open.file.parked if self.open is not None else None
        if (
            self.open is None
            or parked is None
            or parked.by != self.seat.desk.worker.id
            or not self.isVisible()
        ):
            return
        number, _, place = parked.body.where.partition(":")
        step = int(number) if number.isdigit() and 1 <= int(number) <= len(STEPS) else self.stack.number
        self.go_to(step or needs.first_step(self.open), place)
        title, said = title_of(self.stack.number), needs.cue(QApplication.focusWidget())
        self.seat.notices.say(f"Welcome back. You were on: {title}{f', “{said}”' if said else ''}")
        self.seat.bench.run(shift.resume, self.seat.desk, self.contact_id, done=self.seat.changes.publish)

    # -- room ---------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rail, step and pane beside each other while there is room for them."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        wide, narrow = self.width() >= theme.px(WIDE), self.width() < theme.px(NARROW)
        self.rail.setFixedWidth(theme.px(300 if wide else 250))
        self.side.setFixedWidth(theme.px(388 if wide else 300))
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self.banner.set_narrow(narrow)
        self.rail.set_narrow(narrow)
        self.foot.setVisible(narrow)
        self.side.setVisible(not narrow)
        self._side_room.setContentsMargins(*((0, 0, 0, 0) if narrow else (0, 12, 4, 8)))
        self.stack.set_narrow(narrow)
        self._put_pane()

    def _put_pane(self) -> None:
        """Beside the step; in a narrow window under it."""
        page = self.stack.page()
        if self._narrow and page is not None:
            page.add(self.pane)
        elif not self._narrow:
            self.side.add(self.pane)
        self.pane.show()
