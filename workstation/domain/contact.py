"""The contact file: what the entries of one contact say, as one frozen value.

The window shows it, the gates judge it, the printer prints it. It never holds the words of a confidential
address: `fold` leaves them in the journal (`trust.md` 0, decision 10).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import cast

from workstation.domain import conflicts, kinds
from workstation.domain.conflicts import Joined
from workstation.domain.entries import Entry
from workstation.domain.ids import AuthorId, ContactId, EntryId, PersonId
from workstation.domain.kinds import Body, Question
from workstation.domain.said import B, Said, Unread

__all__ = ["ContactFile", "Said", "Stage", "Standing", "Unread", "digest_of", "head_of", "named_in_head"]


class Stage(StrEnum):
    """Where a contact is on its way."""

    OPEN = "with worker"
    WITH_MANAGER = "with manager"
    SENT_BACK = "sent back"
    DECIDED = "decided"
    TWO_ANSWERS = "two answers stand"
    EARLIER = "before Lintel"


# Acts that do not change what a manager would be signing: they leave the head digest as it is.
_BESIDE = frozenset((
    "Printed", "AddressShown", "Allocated", "Parked", "Resumed", "SentToManager", "SentBack", "SignedOff",
    "Reopened", "StepDownWatched", "Redacted",
))  # fmt: skip


def head_of(entries: Iterable[Entry]) -> str:
    """A digest that names exactly these entries, in whatever order they came; lawful erasure keeps it."""
    return digest_of(named_in_head(entries))


def named_in_head(entries: Iterable[Entry]) -> list[tuple[EntryId, bytes]]:
    """What the head digest is made of, in its order: those that change what a manager would be signing."""
    return sorted([(e.id, e.id.encode() + e.digest) for e in entries if e.kind not in _BESIDE])


def digest_of(named: Iterable[tuple[EntryId, bytes]]) -> str:
    """The head digest of what is named."""
    return hashlib.sha256(b"".join([words for _, words in named])).hexdigest()[:32]


@dataclass(frozen=True)
class Standing:
    """What stands, and the story it comes from: how a contact file is read, whatever the question."""

    contact: ContactId
    story: tuple[Said[Body], ...]
    standing: Mapping[Question, tuple[Said[Body], ...]]
    unread: tuple[Unread, ...]
    head: str
    unlike: frozenset[Question] = frozenset()
    """Hidden addresses of which different answers stand, although what is shown of them is the same."""

    def answers(self, *question: str) -> tuple[Said[Body], ...]:
        """All answers that stand for a question, each as it was given."""
        return self.standing.get(question, ())

    def last(self, *question: str) -> Said[Body] | None:
        """The answer that stands for a question; of several, what they come to (`conflicts.join`)."""
        found = self.standing.get(question)
        if not found:
            return None
        return found[0] if len(found) == 1 else self.joined[question].said

    @cached_property
    def joined(self) -> dict[Question, Joined]:
        """What several answers come to, for each question that has several."""
        several = {q: said for q, said in self.standing.items() if len(said) > 1}
        story = {s.entry: s for s in self.story} if several else {}
        joined = {q: conflicts.join(said, story) for q, said in several.items()}
        for question in self.unlike:
            found = joined[question]
            joined[question] = replace(found, clashes=tuple(dict.fromkeys((*found.clashes, "lines"))))
        return joined

    def log(self, kind: type[B]) -> tuple[Said[B], ...]:
        """Everything of one kind in reading order, standing or not."""
        return cast("tuple[Said[B], ...]", tuple([s for s in self.story if type(s.body) is kind]))

    def _body(self, kind: type[B], *question: str) -> B | None:
        found = self.last(*question)
        return found.body if found is not None and isinstance(found.body, kind) else None

    def _bodies(self, word: str, kind: type[B]) -> list[Said[B]]:
        found = [said for said in self._by_word.get(word, ()) if isinstance(said.body, kind)]
        return cast("list[Said[B]]", found)

    @cached_property
    def _by_word(self) -> dict[str, list[Said[Body]]]:
        """What stands for every question, under the first word of the question."""
        found: dict[str, list[Said[Body]]] = {}
        for question, said in self.standing.items():
            one = said[0] if len(said) == 1 else self.joined[question].said
            found.setdefault(question[0], []).append(one)
        return found

    @property
    def conflicts(self) -> tuple[Question, ...]:
        """Questions whose answers do not join by themselves: a person settles them."""
        return tuple(question for question, joined in self.joined.items() if joined.clashes)

    def _people(self, kind: type[B]) -> tuple[B, ...]:
        first = dict.fromkeys(s.body.person for s in self.log(kind))  # type: ignore[attr-defined]
        now = (self._body(kind, "person", person) for person in first)
        return tuple(body for body in now if body is not None)


@dataclass(frozen=True)
class Arrived(Standing):
    """How a contact reached us, and who it is about."""

    @property
    def received(self) -> Said[kinds.Received] | None:
        """How the contact reached us."""
        found = self.last("received")
        return cast("Said[kinds.Received]", found) if found else None

    @property
    def received_at(self) -> datetime | None:
        """When the clock started."""
        found = self.last("received")
        return found.happened if found else None

    @property
    def number(self) -> str:
        """The contact number, for example C26-18412-K."""
        found = self._body(kinds.Received, "received")
        return found.number if found else ""

    @property
    def source(self) -> str:
        """DfE source code of the contact."""
        found = self._body(kinds.Received, "received")
        return found.source if found else ""

    @property
    def referrer(self) -> kinds.ReferrerNamed | None:
        """Who told us."""
        return self._body(kinds.ReferrerNamed, "referrer")

    def asked(self, question_id: str) -> kinds.Answered | None:
        """The answer to one question of the guide."""
        return self._body(kinds.Answered, "asked", question_id)

    @property
    def themes(self) -> tuple[str, ...]:
        """What the worry is about (theme codes)."""
        found = self._body(kinds.ThemesChosen, "themes")
        return found.themes if found else ()

    @property
    def clarity(self) -> kinds.ClarityJudged | None:
        """How clear the contact is."""
        return self._body(kinds.ClarityJudged, "clarity")

    @property
    def rating(self) -> kinds.Rated | None:
        """How quickly it must be decided."""
        return self._body(kinds.Rated, "rating")

    # -- who it is about --------------------------------------------------------------------------------

    @cached_property
    def children(self) -> tuple[kinds.ChildNamed, ...]:
        """The children, in the order they were first named."""
        return self._people(kinds.ChildNamed)

    @cached_property
    def adults(self) -> tuple[kinds.AdultNamed, ...]:
        """Adults and others in the picture, in the order they were first named."""
        return self._people(kinds.AdultNamed)

    def child(self, person: PersonId) -> kinds.ChildNamed | None:
        """One child of the contact."""
        return self._body(kinds.ChildNamed, "person", person)

    def adult(self, person: PersonId) -> kinds.AdultNamed | None:
        """One adult of the contact."""
        return self._body(kinds.AdultNamed, "person", person)

    @property
    def not_named(self) -> str:
        """Why no child could be named yet."""
        found = self._body(kinds.ChildNotNamed, "not named")
        return found.because if found else ""

    @property
    def addresses(self) -> tuple[kinds.AddressRecorded, ...]:
        """Addresses. A confidential one is here without its words."""
        return tuple(s.body for s in self._bodies("address", kinds.AddressRecorded))

    @property
    def hidden(self) -> bool:
        """Whether an address of this contact is confidential."""
        return any(a.confidential for a in self.addresses)

    @property
    def matches(self) -> tuple[Said[kinds.Matched], ...]:
        """Judgements whether people here are people of earlier contacts."""
        return tuple(self._bodies("match", kinds.Matched))

    @property
    def events(self) -> tuple[Said[kinds.EventMatched], ...]:
        """Judgements whether other contacts are about the same event."""
        return tuple(self._bodies("event", kinds.EventMatched))

    @cached_property
    def earlier(self) -> tuple[Said[kinds.EarlierTaken], ...]:
        """Events from before Lintel, each as the newest file that speaks of it says."""
        loose = tuple(said for said in self.log(kinds.EarlierTaken) if not said.body.key)
        return (*loose, *self._bodies("earlier", kinds.EarlierTaken))


@dataclass(frozen=True)
class Checked(Arrived):
    """The four checks: what the history, the agencies, the parents and the worker said."""

    @property
    def history_view(self) -> Said[kinds.HistoryWeighed] | None:
        """What the history tells the worker."""
        found = self.last("history")
        return cast("Said[kinds.HistoryWeighed]", found) if found else None

    def agency(self, code: str) -> Said[Body] | None:
        """What stands for an agency: `AgencyAnswered` or `AgencyNotNeeded`."""
        return self.last("agency", code)

    def asks(self, code: str) -> tuple[Said[Body], ...]:
        """Every time an agency was asked or tried, oldest first."""
        return tuple(
            s
            for s in self.story
            if isinstance(s.body, (kinds.AgencyAsked, kinds.AgencyTried)) and s.body.agency == code
        )

    @property
    def listed(self) -> tuple[kinds.AgencyListed, ...]:
        """Agencies that a person added to the list."""
        return tuple(s.body for s in self._bodies("listed", kinds.AgencyListed))

    def told(self, person: PersonId) -> Said[Body] | None:
        """Whether an adult was told: `ParentTold` or `ParentLeft`."""
        return self.last("told", person)

    def agrees(self, person: PersonId) -> kinds.ParentAgreed | None:
        """Whether an adult agrees to support."""
        return self._body(kinds.ParentAgreed, "agrees", person)

    def declined(self, person: PersonId) -> kinds.SupportDeclined | None:
        """The refusal of support by an adult."""
        return self._body(kinds.SupportDeclined, "declined", person)

    @property
    def declines(self) -> tuple[Said[kinds.SupportDeclined], ...]:
        """Every refusal that stands."""
        return tuple(self._bodies("declined", kinds.SupportDeclined))

    def heard(self, person: PersonId) -> kinds.ChildHeard | None:
        """A child's own words, or why there are none."""
        return self._body(kinds.ChildHeard, "heard", person)

    @property
    def basis(self) -> kinds.BasisRecorded | None:
        """The lawful basis for sharing."""
        return self._body(kinds.BasisRecorded, "basis")

    def reason(self, prompt: str, child: PersonId | None = None) -> str:
        """The text for one prompt of the reasons."""
        found = self._body(kinds.ReasonsWritten, "reasons", prompt, str(child))
        return found.text if found else ""


