"""Decisions that were made one after the other about one contact: the old one stays, the new one names it."""

from __future__ import annotations

from workstation.domain import kinds, wording
from workstation.domain.contact import ContactFile, Said
from workstation.domain.guide import Guide


def outcome_words(signed: kinds.SignedOff, guide: Guide) -> str:
    """`No further action`; several, where the children's differ."""
    words = dict.fromkeys(guide.outcome(d.outcome).words for d in signed.decisions)
    first, *rest = words or ["no outcome"]
    return wording.listed([first, *(word.lower() for word in rest)])


def which(file: ContactFile, guide: Guide) -> str:
    """`Second decision; the first, of 3 Nov 2026, was no further action.` Empty for the first that is made."""
    before = file.earlier_decisions
    if not before:
        return ""
    nth = wording.ordinal(len(before) + 1)
    told = [_told(said, n, guide) for n, said in enumerate(before, start=1)]
    return f"{nth} decision; {'; '.join(told)}."


def reasons_then(file: ContactFile, signed: Said[kinds.SignedOff], guide: Guide) -> tuple[str, ...]:
    """The reasons that a decision rested on until it was opened again, each with what it answers."""
    over = {a for s in file.log(kinds.Reopened) if signed.entry in s.answers for a in s.answers}
    said = [s.body for s in file.log(kinds.ReasonsWritten) if s.entry in over and s.body.text.strip()]
    names = {c.person: wording.child_name(c, file.children) for c in file.children}
    return tuple(
        f"{guide.words('reasons', body.prompt)}{_of(names.get(body.child, '') if body.child else '')} "
        f"{body.text.strip()}"
        for body in said
    )


def _of(name: str) -> str:
    return f" ({name})" if name else ""


def _told(said: Said[kinds.SignedOff], n: int, guide: Guide) -> str:
    what = outcome_words(said.body, guide)
    return (
        f"the {wording.ordinal(n).lower()}, of {wording.day(said.happened)}, was {what[:1].lower()}{what[1:]}"
    )
