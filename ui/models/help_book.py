"""The help pages: short texts in `resources/help`, read once, cut at their headings, searched by words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import resources

FIRST = ("your first day", "keys", "what lintel does not promise")
"""Pages that every page leads to."""
_CONTENTS = (
    ("To begin", ("your first day", "practice authority", "signing in", "locked", "keys", "settings",
     "using help")),
    ("A contact", (
        "queue", "new contact", "notifications", "the six steps", "fields", "asking back", "parking",
        "check and send",
        "after the decision", "passing on",
    )),
    ("What is known already", ("find", "find or do anything", "chronology", "importing")),
    ("Danger, and hidden addresses", ("child in danger now", "lowering an act now", "hidden addresses")),
    ("Deciding", ("sign off", "for managers", "triage meeting", "rules")),
    ("Paper, and no server", ("print", "outage pack", "working offline", "two answers", "kept apart",
     "warnings")),
    ("About Lintel", ("for administrators", "what lintel does not promise")),
)  # fmt: skip
"""Every page once, by what it is about. A page that is not named here stands under the last heading."""

_CODE = re.compile(r"`([^`]+)`")
"""A command or a file's name; on screen it stands in quotes."""


@dataclass(frozen=True)
class Section:
    """One heading and the paragraphs under it. A paragraph that begins with "- " is a point of a list."""

    heading: str
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Topic:
    """One page: its name (the file's, with spaces), its title, and its sections."""

    name: str
    title: str
    lead: tuple[str, ...]
    sections: tuple[Section, ...]


@cache
def topics() -> dict[str, Topic]:
    """Every page by its name."""
    found = (_read(name) for name in resources.names("help") if name.endswith(".md"))
    return {topic.name: topic for topic in found}


def contents() -> tuple[tuple[str, tuple[Topic, ...]], ...]:
    """Every page, under what it is about."""
    left = dict(topics())
    found = [
        (heading, tuple(left.pop(name) for name in names if name in left)) for heading, names in _CONTENTS
    ]
    heading, last = found[-1]
    return (*found[:-1], (heading, (*last, *left.values())))


@cache
def headings() -> tuple[tuple[Topic, str], ...]:
    """Every title and every heading, with the page it is on."""
    return tuple(
        (topic, words)
        for topic in topics().values()
        for words in (topic.title, *(s.heading for s in topic.sections))
    )


def section_for(field: str) -> tuple[Topic, Section] | None:
    """The section about a field, known by the words of its label."""
    wanted = _plain(field)
    if not wanted:
        return None
    for topic in topics().values():
        for section in topic.sections:
            if _plain(section.heading) == wanted:
                return topic, section
    return None


def search(words: str) -> list[tuple[Topic, Section]]:
    """Sections in which all the words stand; those with the words in the heading first."""
    wanted = words.casefold().split()
    if not wanted:
        return []
    found: list[tuple[bool, Topic, Section]] = []
    for topic in topics().values():
        for section in (Section(topic.title, topic.lead), *topic.sections):
            text = f"{topic.title} {section.heading} {' '.join(section.paragraphs)}".casefold()
            if all(word in text for word in wanted):
                found.append((any(word in section.heading.casefold() for word in wanted), topic, section))
    return [(topic, section) for _first, topic, section in sorted(found, key=lambda one: not one[0])]


def _read(file: str) -> Topic:
    name = file.removesuffix(".md").replace("-", " ")
    title, lead = name.capitalize(), list[str]()
    sections: list[Section] = []
    for block in _CODE.sub(r"“\1”", resources.read_text(f"help/{file}")).split("\n\n"):
        text = " ".join(block.split()) if not block.lstrip().startswith("- ") else block.strip()
        if text.startswith("# "):
            title = text[2:]
        elif text.startswith("## "):
            sections.append(Section(text[3:]))
        elif text and sections:
            sections[-1] = Section(sections[-1].heading, sections[-1].paragraphs + _points(text))
        elif text:
            lead += _points(text)
    return Topic(name, title, tuple(lead), tuple(sections))


def _points(text: str) -> tuple[str, ...]:
    """A block as paragraphs: a list is one paragraph for each point."""
    if not text.startswith("- "):
        return (text,)
    return tuple("- " + " ".join(point.split()) for point in ("\n" + text).split("\n- ") if point.strip())


def _plain(words: str) -> str:
    return "".join(letter for letter in words.casefold() if letter.isalnum())
