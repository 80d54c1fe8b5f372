"""HR4: support that was declined, when and in which words. HR5: what they said then beside what is said today."""

from __future__ import annotations

from collections.abc import Sequence

from workstation.domain import wording
from workstation.domain.guide import Guide, source_group
from workstation.domain.history_rules import adults, counting
from workstation.domain.history_rules.endings import Ended
from workstation.domain.history_rules.rulebook import Rulebook
from workstation.domain.past import Fact, PastContact, PastDecline, PersonNow, Present


def declined(present: Present, before: tuple[PastContact, ...], book: Rulebook, guide: Guide) -> Fact | None:
    """Every decline of the people of these children, the latest with their dates and words."""
    refused = _refused(before, same_child=True)
    if not refused:
        return None
    times, who = wording.times(len(refused)), _who(refused)
    said = _said(refused, book, guide)
    beside = side_by_side(present, refused, book, guide)
    return Fact(
        rule="HR4",
        tone="warning",
        headline=book.say("declined_by", who=who, times=times, said=said)
        if who
        else book.say("declined", times=times, said=said),
        detail=beside.words,
        chip=book.chip("declined", times=times),
        banner=book.chip("declined_long", times=times),
        icon="hand",
        why=f"{book.because('HR4')} {book.because('HR5')}" if beside.words else book.because("HR4"),
        tallies=(counting.tally("HR4", "support declined", refused), *beside.tallies),
    )


def in_household(before: tuple[PastContact, ...], book: Rulebook, guide: Guide) -> Fact | None:
    """Declines in contacts about others of the household, said apart."""
    refused = _refused(before, same_child=False)
    if not refused:
        return None
    times = wording.times(len(refused))
    return Fact(
        rule="HR4",
        about="household",
        tone="information",
        headline=book.say("declined_household", times=times, said=_said(refused, book, guide)),
        icon="hand",
        why=book.because("HR4"),
        tallies=(counting.tally("HR4", "support declined, in the household", refused),),
        flagged=False,
    )


def _refused(before: Sequence[PastContact], *, same_child: bool) -> list[PastContact]:
    return sorted(
        (c for c in before if c.declines and c.same_child is same_child), key=lambda c: (c.at, c.key)
    )


def _who(refused: Sequence[PastContact]) -> str:
    """Who declined, when it was always the same; nobody when several people did."""
    names = {d.who for c in refused for d in c.declines if d.who}
    return names.pop() if len(names) == 1 else ""


def _said(refused: Sequence[PastContact], book: Rulebook, guide: Guide) -> str:
    """The latest declines with their words, oldest of them first; how many there were before."""
    most = book.thresholds.declines_said
    told = [f"{wording.day(c.at)}{_words(c.declines[-1], guide)}" for c in refused[-most:]]
    if before := len(refused[:-most]):
        told.append(book.say("declined_before", times=wording.times(before)))
    return wording.listed(told)


def _words(decline: PastDecline, guide: Guide) -> str:
    """Their own words; where none were written down, the reason that was chosen."""
    if decline.words:
        return f" (“{decline.words}”)"
    reason = guide.words("declines", decline.reason) if decline.reason else ""
    return f" ({reason[:1].lower()}{reason[1:]})" if reason else ""


def side_by_side(present: Present, refused: Sequence[PastContact], book: Rulebook, guide: Guide) -> Ended:
    """HR5: who or what was there when they declined, and is there today again. Nothing is concluded from it."""
    contact = "notification" if source_group(present.source) == "police" else "contact"
    for adult in present.adults:
        again = [] if adult.parent else [c for c in adults.naming(adult, tuple(refused)) if not _by(adult, c)]
        if again:
            words = book.say("reason_adult", contact=contact, role=adult.role, name=adult.name)
            return Ended(words, (counting.tally("HR5", f"declined, and {adult.name} was named", again),))
    for theme in present.themes:
        if about := [c for c in refused if theme in c.themes]:
            what = guide.theme(theme).words.lower()
            words = book.say("reason_theme", contact=contact, what=what)
            return Ended(words, (counting.tally("HR5", f"declined, and about {what}", about),))
    return Ended()


def _by(adult: PersonNow, contact: PastContact) -> bool:
    """Whether it was this adult who declined."""
    ids = {d.person for d in contact.declines if d.person}
    names = {d.who for d in contact.declines} | {p.name for p in contact.people if p.person in ids}
    then = contact.then(adult.person)
    return adult.name in names or (then is not None and then.person in ids)
