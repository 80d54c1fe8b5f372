"""The manager's side: gaps before the conclusion, sending one back, signing one off, and the printed summary."""

from __future__ import annotations

from tests.tour.walker import Stuck, Walker
from ui.printing import pages
from workstation.services import find, prints
from workstation.services.desk import Desk

CRITERIA = ("M", "M", "M", "M", "M", "M", "D", "D", "M", "M")
"""One key for each of the ten criteria: met, or does not apply."""
PANES = 8
"""So many panes the window has at most, which F6 goes round."""
PAGE_WIDTH = 1240
"""Pixels of a printed page in the pictures: A4 at 150 dots an inch."""
SHEET = 2
"""Pages of a summary: both sides of one sheet."""


def walk(walker: Walker, desk: Desk) -> None:
    """A manager decides: one goes back, one is decided before the worker's view is seen, one is signed and
    printed.
    """
    walker.press("Ctrl+4")
    _send_back(walker)
    _decide_first(walker)
    _sign_off(walker)
    _print(walker, desk)


def _open(walker: Walker, name: str) -> None:
    for _ in range(PANES):
        if walker.is_on("For your sign-off"):
            break
        walker.press("Shift+F6")
    walker.press("Home")
    for _ in range(20):
        if walker.sees_heading(name):
            return
        walker.press("Down")
    raise Stuck(f"{name} is not in the list")


def _send_back(walker: Walker) -> None:
    _open(walker, "ROBSON, Lily")
    walker.shot("sign-off-gaps")
    walker.look_small("sign-off")
    for _ in range(2):
        walker.press("F8")
        walker.choose("Send back for this")
        walker.fill("What should the worker do?", "Please put this right before it closes.")
    walker.press("Ctrl+Return")
    walker.must_see("Say why you send it back.")
    walker.type("Two earlier neglect contacts are not mentioned. I cannot agree NFA on this.")
    walker.shot("sign-off-sending-back")
    walker.press("Ctrl+Return")
    walker.must_see("sent to")
    walker.shot("sent-back")


def _decide_first(walker: Walker) -> None:
    _open(walker, "CHEN, Leo")
    walker.must_see("Hidden until you have decided")
    walker.press("F8", "Space")
    walker.fill("Why?", "His mother is downstairs with a bell, and has changed what worried school.")
    walker.shot("deciding-first")
    walker.press("Ctrl+Return")
    walker.must_see("You and the worker decided the same")
    walker.shot("decided-first-both")


def _sign_off(walker: Walker) -> None:
    _open(walker, "FARROW, Ellie")
    walker.press("Ctrl+Return")
    walker.must_see("answers to go")
    walker.shot("sign-off-too-early")
    while not walker.is_on("Met"):
        walker.choose("Accept as it is, because")
        walker.fill("Why do you", "The assessment will ask.")
        walker.press("F8")
    walker.shot("sign-off-criteria")
    walker.press(*CRITERIA)
    walker.type("Agree. See the children before Friday, and ask housing how he knew.")
    walker.shot("sign-off-agreeing")
    walker.press("Ctrl+Return")
    walker.shot("signed-off")


def _print(walker: Walker, desk: Desk) -> None:
    contact = desk.in_store(find.search, desk, "farrow ellie").people[0].contact
    read = desk.in_store(prints.preview, desk, contact, "case file").hidden_found
    _, paper = desk.in_store(prints.print_copy, desk, contact, prints.Order("case file", read=read))
    (walker.out / "summary.pdf").write_bytes(paper)
    for number, page in enumerate(pages(paper, PAGE_WIDTH), start=1):
        page.save(str(walker.out / f"summary-page-{number}.png"))
        if number > SHEET:
            raise Stuck("the summary does not fit on one sheet")
    walker.note("printed summary.pdf")
