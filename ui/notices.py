"""The only place that tells the person something. It never stops them: there are no boxes to dismiss."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from msgspec import Struct, structs
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui import theme
from workstation.trouble import Trouble

Tone = Literal["information", "settled", "warning", "danger"]


class Notice(Struct, frozen=True):
    """Something to tell: a sentence, what to do about it, and perhaps one thing to press."""

    words: str
    advice: str = ""
    tone: Tone = "information"
    action: str = ""
    run: Callable[[], object] | None = None
    urgent: bool = False
    icon: str = ""
    """Another icon than that of its tone."""
    place: str = ""
    """Where it leads: who is there sees the thing itself, and need not be told of it."""
    news: bool = False
    """Whether a colleague brought it about: it waits behind what else is said, until looked at or put away."""
    passing: bool = False
    """Whether it is about what was just done: it goes when the person goes elsewhere with a key of their own."""


class Notices(QObject):
    """What screens call to tell the person something."""

    told = Signal(object)
    """A Notice to show; None takes away what is shown."""
    reached = Signal(str)
    """The person came to this place: a notice that leads there is done."""
    moved = Signal()
    """The person went to another page, step or contact."""

    def say(self, text: str, advice: str = "") -> None:
        """Something that happened, as in "Parked. We will bring it back at 11:30."."""
        self.told.emit(Notice(text, advice, passing=True))

    def count_down(self, text: str, place: str) -> None:
        """How much is left at this `place`: the next answer there makes it old, and it goes."""
        self.told.emit(Notice(text, place=place, passing=True))

    def settled(self, text: str) -> None:
        """Something that is done and safe."""
        self.told.emit(Notice(text, tone="settled", passing=True))

    def trouble(self, trouble: Trouble) -> None:
        """Something that did not work, with what to do about it."""
        self.told.emit(Notice(trouble.title, trouble.what_to_do, "warning"))

    def undoable(self, text: str, undo: Callable[[], object]) -> None:
        """Something that was done and can be taken back: we offer Undo instead of asking beforehand."""
        self.told.emit(Notice(text, action="Undo", run=undo, passing=True))

    def offer(
        self,
        text: str,
        action: str,
        run: Callable[[], object],
        advice: str = "",
        *,
        tone: Tone = "information",
        icon: str = "",
        place: str = "",
    ) -> None:
        """Something that happened with one thing to do about it, and the `place` where that is done."""
        self.told.emit(Notice(text, advice, tone, action, run, icon=icon, place=place))

    def news(self, notice: Notice) -> None:
        """Something that a colleague brought about. Nothing that is said after it takes its place, and several are
        told one after the other.
        """
        self.told.emit(structs.replace(notice, news=True))

    def urgent(self, text: str, advice: str = "") -> None:
        """Something that cannot wait: act now, or nothing can be saved. Spoken at once."""
        self.told.emit(Notice(text, advice, "danger", urgent=True))

    def bug(self, code: str) -> None:
        """Something we did not foresee went wrong. No case content, only a code to read out."""
        advice = f"What you typed is safe. Try again; if it happens again, tell the service desk {code}."
        self.told.emit(Notice("That did not work, and it is our fault.", advice, "warning"))

    def moved_on(self) -> None:
        """Another page, step or contact is shown: what was said of the one before has been read."""
        self.moved.emit()

    def clear(self) -> None:
        """Take away what is shown."""
        self.told.emit(None)


def get_ready() -> None:
    """Load what speaks, so that the first thing said is not said late."""
    from PySide6.QtGui import QAccessible

    _ = QAccessible.AnnouncementPoliteness


def announce(widget: QWidget, words: str, *, urgent: bool = False) -> None:
    """Have screen readers say something: after what they are saying, unless it is urgent."""
    if not theme.reading().speak and not urgent:
        return
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    event = QAccessibleAnnouncementEvent(widget, words)
    polite = QAccessible.AnnouncementPoliteness
    event.setPoliteness(polite.Assertive if urgent else polite.Polite)
    QAccessible.updateAccessibility(event)
