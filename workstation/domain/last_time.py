"""This time beside the last time: what the worry was, what was found, offered and decided, and what was missing
(requirements R26 and R17). Whether it is the same issue is for a person to say; nothing here says so.
"""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from workstation.domain import wording
from workstation.domain.contact import ContactFile
from workstation.domain.guide import Guide
from workstation.domain.history_rules import counting
from workstation.domain.ids import ContactId
from workstation.domain.kinds import YesNo
from workstation.domain.past import PastContact
from workstation.domain.times import local

_NOTHING = "Nothing is recorded."


class Beside(Struct, frozen=True):
    """One matter, as it was then and as it is now."""

    what: str
    then: str
    now: str

    @property
    def empty(self) -> bool:
        """Whether there is nothing to compare: nothing is recorded, then or now."""
        return self.then == self.now == _NOTHING


class LastTime(Struct, frozen=True):
    """The latest contact about the same children that ended, beside the one in hand.

    `missing` is what rested on a reason only, or was not there, when it was decided. `answer` is whether a person
    said that it is the same issue; empty while nobody did.
    """

    contact: ContactId
    at: datetime
    beside: tuple[Beside, ...]
    missing: tuple[str, ...] = ()
    answer: YesNo | None = None
    because: str = ""

    @property
    def missing_words(self) -> str:
        """`Gaps then: GP not replied, going ahead. Jayden’s own words missing.`."""
        return f"Gaps then: {'. '.join(self.missing)}." if self.missing else ""

    @property
    def words(self) -> str:
        """All of it in a row, for whoever hears the page."""
        rows = (f"{b.what}. Then: {b.then} Now: {b.now}" for b in self.beside)
        return " ".join((*rows, self.missing_words)).strip()


def last_ended(file: ContactFile, contacts: tuple[PastContact, ...], months: int) -> PastContact | None:
    """The latest contact about one of these children that was decided, if it came in so many months before."""
    at = file.received_at
    if at is None:
        return None
    edge = counting.months_back(local(at).date(), months)
    ended = [
        c
        for c in counting.contacts(contacts)
        if c.contact != file.contact and c.same_child and c.counts and c.outcomes and not c.open
        and edge <= local(c.at).date() and c.at <= at
    ]  # fmt: skip
    return max(ended, key=lambda c: (c.at, c.key), default=None)


def compare(
    file: ContactFile, last: PastContact, then: ContactFile, guide: Guide, missing: tuple[str, ...] = ()
) -> LastTime:
    """The contact in hand beside the last one (`then` is its record, as far as there is one here)."""
    said = file.same_issue(last.contact)
    return LastTime(
        contact=last.contact,
        at=last.at,
        beside=(
            Beside("The worry", _worry(then, guide) or wording.sentence(last.about), _worry(file, guide)),
            Beside("What is there", _factors(then, guide), _factors(file, guide)),
            Beside("What was offered", _offers(then, guide) or _declined(last), _offers(file, guide) or _NOTHING),
            Beside("What was decided", _outcomes(last.outcomes, guide), _outcomes(_recommended(file), guide)),
        ),
        missing=missing,
        answer=said.answer if said else None,
        because=said.because if said else "",
    )  # fmt: skip


def _worry(file: ContactFile, guide: Guide) -> str:
    """What they were most worried about, in their words; else what it was about."""
    asked = file.asked("worried")
    if asked is not None and asked.answer.strip():
        return f"“{asked.answer.strip()}”"
    themes = wording.listed([guide.theme(t).words.lower() for t in file.themes])
    return f"{wording.sentence(themes)}." if themes else ""


def _factors(file: ContactFile, guide: Guide) -> str:
    found = [
        f"{guide.factor(said.body.factor).words.lower()} ({wording.polite_name(adult)})"
        for said in file.factors
        if said.body.answer == "yes" and (adult := file.adult(said.body.person)) is not None
    ]
    return f"{wording.sentence(wording.listed(found))}." if found else _NOTHING


def _offers(file: ContactFile, guide: Guide) -> str:
    refused = {said.body.person for said in file.refusals}
    declined = [
        f"{wording.sentence(said.body.offered or 'Support')}: declined"
        f" ({_why(said.body.reason, said.body.words, guide)})."
        for said in file.refusals
    ]
    agreed = [
        f"{wording.sentence(said.to or 'Support')}: agreed."
        for adult in file.adults
        if adult.person not in refused and (said := file.agrees(adult.person)) and said.agrees == "yes"
    ]
    return " ".join((*declined, *agreed))


def _why(reason: str, words: str, guide: Guide) -> str:
    return f"“{words.strip()}”" if words.strip() else guide.words("declines", reason).lower()


def _declined(last: PastContact) -> str:
    return f"Support: declined {wording.times(len(last.declines))}." if last.declines else _NOTHING


def _recommended(file: ContactFile) -> tuple[str, ...]:
    return tuple(dict.fromkeys(said.body.outcome for said in file.outcomes))


def _outcomes(outcomes: tuple[str, ...], guide: Guide) -> str:
    words = wording.listed([guide.outcome(o).words.lower() for o in outcomes])
    return f"{wording.sentence(words)}." if words else "Not decided yet."
