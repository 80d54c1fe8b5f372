"""Tells one contact of a hand-written family: its opening, its checks, its decision, and its own acts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

import msgspec

from workstation.domain import kinds
from workstation.domain.ids import AuthorId, PersonId
from workstation.domain.kinds import KINDS, Decision
from workstation.domain.request import screening
from workstation.domain.times import local, milliseconds
from workstation.guidebook.guide import guide
from workstation.guidebook.thresholds import CURRENT as THRESHOLDS
from workstation.practice.case_file import Case, CaseContact
from workstation.practice.case_parents import parents
from workstation.practice.case_values import CaseValues, Known
from workstation.practice.days import MINUTE
from workstation.practice.families import Mention
from workstation.practice.story import Story, moment
from workstation.practice.telling import after, standing


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
        self._values = CaseValues(known, as_of)
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
                words=self._values.dated(contact.words), reference=contact.reference,
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
        person = self._values.people[nick] = story.new_person()
        fields = self._case.people[nick] | self._contact.as_named.get(nick, {}) | {"person": person}
        story.say(msgspec.convert(self._values.filled(fields), kind), self._officer)
        before = self._known.named.get(nick)
        if before is not None and nick not in self._contact.unmatched:
            same = kinds.Matched(
                person=person, other=before.person, other_contact=before.contact, verdict="same",
                reasons=("name", "date of birth") if kind is kinds.ChildNamed else ("name", "same household"),
            )  # fmt: skip
            story.say(same, self._worker)
        self._known.named[nick] = Mention(story.contact, person)

    def _address(self, key: str) -> None:
        people = tuple(self._values.people[nick] for nick in self._contact.children)
        fields = {"address": f"{key}-{self._story.contact[-12:]}", "people": people} | self._case.addresses[
            key
        ]
        self._story.say(msgspec.convert(self._values.filled(fields), kinds.AddressRecorded), self._officer)

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
        for said in parents(self._contact, self._values.people):
            self._story.say(said, self._worker)
        for child, words, heard_by in self._contact.heard:
            body = kinds.ChildHeard(person=self._values.people[child], words=words, heard_by=heard_by)
            self._story.say(body, self._worker)
        for weighed in _weighed(self._contact, self._values.people):
            self._story.say(weighed, self._worker)

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
        if contact.same_issue is not None:
            key, answer, because = contact.same_issue
            same = kinds.SameIssue(of=self._known.contacts[key], answer=answer, because=because)
            self._story.say(same, self._worker)

    def _agencies(self) -> None:
        for agency, because in self._contact.listed:
            self._story.say(kinds.AgencyListed(agency=agency, because=because), self._officer)
        for ask in self._contact.asked:
            question = f"{guide().agency(ask.agency).ask} {screening(guide())}"
            body = kinds.AgencyAsked(agency=ask.agency, who=ask.who, how="phone", question=question)
            self._story.say(body, self._worker)
            if not ask.said:
                continue
            self._pause(4, 25)
            answer = kinds.AgencyAnswered(agency=ask.agency, who=ask.who, said=ask.said, means=ask.means)
            self._story.say(answer, self._worker)

    def _decide(self) -> None:
        contact, story = self._contact, self._story
        children = [self._values.people[nick] for nick in contact.children]
        self._pause(20, 60)
        if contact.reasons:
            for child in children if contact.days is None else children[:1]:
                worry = kinds.ReasonsWritten(prompt="worry", text=contact.reasons, child=child)
                story.say(worry, self._worker)
        for prompt, text in contact.prompts.items():
            story.say(kinds.ReasonsWritten(prompt=prompt, text=self._values.dated(text)), self._worker)
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
        story.say(standing.sent(story.acts, manager), self._worker)
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
        after.tell(story, contact.outcome, contact.who, self._worker, milliseconds(self._as_of))

    # -- acts with fields of their own --------------------------------------------------------------------

    def _move_to(self, at: int) -> None:
        """On to an act's time: minutes back from now, or office minutes from the start (on an evening when
        the office does not open again before now, minutes by the wall clock).
        """
        story, now = self._story, milliseconds(self._as_of)
        start = story.acts[0].at
        wanted = now + at * MINUTE if at < 0 else story.days.later(start, at)
        story.at = max(story.at, wanted if wanted < now else start + at * MINUTE)

    def _body(self, kind: str, fields: dict[str, Any]) -> kinds.Body:
        saw = {"saw": ""} if kind in ("SentToManager", "SentBack", "SignedOff") else {}
        return msgspec.convert(saw | self._values.filled(fields), KINDS[kind])


def _weighed(contact: CaseContact, people: Mapping[str, PersonId]) -> Iterator[kinds.Body]:
    """Factors of the adults, the level that was claimed, and the level of each child."""
    if contact.claimed:
        yield kinds.LevelClaimed(level=contact.claimed)
    for factor in contact.factors:
        kind, _, nick = factor.source.partition(":")
        source = f"told:{people[nick]}" if kind == "told" else factor.source
        yield kinds.FactorAnswered(
            person=people[factor.person], factor=factor.factor, answer=factor.answer, source=source,
            evidence=factor.evidence, in_spite=factor.in_spite,
        )  # fmt: skip
    for level in contact.levels:
        yield kinds.LevelJudged(
            child=people[level.child], level=level.level, thresholds=THRESHOLDS, descriptors=level.descriptors,
            because=level.because,
        )  # fmt: skip
