"""HR3: an adult of this contact, who is no parent, is named in earlier ones too."""

from __future__ import annotations

from workstation.domain import wording
from workstation.domain.history_rules import counting
from workstation.domain.history_rules.rulebook import Rulebook
from workstation.domain.past import Fact, PastContact, PersonNow, Present

_MOST = 3


def same_adult(present: Present, before: tuple[PastContact, ...], book: Rulebook) -> Fact | None:
    """Who is named again, in how many contacts, and how many of those were about other children."""
    own = counting.contacts(before)
    named = [(adult, naming(adult, own)) for adult in present.adults if not adult.parent and adult.name]
    often = [(a, found) for a, found in named if found and len(found) + 1 >= book.thresholds.same_adult]
    if not often:
        return None
    often.sort(key=lambda pair: (-len(pair[1]), pair[0].name))
    sentences = [_sentence(adult, found, book) for adult, found in often[:_MOST]]
    return Fact(
        rule="HR3",
        tone="information",
        headline=sentences[0],
        detail=" ".join([*_others(often[0][1], book), *sentences[1:]]),
        icon="user",
        why=book.because("HR3"),
        tallies=tuple(counting.tally("HR3", f"name {adult.name}", found) for adult, found in often[:_MOST]),
        flagged=False,
    )


def naming(adult: PersonNow, contacts: tuple[PastContact, ...]) -> tuple[PastContact, ...]:
    """Contacts in which this adult is named: so called, or confirmed by a person to be the same."""
    return tuple(c for c in contacts if adult.name in c.adults or c.then(adult.person) is not None)


def _sentence(adult: PersonNow, found: tuple[PastContact, ...], book: Rulebook) -> str:
    return book.say("adult", name=adult.name, contacts=wording.count(len(found) + 1, "contact"))


def _others(found: tuple[PastContact, ...], book: Rulebook) -> list[str]:
    others = [c for c in found if not c.same_child]
    if not others:
        return []
    who = counting.whose(others) or "names not on record"
    return [book.say("adult_others", contacts=len(others), who=who)]
