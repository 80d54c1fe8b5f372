"""The last parts: what is missing or was overridden, and who did what."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final, NamedTuple

from workstation.domain import gates, kinds, wording
from workstation.domain.contact import Said
from workstation.domain.kinds import Body, Question
from workstation.report.case import Case, quoted, stopped
from workstation.report.parts import Paragraph, Run, Section, ours, said

MOST_STEPS: Final = 30
"""Steps of the log on one copy, the last ones."""


# -- gaps -----------------------------------------------------------------------------------------------------


def gaps(case: Case) -> Section:
    """What is not settled: conflicts, gaps, warnings answered, words that cannot be shown."""
    found = (*_conflicts(case), *_gaps(case), *_warnings(case), *_unread(case))
    return Section("Gaps and overrides", found or (ours("None."),))


def _gaps(case: Case) -> Iterator[Paragraph]:
    """All gaps in one paragraph, each with the manager's answer to it. The reasons that a gap rests on stand
    in the tables above and are not said again.
    """
    signed = case.file.signed
    accepted = {a.gap: a.words for a in signed.body.accepted} if signed else {}
    titled: dict[str, list[str]] = {}
    for gap in gates.for_manager(case.file, case.guide, case.past):
        words = accepted.pop(f"{gap.rule}:{gap.place}", "").strip()
        answer = f"Accepted by the manager: {stopped(quoted(words))}" if words else ""
        titled.setdefault(gap.title, []).extend(part for part in (stopped(gap.words), answer) if part)
    if titled:
        yield Paragraph(tuple(run for title, texts in titled.items() for run in _titled(title, texts)))
    for words in accepted.values():
        yield said(quoted(words), label="Accepted by the manager, settled now")


def _titled(title: str, texts: list[str]) -> tuple[Run, Run]:
    return Run(stopped(title), strong=True), Run(" ".join(("", *texts, "")))


def _warnings(case: Case) -> Iterator[Paragraph]:
    for question in case.file.standing:
        if question[0] == "warning" and (words := case.file.warning(question[1])).strip():
            yield said(words, label="The worker’s answer to a warning")


def _unread(case: Case) -> Iterator[Paragraph]:
    newer = sum(not u.erased for u in case.file.unread)
    erased = len(case.file.unread) - newer
    if newer:
        verb = "was" if newer == 1 else "were"
        yield ours(f"{wording.count(newer, 'entry', 'entries')} {verb} written by a newer version of Lintel.")
    if erased:
        yield ours(f"The words of {wording.count(erased, 'entry', 'entries')} were lawfully erased.")


def _conflicts(case: Case) -> Iterator[Paragraph]:
    for question in case.file.conflicts:
        answers = case.file.answers(*question)
        who = "; ".join(
            f"{_short_answer(case, s)}{case.short(s.by)} {case.when(s.happened)}" for s in answers
        )
        yield said(
            f"{_topic(case, question)}. {who}. A person has to settle this.", label="Two answers stand"
        )


def _short_answer(case: Case, answer: Said[Body]) -> str:
    body = answer.body
    if isinstance(body, kinds.Recommended):
        return f"{case.guide.words('outcomes', body.outcome)}, "
    if isinstance(body, kinds.Rated):
        return f"{body.rating}, "
    if isinstance(body, kinds.ParentTold):
        return f"told: {body.told}, "
    if isinstance(body, kinds.SignedOff | kinds.SentBack | kinds.SentToManager):
        return f"{_STEPS[type(body)]}, "
    return ""


_TOPICS: Final = {
    "received": "How it reached us", "referrer": "The referrer", "asked": "An answer of the referrer",
    "themes": "What it is about", "clarity": "How clear it is", "rating": "How quickly it must be decided",
    "not named": "Why no child is named", "address": "An address", "confidential": "Whether an address is secret",
    "match": "Whether two people are the same", "event": "Whether two contacts are about one event",
    "history": "What the history tells", "same issue": "Whether it is the same issue as before",
    "listed": "Agencies to ask",
    "agency": "What an agency said", "told": "Whether a parent was told", "agrees": "Whether a parent agrees",
    "declined": "Whether a parent declined", "heard": "A child’s own words", "basis": "The lawful basis",
    "reasons": "The reasons", "outcome": "The outcome", "held": "Whether it is held open",
    "act now": "Whether somebody must act now", "handover": "Where it is between worker and manager",
    "person": "Who somebody is", "allocated": "Who works on it", "claimed": "The level the referrer gave it",
    "referrer asked": "What the referrer was asked", "resubmission": "Which contact this one was before",
    "voice": "What a voice at the meeting said", "meeting": "What the meeting came to",
    "dispense": "Whether parents are asked", "factor": "Whether a factor is there", "level": "The level of need",
    "full copy": "Whether somebody may have the address",
    "opinion": "A second opinion", "passed": "Who was given the information",
}  # fmt: skip


def _topic(case: Case, question: Question) -> str:
    if question[0] in ("outcome", "heard") and len(question) > 1:
        child = next((c for c in case.file.children if c.person == question[1]), None)
        if child is not None:
            return f"{_TOPICS[question[0]]} for {case.called(child)}"
    if question[0] == "agency":
        return f"What {case.guide.agency(question[1]).words} said"
    return _TOPICS.get(question[0], "Part of the record")


# -- who did what ---------------------------------------------------------------------------------------------

_STEPS: Final[dict[type[Body], str]] = {
    kinds.Received: "received", kinds.Matched: "judged a match",
    kinds.EventMatched: "judged whether another contact is the same event", kinds.HistoryWeighed: "weighed history",
    kinds.SameIssue: "compared it with the last time", kinds.LevelClaimed: "wrote down the level they gave it",
    kinds.BasisRecorded: "lawful basis", kinds.Recommended: "recommended", kinds.SentToManager: "sent to manager",
    kinds.SentBack: "sent back", kinds.SignedOff: "signed off", kinds.Reopened: "reopened",
    kinds.Escalated: "marked act now", kinds.Lowered: "lowered act now", kinds.HeldOpen: "held open",
    kinds.Settled: "settled two answers", kinds.Redacted: "erased words",
    kinds.ErasureAgreed: "agreed that words be erased", kinds.Withdrawn: "took something back",
    kinds.ConfidentialityChanged: "hid an address", kinds.AddressReleased: "stopped hiding an address",
    kinds.AddressShown: "looked at the address",
    kinds.StrategyRequested: "asked for a strategy discussion", kinds.TaskDone: "finished a task",
    kinds.ReferrerTold: "told the referrer", kinds.FamilyTold: "told the family",
    kinds.HandedOver: "handed it over", kinds.HandOverTaken: "noted who has it",
    kinds.StepDownMoved: "wrote a step of the watch", kinds.TripwireAnswered: "answered what came back",
    kinds.InformationPassed: "passed it on as information", kinds.Challenged: "wrote that somebody disagrees",
    kinds.Printed: "printed a copy", kinds.Allocated: "gave it to", kinds.NoteMade: "noted",
    kinds.ReferrerTried: "tried to reach the referrer", kinds.ReferrerAsked: "asked the referrer",
    kinds.ReferrerReplied: "had their reply", kinds.ReceivedAgain: "received it again",
    kinds.Resubmitted: "linked what was sent in again", kinds.MeetingAgreed: "wrote what the meeting came to",
    kinds.DispenseAsked: "asked to go ahead without the parents", kinds.SafetyReviewed: "reviewed safety",
    kinds.FactorAnswered: "answered factors",
    kinds.LevelJudged: "judged the level", kinds.DecidedFirst: "decided first",
    kinds.OpinionAsked: "asked for a second opinion", kinds.OpinionGiven: "gave a second opinion",
    kinds.TaskDone: "did a task", kinds.StrategyRequested: "asked for a strategy discussion",
    kinds.ReferrerTold: "told the referrer", kinds.FamilyTold: "told the family",
    kinds.HandedOver: "handed it over", kinds.HandOverTaken: "heard that it was taken on",
    kinds.StepDownWatched: "set a watch", kinds.StepDownMoved: "followed the step-down",
    kinds.TripwireAnswered: "answered what brought it back", kinds.InformationPassed: "passed the information on",
    kinds.Challenged: "noted a challenge",
}  # fmt: skip


def log(case: Case) -> Section:
    """Who did what and when; the last steps when there are many. What the tables say with a name and a time is
    not said again.
    """
    steps = list(_condensed(case))
    more = len(steps) - MOST_STEPS
    lead = (ours(f"{more} earlier steps, not on this copy."),) if more > 0 else ()
    if not steps:
        return Section("Who did what", (ours("Nothing is recorded."),))
    return Section("Who did what", (*lead, said(" ".join(_by_day(steps[-MOST_STEPS:])))))


def _by_day(steps: list[_Step]) -> Iterator[str]:
    """Day by day: `24 Nov 2026: R. Shah took it 09:30, weighed history 09:31; B. Mensah signed off 14:05`."""
    for day, of_day in groupby(steps, key=lambda step: step.day):
        turns = [
            f"{who} {', '.join(f'{s.what} {s.clock}' for s in turn)}"
            for who, turn in groupby(of_day, key=lambda step: step.who)
        ]
        yield f"{day}: {'; '.join(turns)}."


class _Step(NamedTuple):
    """One act: whose, when, what."""

    day: str
    who: str
    clock: str
    what: str


def _condensed(case: Case) -> Iterator[_Step]:
    """The acts in order; of the same act of the same person several times in a row, the first. A note is no act:
    who rang in vain at ten and again at two has tried twice.
    """
    last = None
    for said_ in case.file.story:
        what = _step(case, said_)
        step = _Step(wording.day(said_.happened), case.short(said_.by), wording.clock(said_.happened), what)
        again = step._replace(clock="") == last and not isinstance(said_.body, kinds.NoteMade)
        if what and not again:
            yield step
            last = step._replace(clock="")


def _answered(body: kinds.DispenseDecided | kinds.FullCopyDecided) -> str:
    if isinstance(body, kinds.DispenseDecided):
        return f"{'approved' if body.approved else 'refused'} going ahead without the parents"
    return f"{'agreed' if body.approved else 'did not agree'} to a copy with the address"


def _step(case: Case, said_: Said[Body]) -> str:
    body = said_.body
    what = _STEPS.get(type(body), "")
    if isinstance(body, kinds.Allocated):
        return "took it" if body.worker == said_.by else f"{what} {case.short(body.worker)}"
    if isinstance(body, kinds.DispenseDecided | kinds.FullCopyDecided):
        return _answered(body)
    if isinstance(body, kinds.FullCopyAsked):
        return f"asked {case.short(body.of)} to agree to a copy with the address"
    if isinstance(body, kinds.VoiceHeard):
        return f"wrote what {body.voice} said at the meeting"
    if isinstance(body, kinds.NoteMade):
        return f"{what}: {body.text.strip().rstrip('.')}"
    if isinstance(body, kinds.LevelJudged):
        return f"{what} ({body.thresholds})"
    if isinstance(body, kinds.Printed):
        return f"{what} ({body.copy_number}) for {body.for_whom}"
    return what
