"""Tells one contact of a hand-written family: its opening, its checks, its decision, and its own acts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

import msgspec

from workstation.domain import kinds
from workstation.domain.ids import AuthorId, ContactId, PersonId
from workstation.domain.kinds import KINDS, Decision
from workstation.domain.times import LONDON, local, milliseconds
from workstation.guidebook.guide import guide
from workstation.practice.case_file import Case, CaseContact
from workstation.practice.days import MINUTE
from workstation.practice.families import Mention
from workstation.practice.story import Story, moment

_RELATIVE = re.compile(r"^@(?:([+-]\d+)y)?(?:([+-]\d+)d)?(?:([+-]\d+)m)?(?: (\d\d:\d\d))?$")
_PEOPLE = ("person", "child")


@dataclass(slots=True)
class Known:
    """What earlier contacts of a case leave behind: where each person was named, and the contacts' identities."""

    named: dict[str, Mention] = field(default_factory=dict)
    contacts: dict[str, ContactId] = field(default_factory=dict)


class CaseStory:
    """One contact of a case, being told. `phones` are the agencies' numbers by name."""

    def __init__(
        self, case: Case, contact: CaseContact, known: Known, story: Story, as_of: datetime,
        phones: Mapping[str, str],
    ) -> None:  # fmt: skip
        self._case = case
        self._contact = contact
        self._known = known
        self._story = story
        self._as_of = as_of
        self._phones = phones
        self._people: dict[str, PersonId] = {}
        self._worker = AuthorId(contact.by)
        self._officer = AuthorId(contact.officer)

    def tell(self, number: str) -> Story:
        """Write everything down."""
        self._known.contacts[self._contact.key] = self._story.contact
        self._open(number)
        self._checks()
        if self._contact.outcome:
            self._decide()
        for at, by, kind, fields in self._contact.acts:
            self._move_to(at)
            self._story.say(self._body(kind, fields), AuthorId(by))
        return self._story

    # -- opening ------------------------------------------------------------------------------------------

    def _open(self, number: str) -> None:
        contact, story = self._contact, self._story
        story.say(
            kinds.Received(
                number=number, channel=contact.channel, source=contact.source, agency=contact.agency,
                words=self._dated(contact.words), reference=contact.reference,
            ),
            self._officer,
        )  # fmt: skip
        self._referrer()
        if contact.themes:
            story.say(kinds.ThemesChosen(themes=contact.themes), self._officer)
        for nick in (*contact.children, *contact.adults):
            self._name(nick, kinds.ChildNamed if nick in contact.children else kinds.AdultNamed)
        if contact.address:
            self._address(contact.address)
        if contact.days is None and contact.allocated:
            story.say(kinds.Allocated(worker=self._worker), self._officer)

    def _referrer(self) -> None:
        contact = self._contact
        name, role, phone = contact.referrer
        if not name and not contact.anonymous:
            return
        body = kinds.ReferrerNamed(
            name=name, role=role, agency=contact.agency, anonymous=contact.anonymous,
            phone=self._phones.get(contact.agency, phone),
        )  # fmt: skip
        self._story.say(body, self._officer)

    def _name(self, nick: str, kind: type[kinds.ChildNamed | kinds.AdultNamed]) -> None:
        story = self._story
        person = self._people[nick] = story.new_person()
        fields = self._case.people[nick] | self._contact.as_named.get(nick, {}) | {"person": person}
        story.say(msgspec.convert(self._resolved(fields), kind), self._officer)
        before = self._known.named.get(nick)
        if before is not None and nick not in self._contact.unmatched:
            same = kinds.Matched(
                person=person, other=before.person, other_contact=before.contact, verdict="same",
                reasons=("name", "date of birth") if kind is kinds.ChildNamed else ("name", "same household"),
            )  # fmt: skip
            story.say(same, self._worker)
        self._known.named[nick] = Mention(story.contact, person)

    def _address(self, key: str) -> None:
        people = tuple(self._people[nick] for nick in self._contact.children)
        fields = {"address": f"{key}-{self._story.contact[-12:]}", "people": people} | self._case.addresses[
            key
        ]
        self._story.say(msgspec.convert(self._resolved(fields), kinds.AddressRecorded), self._officer)

    # -- checks and decision ------------------------------------------------------------------------------

    def _pause(self, low: int, high: int) -> None:
        """Office time passes in the past; today's contacts move by the wall clock and never past now."""
        if self._contact.days is None:
            self._story.tick(1, 2)
        else:
            self._story.wait(low, high)

    def _checks(self) -> None:
        self._answers()
        self._history()
        if self._contact.basis:
            self._story.say(kinds.BasisRecorded(basis=self._contact.basis), self._worker)
        self._agencies()
        self._parents()
        for child, words, heard_by in self._contact.heard:
            body = kinds.ChildHeard(person=self._people[child], words=words, heard_by=heard_by)
            self._story.say(body, self._worker)

    def _answers(self) -> None:
        for question, answer in self._contact.answers.items():
            if answer in ("?", "-"):
                body = kinds.Answered(question_id=question, state="asked" if answer == "?" else "did not say")
            else:
                body = kinds.Answered(question_id=question, answer=answer)
            self._story.say(body, self._officer)

    def _history(self) -> None:
        contact = self._contact
        if not contact.view:
            return
        self._pause(15, 60)
        linked = tuple(self._known.contacts[key] for key in contact.linked)
        none = contact.view == "no difference" and not linked
        body = kinds.HistoryWeighed(view=contact.view, why=contact.why, linked=linked, none_matter=none)
        self._story.say(body, self._worker)

    def _agencies(self) -> None:
        for agency, because in self._contact.listed:
            self._story.say(kinds.AgencyListed(agency=agency, because=because), self._officer)
        for ask in self._contact.asked:
            question = f"{guide().agency(ask.agency).ask} {guide().wording['true_status']}"
            body = kinds.AgencyAsked(agency=ask.agency, who=ask.who, how="phone", question=question)
            self._story.say(body, self._worker)
            if not ask.said:
                continue
            self._pause(4, 25)
            answer = kinds.AgencyAnswered(agency=ask.agency, who=ask.who, said=ask.said, means=ask.means)
            self._story.say(answer, self._worker)

    def _parents(self) -> None:
        contact, story, by = self._contact, self._story, self._worker
        for told in contact.told:
            reason = {"words": told.words} if told.told == "yes" else {"because": told.words}
            story.say(kinds.ParentTold(person=self._people[told.person], told=told.told, **reason), by)
        for person, to in contact.agreed:
            story.say(kinds.ParentAgreed(person=self._people[person], agrees="yes", to=to), by)
        for person, because in contact.not_asked:
            body = kinds.ParentAgreed(person=self._people[person], agrees="not asked", because=because)
            story.say(body, by)
        for no in contact.declined:
            refusal = kinds.SupportDeclined(
                person=self._people[no.person], offered=no.offered, reason=no.reason, words=no.words
            )
            story.say(refusal, by)

    def _decide(self) -> None:
        contact, story = self._contact, self._story
        children = [self._people[nick] for nick in contact.children]
        self._pause(20, 60)
        if contact.reasons:
            for child in children if contact.days is None else children[:1]:
                worry = kinds.ReasonsWritten(prompt="worry", text=contact.reasons, child=child)
                story.say(worry, self._worker)
        for prompt, text in contact.prompts.items():
            story.say(kinds.ReasonsWritten(prompt=prompt, text=self._dated(text)), self._worker)
        for child in children:
            body = kinds.Recommended(
                child=child, outcome=contact.outcome, who=contact.who, next_time=contact.next_time
            )
            story.say(body, self._worker)
        self._hand_over(children)

    def _hand_over(self, children: list[PersonId]) -> None:
        contact, story, manager = self._contact, self._story, AuthorId(self._contact.manager)
        self._pause(2, 10)
        if contact.sent is not None:
            self._move_to(-contact.sent)
        story.say(kinds.SentToManager(to=manager, saw=""), self._worker)
        if contact.sent is not None:
            return
        self._pause(15, 70)
        decisions = tuple(Decision(child=child, outcome=contact.outcome) for child in children)
        seconds = story.dice.between(60, 400)
        body = kinds.SignedOff(saw="", decisions=decisions, why=contact.signed, reading_seconds=seconds)
        story.say(body, manager)
        if contact.watch_weeks:
            until = local(moment(story.at)).date() + timedelta(weeks=contact.watch_weeks)
            story.say(kinds.StepDownWatched(until=until, service=contact.who), manager)

    # -- acts with fields of their own --------------------------------------------------------------------

    def _move_to(self, at: int) -> None:
        story = self._story
        start = story.acts[0].at
        wanted = milliseconds(self._as_of) + at * MINUTE if at < 0 else story.days.later(start, at)
        story.at = max(story.at, wanted)

    def _body(self, kind: str, fields: dict[str, Any]) -> kinds.Body:
        saw = {"saw": ""} if kind in ("SentToManager", "SentBack", "SignedOff") else {}
        return msgspec.convert(saw | self._resolved(fields), KINDS[kind])

    def _resolved(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        return {name: self._value(name, value) for name, value in fields.items()}

    def _value(self, name: str, value: Any) -> Any:  # noqa: ANN401  whatever a table of a case file may hold
        if isinstance(value, dict):
            return self._resolved(value)
        if isinstance(value, list):
            return tuple(self._value(name, part) for part in value)
        if not isinstance(value, str):
            return value
        if name in _PEOPLE:
            return self._people.get(value, value)
        if name in ("linked", "other_contact"):
            return self._known.contacts[value]
        if name == "other":
            return self._known.named[value].person
        if name == "gap":
            return ":".join(self._people.get(part, part) for part in value.split(":"))
        return self._moment(value) if value.startswith("@") else self._dated(value)

    def _moment(self, text: str) -> date | datetime:
        """`@-18y+7d` is a day, `@+90m` and `@+2d 17:00` are moments, all counted from now."""
        found = _RELATIVE.match(text)
        if found is None:
            raise ValueError(text)
        years, days, minutes, clock = found.groups()
        here = local(self._as_of)
        day = here.date()
        if years:
            day = day.replace(year=day.year + int(years), day=min(day.day, 28))
        day += timedelta(days=int(days or 0))
        if clock:
            return datetime.combine(day, time.fromisoformat(clock), LONDON)
        return self._as_of + timedelta(minutes=int(minutes)) if minutes else day

    def _dated(self, text: str) -> str:
        """Words with `{month:168}`, `{day:1}`, `{clock:20}` filled in: the month or day so many days, or the
        time so many minutes ago.
        """
        return re.sub(r"\{(month|day|clock):(-?\d+)\}", self._ago, text)

    def _ago(self, found: re.Match[str]) -> str:
        what, count = found.group(1), int(found.group(2))
        if what == "clock":
            return f"{local(self._as_of - timedelta(minutes=count)):%H:%M}"
        day = local(self._as_of).date() - timedelta(days=count)
        return f"{day:%B}" if what == "month" else f"{day:%d %B}"
