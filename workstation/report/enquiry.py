"""A request to an agency as a letter: the same sentences as the text, on the same pages as everything else."""

from __future__ import annotations

from workstation.report.parts import Copy, Head, Section, Summary, said

TITLE = "Request for information"


def letter(text: str, agency: str, number: str, version: str, copy: Copy) -> Summary:
    """The pages of a request. Its words are those of `domain.request`, paragraph by paragraph; nothing is added."""
    paragraphs = tuple(said(part) for part in text.strip().split("\n\n") if part.strip())
    head = Head(name=agency, number=number, lines=())
    return Summary(copy, head, (), (Section("Our questions", paragraphs),), version, title=TITLE)
