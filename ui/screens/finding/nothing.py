"""What stands where results would be: how to begin, that nobody was found, which number may have been meant."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.buttons import Button, link, secondary
from ui.widgets.flow import Flow
from ui.widgets.nesting import nest
from ui.widgets.scroll import Page
from ui.widgets.words import Words
from workstation.domain.contact_numbers import is_whole
from workstation.history.matcher import Found

BEGIN = "Type a name to begin. Three letters are enough."
_MOST = 3


class NothingFound(Page):
    """Always a sentence, and what to do next. It scrolls where the letters are large and the window low."""

    meant = Signal(str)
    """The contact number that was meant."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("What was found", margin=0, parent=parent)
        self._said = Words(BEGIN, "body", wrap=True)
        self._held = Words("", "body", wrap=True)
        self.add_child = secondary("Add a new child", "plus", "Ctrl+N")
        self.numbers: tuple[Button, ...] = tuple(link("") for _ in range(_MOST))
        self._near: tuple[str, ...] = ()
        self.add(self._said)
        self.add(self._held)
        choices = Flow(gap=12)
        for at, number in enumerate(self.numbers):
            number.clicked.connect(partial(self._chose, at))
            choices.addWidget(number)
        choices.addWidget(self.add_child)
        nest(self.body, choices)
        self.show_nothing(Found(), "", "")

    def words(self) -> str:
        """All that is said."""
        return " ".join(part.words() for part in (self._said, self._held) if part.words())

    def say(self, words: str) -> None:
        """Something else, in place of it."""
        self._said.set_words(words)
        self._held.hide()
        self.add_child.hide()

    def show_nothing(self, found: Found, asked: str, held: str) -> None:
        """What to say of a search that found nothing; of none, how to begin. `held`: what may be held elsewhere."""
        self._near = (found.near, *found.also_near)[:_MOST] if found.near else ()
        self._said.set_words(_sentence(found, asked) if asked else BEGIN)
        self._held.set_words(held)
        self._held.setVisible(bool(asked and held))
        self.add_child.setVisible(bool(asked) and not found.number)
        for at, button in enumerate(self.numbers):
            button.setVisible(at < len(self._near))
            if at < len(self._near):
                button.set_words(f"Yes, {self._near[at]}")

    def _chose(self, at: int, _checked: bool = False) -> None:
        self.meant.emit(self._near[at])


def _sentence(found: Found, asked: str) -> str:
    number = found.number
    if number and found.near:
        return f"{number} is not a number we use. Did you mean {' or '.join((found.near, *found.also_near))}?"
    if number and found.number_is_good:
        return f"No contact with the number {number} was found."
    if number.startswith("-"):
        number = number.strip("-") if number[1:2].isalpha() else ""  # a few digits alone: hardly a contact
        if number:
            return f"No contact with {number} in its number was found."
    if is_whole(number):
        return f"{number} is not a number we use. Ask for it again, letter by letter."
    if number:
        return f"No contact number begins with {number}."
    if found.asked and not any(taken.startswith("name ") for taken in found.asked):
        return f"No one found for ‘{asked}’. Numbers and dates are found when they are whole. Try a name too."
    return (
        f"No one found for ‘{asked}’. We also looked for names that sound alike. "
        "Add a new child, or try part of the name."
    )
