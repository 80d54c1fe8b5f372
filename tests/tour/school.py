"""Scenario 1: a school rings with a muddled worry."""

from __future__ import annotations

from tests.tour.walker import Walker
from workstation.practice.vignettes import SchoolCall
from workstation.services.desk import Desk

CALL = SchoolCall()


def walk(walker: Walker, desk: Desk) -> None:
    """A school rings with a muddled worry"""
    walker.shot("queue")
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
    walker.shot("phone-call")
