"""What stops a contact whose agencies were not asked (B4, G5)."""

from __future__ import annotations

from workstation.domain import checks
from workstation.domain.checks import State
from workstation.domain.contact import ContactFile
from workstation.domain.gates.gap import Gap
from workstation.domain.guide import Guide


def agencies(file: ContactFile, guide: Guide) -> tuple[Gap, ...]:
    """B4 and G5 for agencies: evidence or a reason for each."""
    return tuple(
        Gap("B4", 4, f"agency:{line.agency.id}", _agency_words(line))
        for line in checks.agency_lines(file, guide)
        if line.check.state is not State.SETTLED
    )


def _agency_words(line: checks.AgencyLine) -> str:
    if line.check.state is State.GAP:
        return f"{line.agency.words}: no reply and no reason. Try again, or say why you went ahead."
    return f"{line.agency.words}: not asked and no reason. Ask, or say why it is not needed."
