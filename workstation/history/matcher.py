"""What finding earlier involvement is asked and answers: one small interface, whatever way stands behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, Protocol

from msgspec import Struct

from workstation.domain import kinds
from workstation.domain.ids import ContactId, PersonId
from workstation.domain.line import ContactLine, MatchLine
from workstation.domain.past import Candidate
from workstation.domain.person_line import PersonLine

SEARCHED: Final = (
    "names that sound alike, short forms and other spellings",
    "other names",
    "dates of birth, swapped or with a slip",
    "addresses",
    "phones and numbers",
    "brothers and sisters",
    "parents",
)
"""What a matcher looks at, in words, for 'none found'."""


class Named(Struct, frozen=True, kw_only=True):
    """Somebody else in the picture whom the caller named: a parent, a brother or sister, a partner.

    `role` is `mother`, `father`, `sibling`, `grandparent`, `partner` or `other`, seen from the child asked about.
    """

    role: str
    given: str = ""
    family: str = ""
    name: str = ""
    """The whole name in one box, in any order, when it was not taken apart."""
    born: kinds.Born = kinds.Born()


class Enquiry(Struct, frozen=True, kw_only=True):
    """Somebody we ask about, as far as it is known while they are still being described.

    `name` is what was typed in one box, in any order; `given`, `middle` and `family` when the parts are known.
    `person` is the identity the candidate will be judged for.
    """

    person: PersonId
    name: str = ""
    given: str = ""
    middle: str = ""
    family: str = ""
    born: kinds.Born = kinds.Born()
    sex: str = ""
    """`F`, `M` or empty."""
    address: str = ""
    """Number and street as written, in one line or several."""
    town: str = ""
    postcode: str = ""
    phone: str = ""
    la_child_id: str = ""
    nhs: str = ""
    upn: str = ""
    others: tuple[Named, ...] = ()
    """Parents, brothers and sisters named with them: they find the household when the child is new."""
    contact: ContactId | None = None
    """The contact it is for: its own people are not candidates."""
    typing: bool = False
    """The last word of the name is still being typed: it may be the beginning of a longer one."""


class Relative(Struct, frozen=True, kw_only=True):
    """One of the family of those found: shown with them, and never offered as the person asked about."""

    person: PersonId
    contact: ContactId
    name: str
    born: str
    how: str
    """In words: `mother of MERRICK, Kayden`, `named with MERRICK, Kayden`, `lived at this address`."""
    reasons: tuple[str, ...] = ()
    hidden: bool = False
    likely: bool = False
    """Everything given speaks for this household: worth saying though nobody asked."""


class Fainter(Struct, frozen=True):
    """Somebody who fits less well. Not put into words: nobody may ever ask (`Matcher.less_likely` says why)."""

    other: PersonId
    strength: str


class Answer(Struct, frozen=True, kw_only=True):
    """What the record says to an enquiry. Absolute: that nobody is shown is a real answer."""

    shown: tuple[Candidate, ...] = ()
    """Who may be the one asked about, most likely first, at most ten; each with a reason for every field given."""
    more: tuple[Fainter, ...] = ()
    """Less likely ones, most likely first, until there are as many in all as were asked for."""
    family: tuple[Relative, ...] = ()
    """The household of those found, and of the relatives named in the enquiry; at most fifteen."""
    searched: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    """What was not known and would have helped: `date of birth`, `a parent's name`."""

    @property
    def everybody(self) -> tuple[PersonId, ...]:
        """Who it may be, most likely first, shown or not."""
        return (*(each.other for each in self.shown), *(each.other for each in self.more))


class FoundPerson(Struct, frozen=True):
    """One human being found by a search: how they are called, and why they were found."""

    person: PersonId
    contact: ContactId
    """Their latest contact."""
    name: str
    born: str
    """`Born 03 May 2020 (6y)`; of a grown-up whose date is not known who they are: `Mother`."""
    last: str
    why: str
    contacts: tuple[ContactId, ...]
    strength: str = ""
    """In words, how well they fit: `all of it fits`, `close`, `may be`."""
    open_with: str = ""
    """Who works on an open contact of theirs; `not allocated` when nobody does."""
    hidden: bool = False


class FoundAgency(Struct, frozen=True):
    """An agency the council knows."""

    name: str
    kind: str
    phone: str = ""
    people: tuple[str, ...] = ()


class Found(Struct, frozen=True):
    """What a search gives. `near` is a contact number that differs by one slip, when the one typed is none."""

    people: tuple[FoundPerson, ...] = ()
    contacts: tuple[ContactLine, ...] = ()
    near: str = ""
    agencies: tuple[FoundAgency, ...] = ()
    asked: tuple[str, ...] = ()
    """How the words were taken, in words: `name kaden`, `born in March 2016`."""
    total: int = 0
    """How many people fit; more than are shown here when there are very many."""
    number: str = ""
    """The contact number that was typed, put in order, when nothing else was."""
    also_near: tuple[str, ...] = ()
    """Other contact numbers it may have been."""
    number_is_good: bool = False
    """Whether the check letter fits: then it is a number that we use, and its contact is not here."""
    twice: frozenset[str] = frozenset()
    """Numbers that more than one contact has: two computers gave them at once, before each had its own letters."""


class Upkeep(Protocol):
    """Work of the matcher that nobody waits for: its index made anew and kept in the file, a little at a time."""

    def hurry(self) -> None:
        """Nobody else is at work: no rests from now on."""
        ...

    def read_on(self) -> bool:
        """Read some more people, on any thread; False when there is nothing more to read."""
        ...

    def writes(self) -> Iterator[Callable[[], None]]:
        """After that, one after the other on the store thread: each takes a moment."""
        ...


class Matcher(Protocol):
    """Finds people on record. Answers are questions for a person, never joins."""

    @property
    def searched(self) -> tuple[str, ...]:
        """What it looks at, in words, for 'none found'."""
        ...

    @property
    def ready(self) -> bool:
        """Whether it can answer at once, or would first have to read everybody."""
        ...

    def get_ready(self) -> Upkeep | None:
        """Load what is needed to answer at once, if that takes no time; what is left to be done at leisure."""
        ...

    def ask(self, enquiry: Enquiry, most: int = 10) -> Answer:
        """Everything the record says to an enquiry: who it may be, and their family."""
        ...

    def candidates(self, enquiry: Enquiry, most: int = 5) -> tuple[Candidate, ...]:
        """People who may be the one asked about, most likely first, each with its reasons."""
        ...

    def unjudged(
        self, people: Sequence[PersonLine], judged: Sequence[MatchLine], most: int = 5
    ) -> tuple[Candidate, ...]:
        """Candidates for the children of a contact that nobody has judged yet."""
        ...

    def less_likely(
        self, people: Sequence[PersonLine], judged: Sequence[MatchLine], most: int = 10
    ) -> tuple[Candidate, ...]:
        """Those who fit the children less well than the candidates of `unjudged`."""
        ...

    def moved(self, contacts: Iterable[ContactId]) -> None:
        """These contacts changed since they were last looked at."""
        ...

    def hold_back(self) -> None:
        """Very much is being brought in: until `let_in` find nobody of it but in contacts that `moved` tells of, so
        that whoever asks meanwhile does not wait for it.
        """
        ...

    def let_in(self, contacts: Iterable[ContactId]) -> Upkeep | None:
        """It is all in the file, in these contacts; what is left to do beside the work before they are found."""
        ...

    def forget(self) -> None:
        """Drop everything held in memory (the window was locked, the record was made anew)."""
        ...

    def search(self, words: str, most: int = 20) -> Found:
        """People and contacts for words in one box."""
        ...
