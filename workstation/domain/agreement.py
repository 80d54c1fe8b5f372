"""Whose word counts when support is agreed to or declined, or checks rest on consent (`domain.md` 4b, step 6, G6).

It is asked of everybody with parental responsibility for a child, and of a young person who answers for themselves.
What a grandmother without it says, or a young person about a brother, is kept in the record and closes nothing; nor
does the word of somebody who was named here by mistake. Where nobody is known to have it, a parent's word counts;
and only where no parent is known that of whoever else may have it: a neighbour of whom nobody asked does not speak
for a mother.
"""

from __future__ import annotations

from collections.abc import Sequence

from workstation.domain import checks, kinds, lawful
from workstation.domain.belonging import children_of, is_called_parent
from workstation.domain.contact import ContactFile
from workstation.domain.ids import PersonId
from workstation.domain.kinds import AdultNamed, ChildNamed
from workstation.domain.said import Said


def parents_of(file: ContactFile, child: ChildNamed) -> tuple[PersonId, ...]:
    """The adults whose word counts for a child."""
    return _whose_word([a for a in lawful.holders(file) if child in children_of(file, a.person)])


def nobody_holds(file: ContactFile, child: ChildNamed) -> bool:
    """Whether both parents of a child are recorded, and no adult who is known has parental responsibility for them,
    or may have it: then there is nobody to ask, and a manager sees that.
    """
    return not parents_of(file, child) and not checks.missing_parent_of(file, child)


def count_for(file: ContactFile, child: ChildNamed) -> tuple[PersonId, ...]:
    """Everybody whose word counts for a child, the child among them where they answer for themselves."""
    own = (child.person,) if checks.answers_alone(file, child) else ()
    return (*parents_of(file, child), *own)


def count(file: ContactFile) -> frozenset[PersonId]:
    """Everybody whose word counts for any child; with no child named, for whichever it is about."""
    if not file.children:
        return frozenset(_whose_word(lawful.holders(file)))
    return frozenset(person for child in file.children for person in count_for(file, child))


def _whose_word(holders: Sequence[AdultNamed]) -> tuple[PersonId, ...]:
    """Those who have parental responsibility; else those who are called parents; else whoever may have it."""
    have = [a for a in holders if a.responsibility == "yes"]
    called = [a for a in holders if is_called_parent(a.relationship.casefold())]
    return tuple(a.person for a in have or called or holders)


def refusals(file: ContactFile) -> tuple[Said[kinds.SupportDeclined], ...]:
    """The refusals that hold, of everybody whose word counts."""
    whose = count(file)
    return tuple(r for r in file.refusals if r.body.person in whose)


def agrees(file: ContactFile, *people: PersonId) -> bool:
    """Whether any of them agrees."""
    return any((said := file.agrees(person)) is not None and said.agrees == "yes" for person in people)


def answered(file: ContactFile, *people: PersonId) -> bool:
    """Whether any of them agrees, or declined."""
    return agrees(file, *people) or any(r.body.person in people for r in file.refusals)


def answered_without_responsibility(file: ContactFile) -> tuple[AdultNamed, ...]:
    """Who agreed or declined, and has no parental responsibility: their answer alone closes nothing."""
    return tuple(a for a in file.adults if a.responsibility == "no" and answered(file, a.person))
