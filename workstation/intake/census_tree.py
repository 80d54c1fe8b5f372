"""Builds the children of a census as their elements come, within limits. Runs in the separate process."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from workstation.intake.handing import MOST_CELL, shown
from workstation.intake.messages import ChildRead, Element, HeaderRead, Message
from workstation.intake.zipped import Refusal

MOST_DEEP: Final = 24
MOST_ELEMENTS: Final = 5_000
"""In one child: forty episodes with everything in them."""
MOST_CHILDREN: Final = 1_000_000
_MOST_FAULTS: Final = 20
_MOST_CHARS: Final = 400_000
_HEAD: Final = "Header"
_CHILD: Final = "Child"


class _Open:
    """An element that has not ended."""

    __slots__ = ("inside", "name", "size", "text")

    def __init__(self, name: str) -> None:
        self.name = name
        self.text: list[str] = []
        self.inside: list[Element] = []
        self.size = 0


class Builder:
    """Told of elements one after the other; `take` gives the messages that are complete."""

    def __init__(self) -> None:
        self.is_census = False
        self.stack: list[_Open] = []
        self.line = 0
        self.faults: list[str] = []
        self._done: list[Message] = []
        self._count = 0
        self._elements = 0
        self._chars = 0
        self._told = 0

    # -- what comes -----------------------------------------------------------------------------------------

    def start(self, name: str, line: int) -> None:
        """An element begins. `Refusal` when this cannot be a census."""
        if not self.stack and name != "Message":
            raise Refusal("other xml")
        if len(self.stack) >= MOST_DEEP:
            raise Refusal("too deep")
        if name == "Children" and len(self.stack) == 1:
            self.is_census = True
        if name == _CHILD:
            self.line, self._elements = line, 0
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            raise Refusal("too big")
        self.stack.append(_Open(shown(name[:100])))

    def data(self, text: str) -> None:
        """Words inside the element in hand, or between elements. No more of them than a cell may hold."""
        if not self.stack or text.isspace():
            return
        here = self.stack[-1]
        room = MOST_CELL - here.size
        here.size += len(text)
        if room > 0:
            here.text.append(text[:room])
        if room < len(text) and room >= 0:
            self.fault(f"{here.name} has more than {MOST_CELL:,} characters and was cut there")

    def end(self) -> None:
        """The element in hand ends."""
        done = self.stack.pop()
        element = Element(done.name, shown("".join(done.text).strip()), tuple(done.inside))
        if done.name == _CHILD:
            self._child(element)
        elif done.name == _HEAD and len(self.stack) == 1:
            self._done.append(HeaderRead(element))
        elif self._is_inside():
            self._chars += len(element.text)
            if self._chars > _MOST_CHARS:
                raise Refusal("too big")
            self.stack[-1].inside.append(element)

    def _is_inside(self) -> bool:
        """Whether the element in hand is part of a child or of the header: of those we keep what is inside."""
        return any(one.name in (_CHILD, _HEAD) for one in self.stack)

    def _child(self, element: Element) -> None:
        self._count += 1
        self._chars = 0
        if self._count > MOST_CHILDREN:
            raise Refusal("too big")
        if self._count > self._told:
            self._done.append(ChildRead(self._count, self.line, element, tuple(self.faults)))
        self.faults = []

    # -- what is taken --------------------------------------------------------------------------------------

    def take(self) -> Iterator[Message]:
        """What is complete, once."""
        done, self._done = self._done, []
        yield from done

    # -- for broken files -----------------------------------------------------------------------------------

    def fault(self, words: str) -> None:
        """Something was wrong with the XML of the child in hand."""
        if len(self.faults) < _MOST_FAULTS:
            self.faults.append(words)

    def back_to_children(self) -> None:
        """Drop the child that was begun: it is read once more."""
        while any(one.name == _CHILD for one in self.stack):
            self.stack.pop()

    def begin_again(self) -> None:
        """Read everything once more from the beginning, and pass over the children that were told."""
        self._told, self._count = self._count, 0
        self.stack, self._elements, self._chars, self.faults = [], 0, 0, []
