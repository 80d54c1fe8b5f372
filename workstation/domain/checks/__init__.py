"""The four checks and the six steps: their states are worked out from the record, never ticked (`ux.md` B4)."""

from __future__ import annotations

from workstation.domain.checks.agencies import AgencyLine, agencies, agency_check, agency_lines
from workstation.domain.checks.children import children
from workstation.domain.checks.concern import concern, missing_essentials, unanswered
from workstation.domain.checks.decision import decision, missing_reasons
from workstation.domain.checks.history import history
from workstation.domain.checks.parents import AdultLine, adult_check, adult_lines, parents
from workstation.domain.checks.state import Check, State
from workstation.domain.checks.steps import Steps, four, steps, without_views

__all__ = [
    "AdultLine",
    "AgencyLine",
    "Check",
    "State",
    "Steps",
    "adult_check",
    "adult_lines",
    "agencies",
    "agency_check",
    "agency_lines",
    "children",
    "concern",
    "decision",
    "four",
    "history",
    "missing_essentials",
    "missing_reasons",
    "parents",
    "steps",
    "unanswered",
    "without_views",
]
