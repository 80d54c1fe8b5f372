"""Scenario 1: a school rings with a muddled worry."""

from __future__ import annotations

from tests.tour.doing import (
    agency_answers,
    agency_told_us,
    factor,
    level,
    reasons,
    same_for_all,
    send_to_manager,
)
from tests.tour.walker import Walker
from workstation.practice.vignettes import SCHOOL_CALL as CALL
from workstation.services.desk import Desk


def walk(walker: Walker, _desk: Desk) -> None:
    """A school rings with a muddled worry."""
    walker.shot("queue")
    _on_the_phone(walker)
    _history(walker)
    _concern(walker)
    _children(walker)
    _agencies(walker)
    _parents(walker)
    _decision(walker)


def _on_the_phone(walker: Walker) -> None:
    walker.press("Ctrl+N")
    walker.type(CALL.notes)
    walker.press("F5")
    walker.fill("Who is calling", "jo w")
    walker.press("Return")
    walker.must_see(CALL.school)
    walker.must_be_at("Role")
    walker.type("dsl")
    walker.press("Return")
    walker.must_be_at("Name")
    walker.type(CALL.child)
    walker.press("Return")
    walker.type(CALL.age)
    walker.press("Return")
    walker.type(CALL.postcode)
    walker.must_see("MERRICK, Kayden")
    walker.shot("phone-call-matches")
    walker.press("Return")
    walker.push("Same: MERRICK, Kayden")
    walker.must_see("Add MERRICK, Tyler")
    walker.press("F8")
    walker.push("Add MERRICK, Tyler")
    walker.push("Add MERRICK, Gemma")
    for question, answer in (
        ("What have you seen or heard yourself?", CALL.seen),
        ("What has the child said?", CALL.child_said),
        ("What are you most worried will happen?", CALL.worried),
        ("What do you want us to do?", CALL.wanted),
    ):
        walker.must_be_at(question)
        walker.type(answer)
        walker.press("F8")
    walker.shot("phone-call-asked")
    walker.look_small("phone-call")
    walker.press("Ctrl+Return")
    walker.must_see("What does the history tell you?")
    walker.press("F9")
    walker.type(CALL.parked_for)
    walker.shot("park")
    walker.press("Esc")
    walker.look_small("history")


def _history(walker: Walker) -> None:
    walker.press("Alt+3")
    if (
        "Different: MERRICK, Kaden-Lee" in walker.visible_words()
    ):  # in a small store he is too unlike to be shown
        walker.push("Different: MERRICK, Kaden-Lee")
    walker.press("F8")
    walker.must_be_at("Earlier contacts")
    walker.press("Ctrl+L", "F8")
    walker.choose("It raises my worry")
    walker.fill(
        "Say why, in your own words", "Hungry again since January, and nobody spoke to his mother then."
    )
    walker.shot("history-weighed")
    walker.press("Ctrl+H")
    walker.must_see("Chronology")
    walker.shot("chronology")
    walker.press("Esc")


def _concern(walker: Walker) -> None:
    walker.press("Alt+1")
    walker.fill("Kind of worry", "negl")
    walker.press("Return")
    walker.choose("Partly")
    walker.shot("concern")


def _children(walker: Walker) -> None:
    walker.press("Alt+2")
    walker.fill("Where is Kayden now?", "In class until 15:15.")
    walker.press("Return")
    walker.must_be_at("Where is Tyler now?")
    walker.type("At nursery until 15:00.")
    walker.shot("children-and-family")


def _agencies(walker: Walker) -> None:
    walker.press("Alt+4")
    walker.choose("Public task: section 17")
    agency_told_us(walker, "School", "He is hungry and knows it.")
    for agency, who, words, means in (
        ("Nursery", "Carol Finch, nursery manager", "Tyler asks for seconds.", "Both of them are hungry."),
        (
            "Health visitor",
            "K. Adeyemi, health visitor",
            "Checks missed since summer.",
            "Nobody sees him at home.",
        ),
        ("Early help", "A. Munteanu, early help", "Never open.", "Help has not been tried."),
    ):
        agency_answers(walker, agency, who, words, means)
    walker.shot("agencies")
    walker.look_small("agencies")


def _parents(walker: Walker) -> None:
    walker.press("F8")
    walker.choose("Yes, and what")
    walker.fill("What did", "I have had no money since the shifts stopped.")
    walker.press("F8")
    walker.choose("Yes")
    walker.fill("To what?", "early help, with somebody who comes to the house")
    walker.press("Ctrl+Return")
    walker.must_be_at("Father of Kayden and Tyler")
    walker.press("2")
    walker.shot("parents")
    walker.look_small("parents")


def _decision(walker: Walker) -> None:
    walker.press("Alt+6")
    for _ in range(4):
        factor(walker, "N", "Gemma Merrick")
    factor(walker, "K", "Nobody, because")
    walker.type("Gemma Merrick was asked, and did not say who he is.")
    walker.press("Tab", "A")
    walker.shot("factors")
    walker.look_small("factors")
    reasons(
        walker,
        ("What are we worried about, for each child? Kayden", "He is hungry and looks after his brother."),
        ("What are we worried about, for each child? Tyler", "Not seen by anyone since summer."),
        ("What is going well", "Their mother rang back, and asked for help."),
        ("What would change my mind?", "If she does not open the door on Thursday."),
        ("They asked us to", "Early help sees her at home on Thursday."),
    )
    why = "He is hungry and carries too much. Not 1: school cannot do it. Not 3: untried."
    level(walker, "Kayden", "2", "c", why)
    walker.shot("level")
    walker.look_small("level")
    walker.press("F8")
    why = "Checks missed. Not 1: nobody sees him. Not 3: nothing was tried before."
    level(walker, "Tyler", "2", "b", why)
    walker.press("F8")
    same_for_all(walker, "Early help")
    walker.shot("decision")
    send_to_manager(walker)
