"""Which codes of ours a word in a file can be explained with, in words; for fields that hold codes."""

from __future__ import annotations

from typing import Final

from workstation.intake.annex_a import Codes
from workstation.intake.mapping import vocabulary as known
from workstation.intake.mapping.vocabulary import Field

_SEX: Final = (("F", "Female"), ("M", "Male"), ("U", "Unborn, or not known"))
_YES_NO: Final = (("yes", "Yes"), ("no", "No"), ("not known", "Not known"))


def options(field: Field, codes: Codes) -> tuple[tuple[str, str], ...]:
    """The codes of such a field with their words; empty for a field that takes any words."""
    match field.kind:
        case "outcome" | "theme":
            return tuple((word.code, word.words) for word in known.known_words(field.kind))
        case "source" | "ethnicity":
            return tuple((code.code, code.plain) for code in codes(field.kind).all)
        case "sex":
            return _SEX
        case "yes or no":
            return _YES_NO
    return ()
