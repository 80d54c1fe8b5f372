"""What stops a contact whose worry, people or matches are not clear (B1, B2, G1, G2)."""

from __future__ import annotations

from workstation.domain import checks
from workstation.domain.contact import ContactFile
from workstation.domain.gates.gap import Gap
from workstation.domain.guide import Guide
from workstation.domain.past import Past


def concern(file: ContactFile, guide: Guide) -> tuple[Gap, ...]:
    """G1: received, source, worry, and where the child is."""
    gaps = [
        Gap(
            "G1",
            1,
            f"question:{q}",
            f"“{guide.ask(q).words}” Write their answer, or choose “They did not say”.",
        )
        for q in checks.unanswered(file, guide)
    ]
    if not file.themes:
        gaps.append(Gap("G1", 1, "themes", "Say what kind of worry this is."))
    gaps += [
        Gap(
            "G1",
            2,
            f"where:{c.person}",
            f"Where is {c.name.given or 'the child'} now? “Not known” is an answer.",
        )
        for c in file.children
        if not c.where_now.strip()
    ]
    return tuple(gaps)


def children(file: ContactFile) -> tuple[Gap, ...]:
    """B1: a child, or why nobody can be named yet."""
    if file.children or file.not_named:
        return ()
    return (Gap("B1", 2, "children", "Who is this about? Add a child, or say why you cannot name one yet."),)


def matches(past: Past) -> tuple[Gap, ...]:
    """B2 and G2: every possible match judged."""
    return tuple(
        Gap("B2", 3, f"match:{c.person}:{c.other}", f"Answer whether this is {c.name}. “Not sure” is fine.")
        for c in past.candidates
    )
