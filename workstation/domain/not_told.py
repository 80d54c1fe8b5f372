"""What whoever told us has not told us, question by question: one list, wherever it is shown or counted."""

from __future__ import annotations

from workstation.domain.clarity import clarity
from workstation.domain.contact import ContactFile
from workstation.domain.guide import Guide
from workstation.domain.minimum import Item, State, asked_when, state_of


def not_told(file: ContactFile, guide: Guide) -> tuple[Item, ...]:
    """Each open question once, the two that are always asked first, with when it was asked."""
    asked = asked_when(file)
    return tuple(
        Item(gap.id, gap.words, _state(file, gap.id), asked.get(gap.id, ()))
        for gap in clarity(file, guide).gaps
    )


def _state(file: ContactFile, question: str) -> State:
    """What was answered and is open all the same (a child without a birth, say) is missing."""
    state = state_of(file, question)
    return "missing" if state == "there" else state
