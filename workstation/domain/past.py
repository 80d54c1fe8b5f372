"""What went before, as values: earlier contacts of children and their household, and what the rules say of them.

The rules themselves are in `history_rules`. They state facts and draw no conclusion (design rule 5), and each fact
names the contacts it counted. Joins count only where a person confirmed the match.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from workstation.domain.answers import Clash, Judgement, Twofold
from workstation.domain.ids import ContactId, PersonId
from workstation.domain.shared_text import SharedText
from workstation.domain.times import local
from workstation.domain.wording import NO_DAY

DUPLICATE: Final = "O11"
"""The outcome of a contact that is about the same event as another one."""
PARENTS: Final = ("mother", "father", "parent")
VERY_LIKELY: Final = "very likely the same"
"""How a `Candidate` is called about whom hardly a doubt is left."""
PERHAPS: Final = "perhaps"
"""The rule that tells what is on record of people of whom nobody is sure (`history_rules.perhaps`)."""


class PastDecline(Struct, frozen=True):
    """Support refused in an earlier contact: reason code and their words."""

    reason: str
    words: str = ""
    who: str = ""
    person: PersonId | None = None


class PastFactor(Struct, frozen=True):
    """A factor that an earlier contact answered with yes for one adult."""

    person: PersonId
    factor: str


class PersonThen(Struct, frozen=True, omit_defaults=True):
    """Somebody as an earlier contact called them.

    `home` is a word that differs where the address does, empty when none is recorded or it is hidden. `now` is the
    person of the contact in hand who they are, where somebody confirmed that.
    """

    person: PersonId
    name: str = ""
    also: tuple[str, ...] = ()
    home: str = ""
    now: PersonId | None = None


class ChildOutcome(Struct, frozen=True):
    """What an earlier contact came to for one child."""

    person: PersonId
    outcome: str


class PastDecision(Struct, frozen=True):
    """What was decided of a contact until somebody opened it again: when, by whom, and for which child."""

    at: datetime
    by: str
    of_each: tuple[ChildOutcome, ...]

    @property
    def outcomes(self) -> tuple[str, ...]:
        """What it came to."""
        return tuple(dict.fromkeys(d.outcome for d in self.of_each))

    def seen_for(self, people: Collection[PersonId]) -> PastDecision:
        """The same for these children, where it says something of them."""
        own = tuple(d for d in self.of_each if d.person in people)
        return replace(self, of_each=own) if own else self


class PastContact(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One earlier contact (or one dated event from before Lintel), as lists and rules need it."""

    contact: ContactId
    part: int = 0
    """Which of several events that one record from before Lintel holds."""
    at: datetime
    recorded_on: date | None = None
    """When it was written down, where that was on a later day."""
    number: str = ""
    source: str = ""
    agency: str = ""
    themes: tuple[str, ...] = ()
    about: str = ""
    outcomes: tuple[str, ...] = ()
    """What it came to; for the children it is looked at for, where it says so of each child (`seen_for`)."""
    of_each: tuple[ChildOutcome, ...] = ()
    of_others: tuple[str, ...] = ()
    """What else it came to for other children."""
    decided_by: str = ""
    decided_at: datetime | None = None
    before: tuple[PastDecision, ...] = ()
    """What was decided before it was opened again, oldest first. It is told, and never counted."""
    parents: Literal["", "spoken", "not spoken", "declined"] = ""
    agreed: bool = False
    declines: tuple[PastDecline, ...] = ()
    factors: tuple[PastFactor, ...] = ()
    factor_codes: tuple[str, ...] = ()
    """Factors found at the end of an assessment, as codes of the Department for Education."""
    children: tuple[str, ...] = ()
    adults: tuple[str, ...] = ()
    people: tuple[PersonThen, ...] = ()
    open: bool = False
    worker: str = ""
    event: str = ""
    """Empty for a contact in Lintel; else what kind of earlier event this was (Annex A)."""
    detail: str = ""
    ended: date | None = None
    watched_until: date | None = None
    as_of: date | None = None
    """The data was right on this day, as the file it came from says; of a contact in Lintel nothing is said."""
    same_child: bool = True
    """About a child of this contact (else about a brother, sister or other person of the household)."""
    same_event: str = ""
    """The number of another contact about the same event, as people judged."""
    counts: bool = True
    """Whether it is counted; not when its event is counted with another contact."""
    perhaps: str = ""
    """Under which name it is on record, where nobody is sure yet that this is somebody of the contact in hand."""

    @property
    def key(self) -> str:
        """What tells it from every other, also of the same record."""
        return f"{self.contact}#{self.part}" if self.part else self.contact

    @property
    def dated(self) -> bool:
        """Whether anybody knows when it was: some lists do not say."""
        return local(self.at).date() != NO_DAY

    @property
    def of_another(self) -> bool:
        """Whether it came to nothing but that it is the same as another contact: it is counted with that one."""
        return set(self.outcomes) == {DUPLICATE}

    @property
    def is_contact(self) -> bool:
        """Whether somebody contacted us then: a plan or an assessment is no contact."""
        return not self.event or self.event == "contact"

    def seen_for(self, people: Collection[PersonId]) -> PastContact:
        """The same as the history of these children: decisions are made for each child (`domain.md` 1.1), and what
        was decided of a brother or sister is none of theirs.
        """
        own = tuple(dict.fromkeys(d.outcome for d in self.of_each if d.person in people))
        seen = replace(self, before=tuple(d.seen_for(people) for d in self.before)) if self.before else self
        if not own:
            return seen
        others = dict.fromkeys(d.outcome for d in self.of_each if d.person not in people)
        return replace(seen, outcomes=own, of_others=tuple(o for o in others if o not in own))

    def then(self, person: PersonId) -> PersonThen | None:
        """How this person of the contact in hand was called then, if they were in it."""
        return next((p for p in self.people if p.now == person), None)


