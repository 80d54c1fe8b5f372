"""Step 6: reasons and decision."""

from __future__ import annotations

from workstation.domain import kinds, wording
from workstation.domain.checks.state import Check, State
from workstation.domain.contact import ContactFile
from workstation.domain.guide import Guide


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


def decision(file: ContactFile, guide: Guide) -> Check:
    """Step 6: the reasons and an outcome for each child."""
    missing = missing_reasons(file, guide)
    undecided = [c for c in file.children if file.outcome(c.person) is None]
    if not missing and not undecided and file.children:
        return Check(State.SETTLED, "Outcome and reasons written")
    written = any(said.body for said in file.log(kinds.ReasonsWritten))
    if not written and not file.outcomes:
        return Check(State.NOT_STARTED, "Not started")
    if missing:
        return Check(State.IN_PROGRESS, f"{wording.count(len(missing), 'prompt')} to write")
    return Check(State.IN_PROGRESS, "No outcome chosen")
