"""The four checks as they stand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import cast

from workstation.domain import kinds
from workstation.domain.contact.arrived import Arrived
from workstation.domain.ids import ContactId, PersonId
from workstation.domain.kinds import Body
from workstation.domain.said import Said


@dataclass(frozen=True)
class Checked(Arrived):
    """The four checks: what the history, the agencies, the parents and the worker said."""

    @property
    def history_view(self) -> Said[kinds.HistoryWeighed] | None:
        """What the history tells the worker."""
        found = self.last("history")
        return cast("Said[kinds.HistoryWeighed]", found) if found else None

    def same_issue(self, other: ContactId) -> kinds.SameIssue | None:
        """Whether it is the same issue as in an earlier contact."""
        return self._body(kinds.SameIssue, "same issue", other)

    def agency(self, code: str) -> Said[Body] | None:
        """What stands for an agency: `AgencyAnswered` or `AgencyNotNeeded`. Who was asked after all is not left out
        any more.
        """
        found = self.last("agency", code)
        left_out = found is not None and isinstance(found.body, kinds.AgencyNotNeeded)
        return None if left_out and self.asked_since(code) is not None else found

    def asked_since(self, code: str) -> Said[Body] | None:
        """The last time an agency was asked or tried, when nothing has come of it since."""
        found, asks = self.last("agency", code), self.asks(code)
        if not asks or (found is not None and asks[-1].when <= found.when):
            return None
        return asks[-1]

    def asks(self, code: str) -> tuple[Said[Body], ...]:
        """Every time an agency was asked or tried, oldest first; not what was taken back."""
        return tuple(self._asks.get(code, ()))

    @property
    def agencies_on_record(self) -> tuple[str, ...]:
        """Every agency that was asked or that answered, whether or not a rule asks for it now."""
        answered = (said.body.agency for said in self._bodies("agency", kinds.AgencyAnswered))
        return tuple(dict.fromkeys((*self._asks, *answered)))

    @cached_property
    def _asks(self) -> dict[str, list[Said[Body]]]:
        found: dict[str, list[Said[Body]]] = {}
        for said in self.story:
            body = said.body
            if isinstance(body, kinds.AgencyAsked | kinds.AgencyTried) and said.entry not in self.taken_back:
                found.setdefault(body.agency, []).append(said)
        return found

    @property
    def listed(self) -> tuple[kinds.AgencyListed, ...]:
        """Agencies that a person added to the list."""
        return tuple(s.body for s in self._bodies("listed", kinds.AgencyListed))

    def told(self, person: PersonId) -> Said[Body] | None:
        """Whether an adult was told: `ParentTold` or `ParentLeft`."""
        return self.last("told", person)

    def agrees(self, person: PersonId) -> kinds.ParentAgreed | None:
        """Whether an adult agrees to support. A yes falls when it was put right that nobody spoke with them."""
        said = self._agreement(person)
        return None if said is None else said.body

    def _agreement(self, person: PersonId) -> Said[kinds.ParentAgreed] | None:
        found, told = self.last("agrees", person), self.told(person)
        if found is None or not isinstance(found.body, kinds.ParentAgreed):
            return None
        put_right = told is not None and told.recorded > found.recorded and found.body.agrees == "yes"
        if (
            put_right
            and told is not None
            and isinstance(told.body, kinds.ParentTold)
            and told.body.told != "yes"
        ):
            return None
        return cast("Said[kinds.ParentAgreed]", found)

    def declined(self, person: PersonId) -> kinds.SupportDeclined | None:
        """The refusal of support by an adult."""
        return self._body(kinds.SupportDeclined, "declined", person)

    @property
    def declines(self) -> tuple[Said[kinds.SupportDeclined], ...]:
        """Every refusal that stands."""
        return tuple(self._bodies("declined", kinds.SupportDeclined))

    @property
    def refusals(self) -> tuple[Said[kinds.SupportDeclined], ...]:
        """Refusals that hold: who agreed since then, or was not asked after all, is left out."""
        return tuple(d for d in self.declines if not self._overtaken(d))

    def refusal(self, person: PersonId) -> kinds.SupportDeclined | None:
        """The refusal of one person, while it holds."""
        return next((d.body for d in self.refusals if d.body.person == person), None)

    def _overtaken(self, refusal: Said[kinds.SupportDeclined]) -> bool:
        since = self._agreement(refusal.body.person)
        return since is not None and since.body.agrees != "no" and since.recorded > refusal.recorded

    def safety_review(self, person: PersonId) -> kinds.SafetyReviewed | None:
        """What was found out about the safety of somebody who refused out of fear."""
        return self._body(kinds.SafetyReviewed, "safety review", person)

    def heard(self, person: PersonId) -> kinds.ChildHeard | None:
        """A child's own words, or why there are none."""
        return self._body(kinds.ChildHeard, "heard", person)

    @property
    def basis(self) -> kinds.BasisRecorded | None:
        """The lawful basis for sharing."""
        return self._body(kinds.BasisRecorded, "basis")

    def factor(self, person: PersonId, factor: str) -> Said[kinds.FactorAnswered] | None:
        """Whether a factor is there for one adult."""
        found = self.last("factor", person, factor)
        return cast("Said[kinds.FactorAnswered]", found) if found else None

    @property
    def factors(self) -> tuple[Said[kinds.FactorAnswered], ...]:
        """Every factor that is answered."""
        return tuple(self._bodies("factor", kinds.FactorAnswered))

    def level(self, child: PersonId) -> Said[kinds.LevelJudged] | None:
        """The level of need of one child, as it was judged here."""
        found = self.last("level", child)
        return cast("Said[kinds.LevelJudged]", found) if found else None

    @property
    def level_claimed(self) -> kinds.LevelClaimed | None:
        """The level of need that whoever told us gave it."""
        return self._body(kinds.LevelClaimed, "claimed")

    def voice(self, voice: kinds.Voice) -> Said[kinds.VoiceHeard] | None:
        """What one voice of the triage meeting said."""
        found = self.last("voice", voice)
        return cast("Said[kinds.VoiceHeard]", found) if found else None

    @property
    def meeting(self) -> Said[kinds.MeetingAgreed] | None:
        """What the triage meeting came to. Evidence, not a decision."""
        found = self.last("meeting")
        return cast("Said[kinds.MeetingAgreed]", found) if found else None

    def reason(self, prompt: str, child: PersonId | None = None) -> str:
        """The text for one prompt of the reasons."""
        found = self._body(kinds.ReasonsWritten, "reasons", prompt, str(child))
        return found.text if found else ""
