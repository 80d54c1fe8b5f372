"""What a manager sees before everything else: that somebody has to act now, what came back, an earlier decision."""

from __future__ import annotations

from ui.widgets.fact_note import FactNote
from workstation.domain import wording
from workstation.domain.after.decisions import which
from workstation.domain.guide import Guide
from workstation.services.find import OpenContact


def before_all(shown: OpenContact, guide: Guide) -> tuple[FactNote, ...]:
    """The notes, in this order."""
    found: list[FactNote] = []
    danger = shown.seen.act_now
    if danger is not None:
        since = f"Act now, since {wording.moment(danger.happened)}."
        left = sum(1 for todo in shown.todo if todo.task)
        tasks = f" {wording.count(left, 'task')} for today." if left else ""
        found.append(FactNote("danger", f"{since}{tasks}", f"“{danger.body.danger}”", icon="lightning-fill"))
    if shown.back:
        words = " ".join(wire.words for wire in shown.back)
        found.append(FactNote("warning", "Back from early help.", words, icon="arrow-u-up-left"))
    decided = which(shown.seen, guide)
    if decided:
        found.append(FactNote("information", decided, "What was decided before stays as it is."))
    return tuple(found)
