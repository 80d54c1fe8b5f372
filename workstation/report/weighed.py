"""The part about weighing: factors of each adult with who says so, and the level of need of each child."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from workstation.domain import checks, kinds, weighing, wording
from workstation.domain.checks import FactorLine
from workstation.report.case import Case, came_from, quoted, stopped
from workstation.report.parts import Paragraph, Section, ours, said


def weighed(case: Case) -> Section:
    """Domestic abuse, alcohol, drugs and mental health of each adult; then the levels."""
    adults = tuple(_adults(case)) or (ours("No factor of any adult is answered."),)
    return Section("What is there, and the level of need", (*adults, *_levels(case)))


def _adults(case: Case) -> Iterator[Paragraph]:
    lines = checks.factor_lines(case.file, case.guide)
    if not any(line.said for line in lines):
        return
    for _person, of in groupby(lines, key=lambda line: line.adult.person):
        found = list(of)
        yield said(" ".join(_factors(case, found)), who=wording.sentence(wording.polite_name(found[0].adult)))


def _factors(case: Case, lines: list[FactorLine]) -> Iterator[str]:
    """`Alcohol and drugs: no (GP, Dr Sayeed).`; what has the same answer from the same person stands together."""
    together: dict[str, list[str]] = {}
    for line in lines:
        together.setdefault(_answer(case, line), []).append(line.factor.words)
    for answer, factors in together.items():
        named = [factors[0], *(words.lower() for words in factors[1:])]
        yield stopped(f"{wording.listed(named)}: {answer}")


def _answer(case: Case, line: FactorLine) -> str:
    if line.said is None:
        return "not answered"
    body = line.said.body
    before = f". On record before; now: {quoted(body.in_spite)}" if body.in_spite.strip() else ""
    return f"{body.answer}{_says(case, line, body)}{before}"


def _says(case: Case, line: FactorLine, body: kinds.FactorAnswered) -> str:
    if line.check.state is not checks.State.SETTLED:
        return f" ({line.check.detail.removeprefix(f'{body.answer}, ').rstrip('?')})"
    if body.answer == "not known":
        return f", because: {body.evidence.strip()}" if body.evidence.strip() else f", {line.check.detail}"
    who = ", ".join(s.who for s in weighing.cited(case.file, case.guide, case.past, body.source))
    second = {"yes": "", "no": ", who was told", "not known": ""}[body.first_hand]
    own = f": {quoted(body.evidence)}" if body.evidence.strip() else ""
    return f" ({who}{second}{own})"


def _levels(case: Case) -> Iterator[Paragraph]:
    judged = [(child, case.file.level(child.person)) for child in case.file.children]
    by: dict[str, list[str]] = {}
    for child, level in judged:
        words = _level(case, level.body) if level else "not judged."
        edition = level.body.thresholds if level else ""
        by.setdefault(edition, []).append(f"{case.called(child)}: {words}")
    for edition, texts in by.items():
        yield said(" ".join(texts), label="Level of need", who=f"({edition})" if edition else "")
    claimed = case.file.level_claimed
    if claimed is not None:
        who = came_from(case.file.source, case.file.referrer.agency if case.file.referrer else "")
        level_ = "gave no level" if claimed.level == "not said" else f"said level {claimed.level}"
        words = f": {quoted(claimed.words)}" if claimed.words.strip() else ""
        yield said(stopped(f"{who} {level_}{words}"), label="When it came")


def _level(case: Case, body: kinds.LevelJudged) -> str:
    """`3, Complex. Rests on: ... . Not level 2: ...`."""
    book = case.thresholds.get(body.thresholds)
    name = f"{body.level}, {book.level(body.level).words}." if book else f"{body.level}."
    rests = "; ".join(book.words(body.descriptors) if book else body.descriptors)
    parts = (name, stopped(f"Rests on: {rests}") if rests else "", stopped(body.because))
    return " ".join(part for part in parts if part)
