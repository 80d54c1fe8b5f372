"""What in a record points to harm. A referral with any of it is never given back to whoever sent it (gate G3).

Every sign counts, also one of several answers that stand together, and one too many does no harm: the contact stays
with us and the questions are sent all the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from workstation.domain import clarity, kinds, signs
from workstation.domain.clarity_book import HarmSigns
from workstation.domain.contact import ContactFile
from workstation.domain.guide import Guide

_REFERRAL: Final = "O02"
"""Assessment under section 17: below protection, and yet what the law calls in need."""


class Harm(Struct, frozen=True):
    """One sign: what it is, and what shows it."""

    what: str
    shows: str = ""

    @property
    def words(self) -> str:
        """`The kind of worry is neglect`, with what shows it."""
        return f"{self.what}: {self.shows}" if self.shows else self.what


def harm(file: ContactFile, guide: Guide) -> tuple[Harm, ...]:
    """Everything in this record that points to harm, the plainest first."""
    book = guide.clarity.harm
    found = (
        *_danger(file, guide),
        *_judged(file, guide, book),
        *_answered(file, guide, book),
        *_said(file, book),
    )
    return tuple(dict.fromkeys(found))


def _danger(file: ContactFile, guide: Guide) -> Iterator[Harm]:
    if file.log(kinds.Escalated):
        yield Harm("It was marked ‘act now’")
    if file.log(kinds.StrategyRequested):
        yield Harm("A strategy discussion was asked for")
    for said in file.outcomes:
        outcome = guide.outcome(said.body.outcome)
        if outcome.protect or outcome.id == _REFERRAL:
            yield Harm(f"{outcome.words} is recommended")
    if file.hidden:
        yield Harm("An address has to be kept private")


def _judged(file: ContactFile, guide: Guide, book: HarmSigns) -> Iterator[Harm]:
    for said in file.standing_of(kinds.ThemesChosen):
        for theme in said.body.themes:
            if theme in book.themes:
                yield Harm(f"The kind of worry is {guide.theme(theme).words.lower()}")
    for claim in file.standing_of(kinds.LevelClaimed):
        if claim.body.level in book.levels:
            yield Harm(f"They give it level {claim.body.level}")
    for level in file.standing_of(kinds.LevelJudged):
        if level.body.level in book.levels:
            yield Harm(f"It was judged level {level.body.level}")
    for factor in file.standing_of(kinds.FactorAnswered):
        if factor.body.factor in book.factors and factor.body.answer == "yes":
            yield Harm(f"There is {factor.body.factor}")
    yield from _parents(file)


def _parents(file: ContactFile) -> Iterator[Harm]:
    for told in file.standing_of(kinds.ParentTold):
        if told.body.told == "no: risk":
            yield Harm("Telling a parent would put somebody at risk")
    for declined in file.standing_of(kinds.SupportDeclined):
        if declined.body.reason == "D07" or declined.body.raises_risk == "yes":
            yield Harm("A parent who declined may be at risk")


def _answered(file: ContactFile, guide: Guide, book: HarmSigns) -> Iterator[Harm]:
    for said in file.standing_of(kinds.Answered):
        body = said.body
        if body.question_id in book.answers and body.state == "answered" and _is_something(body.answer, book):
            yield Harm(clarity.ask_words(guide, body.question_id).rstrip("?"), f"“{body.answer.strip()}”")


def _is_something(answer: str, book: HarmSigns) -> bool:
    """Whether an answer is more than *no*. Silence is not *no*."""
    words = answer.casefold().replace(",", " ").replace(".", " ").split()
    return not words or words[0] not in book.nothing


def _said(file: ContactFile, book: HarmSigns) -> Iterator[Harm]:
    found = signs.first_with(signs.told(file), book.words)
    if found:
        yield Harm("They said", found)
