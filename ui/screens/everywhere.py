"""What every command means when the screen in front has no meaning of its own for it, and why some do nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from ui import shortcuts, theme
from ui.reading import Reading
from ui.screens import take
from ui.screens.ways import Ways
from ui.seat import Seat
from ui.widgets import time_stamp
from ui.widgets.overlay import Overlay
from ui.widgets.panes import PaneRing
from ui.widgets.places import Places
from ui.widgets.side_panel import WorkAndPanel
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId
from workstation.services.desk import Desk

_STEP = 10
IN_A_CONTACT = frozenset(
    {
        "contact.park", "contact.lower", "contact.chronology", "contact.pass", "contact.read",
        "contact.ask_back", "contact.declined", "contact.link", "contact.add_another",
        "go.after", "contact.print", "address.show",
        "go.settle", "go.step1", "go.step2", "go.step3", "go.step4", "go.step5", "go.step6",
    }
)  # fmt: skip
"""Commands of the window that need a contact in front."""


@dataclass(frozen=True)
class Frame:
    """The parts of the window that commands work on."""

    widget: QWidget
    seat: Seat
    ways: Ways
    places: Places
    work: WorkAndPanel
    ring: PaneRing
    panes: Callable[[], list[QWidget]]
    read_as: Callable[[Reading], None]
    open_palette: Callable[[], object]
    lock: Callable[[], None]

    def contact_in_front(self) -> ContactId | None:
        """The contact of the tab in front, if it is one."""
        front = self.places.front()
        return front.contact if front else None


def commands_of(frame: Frame) -> dict[str, Callable[[], None]]:
    """What the window itself does for each command, whatever screen is in front."""
    go, places, seat = frame.ways, frame.places, frame.seat

    def on_contact(act: Callable[[ContactId], object]) -> Callable[[], None]:
        def run() -> None:
            contact = frame.contact_in_front()
            if contact is None:
                seat.notices.say("That needs a contact.", "Open one first, or choose a row of the queue.")
            else:
                act(contact)

        return run

    def name() -> str:
        front = places.front()
        return front.title.partition(" –")[0] if front else ""

    found: dict[str, Callable[[], None]] = {
        "contact.new": go.new_contact,
        "contact.written": go.written,
        "contact.paper": go.paper_sheet,
        "file.outage": lambda: _outage(frame),
        "file.import": go.bring_in,
        "file.notifications": go.notifications,
        "file.settings": go.settings,
        "file.lock": frame.lock,
        "file.quit": lambda: _nothing(frame.widget.close()),
        "contact.take": lambda: take.take_next(seat),
        "contact.park": on_contact(lambda contact: _park(frame, contact, name())),
        "contact.escalate": lambda: _escalate(frame, frame.contact_in_front(), name()),
        "contact.lower": on_contact(partial(_lower, frame)),
        "contact.pass": on_contact(partial(_pass_on, frame)),
        "contact.read": on_contact(partial(_have_read, seat)),
        "go.after": on_contact(go.after),
        "contact.chronology": on_contact(go.chronology),
        "contact.print": on_contact(go.print_summary),
        "go.settle": on_contact(go.settle),
        "address.show": on_contact(partial(_show_address, frame)),
        "contact.close": go.close_tab,
        "contact.next_tab": lambda: places.step(1),
        "contact.previous_tab": lambda: places.step(-1),
        "palette": lambda: _nothing(frame.open_palette()),
        "go.contacts": lambda: _to_contacts(frame),
        "go.pane_next": lambda: frame.ring.step(frame.panes(), 1),
        "go.pane_prev": lambda: frame.ring.step(frame.panes(), -1),
        "go.next_need": lambda: seat.notices.say("Nothing on this page needs you now."),
        "edit.time_stamp": lambda: _stamp(frame),
        "help.field": lambda: _help_for_focus(frame),
        "help.keys": lambda: _keys(frame),
        "help.about": lambda: seat.notices.say(*about(seat.desk)),
    }
    if seat.desk.practice:
        found["practice.plug"] = partial(_plug, seat)
    else:
        found["file.password"] = partial(_new_password, frame)
    for step in range(1, 7):
        found[f"go.step{step}"] = on_contact(partial(go.contact, step=step))
    return found | _of_a_step(frame) | _places(go) | _view_commands(frame)


def _of_a_step(frame: Frame) -> dict[str, Callable[[], None]]:
    """What a step does best; from everywhere else in the contact it is led to, or done over what is open."""

    def in_contact(id: str, act: Callable[[ContactId], object]) -> Callable[[], None]:
        def run() -> None:
            contact = frame.contact_in_front()
            if contact is None:
                frame.seat.notices.say(*why_not(id, here=False))
            else:
                act(contact)

        return run

    acts = {
        "contact.ask_back": partial(_ask_back, frame),
        "contact.declined": partial(_to_place, frame, 5, "declined"),
        "contact.link": partial(_to_place, frame, 3, "history.link"),
        "contact.add_another": partial(_to_place, frame, 2, "children"),
    }
    return {id: in_contact(id, act) for id, act in acts.items()}


def _ask_back(frame: Frame, contact: ContactId) -> None:
    from ui.screens import ask_back
    from workstation.services import find

    def found(shown: find.OpenContact) -> None:
        if shown.cover is None:
            ask_back.ask(frame.seat, frame.widget, shown)
        else:
            frame.seat.notices.say(*why_not("contact.ask_back", here=True))

    frame.seat.bench.run(find.contact, frame.seat.desk, contact, done=found)


def _to_place(frame: Frame, step: int, place: str, contact: ContactId) -> None:
    from ui.screens.workspace import WorkspaceScreen

    frame.ways.contact(contact)
    screen = frame.places.shown()
    if isinstance(screen, WorkspaceScreen):
        screen.go_to(step, place)


def _places(go: Ways) -> dict[str, Callable[[], None]]:
    """The places one can go to from anywhere."""
    return {
        "go.find": go.find, "go.search": go.find, "go.queue": go.queue, "go.signoff": go.sign_off,
        "go.opinion": go.opinion, "go.meeting": go.meeting, "go.offline": go.offline, "go.apart": go.apart,
        "go.rules": go.rules, "go.closed": go.closed, "go.watch": go.watch,
    }  # fmt: skip


def _plug(seat: Seat) -> None:
    from ui.screens.exchange import plug

    plug(seat)


def _new_password(frame: Frame) -> None:
    from ui.screens import new_password

    new_password.ask(frame.seat, frame.widget)


def _view_commands(frame: Frame) -> dict[str, Callable[[], None]]:
    def text(by: int) -> Callable[[], None]:
        return lambda: frame.read_as(theme.with_text(theme.reading().text_percent + by if by else 100))

    def colours(name: str) -> Callable[[], None]:
        return lambda: frame.read_as(replace(theme.reading(), theme=name))  # type: ignore[arg-type]

    sizes = {"view.bigger": text(_STEP), "view.smaller": text(-_STEP), "view.normal": text(0)}
    return sizes | {f"view.theme_{name}": colours(name) for name in theme.THEMES}


def why_not(id: str, *, here: bool) -> tuple[str, str]:
    """Why a command does nothing now, and where it does something."""
    command = shortcuts.by_id(id)
    if id == "file.password":
        return (
            "There is no password in practice.",
            "Press Ctrl+K and type “lock” to sit down as somebody else.",
        )
    if command.group == "List":
        return f"“{command.words}” works in a list.", "Go to the queue first: Ctrl+1."
    if command.group == "Edit":
        return f"“{command.words}” works in a box you type in.", "Go to the box first."
    if here:
        return (
            f"“{command.words}” does nothing on this page.",
            "It works on a step of the contact: Alt+1 to Alt+6.",
        )
    return f"“{command.words}” works in a contact.", "Open one first, from the queue or with Ctrl+K."


def about(desk: Desk) -> tuple[str, str]:
    """What this program is."""
    from importlib import metadata

    council = f" {desk.council}." if desk.council else ""
    return f"Lintel {metadata.version('lintel')}.{council}", "Free software under the MIT licence."


def _park(frame: Frame, contact: ContactId, name: str) -> None:
    from ui.screens import park

    park.ask(frame.seat, frame.widget, contact, name)


def _escalate(frame: Frame, contact: ContactId | None, name: str) -> None:
    """From everywhere: the contact in front, or a new one where none is."""
    from ui.screens import escalate

    about = escalate.About(contact, name) if contact else escalate.About()
    escalate.ask(frame.seat, frame.widget, about)


def _outage(frame: Frame) -> None:
    from ui.screens import outage

    outage.ask(frame.seat, frame.widget)


def _lower(frame: Frame, contact: ContactId) -> None:
    from ui.screens.protecting import lower

    lower.ask(frame.seat, frame.widget, contact)


def _have_read(seat: Seat, contact: ContactId) -> None:
    from workstation.services import afterwards

    def told(changed: Changed) -> None:
        seat.changes.publish(changed)
        seat.notices.settled("Recorded: you have read it.")

    seat.bench.run(afterwards.have_read, seat.desk, contact, done=told)


def _pass_on(frame: Frame, contact: ContactId) -> None:
    from ui.screens.after import passing

    passing.find_and_ask(frame.seat, frame.widget, contact)


def _show_address(frame: Frame, contact: ContactId) -> None:
    from ui.screens import show_address

    show_address.find_and_ask(frame.seat, frame.widget, contact)


def _help_for_focus(frame: Frame) -> None:
    from ui.screens import help_pages

    frame.work.show_panel(help_pages.panel_for_focus(frame.places.shown()))


def help_over(top: Overlay) -> None:
    """Help for what lies on top, which steps aside meanwhile."""
    from ui.screens import help_over as sheet

    sheet.over_overlay(top)


def _keys(frame: Frame) -> None:
    from ui.screens import keys_sheet

    keys_sheet.open_over(frame.widget)


def _stamp(frame: Frame) -> None:
    """Put the time where the cursor is, as in every notebook."""
    box = QApplication.focusWidget()
    if isinstance(box, QLineEdit | QPlainTextEdit) and not box.isReadOnly():
        time_stamp.put_in(box, frame.seat.desk.now())
    else:
        frame.seat.notices.say(*why_not("edit.time_stamp", here=False))


def _to_contacts(frame: Frame) -> None:
    """To the first open contact; again, to the next."""
    contacts = [place.key for place in frame.places.all if place.contact is not None]
    if not contacts:
        frame.seat.notices.say("No contact is open.", "Open one from the queue, or find it with Ctrl+K.")
        return
    front = frame.places.front()
    at = contacts.index(front.key) + 1 if front and front.key in contacts else 0
    frame.places.go(contacts[at % len(contacts)])


def _nothing(*_what: object) -> None:
    """Nothing to do with what came of it."""


def get_ready() -> None:
    """In a quiet moment: load what comes over every screen, so that it makes nobody wait when it is asked for."""
    from ui.screens import palette

    palette.get_ready()
