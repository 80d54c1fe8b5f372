"""Reads broken XML of a census as far as it makes sense. Runs in the separate process.

A small reader of tags that believes nothing: a closing tag closes what it names or nothing, a missing one is put
in, and whatever was guessed is said at the child it concerns. It knows no definitions and follows nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from workstation.intake.census_tree import Builder
from workstation.intake.messages import Message

_PIECE: Final = re.compile(
    r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[(?P<raw>.*?)\]\]>|"
    r"<(?P<end>/?)\s*(?:[A-Za-z_][\w.-]*:)?(?P<name>[A-Za-z_][\w.-]*)(?P<rest>[^<>]*)>|"
    r"(?P<text>[^<]+)|(?P<stray></?)",
    re.DOTALL,
)
_ENTITIES: Final = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&"}
_HOLDS: Final = frozenset(
    {
        "Message", "Header", "CollectionDetails", "Source", "Children", "Child", "ChildIdentifiers",
        "ChildCharacteristics", "Disabilities", "CINdetails", "Assessments", "FactorsIdentifiedAtAssessment",
        "CINPlanDates", "Section47", "ChildProtectionPlans", "Reviews", "PreProceedingsandFGDM",
    }
)  # fmt: skip
"""Elements that hold elements. Any other ends at the latest where the next begins."""


def read(text: str, builder: Builder, line: int) -> Iterator[Message]:
    """The messages of this text, which begins on that line of its file."""
    for piece in _PIECE.finditer(text):
        line += piece.group().count("\n")
        if piece["raw"] is not None:
            builder.data(piece["raw"])
        elif piece["text"] is not None:
            builder.data(_plain(piece["text"]))
        elif piece["name"]:
            _tag(builder, piece, line)
        elif piece["stray"]:
            builder.fault(f"a loose < on line {line}")
        yield from builder.take()
    if any(one.name == "Child" for one in builder.stack):
        builder.fault("the file ends in the middle of this child")
        while any(one.name == "Child" for one in builder.stack):
            builder.end()
    yield from builder.take()


def _tag(builder: Builder, piece: re.Match[str], line: int) -> None:
    name, is_end = piece["name"], piece["end"] == "/"
    if is_end:
        _end(builder, name, line)
        return
    top = builder.stack[-1] if builder.stack else None
    if top is not None and top.name not in _HOLDS and not top.inside:
        builder.fault(f"{top.name} on line {line} is not closed rightly")
        builder.end()
        if top.name == name and top.text:
            return  # an opening tag where the closing one should be
    if name == "Child":
        while any(one.name == "Child" for one in builder.stack):
            builder.fault(f"the child before line {line} is not closed")
            builder.end()
    builder.start(name, line)
    if piece["rest"].rstrip().endswith("/"):
        builder.end()


def _end(builder: Builder, name: str, line: int) -> None:
    """Close what the tag names, with everything open inside it; a tag that closes nothing is passed over."""
    if all(one.name != name for one in builder.stack):
        if any(one.name == "Child" for one in builder.stack):
            builder.fault(f"</{name}> on line {line} closes nothing")
        return
    while builder.stack[-1].name != name:
        builder.fault(f"{builder.stack[-1].name} before line {line} is not closed")
        builder.end()
    builder.end()


def _plain(text: str) -> str:
    for entity, char in _ENTITIES.items():
        text = text.replace(entity, char)
    return text
