"""Scenario 1: a school rings with a muddled worry."""

from __future__ import annotations

from tests.tour.doing import agency_answers, agency_told_us, factor, level, send_to_manager
from tests.tour.walker import Walker
from workstation.practice.vignettes import SCHOOL_CALL as CALL
from workstation.services.desk import Desk


def walk(walker: Walker, _desk: Desk) -> None:
    """A school rings with a muddled worry."""
    walker.shot("queue")
    _on_the_phone(walker)
    _history_large(walker)
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
    walker.must_see("Same person: MERRICK, Tyler")
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


def _history_large(walker: Walker) -> None:
    """The same step on a laptop, with text at 200 %."""
    walker.resize(1366, 768)
    walker.press(*["Ctrl+="] * 10)
    walker.shot("history-text-200")
    walker.press("Ctrl+0")
    walker.resize(1920, 1040)


def _concern(walker: Walker) -> None:
    walker.press("Alt+1")
    walker.fill("Kind of worry", "negl")
    walker.press("Down", "Return")
    walker.choose("Partly")
    walker.shot("concern")


def _children(walker: Walker) -> None:
    walker.press("Alt+2")
    walker.fill("Where is Kayden now?", "In class until 15:15.")
    walker.fill("Where is Tyler now?", "At nursery.")
    walker.push("Add an adult")
    given, family = CALL.mother.split()
    walker.type(given)
    walker.fill("Family name", family)
    walker.fill("Relationship to the children", "mother")
    walker.choose("Yes", within="Relationship to the children")
    walker.press("Tab")
    walker.choose("Yes")
    walker.push(f"Done {family.upper()}, {given}", back=True)
    walker.shot("children-and-family")


def _history(walker: Walker) -> None:
    walker.press("Alt+3")
    walker.push("Different: MERRICK, Kaden-Lee")
    walker.tab_to("Earlier contacts")
    walker.press("Down", "Ctrl+L")
    walker.choose("It raises my worry about the children")
    walker.fill(
        "Say why, in your own words", "Hungry again since January, and nobody spoke to his mother then."
    )
    walker.press("Ctrl+H")
    walker.must_see("Chronology")
    walker.shot("chronology")
    walker.press("Esc")


def _agencies(walker: Walker) -> None:
    walker.press("Alt+4")
    walker.choose("Public task: section 17")
    agency_told_us(walker, "School", "He is hungry and knows it.")
    for agency, who, words, means in (
        ("Nursery", "Carol Finch", "Tyler asks for seconds.", "Both of them are hungry."),
        ("Health visitor", "K. Adeyemi", "Checks missed since summer.", "Nobody sees him at home."),
        ("Early help", "A. Munteanu", "Never open.", "Help has not been tried."),
    ):
        agency_answers(walker, agency, who, words, means)
    walker.shot("agencies")


def _parents(walker: Walker) -> None:
    walker.press("Alt+5")
    walker.tab_to("MERRICK, Gemma")
    walker.press("Return")
    walker.choose("Yes, and what")
    walker.fill("What did", "I have had no money since the shifts stopped.")
    walker.press("Tab")
    walker.choose("Yes")
    walker.fill("To what?", "early help, with somebody who comes to the house")
    walker.press("Tab", "F8")
    walker.push(f"{CALL.mother} did not say")
    walker.shot("parents")


def _decision(walker: Walker) -> None:
    walker.press("Alt+6")
    for _ in range(4):
        factor(walker, "N", "Gemma Merrick")
    walker.shot("factors")
    walker.fill(
        "What are we worried about, for each child? Kayden", "He is hungry and looks after his brother."
    )
    walker.fill("What are we worried about, for each child? Tyler", "Not seen by anyone since summer.")
    walker.fill("What is going well", "Their mother rang back, and asked for help.")
    walker.fill("What would change my mind?", "If she does not open the door on Thursday.")
    walker.fill("They asked us to", "Early help sees her at home on Thursday.")
    level(
        walker,
        "Kayden",
        "2",
        "c",
        "He is hungry and carries too much. Not 1: school cannot do it. Not 3: untried.",
    )
    walker.shot("level")
    level(
        walker, "Tyler", "2", "b", "Checks missed. Not 1: nobody sees him. Not 3: nothing was tried before."
    )
    walker.choose("The same for all 2 children")
    walker.choose("Early help")
    walker.shot("decision")
    send_to_manager(walker)
