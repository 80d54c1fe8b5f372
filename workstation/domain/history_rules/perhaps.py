"""What is on record of somebody who may be of this contact: `not sure` is no answer that takes a history away.

It is told, and has to be weighed as any other history. It is counted nowhere before a person says `same`.
"""

from __future__ import annotations

from workstation.domain import wording
from workstation.domain.history_rules import counting
from workstation.domain.history_rules.rulebook import Rulebook
from workstation.domain.past import PERHAPS, Fact, PastContact, Present


def perhaps_theirs(present: Present, perhaps: tuple[PastContact, ...], book: Rulebook) -> Fact | None:
    """Of how many contacts it is open whether they are about these people. The sentence goes on paper, too, and
    names nobody who may be a stranger; the name is in the details, which only the screen shows.
    """
    if not perhaps:
        return None
    contacts = all(c.is_contact for c in perhaps)
    many = wording.count(len(perhaps), "earlier contact" if contacts else "earlier record")
    names = wording.listed(list(dict.fromkeys(c.perhaps for c in perhaps if c.perhaps)))
    last = max(c.at for c in perhaps)
    return Fact(
        rule=PERHAPS, tone="warning", headline=book.say("perhaps", contacts=many, who=_who(present, perhaps)),
        detail=book.say("perhaps_as", names=names, last=wording.day(last)), icon="question",
        why=book.because(PERHAPS), tallies=(counting.tally(PERHAPS, book.say("perhaps_counted"), perhaps),),
    )  # fmt: skip


def _who(present: Present, perhaps: tuple[PastContact, ...]) -> str:
    """Those of this contact who may be meant."""
    meant = {person.now for contact in perhaps for person in contact.people}
    names = [p.given or p.name for p in (*present.children, *present.adults) if p.person in meant]
    return wording.listed([name for name in names if name]) or "somebody in this contact"
