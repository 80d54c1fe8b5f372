"""Of a child whom nobody found, or nobody is sure of, the history step asks whose family may be on record, beside
everything else.
"""

from __future__ import annotations

from ui.screens.steps.step import Step
from ui.widgets.family_card import FamilyCard
from workstation.domain.past import Past
from workstation.services import unknown_child


def look(step: Step, card: FamilyCard, past: Past) -> bool:
    """Whether nobody was found. Then, and while nobody is sure, it is asked and shown on the card of the family."""
    key = ("perhaps family", step.contact_id, id(step))
    nobody = past.fact("HR9") is not None
    if nobody or past.perhaps:
        card.unsure = not nobody
        step.seat.bench.latest(
            key, unknown_child.family_of, step.desk, step.contact_id, done=card.show_perhaps
        )
    else:
        step.seat.bench.drop(key)
        card.show_perhaps(())
    return nobody
