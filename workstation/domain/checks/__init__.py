"""The four checks and the six steps: their states are worked out from the record, never ticked (`ux.md` B4)."""

from __future__ import annotations

from workstation.domain.checks.agencies import (
    AgencyLine,
    Asking,
    agencies,
    agency_check,
    agency_lines,
    asking,
    left_out_at_level_one,
    matrix_of,
)
from workstation.domain.checks.children import children
from workstation.domain.checks.concern import concern, missing_essentials, unanswered
from workstation.domain.checks.decision import decision, missing_reasons
from workstation.domain.checks.history import (
    has_grown,
    history,
    links_are_gone,
    more_came,
    none_was_found_before,
)
from workstation.domain.checks.listing import protect_first
from workstation.domain.checks.parents import (
    ANSWERS_ALONE,
    AdultLine,
    YoungLine,
    adult_check,
    adult_lines,
    answers_alone,
    as_adult,
    everyone_asked,
    missing_parent,
    missing_parent_of,
    old_enough,
    parents,
    young_lines,
)
from workstation.domain.checks.state import Check, State
from workstation.domain.checks.steps import Steps, four, steps, without_views
from workstation.domain.checks.weighing import FactorLine, factor_lines, level_gap, weighed, weighing, why_not

__all__ = [
    "ANSWERS_ALONE",
    "AdultLine",
    "AgencyLine",
    "Asking",
    "Check",
    "FactorLine",
    "State",
    "Steps",
    "YoungLine",
    "adult_check",
    "adult_lines",
    "agencies",
    "agency_check",
    "agency_lines",
    "answers_alone",
    "as_adult",
    "asking",
    "children",
    "concern",
    "decision",
    "everyone_asked",
    "factor_lines",
    "four",
    "has_grown",
    "history",
    "left_out_at_level_one",
    "level_gap",
    "links_are_gone",
    "matrix_of",
    "missing_essentials",
    "missing_parent",
    "missing_parent_of",
    "missing_reasons",
    "more_came",
    "none_was_found_before",
    "old_enough",
    "parents",
    "protect_first",
    "steps",
    "unanswered",
    "weighed",
    "weighing",
    "why_not",
    "without_views",
    "young_lines",
]
