"""What several scenarios do in the same way."""

from __future__ import annotations

from tests.tour.walker import Walker
from ui.widgets.numbered_list import NumberLine


def agency_answers(walker: Walker, agency: str, who: str, words: str, means: str) -> None:
    """Open the row of the agency that comes next, write down what it said and what that means, and go on."""
    walker.must_be_at(f"{agency}.")
    walker.press("Return")
    walker.fill("Who did you speak to?", who)
    walker.fill("What did they say?", words)
    walker.fill("What does it tell you?", means)
    walker.press("Ctrl+Return")


def agency_told_us(walker: Walker, agency: str, means: str, words: str = "") -> None:
    """The agency that contacted us is in the list with what it said it has seen: say what that means."""
    walker.must_be_at(f"{agency}.")
    walker.press("Return")
    if words:
        walker.fill("What did they say?", words)
    walker.fill("What does it tell you?", means)
    walker.press("Ctrl+Return")


def factor(walker: Walker, letter: str, who: str) -> None:
    """Answer the factor that has the focus with a letter, and pick who says so, or is asked, by its number."""
    walker.press(letter)
    lines = [line for line in walker.window.findChildren(NumberLine) if line.isVisible()]
    walker.press(next(line.key for line in lines if line.words().startswith(who)))


def level(walker: Walker, child: str, number: str, letters: str, why: str) -> None:
    """Judge the level of a child: its number, the letters of what it rests on, and why no other."""
    walker.must_be_at(f"1 Universal: Level of need{': ' + child if child else ''}")
    walker.press(number, *letters)
    walker.fill(f"Why level {number}?", why)


def reasons(walker: Walker, *said: tuple[str, str]) -> None:
    """Write the reasons, F8 from each to the next thing that is open."""
    for question, words in said:
        walker.must_be_at(question)
        walker.type(words)
        walker.press("F8")


def same_for_all(walker: Walker, outcome: str) -> None:
    """From the first child's outcome back to the box above it: one choice for all of them."""
    walker.press("Shift+Tab")
    walker.must_be_at("The same outcome for both children")
    walker.press("Space")
    walker.choose(outcome)


def send_to_manager(walker: Walker, key: str = "Ctrl+Return") -> None:
    """From what was finished last to the manager's list: whoever usually signs off is named already."""
    walker.press(key)
    walker.must_see("Check and send to a manager")
    walker.shot("check-and-send")
    walker.look_small("check-and-send")
    walker.must_see("Send to Bola Mensah")
    walker.press("Ctrl+Return")
    walker.must_see("Sent to Bola Mensah")
    walker.shot("sent")
