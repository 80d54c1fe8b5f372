"""What several scenarios do in the same way."""

from __future__ import annotations

from tests.tour.walker import Walker
from ui.widgets.numbered_list import NumberLine


def agency_answers(walker: Walker, agency: str, who: str, words: str, means: str) -> None:
    """Open an agency's row, and write down what it said and what that means."""
    walker.tab_to(f"{agency}.")
    walker.press("Return")
    walker.fill("Who did you speak to?", who)
    walker.fill("What did they say?", words)
    walker.fill("What does it tell you?", means)
    walker.push("Save what they said")


def agency_told_us(walker: Walker, agency: str, means: str) -> None:
    """The agency that contacted us is not asked again: its words are there, and the worker says what they mean."""
    walker.tab_to(f"{agency}.")
    walker.push(f"They told us: {agency}")
    walker.fill("What does it tell you?", means)
    walker.push("Save what they said")


def factor(walker: Walker, letter: str, who: str) -> None:
    """Answer the factor that has the focus with a letter, and pick who says so, or is asked, by its number."""
    walker.press(letter)
    lines = [line for line in walker.window.findChildren(NumberLine) if line.isVisible()]
    walker.press(next(line.key for line in lines if line.words().startswith(who)))


def level(walker: Walker, child: str, number: str, letters: str, why: str) -> None:
    """Judge the level of a child: its number, the letters of what it rests on, and why no other."""
    walker.tab_to(f"1 Universal: Level of need{': ' + child if child else ''}")
    walker.press(number, *letters)
    walker.fill(f"Why level {number}?", why)


def send_to_manager(walker: Walker) -> None:
    """From the decision to the manager's list."""
    walker.press("Ctrl+Return")
    walker.must_see("Check and send to a manager")
    walker.shot("check-and-send")
    walker.choose("Bola Mensah")
    walker.press("Ctrl+Return")
    walker.must_see("Sent to Bola Mensah")
    walker.shot("sent")
