"""Which adults the factors are asked of."""

from __future__ import annotations

from workstation.domain.belonging import belongs
from workstation.domain.contact import ContactFile
from workstation.domain.kinds import AdultNamed


def adults_asked(file: ContactFile) -> tuple[AdultNamed, ...]:
    """Every adult of the household or with parental responsibility, known or not, and whoever may be either: only
    somebody who certainly is neither, and is nobody's partner, is left out. Those with responsibility come first.
    """
    return tuple(sorted(filter(belongs, file.adults), key=lambda a: a.responsibility == "no"))
