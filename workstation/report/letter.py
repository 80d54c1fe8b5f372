"""A letter to somebody of the family: their name, what they are told, nothing that says where they live."""

from __future__ import annotations

from workstation.domain import kinds, wording
from workstation.domain.contact import ContactFile
from workstation.report.called import people_of
from workstation.report.parts import Copy, Head, Section, Summary, said
from workstation.report.summary import presentable


def family_letter(
    file: ContactFile, adult: kinds.AdultNamed, text: str, *, hide: tuple[str, ...], copy: Copy
) -> Summary:
    """The letter as it is printed. It names no other adult, no number of theirs and no address."""
    name = wording.sentence(wording.polite_name(adult))
    head = Head(name, f"Contact {file.number or 'number not given yet'}", (wording.day(copy.printed_at),))
    paragraphs = tuple(said(part) for part in text.split("\n\n") if part.strip())
    section = Section("What we decided", paragraphs)
    return presentable(
        Summary(copy, head, (), (section,), file.head[:8], title="Letter"), hide, people_of(file)
    )
