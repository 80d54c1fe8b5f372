"""What goes to the manager beside the reasons: a table of rules, each a function of what it looks at.

Warnings stay on the page, can be answered in words and are never dismissed silently. Their sentences, limits and
owners are data (`domain.decision_rules`); the order of the table is the order in which they are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Final

from workstation.domain import wording
from workstation.domain.answers import Judgement
from workstation.domain.compared import compared
from workstation.domain.contact import ContactFile
from workstation.domain.gates import last_time, left_out, patterns, reasons_say
from workstation.domain.gates.gap import Gap
from workstation.domain.gates.seen import Seen, travels
from workstation.domain.guide import Guide
from workstation.domain.past import Past

Warns = Callable[[Seen], Iterable[Gap]]


def resting_on_reasons(file: ContactFile, guide: Guide, past: Past) -> tuple[Gap, ...]:
    """Every warning that stands for this contact."""
    seen = Seen(file, guide, past)
    return tuple(gap for rule in WARNINGS for gap in rule(seen))


def left_open(seen: Seen) -> Iterator[Gap]:
    """G2: who is who, as far as it is not settled: what the worker was not sure of, answers that cannot all be
    right, a contact that may be about the same event.
    """
    say = partial(seen.rules.say, "G2")
    for judged in seen.past.unsure:
        title = say("title", called=judged.called, name=judged.name)
        yield travels("G2", 2, f"answer:{judged.person}:{judged.other}", title, _reasons_of(judged, say))
    for clash in seen.past.clashes:
        words = say("clash", one=clash.different.called, other=clash.different.name)
        yield travels("G2", 3, "clash", say("clash_title"), words)
    for twofold in seen.past.twofold:
        if twofold.verdict in ("", "not sure"):
            words = say("event_unsure" if twofold.verdict else "event", which=twofold.which)
            yield travels("G2", 3, f"event:{twofold.other}", say("event_title"), words)


def _reasons_of(answer: Judgement, say: Callable[..., str]) -> str:
    """What spoke for it, what against it, and who left it open."""
    parts, known = [], compared(answer.reasons)
    if known.reasons:
        parts.append(say("for_it", reasons=", ".join(known.reasons)))
    if answer.against:
        parts.append(say("against_it", reasons=", ".join(answer.against)))
    if known.not_compared:
        parts.append(say("not_compared", reasons=", ".join(known.not_compared)))
    if answer.by and answer.at:
        parts.append(say("left_by", by=answer.by, clock=wording.clock(answer.at)))
    return " ".join(parts) or say("no_reason")


WARNINGS: Final[tuple[Warns, ...]] = (
    patterns.repeats,  # W1
    patterns.declined,  # W2
    patterns.came_back,  # W11
    last_time.same_issue,  # R26
    reasons_say.no_history,  # W9
    patterns.opened_offline,  # W12
    left_out.essentials,  # W8
    left_out.kept_private,  # W8
    left_out.nothing_recorded,  # W6
    left_out.taken_out,  # W6
    left_out.agencies_not_heard,  # W4
    left_out.parents_not_told,  # W3
    left_out.not_heard,  # W7
    reasons_say.not_answered,  # W10
    reasons_say.shared_with_others,  # W5
    reasons_say.fillers,  # F1
    left_open,  # G2
)
"""The rules in their order."""
