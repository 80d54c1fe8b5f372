"""The part about what came after the decision: who was told, who took it on, what was said against it."""

from __future__ import annotations

from collections.abc import Iterator

from workstation.domain import checks, kinds, wording
from workstation.domain.after.decisions import reasons_then, which
from workstation.domain.after.watch import WORDS
from workstation.domain.handing import handings, passings
from workstation.report.case import Case, quoted, stopped
from workstation.report.parts import Paragraph, Section, said


def afterwards(case: Case) -> tuple[Section, ...]:
    """The section, where there is anything to say."""
    paragraphs = (*_again(case), *_told(case), *_handed(case), *_watched(case), *_against(case))
    return (Section("After the decision", paragraphs),) if paragraphs else ()


def _again(case: Case) -> Iterator[Paragraph]:
    words = which(case.file, case.guide)
    if words:
        yield said(words, label="Decided again.")
    for earlier in case.file.earlier_decisions:
        when = wording.moment(earlier.happened)
        yield said(
            f"{quoted(earlier.body.why)} – {case.full(earlier.by)}, {when}", label="What was said then"
        )
        for words in reasons_then(case.file, earlier, case.guide):
            yield said(stopped(words), label="Reasons then")


def _told(case: Case) -> Iterator[Paragraph]:
    told = case.file.referrer_told
    if told is not None:
        words = _how(told.body.how, told.body.none_because)
        yield said(f"{words} {wording.moment(told.happened)}, {case.short(told.by)}.", label="The referrer")
    for adult in (line.adult for line in checks.everyone_asked(case.file)):
        family = case.file.family_told(adult.person)
        if family is None:
            continue
        words = _how(family.body.how, family.body.none_because)
        unsafe = (
            f" Not the safe way, because: {stopped(family.body.override)}" if family.body.override else ""
        )
        when = f"{wording.moment(family.happened)}, {case.short(family.by)}."
        yield said(f"{words} {when}{unsafe}", who=wording.sentence(wording.polite_name(adult)))


def _how(how: str, because: str) -> str:
    return f"Not told, because: {stopped(because)}" if because else f"Told: {how}."


def _handed(case: Case) -> Iterator[Paragraph]:
    file = case.file
    every = passings(file)
    for passing in every:
        of = [case.child_called(person) for person in passing.children] if len(every) > 1 else []
        about = f" about {wording.listed(of)}" if of else ""
        words = f"to {passing.passed.body.whom}{about}, {wording.moment(passing.passed.happened)}."
        yield said(words, label="Passed on as information")
    for one in handings(file, case.guide):
        if one.given is None:
            continue
        body = one.given.body
        to = f" ({body.to})" if body.to else ""
        yield said(f"{body.service}{to}, {wording.moment(one.given.happened)}.", label="Handed over to")
        if one.taken is not None:
            yield said(f"{one.taken.body.who}, {wording.moment(one.taken.happened)}.", label="Taken on by")
    for read in dict.fromkeys(passing.taken for passing in every if passing.taken is not None):
        yield said(f"{read.body.who}, {wording.moment(read.happened)}.", label="Taken on by")


def _watched(case: Case) -> Iterator[Paragraph]:
    steps = [f"{WORDS.get(s.step, s.step)} {wording.day(s.on)}" for s in case.file.watch_steps]
    if steps:
        yield said(f"{'; '.join(steps)}.", label="The watch")


def _against(case: Case) -> Iterator[Paragraph]:
    for challenged in case.file.challenges:
        body: kinds.Challenged = challenged.body
        yield said(
            f"{quoted(body.words)}, {wording.moment(challenged.happened)}.",
            label="Disagreed",
            who=body.by_whom,
        )
        answer = case.file.tripwire_answer(f"challenge:{challenged.entry}")
        if answer is not None:
            yield said(f"{stopped(answer.body.words)} {case.short(answer.by)}.", label="Answered")
