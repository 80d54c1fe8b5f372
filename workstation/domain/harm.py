"""What in a record points to harm. A referral with any of it is never given back to whoever sent it (gate G3).

Every sign counts, also one of several answers that stand together, and one too many does no harm: the contact stays
with us and the questions are sent all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from msgspec import Struct

from workstation.domain import clarity, kinds, signs
from workstation.domain.clarity_book import HarmSigns
from workstation.domain.contact import ContactFile
from workstation.domain.guide import Guide

Says = Callable[..., "Harm"]
_STOPS: Final = frozenset(",.;:!?()–—-…")
_REFERRAL: Final = "O02"
"""Assessment under section 17: below protection, and yet what the law calls in need."""


class Harm(Struct, frozen=True):
    """One sign: what it is, with what shows it (`The kind of worry is neglect`)."""

    words: str


def harm(file: ContactFile, guide: Guide) -> tuple[Harm, ...]:
    """Everything in this record that points to harm, the plainest first."""
    book, say = guide.clarity.harm, partial(_sign, guide)
    found = (
        *_danger(file, guide, say),
        *_judged(file, guide, book, say),
        *_answered(file, guide, book, say),
        *_said(file, book, say),
    )
    return tuple(dict.fromkeys(found))


def _sign(guide: Guide, which: str, **parts: object) -> Harm:
    return Harm(guide.rules.say("G3", f"sign_{which}", **parts))


def _danger(file: ContactFile, guide: Guide, say: Says) -> Iterator[Harm]:
    if file.log(kinds.Escalated):
        yield say("marked")
    if file.log(kinds.StrategyRequested):
        yield say("strategy")
    for said in file.outcomes:
        outcome = guide.outcome(said.body.outcome)
        if outcome.protect or outcome.id == _REFERRAL:
            yield say("outcome", outcome=outcome.words)
    if file.hidden:
        yield say("address")


def _judged(file: ContactFile, guide: Guide, book: HarmSigns, say: Says) -> Iterator[Harm]:
    for said in file.standing_of(kinds.ThemesChosen):
        for theme in said.body.themes:
            if theme in book.themes:
                yield say("theme", theme=guide.theme(theme).words.lower())
    for claim in file.standing_of(kinds.LevelClaimed):
        if claim.body.level in book.levels:
            yield say("claimed", level=claim.body.level)
    for level in file.standing_of(kinds.LevelJudged):
        if level.body.level in book.levels:
            yield say("judged", level=level.body.level)
    for factor in file.standing_of(kinds.FactorAnswered):
        if factor.body.factor in book.factors and factor.body.answer == "yes":
            yield say("factor", factor=factor.body.factor)
    yield from _parents(file, say)


def _parents(file: ContactFile, say: Says) -> Iterator[Harm]:
    for told in file.standing_of(kinds.ParentTold):
        if told.body.told == "no: risk":
            yield say("not_told")
    for declined in file.standing_of(kinds.SupportDeclined):
        if declined.body.reason == "D07" or declined.body.raises_risk == "yes":
            yield say("declined")


def _answered(file: ContactFile, guide: Guide, book: HarmSigns, say: Says) -> Iterator[Harm]:
    for said in file.standing_of(kinds.Answered):
        body = said.body
        if body.question_id in book.answers and body.state == "answered" and _is_something(body.answer, book):
            asked = clarity.ask_words(guide, body.question_id).rstrip("?")
            yield say("answer", question=asked, answer=body.answer.strip())


def _is_something(answer: str, book: HarmSigns) -> bool:
    """Whether an answer is more than *no*. Silence is not *no*, and *no, but* goes on to say something."""
    words = "".join(" " if c in _STOPS else c for c in answer.casefold()).split()
    return not words or words[0] not in book.nothing or not set(words).isdisjoint(book.turns)


def _said(file: ContactFile, book: HarmSigns, say: Says) -> Iterator[Harm]:
    found = signs.first_with(signs.told(file), book.words)
    if found:
        yield say("said", words=found)
