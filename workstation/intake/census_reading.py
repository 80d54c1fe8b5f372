"""Elements of a census: finding them, reading their days, and remembering what is odd about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from workstation.intake import cells
from workstation.intake.mapping.values import quoted
from workstation.intake.messages import Cell, Element


class Reading:
    """Reads elements one after the other. `marks` are about the row in hand, `common` is about the whole child."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.marks: list[str] = []
        self.common: list[str] = []

    def mark(self, words: str) -> None:
        """Say something about the row in hand, once."""
        if words not in self.marks:
            self.marks.append(words)

    def group(self, child: Element, group: str, known: Iterable[str]) -> dict[str, str]:
        """The texts of a group by their names in lower case; what is not known in it is kept as words."""
        said: dict[str, str] = {}
        names = {name.lower() for name in known}
        for holder in of_name(child, group):
            self.loose(holder)
            for one in holder.inside:
                if one.name.lower() in said and said[one.name.lower()] != one.text:
                    self.mark(f"{one.name} stands twice and they differ; the first was read")
                said.setdefault(one.name.lower(), one.text)
            self.strangers(holder, names, group)
        return said

    def strangers(self, holder: Element, known: set[str], where: str) -> None:
        """Keep elements that are not known here as words."""
        for one in holder.inside:
            if one.name.lower() not in known:
                self.mark(f"{one.name} in {where} is not an element we know, kept as text")
                self.common.append(f"{one.name}: {in_words(one)}")

    def loose(self, holder: Element) -> None:
        """Words that stand between elements."""
        if holder.inside and holder.text:
            self.mark(f"loose words stand in {holder.name}: {quoted(holder.text)}")

    def day(self, name: str, text: str) -> date | None:
        """The day an element gives; another text is marked."""
        if not text:
            return None
        found = cells.day(Cell("text", text), today=self.today)
        if found.note == "stand-in":
            self.mark(f"{name} {cells.said_of(found, text)}")
        elif found.on is None:
            self.mark(f"{name} {quoted(text)} was not understood as a day")
        return found.on

    def day_of(self, leaf: Element) -> date | None:
        """The same of an element."""
        return self.day(leaf.name, leaf.text)

    def day_in(self, inside: list[Element], name: str) -> date | None:
        """The day of the first element with this name."""
        return next((self.day_of(leaf) for leaf in chosen(inside, name)), None) if name else None

    def quiet_day(self, text: str) -> date | None:
        """The day in a text, if it is one."""
        return cells.day(Cell("text", text), today=self.today).on if text else None


def of_name(element: Element, name: str) -> list[Element]:
    """The elements of this name inside another, whatever their capitals."""
    return [one for one in element.inside if one.name.lower() == name.lower()]


def chosen(inside: list[Element], name: str, within: str = "") -> list[Element]:
    """The elements of this name, inside another where they may be."""
    wanted, holder = name.lower(), within.lower()
    hits = [one for one in inside if one.name.lower() == wanted]
    for one in inside:
        if holder and one.name.lower() == holder:
            hits += [leaf for leaf in one.inside if leaf.name.lower() == wanted]
    return hits


def leaves(element: Element) -> Iterator[Element]:
    """Every element without elements inside."""
    if not element.inside:
        yield element
    for one in element.inside:
        yield from leaves(one)


def in_words(element: Element) -> str:
    """An element as words, with the names of what is inside."""
    if not element.inside:
        return element.text
    return ", ".join(f"{leaf.name} {leaf.text}" for leaf in leaves(element) if leaf.text)
