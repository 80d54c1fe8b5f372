"""Scenario 3: a nursery's form about a child whose mother declined support twice."""

from __future__ import annotations

from tests.tour.doing import agency_answers, agency_told_us, factor, level, reasons, send_to_manager
from tests.tour.walker import Walker
from workstation.practice.vignettes import NURSERY_FORM as FORM
from workstation.services.desk import Desk


def walk(walker: Walker, _desk: Desk) -> None:
    """A nursery's form: back again, and support declined twice."""
    _the_form(walker)
    _history(walker)
    _concern(walker)
    _children(walker)
    _agencies(walker)
    _parents(walker)
    _decision(walker)


def _the_form(walker: Walker) -> None:
    walker.press("Ctrl+Shift+N")
    walker.must_be_at("What they sent")
    walker.type(FORM.words)
    walker.fill("Who", "carol")
    walker.press("Return")
    walker.must_see(FORM.nursery)
    walker.must_be_at("Role")
    walker.type("nurs")
    walker.press("Return")
    walker.must_be_at("Name")
    walker.type(f"{FORM.given} {FORM.family}")
    walker.press("F8")
    walker.push(f"Same: {FORM.family.upper()}, {FORM.given}")
    walker.press("F8")
    walker.push("Add BELL, Kerry")
    walker.fill("What are you most worried will happen?", FORM.worried)
    walker.press("F8")
    walker.must_be_at("What do you want us to do?")
    walker.fill("What do you want us to do?", FORM.wanted)
    walker.shot("form")
    walker.press("Ctrl+Return")
    walker.must_see("declined")
    walker.shot("history-declines")


def _history(walker: Walker) -> None:
    walker.press("F8")
    walker.must_be_at("Earlier contacts")
    walker.press("Ctrl+L", "F8")
    walker.choose("Yes, the same issue")
    walker.press("F8")
    walker.choose("There is not enough on record to say")
    walker.fill("What is missing", FORM.why)


def _concern(walker: Walker) -> None:
    walker.press("Alt+1", "F8")
    walker.fill("Kind of worry", "speech")
    walker.press("Return")
    walker.shot("concern")


def _children(walker: Walker) -> None:
    walker.press("F8")
    walker.fill("Where is Rosie now?", "At nursery today.")
    walker.shot("children")


def _agencies(walker: Walker) -> None:
    walker.press("Alt+4")
    walker.choose("Public task: section 17")
    agency_told_us(
        walker, "Nursery", "She misses most of it.", "Comes one day in five. Mum is calm and sober."
    )
    agency_answers(
        walker,
        "Health visitor",
        "K. Adeyemi, health visitor",
        "Check missed twice.",
        "Nobody has heard her.",
    )
    agency_answers(
        walker, "Early help", "A. Munteanu, early help", "Two letters, no visit.", "Same offer twice."
    )
    walker.shot("agencies")


def _parents(walker: Walker) -> None:
    walker.press("F8")
    walker.choose("Yes, and what")
    walker.fill("What did", FORM.decline_words)
    walker.press("F8")
    walker.choose("No, they declined")
    walker.fill("What were they offered?", FORM.offered)
    walker.press("F8")
    walker.choose("They did not say")
    walker.fill("In their words", FORM.decline_words)
    walker.fill("Who could offer it instead?", FORM.who_else)
    walker.fill("What does that mean for the child?", FORM.effect)
    walker.shot("declined-again")
    walker.press("Ctrl+Return")
    walker.must_be_at("Father of Rosie")
    walker.press("2")
    walker.fill("What is different this time", FORM.different)
    walker.shot("parents")


def _decision(walker: Walker) -> None:
    walker.press("Alt+6")
    for _ in range(3):
        factor(walker, "N", "Nursery")
    factor(walker, "K", "Nobody, because")
    walker.type(FORM.mother_not_known)
    walker.press("Tab")
    factor(walker, "K", "Nobody, because")
    walker.type(FORM.father_not_known)
    walker.press("Tab", "A")
    walker.shot("factors")
    reasons(
        walker,
        ("What are we worried about", "She will start school without being understood."),
        ("What is going well", "Nursery know her and will keep her place."),
        ("What would change my mind?", "If her hearing has never been tested."),
        ("They asked us to", "Nursery asks, with us beside them, not by letter."),
    )
    level(walker, "", "2", "a", FORM.level)
    walker.press("F8")
    walker.choose("No further action")
    walker.fill("What will be different", FORM.next_time)
    walker.shot("decision-no-further-action")
    send_to_manager(walker)
