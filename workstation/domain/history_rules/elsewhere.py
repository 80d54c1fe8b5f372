"""HR7: open elsewhere, and with whom."""

from __future__ import annotations

from workstation.domain import wording
from workstation.domain.history_rules import counting
from workstation.domain.history_rules.rulebook import Rulebook
from workstation.domain.past import Fact, PastContact, Present


def open_elsewhere(present: Present, before: tuple[PastContact, ...], book: Rulebook) -> Fact | None:
    """Contacts of the family that nobody has decided, and plans that were open when their list was made."""
    contacts = [c for c in before if c.open and not c.event]
    plans = [c for c in before if is_open_plan(present, c, book)]
    still = [*contacts, *plans]
    if not still:
        return None
    headline, *more = [*(_contact(c, book) for c in contacts), *(_plan(c, book) for c in plans)]
    details = [_where(c, book) for c in contacts]
    return Fact(
        rule="HR7",
        about="child" if any(c.same_child for c in still) else "household",
        tone="warning",
        headline=headline,
        detail=" ".join([*details[:1], *more, *details[1:]]),
        chip=book.chip("open_contact") if contacts else "",
        icon="folder-open",
        why=book.because("HR7"),
        tallies=tuple(
            counting.tally("HR7", what, found)
            for what, found in (("open contacts", contacts), ("open when the list was made", plans))
            if found
        ),
    )


def is_open_plan(present: Present, past: PastContact, book: Rulebook) -> bool:
    """Whether this is a plan that had no end on its list, or an end that is still to come."""
    if past.event not in book.thresholds.open_events:
        return False
    return past.ended is None or past.ended > present.at.date()


def _contact(past: PastContact, book: Rulebook) -> str:
    names = list(past.children[:2])
    who = wording.listed(names) or "This family"
    return book.say("open_contacts" if len(names) > 1 else "open_contact", who=who, whom=_whom(past))


def _where(past: PastContact, book: Rulebook) -> str:
    return book.say("open_where", number=past.number or "No number yet", day=wording.day(past.at))


def _plan(past: PastContact, book: Rulebook) -> str:
    nobody = "This child" if past.same_child else "Somebody else of the household"
    who = wording.listed(list(past.children[:2])) or nobody
    parts = {"who": who, "event": past.event, "whom": _whom(past)}
    if past.as_of is None:  # some lists do not say of which day they are
        return book.say("open_event_since", day=wording.day(past.at), **parts)
    return book.say("open_event", day=wording.day(past.as_of), **parts)


def _whom(past: PastContact) -> str:
    return f" with {past.worker}" if past.worker else ""
