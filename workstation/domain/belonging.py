"""Which adults of a contact belong to the children: by where they live, by responsibility, or as a partner; and
which of the children are theirs.
"""

from __future__ import annotations

import re
from typing import Final

from workstation.domain.contact import ContactFile
from workstation.domain.ids import PersonId
from workstation.domain.kinds import AdultNamed, ChildNamed


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
    return belongs(adult) or is_called_parent(adult.relationship.casefold())


def children_of(file: ContactFile, reader: PersonId | None) -> tuple[ChildNamed, ...]:
    """The children a reader of the family is told about: a young person of themselves; who is `father of Ellie`,
    and not of her brother, of Ellie. Where nothing says whose parent somebody is, of all.
    """
    own = next((c for c in file.children if c.person == reader), None)
    adult = file.adult(reader) if reader is not None else None
    if own is not None or adult is None:
        return (own,) if own is not None else file.children
    called = {
        word.casefold()
        for pair in _NAMED.findall(adult.relationship)
        for word in _WORDS.findall(" ".join(pair))
    }
    theirs = tuple(c for c in file.children if {w.casefold() for w in _WORDS.findall(c.name.given)} & called)
    return theirs or file.children


def is_called_parent(called: str) -> bool:
    """`birth father`, `step-mum`, `father of Kai`; not `friend of mother`, `mother’s friend` nor `grandmother`."""
    themselves = _OF.split(_WHOSE.split(called)[-1])[0]
    return any(word.startswith(_PARENTS) for word in _WORDS.findall(themselves))


_PARENTS: Final = ("mother", "father", "parent", "mum", "dad", "step")
_WORDS: Final = re.compile(r"[^\W\d_]+")
_WHOSE: Final = re.compile(r"['’]s\b")
_OF: Final = re.compile(r"\bof\b")
_NAMED: Final = re.compile(r"\bof\b(.*)|(?:^|\W)([^\W\d_]+(?: (?:and|&) [^\W\d_]+)?)['’]s?\b")
"""What names the children: `father of Ellie`, `Ellie’s dad`."""
