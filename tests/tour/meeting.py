"""A notification is pasted, and comes again; then the triage meeting goes through today's families."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from tests.tour.walker import Walker
from workstation.services.desk import Desk

NOTIFICATION = """Child concern notification
Force reference: 26/114236
Date/time of incident: 24/11/2026 07:35
Officer: PC 2214 Ord
Station: Harbour Road
Incident type: Domestic abuse, criminal damage
Child 1: LISTER, Poppy, born 02/09/2019, F, Harbour Community Primary School
Child 2: LISTER, Albie, born 11/01/2023
Victim: Shona LISTER, mother
Suspect: Craig DODD
Children seen and spoken to: Both seen. Poppy said: "He kicked the door, I held Albie."
Injuries: None
DASH: Medium
Action taken: DODD arrested at 08:10

Front door kicked in while the children were getting ready for school.
"""
VOICES = (
    ("DS Amir Khan", "Known for two others. He was bailed to an address in the next street.", 3),
    ("Tamsin Cole", "She rang us in spring. High risk of being found. Safe to ring at work.", 3),
    ("Andrea Munteanu", "Offered twice by letter. Nobody has met the children.", 2),
)


def walk(walker: Walker, _desk: Desk) -> None:
    """Police notifications, and the triage meeting with its four voices."""
    _pasted(walker)
    _again(walker)
    _in_the_room(walker)
    walker.look_small("meeting")


def _paste(walker: Walker) -> None:
    QGuiApplication.clipboard().setText(NOTIFICATION)
    walker.press("Ctrl+N", "Ctrl+V")


def _pasted(walker: Walker) -> None:
    _paste(walker)
    walker.must_see("This reads like a police notification")
    walker.shot("notification-found")
    walker.press("F8", "Return")
    walker.must_see("LISTER, Shona, mother, victim")
    walker.shot("notification-in-the-fields")
    walker.press("Ctrl+Return")
    walker.must_see("Not in this notification")
    walker.shot("notification-on-record")


def _again(walker: Walker) -> None:
    _paste(walker)
    walker.must_see("This came before today")
    walker.shot("notification-received-before")
    walker.press("F8", "Return")
    walker.must_see("No second contact was made.")
    walker.shot("notification-received-again")


def _in_the_room(walker: Walker) -> None:
    walker.press("Ctrl+5")
    walker.must_see("Meeting view: addresses and phones hidden")
    walker.shot("meeting")
    for who, said, level in VOICES:
        walker.type(who)
        walker.press("Tab")
        walker.type(said)
        walker.press("Tab", *["Right"] * (level - 1), "Space", "Tab")
    walker.tab_to("Manager: What matters most")
    walker.type("Nobody has asked the children since spring.")
    walker.press("Tab", "Right", "Right", "Space")
    walker.choose("Assessment")
    walker.fill("Why", "The fifth in a year, and he has found them again.")
    walker.choose("Police")
    walker.type("We would hold a strategy discussion today.")
    walker.shot("meeting-disagreement")
    walker.press("Ctrl+Return")
    walker.must_see("on record as evidence")
    walker.must_see("2 of")
    walker.shot("meeting-next-family")
    walker.type("Three times this month, a man of thirty each time.")
    walker.press("PgDown")
    walker.must_see("3 of")
    walker.press("PgUp")
    walker.must_see("Three times this month")
    walker.shot("meeting-page-up")
