"""Who told us, as a sentence says it: nobody is called `not known`, and a nursery keeps its name."""

from __future__ import annotations

from typing import Final

_SAYS_LITTLE: Final = (
    "", "Not known", "Anonymous", "Other", "Another person", "Voluntary or other", "Other health",
)  # fmt: skip
"""Sources that do not say who it was."""
_SHORT_FORMS: Final = ("GP", "hospital A&E")


def in_a_sentence(source: str) -> str:
    """`school`, `GP`, `Bede Day Nursery`: names and short forms keep their capitals."""
    named = source[1:] != source[1:].lower() and source != "Hospital A&E"
    return source if named else f"{source[:1].lower()}{source[1:]}"


def whose_words(source: str) -> str:
    """`in the school’s words`; `in Bede Day Nursery’s words`; of a source that says little `in their words`."""
    if source in _SAYS_LITTLE:
        return "in their words"
    known = in_a_sentence(source)
    named = known[1:] != known[1:].lower() and known not in _SHORT_FORMS
    whose = "’" if known.endswith("s") else "’s"
    return f"in {'' if named else 'the '}{known}{whose} words"


def received_from(source: str) -> str:
    """`As received from school`."""
    if source == "Anonymous":
        return "As received, no name given"
    return "As received" if source in _SAYS_LITTLE else f"As received from {in_a_sentence(source)}"
