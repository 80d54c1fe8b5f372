"""Which adults of a contact belong to the children: by where they live, by responsibility, or as a partner."""

from __future__ import annotations

from typing import Final

from workstation.domain.kinds import AdultNamed


def belongs(adult: AdultNamed) -> bool:
    """False only of somebody who certainly lives elsewhere and has no parental responsibility, and is nobody's
    partner: a neighbour who rang, a lodger who moved out.
    """
    outside = adult.lives_there == "no" and adult.responsibility == "no"
    return not outside or "partner" in adult.relationship.casefold()


def must_be_told(adult: AdultNamed) -> bool:
    """Whether somebody has to say that this adult was told, or why not. To tell a neighbour who lives elsewhere
    what is checked about a family would be no duty but a breach; a parent is told wherever they live.
    """
    called = adult.relationship.strip().casefold()
    return belongs(adult) or called.startswith(_PARENTS)


_PARENTS: Final = ("mother", "father", "parent", "step")
