"""Step 1: the worry."""

from __future__ import annotations

from workstation.domain import wording
from workstation.domain.checks.state import Check, State
from workstation.domain.contact import ContactFile
from workstation.domain.guide import Guide
from workstation.domain.minimum import minimum


def unanswered(file: ContactFile, guide: Guide) -> tuple[str, ...]:
    """Ids of the required questions that have neither an answer nor 'they did not say': asking is not enough."""
    told = ("answered", "did not say")
    return tuple(
        q.id for q in guide.questions if q.required and not ((a := file.asked(q.id)) and a.state in told)
    )


def missing_essentials(file: ContactFile, guide: Guide) -> tuple[str, ...]:
    """Ids of what a police notification must say and does not."""
    return tuple(item.id for item in minimum(file, guide).gaps)


def concern(file: ContactFile, guide: Guide) -> Check:
    """Step 1: the worry, what they want, and what kind of worry it is."""
    open_questions = unanswered(file, guide)
    missing = missing_essentials(file, guide)
    if not file.themes and len(open_questions) == sum(q.required for q in guide.questions):
        return Check(State.NOT_STARTED, "Say what the worry is")
    if open_questions:
        return _to_clarify(file, len(open_questions))
    if not file.themes:
        return Check(State.GAP, "Kind of worry not chosen")
    if missing:
        asked = sum(item.state == "asked" for item in minimum(file, guide).gaps)
        return Check(
            State.GAP,
            f"Recorded · {wording.count(len(missing), 'gap')}" + (f", {asked} asked" if asked else ""),
        )
    return Check(State.SETTLED, "Recorded")


def _to_clarify(file: ContactFile, open_questions: int) -> Check:
    """What is always asked is open: to clarify, or asked back and waited for (R12)."""
    back = file.asked_back
    if back is not None:
        sent = wording.count(len(back.body.items), "question")
        return Check(State.NOT_KNOWN_YET, f"To clarify: {sent} sent back {wording.day(back.happened)}")
    return Check(State.GAP, f"To clarify: {wording.count(open_questions, 'question')} not answered")
