"""Everything that stops sending, and everything a manager decides on."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from workstation.domain.contact import ContactFile
from workstation.domain.gates import arriving, asking, deciding, parents, weighing
from workstation.domain.gates.gap import Gap
from workstation.domain.gates.resting import resting_on_reasons
from workstation.domain.guide import Guide
from workstation.domain.past import Past

_OF_A_RETURN: Final = frozenset({"W1", "W2", "W11", "W12", "G2"})


def blocks(file: ContactFile, guide: Guide, past: Past, now: datetime | None = None) -> tuple[Gap, ...]:
    """Everything that stops sending to a manager (B1-B5, B8 and the gates they stand for), in step order. With
    `now`, a reply that is late is told from one that may still come.
    """
    if arriving.returning(file):
        return _to_give_back(file, guide, past)
    return (
        *arriving.concern(file, guide),
        *arriving.clarify(file, guide),
        *arriving.giving_back(file, guide),
        *arriving.children(file, guide),
        *arriving.matches(past, guide),
        *deciding.history(file, past, guide),
        *asking.agencies(file, guide, now),
        *parents.told(file, guide),
        *parents.leave(file, guide),
        *parents.agreed(file, guide),
        *parents.safety(file, guide),
        *weighing.blocks(file, guide),
        *deciding.decision(file, guide),
        *deciding.duplicate(file, past, guide),
        *deciding.danger(file, guide),
        *deciding.unsettled(file, guide),
    )


def _to_give_back(file: ContactFile, guide: Guide, past: Past) -> tuple[Gap, ...]:
    """What goes back is not decided: no agency, no parent is asked for it. What is known of the children still
    has to be seen, and weighed when anything is flagged.
    """
    return (
        *arriving.giving_back(file, guide),
        *arriving.matches(past, guide),
        *(deciding.history(file, past, guide) if past.flagged else ()),
        *deciding.danger(file, guide),
        *deciding.unsettled(file, guide),
    )


def for_manager(file: ContactFile, guide: Guide, past: Past) -> tuple[Gap, ...]:
    """What a manager has to decide on, one by one: gaps that are left, and answers that rest on a reason only."""
    left = (_as_evidence(gap, guide) for gap in blocks(file, guide, past))
    return (*left, *warnings(file, guide, past))


def _as_evidence(gap: Gap, guide: Guide) -> Gap:
    """What still blocks, under the heading of its step."""
    return Gap(gap.rule, gap.step, gap.place, gap.words, gap.words, guide.rules.steps[str(gap.step)])


def warnings(file: ContactFile, guide: Guide, past: Past) -> tuple[Gap, ...]:
    """What the manager will also see (check and send): the same list without what still blocks."""
    found = (
        *asking.left_out(file, guide),
        *resting_on_reasons(file, guide, past),
        *parents.resting(file, guide),
        *weighing.for_manager(file, guide, past),
    )
    # Of what goes back nothing is decided: whom nobody asked says nothing, what came before says a lot.
    if not arriving.returning(file):
        return found
    return (*arriving.returned(file, guide), *(g for g in found if g.rule in _OF_A_RETURN))