class Candidate(Struct, frozen=True, kw_only=True):
    """Somebody who may be a person of this contact: a question for the worker, never a join."""

    person: PersonId
    other: PersonId
    other_contact: ContactId
    name: str
    born: str
    reasons: tuple[str, ...]
    against: tuple[str, ...] = ()
    """What speaks against it, in words: `another first name: Jaden / Kayden`."""
    strength: str
    """In words: `very likely the same`, `likely`, `may be`."""
    last: str = ""
    """`2 contacts, last 14 Jan 2026`."""
    hidden: bool = False
    twins: str = ""
    """A question to answer before they may be called the same: two first names, one surname and birthday."""
    warned: str = ""
    """That question, once the worker answered it with yes."""


class Tally(Struct, frozen=True):
    """What one sentence was counted from: the rule, what was counted, and the earlier contacts (their keys)."""

    rule: str
    what: str
    counted: tuple[str, ...]


class Fact(Struct, frozen=True, kw_only=True):
    """A sentence of the history that must be seen, why it is shown, and the short forms for chips."""

    rule: str
    about: Literal["child", "household", "record"] = "child"
    tone: Literal["danger", "warning", "information"]
    headline: str
    detail: str = ""
    chip: str = ""
    banner: str = ""
    """The chip where there is more room; empty when it is the same."""
    icon: str = "stack"
    why: str = ""
    """What the rule counts."""
    tallies: tuple[Tally, ...] = ()
    flagged: bool = True
    """Flagged facts have to be weighed before the contact can go to a manager."""

    @property
    def counted(self) -> tuple[str, ...]:
        """Every earlier contact the fact rests on, once."""
        return tuple(dict.fromkeys(key for tally in self.tallies for key in tally.counted))


class Past(Struct, frozen=True):
    """The history of a contact: earlier contacts newest first, open questions, and what was searched."""

    contacts: tuple[PastContact, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    facts: tuple[Fact, ...] = ()
    searched: tuple[str, ...] = ()
    as_of: datetime | None = None
    """Until when colleagues' work is here."""
    judged: tuple[Judgement, ...] = ()
    """What was answered about the people of this contact, here and elsewhere."""
    clashes: tuple[Clash, ...] = ()
    """Answers that cannot all be right. Nobody is parted by them: a person has to look."""
    twofold: tuple[Twofold, ...] = ()
    """Other contacts that may be, are, or were said not to be about the same event."""
    shared: SharedText | None = None
    """Words of the reasons that stand in other decisions too; None where nobody looked."""
    perhaps: tuple[PastContact, ...] = ()
    """What is on record of those of whom somebody said `not sure`, newest first: to be weighed, never counted."""

    @property
    def unsure(self) -> tuple[Judgement, ...]:
        """What was left open here: it goes to the manager with its reasons."""
        return tuple(j for j in self.judged if j.here and j.verdict == "not sure")

    @property
    def on_record(self) -> tuple[PastContact, ...]:
        """All that a person looks at, newest first: what is theirs, and what may be."""
        if not self.perhaps:
            return self.contacts
        return tuple(sorted((*self.contacts, *self.perhaps), key=lambda c: (c.at, c.key), reverse=True))

    @property
    def flagged(self) -> bool:
        """Whether anything has to be weighed."""
        return any(f.flagged for f in self.facts)

    @property
    def stale(self) -> datetime | None:
        """How far the history goes, when it is old because Central was silent; None when it is fresh."""
        return self.as_of if any(f.rule == "HR10" and f.tone == "warning" for f in self.facts) else None

    @property
    def review(self) -> Fact | None:
        """The fact by which the count rule asks a manager to look at the pattern, if it does."""
        return next((f for f in self.facts if any(t.rule == "review" for t in f.tallies)), None)

    def without_strangers(self) -> Past:
        """As it goes on paper: how much is on record of people who may be strangers, and none of their names."""
        if not self.perhaps:
            return self
        bare = tuple(PastContact(contact=c.contact, at=c.at) for c in self.perhaps)
        facts = tuple(replace(f, detail="") if f.rule == PERHAPS else f for f in self.facts)
        return replace(self, perhaps=bare, facts=facts)

    def fact(self, rule: str) -> Fact | None:
        """What a rule says of the children, if it says anything."""
        return next((f for f in self.facts if f.rule == rule and f.about != "household"), None)


class PersonNow(Struct, frozen=True):
    """Somebody of the contact in hand, as the rules need them."""

    person: PersonId
    name: str = ""
    given: str = ""
    also: tuple[str, ...] = ()
    relationship: str = ""
    home: str = ""

    @property
    def parent(self) -> bool:
        """Whether they are a parent: that a mother is named each time says nothing."""
        return self.relationship.strip().casefold() in PARENTS

    @property
    def role(self) -> str:
        """What they are called when they are named again."""
        return "partner" if "partner" in self.relationship.casefold() else "adult"


class Present(Struct, frozen=True):
    """What the rules need to know of the contact in hand."""

    contact: ContactId
    at: datetime
    source: str
    themes: tuple[str, ...] = ()
    children: tuple[PersonNow, ...] = ()
    adults: tuple[PersonNow, ...] = ()
    missing: tuple[str, ...] = ()
    """What is not known of the children and would have helped to find them."""
    undecided: bool = False
    """Nobody has decided it yet: what else is open about the family matters, also where it came later."""
