"""Step 6: factors, level, reasons and decision."""

from __future__ import annotations

from workstation.domain import kinds, wording
from workstation.domain.checks.state import Check, State
from workstation.domain.checks.weighing import weighed, weighing
from workstation.domain.contact import ContactFile
from workstation.domain.guide import Guide
from workstation.domain.past import Past
from workstation.domain.weighing import against_before

_NOTHING = Past()


def missing_reasons(file: ContactFile, guide: Guide) -> tuple[tuple[str, str], ...]:
    """Prompts without words: (prompt id, child id or empty). 'Nothing known' is allowed and counts as words."""
    missing: list[tuple[str, str]] = []
    for prompt in guide.reasons:
        if prompt.link:
            continue
        if prompt.each:
            missing += [
                (prompt.id, c.person) for c in file.children if not file.reason(prompt.id, c.person).strip()
            ]
        elif not file.reason(prompt.id).strip():
            missing.append((prompt.id, ""))
    return tuple(missing)


def decision(file: ContactFile, guide: Guide, past: Past = _NOTHING) -> Check:
    """Step 6: factors and level where the outcome asks for them, the reasons, and an outcome for each child."""
    missing = missing_reasons(file, guide)
    undecided = [c for c in file.children if file.outcome(c.person) is None]
    asked = weighing(file, guide) if undecided or weighed(file, guide) else None
    decided = not missing and not undecided and bool(file.children)
    if decided and (asked is None or asked.state is State.SETTLED):
        return _in_spite(file, guide, past) or Check(State.SETTLED, "Outcome and reasons written")
    written = bool(file.standing_of(kinds.ReasonsWritten))
    if not written and not file.outcomes and (asked is None or asked.state is State.NOT_STARTED):
        return Check(State.NOT_STARTED, "Not started")
    if asked is not None and decided:
        return Check(State.GAP, asked.detail)
    if asked is not None and asked.state is not State.SETTLED and not written:
        return Check(State.IN_PROGRESS, asked.detail)
    if missing:
        return Check(State.IN_PROGRESS, f"{wording.count(len(missing), 'prompt')} to write")
    return Check(State.IN_PROGRESS, "No outcome chosen")


def _in_spite(file: ContactFile, guide: Guide, past: Past) -> Check | None:
    """An answer that says otherwise than the record, and nothing said to it."""
    open_ = [c for c in against_before(file, past, guide) if not c.in_spite]
    words = f"{wording.count(len(open_), 'answer')} other than before"
    return Check(State.GAP, words) if open_ else None
