"""Which adults of a contact belong to the children: by where they live, by responsibility, or as a partner."""

from __future__ import annotations

import re
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
    return belongs(adult) or _is_parent(adult.relationship.casefold())


def _is_parent(called: str) -> bool:
    """`birth father`, `step-mum`, `father of Kai`; not `friend of mother`, `mother’s friend` nor `grandmother`."""
    themselves = _OF.split(_WHOSE.split(called)[-1])[0]
    return any(word.startswith(_PARENTS) for word in _WORDS.findall(themselves))


_PARENTS: Final = ("mother", "father", "parent", "mum", "dad", "step")
_WORDS: Final = re.compile(r"[^\W\d_]+")
_WHOSE: Final = re.compile(r"['’]s\b")
_OF: Final = re.compile(r"\bof\b")
