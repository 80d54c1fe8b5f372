"""What several journeys do by keyboard."""

from __future__ import annotations

from tests.tour.walker import Stuck, Walker


def go_to(walker: Walker, words: str, name: str) -> None:
    """Find a contact by a few letters and open it."""
    walker.press("Ctrl+K")
    walker.type(words)
    walker.must_see(name)
    walker.press("Return")
    walker.wait_for(lambda: walker.sees_heading(name) or name in walker.visible_words(), f"{name} opened")


def check_and_send(walker: Walker) -> None:
    """From wherever one is in a contact to the last look before a manager, and try to send."""
    walker.press("Alt+6", "Ctrl+Return")
    walker.must_see("Check and send to a manager")
    walker.press("Ctrl+Return")


def choose_for_child(walker: Walker, outcome: str) -> None:
    """Choose what should happen in step 6."""
    walker.press("Alt+6")
    walker.choose(outcome)


def for_sign_off(walker: Walker, name: str) -> None:
    """In a manager's list, to the contact of this child."""
    walker.press("Ctrl+4")
    walker.tab_to("For your sign-off")
    walker.press("Home")
    for _ in range(20):
        if walker.sees_heading(name):
            return
        walker.press("Down")
    raise Stuck(f"{name} is not in the list")


def show_whole(walker: Walker) -> None:
    """On the last look: unfold what is left to finish beyond the first ten, and the warnings beyond three."""
    for ending in ("more to finish – show", "more – show"):
        more = [words for words in walker.visible_words().splitlines() if words.endswith(ending)]
        if more:
            walker.push(more[0])
