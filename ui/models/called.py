"""How a contact is headed: its children in one line, what is recommended, who told us."""

from __future__ import annotations

from workstation.domain import told_by, wording
from workstation.domain.contact import ContactFile
from workstation.domain.guide import Guide
from workstation.domain.times import local
from workstation.services.find import source_words

_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def number_word(n: int) -> str:
    """`Five`; above ten in figures."""
    return _NUMBERS[n] if 0 <= n < len(_NUMBERS) else str(n)


def children_called(file: ContactFile) -> str:
    """`ROBSON, Lily and Jack`; each in full when their family names differ."""
    if not file.children:
        return "Unknown child"
    families = {c.name.family.upper() for c in file.children}
    if len(families) == 1 and "" not in families:
        return f"{families.pop()}, {wording.listed([c.name.given or 'child' for c in file.children])}"
    return wording.listed([wording.full_name(c.name) for c in file.children])


def children_born(file: ContactFile) -> str:
    """`Born 08 Sep 2018 (8y), 19 Jan 2021 (5y)`."""
    received = file.received_at
    if received is None:
        return ""
    on = local(received).date()
    said = [file.born_words(c, on) for c in file.children]
    return ", ".join(word if at == 0 else word.removeprefix("Born ") for at, word in enumerate(said))


def recommended(file: ContactFile, guide: Guide) -> str:
    """`no further action`, or `assessment (Ellie), advice (Jayden)`; empty when nothing is recommended."""
    said = file.outcomes
    if not said:
        return ""
    codes = {s.body.outcome for s in said}
    if len(codes) == 1 and len(said) == len(file.children):
        return guide.outcome(codes.pop()).words.lower()
    names = {c.person: c.name.given or "child" for c in file.children}
    parts = [f"{guide.outcome(s.body.outcome).words.lower()} ({names[s.body.child]})" for s in said]
    return ", ".join(parts)


def source_of(file: ContactFile) -> str:
    """`School`, or the agency's own name when the source says little."""
    received = file.received
    agency = (file.referrer.agency if file.referrer else "") or (received.body.agency if received else "")
    return source_words(file.source, agency)


def whose_words(file: ContactFile) -> str:
    """`in the school’s words`."""
    return told_by.whose_words(source_of(file))


def contact_line(file: ContactFile, worker: str) -> str:
    """`Contact C26-18371-M · School (Mill Lane Primary) · received 23 Nov 2026 11:06 · Worker: A. Okafor`."""
    received = file.received
    source, agency = source_of(file), received.body.agency if received else ""
    parts = [
        f"Contact {file.number}" if file.number else "",
        f"{source} ({agency})" if agency and agency.lower() != source.lower() else source,
        f"received {wording.moment(received.happened)}" if received else "",
        f"Worker: {worker}".replace(" ", wording.NBSP) if worker else "",
    ]
    return " · ".join(part for part in parts if part)
