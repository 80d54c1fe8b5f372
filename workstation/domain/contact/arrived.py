"""How a contact reached us, who it is about, and the way back to whoever told us."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import cast

from workstation.domain import kinds, on_record
from workstation.domain.contact.standing import Standing
from workstation.domain.ids import PersonId
from workstation.domain.said import Said
from workstation.domain.times import local
from workstation.domain.unborn import unborn


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

    # -- the way back to whoever told us -------------------------------------------------------------------

    @property
    def claimed(self) -> kinds.LevelClaimed | None:
        """The level of need that the referrer gave it."""
        return self._body(kinds.LevelClaimed, "claimed")

    @property
    def asked_back(self) -> Said[kinds.ReferrerAsked] | None:
        """What the referrer was asked, while nobody has answered it."""
        found = self.last("referrer asked")
        waits = found is not None and isinstance(found.body, kinds.ReferrerAsked)
        return cast("Said[kinds.ReferrerAsked]", found) if waits else None

    @property
    def replied(self) -> Said[kinds.ReferrerReplied] | None:
        """What the referrer answered to what they were asked."""
        found = self.last("referrer asked")
        came = found is not None and isinstance(found.body, kinds.ReferrerReplied)
        return cast("Said[kinds.ReferrerReplied]", found) if came else None

    @property
    def resubmitted(self) -> kinds.Resubmitted | None:
        """Which returned contact this one is, sent in again."""
        return self._body(kinds.Resubmitted, "resubmission")

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

    def born(self, child: kinds.ChildNamed) -> kinds.Born:
        """When a child was born: as this contact says, else as the record of who they are."""
        return on_record.born(child, self.known.get(child.person))

    def unborn(self, child: kinds.ChildNamed) -> bool:
        """Whether a child was not born yet when this contact came, as far as anybody knows."""
        return unborn(self.born(child), local(self.received_at).date() if self.received_at else None)

    def born_words(self, child: kinds.ChildNamed, on: date) -> str:
        """The same in words, which say what is of the record."""
        return on_record.words(child, self.known.get(child.person), on)

    def sex(self, child: kinds.ChildNamed) -> tuple[on_record.Sex, bool]:
        """As this contact says; else as the record does, and that it is of the record."""
        known = self.known.get(child.person)
        return (known.sex, True) if known is not None and known.sex else (child.sex, False)

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
