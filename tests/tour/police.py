"""Scenario 2: a police notification, the third in a year, with two children and a confidential address."""

from __future__ import annotations

from tests.tour.doing import agency_answers, factor, level, reasons, same_for_all, send_to_manager
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
    _agencies(walker)
    _parents(walker)
    _decision(walker)
    send_to_manager(walker, "F8")


def _history(walker: Walker) -> None:
    walker.press("Alt+3")
    walker.press("F8")
    walker.must_be_at("Earlier contacts")
    walker.press("Down", "Ctrl+L", "Down", "Ctrl+L", "F8")
    walker.choose("It raises my worry")
    walker.fill("Say why, in your own words", CASE.why)
    walker.shot("history-weighed")


def _agencies(walker: Walker) -> None:
    walker.press("Alt+4")
    agency_answers(walker, "Domestic abuse service", *CASE.da_service)
    agency_answers(walker, "Health visitor", *CASE.health_visitor)
    walker.must_be_at("GP.")  # whose reply may still come, so it is last
    walker.press("4")  # going ahead, because
    walker.type(CASE.gp_because)
    walker.shot("agencies")
    walker.press("Ctrl+Return")
    walker.shot("agencies-settled")


def _parents(walker: Walker) -> None:
    walker.press("F8")
    walker.choose("Yes, and what she said")
    walker.fill("What did Ms Farrow say", CASE.mother_said)
    walker.press("F8")
    walker.choose("Yes")
    walker.fill("To what?", "an assessment")
    walker.shot("parents-mother")
    walker.press("Ctrl+Return")
    walker.must_be_at("Father of Ellie and Jayden")
    walker.press("3")  # leave for later, because
    walker.type("Ms Farrow does not want to name him on the phone. The assessment will ask.")
    walker.press("Ctrl+Return")
    walker.must_be_at("STOKES, Liam")
    walker.press("Return")
    walker.choose("No – telling him would put someone at risk")
    walker.choose("Somebody else could be hurt")
    walker.fill("Why?", CASE.partner_because)
    walker.shot("parents-partner")
    walker.press("Ctrl+Return")
    walker.fill("What is different this time", CASE.different)
    walker.shot("parents")


def _decision(walker: Walker) -> None:
    walker.press("Alt+6")
    _factors(walker)
    reasons(
        walker,
        ("What are we worried about, for each child? Ellie", CASE.worry[0]),
        ("What are we worried about, for each child? Jayden", CASE.worry[1]),
        ("What is going well, or keeps them safe?", CASE.strengths),
        ("What would change my mind?", CASE.change_mind),
        ("They asked us to", CASE.wanted),
    )
    level(walker, "Ellie", "4", "f", CASE.level[0])
    walker.press("F8")
    level(walker, "Jayden", "4", "f", CASE.level[1])
    walker.shot("levels")
    walker.press("F8")
    same_for_all(walker, "Assessment")
    walker.shot("decision")
    walker.press("F8")
    walker.must_be_at("Drug and alcohol service.")
    walker.shot("agency-listed-by-a-factor")
    walker.press("4")  # not needed, because
    walker.choose("Another reason")
    walker.type(CASE.alcohol_because)
    walker.press("Ctrl+Return")


def _factors(walker: Walker) -> None:
    for asked in ("Y", "Y", "K"):  # Ms Farrow; mental health is said with the drugs
        factor(walker, asked, "GP" if asked == "K" else "Northbridge Police")
    walker.press("A")
    factor(walker, "K", "Nobody, because")
    walker.type(CASE.father_not_known)
    walker.press("Tab", "A")
    factor(walker, "Y", "Northbridge Police")
    factor(walker, "N", "Northbridge Police")
    walker.must_see("Last time (09")
    walker.shot("factor-on-record-before")
    walker.type(CASE.different_now)
    walker.press("Tab")
    factor(walker, "K", "GP")
    walker.press("A")
    walker.shot("factors")
