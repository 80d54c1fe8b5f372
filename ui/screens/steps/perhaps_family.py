"""Of a child whom nobody found the history step asks whose family may be on record, beside everything else."""

from __future__ import annotations

from ui.screens.steps.step import Step
from ui.widgets.family_card import FamilyCard
from workstation.services import unknown_child


def look(step: Step, card: FamilyCard, *, wanted: bool) -> None:
    """Ask and show it on the card of the family; take it away when somebody was found."""
    key = ("perhaps family", step.contact_id, id(step))
    if wanted:
        step.seat.bench.latest(
            key, unknown_child.family_of, step.desk, step.contact_id, done=card.show_perhaps
        )
    else:
        step.seat.bench.drop(key)
        card.show_perhaps(())