@dataclass(frozen=True)
class ContactFile(Checked):
    """Everything known about one contact.

    `story` is every readable entry in reading order; `standing` the answers nobody answered, by question;
    `head` names the exact entries (see `head_of`). What is decided and whose work it is stands here; how it
    came and what was checked, in the classes it grows from.
    """

    def outcome(self, person: PersonId) -> Said[kinds.Recommended] | None:
        """What is recommended for one child."""
        found = self.last("outcome", person)
        return cast("Said[kinds.Recommended]", found) if found else None

    @property
    def outcomes(self) -> tuple[Said[kinds.Recommended], ...]:
        """What is recommended, for each child that has a recommendation."""
        return tuple(o for c in self.children if (o := self.outcome(c.person)) is not None)

    @property
    def held(self) -> kinds.HeldOpen | None:
        """Held open, because."""
        return self._body(kinds.HeldOpen, "held")

    @property
    def act_now(self) -> Said[kinds.Escalated] | None:
        """The danger, while no manager has lowered it. Of two answers the safer one wins."""
        for said in self.answers("act now"):
            if isinstance(said.body, kinds.Escalated):
                return cast("Said[kinds.Escalated]", said)
        return None

    def warning(self, code: str) -> str:
        """The worker's words to a warning."""
        found = self._body(kinds.WarningAnswered, "warning", code)
        return found.words if found else ""

    @property
    def handover(self) -> Said[Body] | None:
        """The last step between worker and manager."""
        return self.last("handover")

    @property
    def signers(self) -> tuple[AuthorId, ...]:
        """The managers it waits for: the one it was sent to, or who signed before it changed."""
        standing = self.answers("handover")
        sent = [s.body.to for s in standing if isinstance(s.body, kinds.SentToManager)]
        signed = [s.by for s in standing if isinstance(s.body, kinds.SignedOff)]
        return tuple(sent or signed)

    @property
    def signed(self) -> Said[kinds.SignedOff] | None:
        """The sign-off that stands."""
        found = self.last("handover")
        return (
            cast("Said[kinds.SignedOff]", found)
            if found and isinstance(found.body, kinds.SignedOff)
            else None
        )

    @property
    def stage(self) -> Stage:
        """Where the contact is. A decided contact that changed since goes back to the manager."""
        standing = self.answers("handover")
        if not standing:
            return Stage.OPEN if self.received else Stage.EARLIER
        if len({type(s.body) for s in standing}) > 1:
            return Stage.TWO_ANSWERS
        body = standing[-1].body
        if isinstance(body, kinds.SignedOff):
            return Stage.WITH_MANAGER if self.changed_since_signed else Stage.DECIDED
        if isinstance(body, kinds.SentBack):
            return Stage.SENT_BACK
        return Stage.WITH_MANAGER if isinstance(body, kinds.SentToManager) else Stage.OPEN

    @property
    def changed_since_signed(self) -> bool:
        """Whether entries arrived that the signer had not seen."""
        signed = self.signed
        return signed is not None and signed.body.saw != self.head

    @property
    def authors_of_decision(self) -> frozenset[AuthorId]:
        """Everyone who wrote part of the decision: reasons, outcome or history view (block B6), and who chose
        between two of them.
        """
        parts = (kinds.ReasonsWritten, kinds.Recommended, kinds.HistoryWeighed)
        chose = (s.by for said in self.standing.values() for s in said if isinstance(s.body, parts))
        return frozenset((*chose, *(s.by for s in self.story if isinstance(s.body, parts))))

    # -- the day's work -------------------------------------------------------------------------------------

    @property
    def worker(self) -> AuthorId | None:
        """Who works on it."""
        found = self._body(kinds.Allocated, "allocated")
        return found.worker if found else None

    @property
    def parked(self) -> Said[kinds.Parked] | None:
        """Put aside, until."""
        found = self.last("parked")
        return cast("Said[kinds.Parked]", found) if found and isinstance(found.body, kinds.Parked) else None

    @property
    def watched(self) -> kinds.StepDownWatched | None:
        """The step-down watch."""
        return self._body(kinds.StepDownWatched, "watch")
