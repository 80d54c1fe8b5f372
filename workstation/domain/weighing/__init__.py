"""What weighs on the children of a contact: factors of each adult, what earlier records said of them, who says so
now; and words that were written for one child and stand for another.

Everything is worked out from the record. Nothing here suggests an answer or a level (design rule 5).
"""

from __future__ import annotations

from workstation.domain.weighing.before import (
    Claim,
    Contradiction,
    against_before,
    against_if,
    recorded_before,
)
from workstation.domain.weighing.cited import Source, asked_of, cited, sources
from workstation.domain.weighing.same_words import SameWords, same_words
from workstation.domain.weighing.who import adults_asked

__all__ = [
    "Claim",
    "Contradiction",
    "SameWords",
    "Source",
    "adults_asked",
    "against_before",
    "against_if",
    "asked_of",
    "cited",
    "recorded_before",
    "same_words",
    "sources",
]
