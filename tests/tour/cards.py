"""What the four scenarios do not come by: the way back, protecting first, after the decision, the rules."""

from __future__ import annotations

from tests.tour.walker import Walker
from workstation.services.desk import Desk


def walk(walker: Walker, _desk: Desk) -> None:
    """Screens and cards beside the four scenarios."""
    _after(walker)
    _address(walker)
    _way_back(walker)
    _leave(walker)
    _watch(walker)
    _rules(walker)
    _notifications(walker)
    _protect(walker)


def _go(walker: Walker, words: str) -> None:
    walker.press("Ctrl+K")
    walker.type(words)
    walker.press("Return")


def _after(walker: Walker) -> None:
    """What was signed off: whom to tell, and what is handed over."""
    _go(walker, "farrow ell")
    walker.press("Alt+7")
    walker.must_see("After the decision")
    walker.shot("after-the-decision")
    walker.look_small("after-the-decision")


def _address(walker: Walker) -> None:
    walker.press("Alt+2")
    _go(walker, "hidden")
    walker.shot("show-address")
    walker.press("Esc")


def _way_back(walker: Walker) -> None:
    """The school has not told everything: they are sent exactly what is missing."""
    _go(walker, "kowalska maja")
    walker.must_see("KOWALSKA, Maja")
    walker.press("Alt+1")
    _go(walker, "send them the q")
    walker.must_see("What they have not told us")
    walker.shot("send-them-the-questions")
    walker.look_small("send-them-the-questions")
    walker.press("Esc")


def _leave(walker: Walker) -> None:
    """Going on without agreement is a manager's to allow."""
    _go(walker, "hussain zayn")
    walker.press("Alt+5")
    walker.shot("parents-of-another")
    walker.press("Alt+4")
    walker.shot("why-listed")


def _watch(walker: Walker) -> None:
    walker.press("Ctrl+1")
    walker.push("Step-down watch", back=True)
    walker.shot("step-down-watch")
    walker.look_small("step-down-watch")


def _rules(walker: Walker) -> None:
    _go(walker, "rules, and")
    walker.must_see("Rules")
    walker.shot("rules")
    walker.look_small("rules")


def _notifications(walker: Walker) -> None:
    _go(walker, "police notif")
    walker.shot("notifications-from-a-file")
    walker.press("Esc")


def _protect(walker: Walker) -> None:
    """From anywhere, with nothing but a worry."""
    walker.press("Ctrl+1", "F12")
    walker.shot("protect-first")
    walker.look_small("protect-first")
    walker.type("He is alone with her now and has a knife.")
    walker.press("Ctrl+Return")
    walker.shot("protect-first-strategy")
    walker.look_small("protect-first-strategy")
