"""What stops a decision that is not made, not explained or not safe (B3, B5, B8, S10)."""

from __future__ import annotations

from workstation.domain import checks, wording
from workstation.domain.contact import ContactFile
from workstation.domain.gates.gap import UNSETTLED, Gap
from workstation.domain.guide import Guide
from workstation.domain.past import Past


def history(file: ContactFile, past: Past) -> tuple[Gap, ...]:
    """B3 and G5: what the history tells, with its why and a link when something is flagged."""
    view = file.history_view
    words = "Say what the history tells you. It goes to the manager with your decision."
    if view is None or (view.body.view != "none found" and not view.body.why.strip()):
        return (Gap("B3", 3, "history.view", words),)
    if past.flagged and view.body.view == "none found":
        return (Gap("B3", 3, "history.view", words),)
    if past.flagged and not (view.body.linked or view.body.none_matter):
        return (Gap("B3", 3, "history.link", "Link the contacts that matter (Ctrl+L), or say none do."),)
    return ()


def decision(file: ContactFile, guide: Guide) -> tuple[Gap, ...]:
    """B5: an outcome for each child and words for each prompt."""
    words = "Choose what should happen and say why."
    gaps = [
        Gap(
            "B5",
            6,
            f"reasons:{prompt}:{child}",
            f"{guide.words('reasons', prompt)} Nothing is written{_for(file, child)}.",
        )
        for prompt, child in checks.missing_reasons(file, guide)
    ]
    gaps += [
        Gap("B5", 6, f"outcome:{c.person}", f"{words[:-1]}{_for(file, c.person)}.")
        for c in file.children
        if file.outcome(c.person) is None
    ]
    gaps += [
        Gap("B5", 6, "next_time", "What will be different for this child next time?")
        for o in file.outcomes[:1]
        if o.body.outcome == "O07" and not o.body.next_time.strip()
    ]
    return tuple(gaps)


def _for(file: ContactFile, person: str) -> str:
    child = next((c for c in file.children if c.person == person), None)
    return (
        f" for {child.name.given or wording.full_name(child.name)}"
        if child and len(file.children) > 1
        else ""
    )


def danger(file: ContactFile, guide: Guide) -> tuple[Gap, ...]:
    """B8: an open act now closes only after a manager lowered it."""
    closing = any(guide.outcome(o.body.outcome).closes for o in file.outcomes)
    if file.act_now is None or not closing:
        return ()
    return (
        Gap(
            "B8",
            6,
            "act_now",
            "This contact is marked ‘act now’. A manager has to lower it before it can close.",
        ),
    )


def unsettled(file: ContactFile) -> tuple[Gap, ...]:
    """Nothing goes to a manager while a person still has to choose between two answers."""
    if not any(question[0] != "handover" for question in file.conflicts):
        return ()
    return (Gap("S10", 6, UNSETTLED, "Two answers stand to the same question. Choose which of them holds."),)
