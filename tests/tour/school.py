"""Scenario 1: a school rings with a muddled worry."""

from __future__ import annotations

from tests.tour.walker import Walker
from workstation.practice.vignettes import SCHOOL_CALL as CALL
from workstation.services.desk import Desk


def walk(walker: Walker, _desk: Desk) -> None:
    """A school rings with a muddled worry."""
    walker.shot("queue")
    _on_the_phone(walker)
    _concern(walker)
    _children(walker)
    _history(walker)
    _agencies(walker)
    _parents(walker)
    _decision(walker)


def _on_the_phone(walker: Walker) -> None:
    walker.press("Ctrl+N")
    walker.type(CALL.notes)
    walker.press("F5")
    walker.fill("Who is calling", CALL.caller)
    walker.fill("Role", CALL.role)
    walker.fill("From", CALL.school)
    walker.fill("Name", CALL.child)
    walker.fill("Born or age", CALL.age)
    walker.fill("Postcode", CALL.postcode)
    walker.must_see("MERRICK, Kayden")
    walker.shot("phone-call-matches")
    walker.push("Same: MERRICK, Kayden")
    walker.push("Add MERRICK, Tyler")
    walker.fill("What have you seen or heard yourself?", CALL.seen)
    walker.fill("What has the child said?", CALL.child_said)
    walker.fill("What are you most worried will happen?", CALL.worried)
    walker.fill("What do you want us to do?", CALL.wanted)
    walker.shot("phone-call-asked")
    walker.press("Ctrl+Return")
    walker.must_see("What does the history tell you?")
    walker.press("F9")
    walker.type(CALL.parked_for)
    walker.shot("park")
    walker.press("Esc")


def _concern(walker: Walker) -> None:
    walker.press("Alt+1")
    walker.fill("Kind of worry", "negl")
    walker.press("Down", "Return")
    walker.choose("Partly")
    walker.shot("concern")


def _children(walker: Walker) -> None:
    walker.press("Alt+2")
    walker.shot("children")


def _history(walker: Walker) -> None:
    walker.press("Alt+3")
    walker.choose("It raises my worry about the children")
    walker.fill(
        "Say why, in your own words", "Hungry again since January, and nobody spoke to his mother then."
    )
    walker.tab_to("Earlier contacts", back=True)
    walker.press("Down", "Ctrl+L")
    walker.shot("history-weighed")
    walker.press("Ctrl+Return")


def _agencies(walker: Walker) -> None:
    walker.press("Alt+4")
    walker.choose("Public task: section 17")
    walker.push("Ask now: School")
    walker.fill("Who did you speak to?", "Jo Whittle, deputy safeguarding lead")
    walker.fill("What did they say?", CALL.child_said)
    walker.fill("What does it tell you?", "He is hungry and knows it.")
    walker.push("Save what they said")
    walker.push("Not needed, because… Early help")
    walker.shot("agencies")


def _parents(walker: Walker) -> None:
    walker.press("Alt+5")
    walker.shot("parents")


def _decision(walker: Walker) -> None:
    walker.press("Alt+6")
    walker.shot("decision")
