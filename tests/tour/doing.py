"""What several scenarios do in the same way."""

from __future__ import annotations

from tests.tour.walker import Walker


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


def send_to_manager(walker: Walker) -> None:
    """From the decision to the manager's list."""
    walker.press("Ctrl+Return")
    walker.must_see("Check and send to a manager")
    walker.shot("check-and-send")
    walker.choose("Bola Mensah")
    walker.press("Ctrl+Return")
    walker.must_see("Sent to Bola Mensah")
    walker.shot("sent")
