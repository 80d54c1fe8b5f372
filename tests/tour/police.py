"""Scenario 2: a police notification, the third in a year, with two children and a confidential address."""

from __future__ import annotations

from tests.tour.walker import Walker
from workstation.practice.vignettes import POLICE_NOTIFICATION as CASE
from workstation.services.desk import Desk


def walk(walker: Walker, _desk: Desk) -> None:
    """A police notification, the third in a year, address confidential."""
    walker.press("Ctrl+K")
    walker.type("farrow ell")
    walker.must_see("FARROW, Ellie")
    walker.shot("palette")
    walker.press("Return")
    walker.must_see("Third police notification in 12 months")
    walker.must_see("Address hidden")
    walker.shot("contact-history")
    _history(walker)
    _address(walker)
    _concern(walker)
    _children(walker)
    _agencies(walker)
    _parents(walker)
    _decision(walker)
    _send(walker)


def _history(walker: Walker) -> None:
    walker.press("Alt+3")
    walker.tab_to("Earlier contacts")
    walker.press("Down", "Down", "Ctrl+L", "Down", "Ctrl+L")
    walker.choose("It raises my worry about the children")
    walker.fill("Say why, in your own words", CASE.why)
    walker.shot("history-weighed")
    walker.press("Ctrl+Return")


def _address(walker: Walker) -> None:
    walker.press("Alt+2")
    walker.shot("children-and-family")


def _concern(walker: Walker) -> None:
    walker.press("Alt+1")
    walker.shot("concern")


def _children(walker: Walker) -> None:
    pass


def _agencies(walker: Walker) -> None:
    walker.press("Alt+4")
    _answered(walker, "Domestic abuse service", CASE.da_service)
    _answered(walker, "Health visitor", CASE.health_visitor)
    walker.push("Going ahead, because… GP")
    walker.shot("agencies")


def _answered(walker: Walker, agency: str, said: tuple[str, str, str]) -> None:
    who, words, means = said
    walker.tab_to(f"{agency}.")
    walker.press("Return")
    walker.fill("Who did you speak to?", who)
    walker.fill("What did they say?", words)
    walker.fill("What does it tell you?", means)
    walker.push("Save what they said")


def _parents(walker: Walker) -> None:
    walker.press("Alt+5")
    walker.shot("parents")


def _decision(walker: Walker) -> None:
    walker.press("Alt+6")
    walker.shot("decision")


def _send(walker: Walker) -> None:
    pass
