"""Who told us, as a sentence says it: nobody is called `not known`, and a nursery keeps its name."""

from __future__ import annotations

from typing import Final

_SAYS_LITTLE: Final = (
    "", "Not known", "Anonymous", "Other", "Another person", "Voluntary or other", "Other health",
)  # fmt: skip
"""Sources that do not say who it was."""
_KINDS: Final = (
    "Family or carer", "Neighbour or friend", "Child or young person", "School", "Education service", "GP",
    "Health visitor", "School nurse", "Other primary health", "Hospital A&E", "Housing", "Adult social care",
    "Council, other service", "Another council", "Early help", "Police", "Court, probation or Cafcass",
)  # fmt: skip
"""The kinds of source that say who it was (`resources/codes`); whatever else comes here is a name."""
_ALL_CAPITALS: Final = "GP"


def in_a_sentence(source: str) -> str:
    """`school`, `GP`, `Bede Day Nursery`, `Viaduct`: names keep their capitals."""
    plain = source in _KINDS and source != _ALL_CAPITALS
    return f"{source[:1].lower()}{source[1:]}" if plain else source


def whose_words(source: str) -> str:
    """`in the school’s words`; `in Bede Day Nursery’s words`; of a source that says little `in their words`."""
    if source in _SAYS_LITTLE:
        return "in their words"
    known = in_a_sentence(source)
    whose = "’" if known.endswith("s") else "’s"
    return f"in {'the ' if source in _KINDS else ''}{known}{whose} words"


def received_from(source: str) -> str:
    """`As received from school`."""
    if source == "Anonymous":
        return "As received, no name given"
    return "As received" if source in _SAYS_LITTLE else f"As received from {in_a_sentence(source)}"
