"""The ten criteria of sign-off (`domain.md` 4b, step 11): what a manager judges, and what the record shows
for each.

No criterion is judged by a machine and none has an answer beforehand (design rule 5). What the record shows stands
beside it; whether that is enough is for the manager to say.
"""

from __future__ import annotations

from workstation.domain.criteria.asked import Criteria, CriterionAsked, Judged, left_to_judge, overridden
from workstation.domain.criteria.evidence import EVIDENCE, Shown, evidence

__all__ = [
    "EVIDENCE",
    "Criteria",
    "CriterionAsked",
    "Judged",
    "Shown",
    "evidence",
    "left_to_judge",
    "overridden",
]
