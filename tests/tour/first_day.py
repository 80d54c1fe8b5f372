"""The page "Your first day", walked: every key it names is pressed, and what it says is looked for."""

from __future__ import annotations

from collections.abc import Callable

from tests.tour.walker import Walker
from ui.screens.help_pages import HelpPanel


def walk(walker: Walker) -> None:
    """Parts 1 to 9, as Rukhsana Shah, at the queue; then the lock, up to the name of whoever sits down next."""
    for part in PARTS:
        part(walker)
    _lock(walker)


def be_a_manager(walker: Walker) -> None:
    """Part 10, in the window that opens after the lock, as Bola Mensah."""
    walker.press("Ctrl+4")
    walker.must_see("For your sign-off")
    walker.tab_to("For your sign-off")
    walker.press("Down")


def _queue(walker: Walker) -> None:
    walker.press("Down", "Down", "Down", "/")
    walker.type("farrow")
    walker.must_see("FARROW, Ellie")
    walker.press("Esc")


def _open(walker: Walker) -> None:
    _palette(walker, "farrow ellie", "FARROW, Ellie")
    walker.must_see("Address hidden")
    walker.must_see("Decision")


def _history(walker: Walker) -> None:
    walker.press("Alt+3")
    walker.must_see("What does the history tell you?")
    walker.press("Ctrl+H")
    walker.must_see("Chronology")
    walker.press("Esc")
    walker.must_see("What does the history tell you?")


def _needs(walker: Walker) -> None:
    before = walker.window.focusWidget()
    walker.press("F8")
    assert walker.window.focusWidget() is not before


def _park(walker: Walker) -> None:
    walker.press("F9")
    walker.type("waiting for GP")
    walker.press("Return")
    walker.must_see("Parked: “waiting for GP”.")


def _call(walker: Walker) -> None:
    walker.press("Ctrl+N")
    walker.type("School rings about Kayden. No coat again. ")
    walker.press("F5")
    walker.fill("Name", "Kayden Merrick")
    walker.press("Tab")
    walker.type("6")
    walker.must_see("Same: MERRICK, Kayden")
    walker.push("Same: MERRICK, Kayden")
    walker.press("Ctrl+Return")
    walker.must_see("What does the history tell you?")


def _server(walker: Walker) -> None:
    for words in ("Unplug the practice server", "Unplug the practice server"):
        _palette(walker, "unplug", words)
        walker.must_see("practice server is")


def _reading(walker: Walker) -> None:
    walker.press("Ctrl+=", "Ctrl+=", "Ctrl+0")
    _palette(walker, "cream", "Colours: cream")
    _palette(walker, "colours: day", "Colours: day")


def _help(walker: Walker) -> None:
    walker.press("F1")
    walker.wait_for(lambda: _panel(walker) is not None, "help beside the work")
    walker.press("Esc")
    walker.wait_for(lambda: _panel(walker) is None, "help is put away")


def _lock(walker: Walker) -> None:
    _palette(walker, "lock", "Lock this screen")
    walker.must_see("Locked")
    walker.type("bola")


def _palette(walker: Walker, typed: str, words: str) -> None:
    walker.press("Ctrl+K")
    walker.type(typed)
    walker.must_see(words)
    walker.press("Return")


def _panel(walker: Walker) -> HelpPanel | None:
    shown: Callable[[], list[HelpPanel]] = lambda: walker.window.findChildren(HelpPanel)  # noqa: E731
    return next((panel for panel in shown() if panel.isVisible()), None)


PARTS = (_queue, _open, _history, _needs, _park, _call, _server, _reading, _help)
"""One for each numbered heading of the page but the last, which is `be_a_manager`."""
