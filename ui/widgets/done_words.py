"""The log that writes itself: each entry of a contact as one short line of what was done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from workstation.domain import kinds, meeting, wording
from workstation.domain.contact import ContactFile, Said
from workstation.domain.guide import Guide
from workstation.domain.ids import PersonId
from workstation.domain.kinds import Body

_TOGETHER: Final = 60
"""Lines of one kind within this many seconds are told as one."""


@dataclass(frozen=True)
class Done:
    """One line: when, what, and who."""

    at: datetime
    words: str
    by: str


def done(file: ContactFile, guide: Guide) -> tuple[Done, ...]:
    """What was done, oldest first. Acts that belong together are told once."""
    lines: list[Done] = []
    last: Said[Body] | None = None
    run = 0
    for said in file.story:
        words = _words(said.body, file, guide)
        if not words:
            continue
        together = last is not None and _belong(last, said)
        run = run + 1 if together else 1
        if together:
            lines[-1] = Done(lines[-1].at, _PLURAL[type(said.body)].format(run), said.by)
        else:
            lines.append(Done(said.happened, words, said.by))
        last = said
    return tuple(lines)


def _belong(before: Said[Body], now: Said[Body]) -> bool:
    """One person saying several things of one kind in one go."""
    kind = type(now.body)
    near = (now.happened - before.happened).total_seconds() < _TOGETHER
    return kind is type(before.body) and kind in _PLURAL and before.by == now.by and near


_PLURAL: Final[dict[type[Body], str]] = {
    kinds.Answered: "Wrote down {} answers",
    kinds.ChildNamed: "Named {} children",
    kinds.AdultNamed: "Named {} adults",
    kinds.ReasonsWritten: "Wrote {} of the reasons",
    kinds.Matched: "Answered {} possible matches",
    kinds.AgencyAsked: "Asked {} agencies",
    kinds.FactorAnswered: "Answered {} factors",
    kinds.Recommended: "Chose what should happen for {} children",
}


@dataclass(frozen=True)
class _In:
    """The file and the guide that a line is told from."""

    file: ContactFile
    guide: Guide

    def name(self, person: PersonId) -> str:
        """`Ellie`, `Ms Farrow`."""
        child, adult = self.file.child(person), self.file.adult(person)
        if child is not None:
            return child.name.given or wording.full_name(child.name)
        return wording.sentence(wording.polite_name(adult)) if adult is not None else "Somebody"

    def agency(self, code: str) -> str:
        """`health visitor` in a sentence, but `GP` stays."""
        words = self.guide.agency(code).words
        return words if len(words) > 1 and words[1].isupper() else words[:1].lower() + words[1:]

    def prompt(self, code: str) -> str:
        """A prompt of the reasons, in a few words."""
        found = next((p for p in self.guide.reasons if p.id == code), None)
        return (found.short or found.words).lower() if found else code


def _words(body: Body, file: ContactFile, guide: Guide) -> str:
    """One entry in words; nothing for acts that are not work, such as who has it now."""
    tell = _TELLERS.get(type(body))
    return tell(body, _In(file, guide)) if tell is not None else ""


def _answered(b: kinds.Answered, of: _In) -> str:
    before = {"asked": "Asked", "did not say": "They did not say"}.get(b.state, "Wrote down")
    if b.state == "asked" and b.chased:
        before = "Asked again"
    return f"{before}: {of.guide.ask(b.question_id).words}"


def _told(b: kinds.ParentTold, of: _In) -> str:
    if b.told == "yes":
        return f"Told {of.name(b.person)}{f': {_short(b.words)}' if b.words else ''}"
    return f"{of.name(b.person)} not told: {_short(b.because)}"


def _agency_said(b: kinds.AgencyAnswered, of: _In) -> str:
    name = of.guide.agency(b.agency).words
    return f"{name}{f' ({b.who})' if b.who else ''}: {_short(b.said)}"


def _without(b: kinds.AgencyNotNeeded, of: _In) -> str:
    return f"{of.guide.agency(b.agency).words}: {'went ahead without' if b.tried else 'not needed'}"


_MATCHED: Final = {"same": "the same person", "different": "a different person", "not sure": "not sure"}
_EVENT: Final = {"same": "the same event", "different": "another event", "not sure": "not sure"}
_SAME: Final = {
    "yes": "the same issue",
    "no": "another issue",
    "not known": "not known whether the same issue",
}
_AGREES: Final = {"yes": "agrees to support", "no": "does not agree", "not asked": "not asked about support"}

_TELLERS: Final[dict[type[Body], Callable[[Any, _In], str]]] = {
    kinds.Received: lambda b, of: f"Received by {of.guide.words('channels', b.channel).lower()}",
    kinds.Answered: _answered,
    kinds.ThemesChosen: lambda b, of: (
        f"Worry: {', '.join(of.guide.theme(t).words.lower() for t in b.themes)}"
    ),
    kinds.ClarityJudged: lambda b, _: f"Judged how clear it is: {b.clarity}",
    kinds.LevelClaimed: lambda b, _: (
        "They gave it no level" if b.level == "not said" else f"They give it level {b.level}"
    ),
    kinds.ReferrerTried: lambda b, _: f"Tried to reach {b.whom or 'the referrer'}: {_short(b.result)}",
    kinds.ReferrerAsked: lambda b, _: (
        f"{'Gave it back with' if b.way == 'return' else 'Sent them'} {wording.count(len(b.items), 'question')}"
    ),
    kinds.ReferrerReplied: lambda b, _: (
        _short(b.words).rstrip(".") if b.sent_again else f"They answered: {_short(b.words)}"
    ),
    kinds.Resubmitted: lambda _b, _of: "Linked to the contact that was given back",
    kinds.ReceivedAgain: lambda b, of: f"It came again by {of.guide.words('channels', b.channel).lower()}",
    kinds.ChildNamed: lambda b, _: f"Named {wording.full_name(b.name)}",
    kinds.AdultNamed: lambda b, _: f"Named {wording.adult_name(b)}",
    kinds.AddressRecorded: lambda b, _: f"Recorded an address{', hidden' if b.confidential else ''}",
    kinds.ConfidentialityChanged: lambda _b, _of: "Made the address confidential",
    kinds.AddressReleased: lambda _b, _of: "Stopped hiding the address",
    kinds.AddressShown: lambda b, _: f"Looked at the hidden address: {b.why}",
    kinds.Matched: lambda b, of: f"{of.name(b.person)}: {_MATCHED[b.verdict]}",
    kinds.EventMatched: lambda b, _: f"Another contact: {_EVENT[b.verdict]}",
    kinds.HistoryWeighed: lambda _b, _of: "Weighed the history",
    kinds.SameIssue: lambda b, _: f"The last time: {_SAME[b.answer]}",
    kinds.AgencyAsked: lambda b, of: f"Asked {of.agency(b.agency)}",
    kinds.AgencyTried: lambda b, of: f"Tried {of.agency(b.agency)} again",
    kinds.AgencyAnswered: _agency_said,
    kinds.AgencyNotNeeded: _without,
    kinds.ParentTold: _told,
    kinds.ParentLeft: lambda b, of: f"{of.name(b.person)} left for later",
    kinds.ParentAgreed: lambda b, of: f"{of.name(b.person)} {_AGREES[b.agrees]}",
    kinds.SupportDeclined: lambda b, of: f"{of.name(b.person)} declined support",
    kinds.DispenseAsked: lambda b, _: f"Asked a manager to go on without the parents: {_short(b.because)}",
    kinds.DispenseDecided: lambda b, _: (
        f"{'Agreed to go' if b.approved else 'Said no to going'} on without the parents: {_short(b.because)}"
    ),
    kinds.SafetyReviewed: lambda b, of: f"Looked at the safety of {of.name(b.person)}: {_short(b.found)}",
    kinds.ChildHeard: lambda b, of: (
        f"{'Heard ' if b.words else ''}{of.name(b.person)}{'' if b.words else _not_heard(b)}"
    ),
    kinds.BasisRecorded: lambda _b, _of: "Recorded why sharing is lawful",
    kinds.ReasonsWritten: lambda b, of: f"Wrote: {of.prompt(b.prompt)}",
    kinds.FactorAnswered: lambda b, of: (
        f"{of.name(b.person)}, {of.guide.factor(b.factor).words.lower()}: {b.answer}"
    ),
    kinds.LevelJudged: lambda b, of: f"{of.name(b.child)}: level {b.level} ({b.thresholds})",
    kinds.Recommended: lambda b, of: f"{of.name(b.child)}: {of.guide.outcome(b.outcome).words.lower()}",
    kinds.WarningAnswered: lambda b, _: f"Answered a warning: {_short(b.words)}",
    kinds.HeldOpen: lambda b, _: f"Held open: {_short(b.because)}",
    kinds.Escalated: lambda b, _: f"Escalated: {_short(b.danger)}",
    kinds.Lowered: lambda _b, _of: "Act now was lowered",
    kinds.SentToManager: lambda _b, _of: "Sent to a manager",
    kinds.SentBack: lambda b, _: f"Sent back with {wording.count(len(b.requests), 'request')}",
    kinds.SignedOff: lambda _b, _of: "Signed off",
    kinds.Reopened: lambda b, _: f"Opened again: {_short(b.because)}",
    kinds.Parked: lambda b, _: f"Parked: “{_short(b.waiting_for)}”",
    kinds.Resumed: lambda _b, _of: "Back from being parked",
    kinds.NoteMade: lambda b, _: b.text,
    kinds.Printed: lambda b, _: f"Printed for {b.for_whom}",
    kinds.FullCopyAsked: lambda b, _: f"Asked to agree that {b.for_whom} has a copy with the address",
    kinds.FullCopyDecided: lambda b, _: (
        f"{'Agreed' if b.approved else 'Did not agree'} to a copy with the address: {_short(b.because)}"
    ),
    kinds.PrintOutcome: lambda b, _: f"Copy {b.copy_number}: {b.outcome}",
    kinds.Recalled: lambda b, _: f"Copy {b.copy_number}: {b.how}",
    kinds.Withdrawn: lambda _b, _of: "Took something back",
    kinds.ReceivedAgain: lambda b, _: _received_again(b),
    kinds.VoiceHeard: lambda b, _: _voice(b),
    kinds.MeetingAgreed: lambda b, of: (
        f"Triage meeting: {meeting.together_words(b.together, of.guide).lower()}{_against(b)}"
    ),
}


def _received_again(b: kinds.ReceivedAgain) -> str:
    new = f", with other words: {_short(b.words)}" if b.words else ", the same words"
    return f"Received again{f' ({b.reference})' if b.reference else ''}{new}"


def _voice(b: kinds.VoiceHeard) -> str:
    level = f" Level {b.level}." if b.level else ""
    return f"Triage meeting, {meeting.TITLES[b.voice]} ({b.who}): {_short(b.said)}{level}".rstrip(" :")


def _against(b: kinds.MeetingAgreed) -> str:
    return f"; {wording.listed([str(one.voice) for one in b.disagreed])} did not agree" if b.disagreed else ""


def _not_heard(body: kinds.ChildHeard) -> str:
    return f" answers for themselves: {_short(body.able)}" if body.able else " not heard yet"


def _short(text: str, most: int = 90) -> str:
    """The first words of a text: the whole of it stands in its step."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[:most].rsplit(' ', 1)[0]} …"
