"""What stops a contact, or goes to its manager, because factors or level are not answered (G5, R19, R23)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import groupby

from workstation.domain import checks, wording
from workstation.domain.checks import FactorLine, State
from workstation.domain.contact import ContactFile
from workstation.domain.gates.gap import Gap
from workstation.domain.guide import Guide
from workstation.domain.past import Past
from workstation.domain.weighing import SameWords, against_before, asked_of, same_words
from workstation.domain.weighing.same_words import LEVEL


def blocks(file: ContactFile, guide: Guide) -> tuple[Gap, ...]:
    """G5 hard: before closing, advice and stepping down, every factor and every level is answered."""
    return unanswered(file, guide) if checks.weighed(file, guide) == "must" else ()


def for_manager(file: ContactFile, guide: Guide, past: Past) -> tuple[Gap, ...]:
    """What a manager decides on: what other outcomes leave open, answers that differ from earlier records with
    nothing said to it, what nobody was asked about, and words that stand for several children.
    """
    left = unanswered(file, guide) if checks.weighed(file, guide) == "shown" else ()
    return (
        *(Gap(g.rule, g.step, g.place, "", g.words, g.title) for g in left),
        *_in_spite(file, guide, past),
        *_nobody_asked(file, guide),
        *(_same(file, guide, one) for one in same_words(file, guide)),
    )


def unanswered(file: ContactFile, guide: Guide) -> tuple[Gap, ...]:
    """Factors and levels that are not answered, whatever is recommended."""
    lines = [line for line in checks.factor_lines(file, guide) if line.check.state is not State.SETTLED]
    say = partial(guide.rules.say, "G5")
    factors = [
        Gap(
            "G5",
            6,
            f"factor:{person}",
            _adult_words(found := list(of), say),
            "",
            say("title", adult=_name(found[0])),
        )
        for person, of in groupby(lines, key=lambda line: line.adult.person)
    ]
    levels = [
        Gap("G5", 6, f"level:{child.person}", words, "", say("level_title"))
        for child in file.children
        if (words := checks.level_gap(file, child, guide))
    ]
    return (*factors, *levels)


def _name(line: FactorLine) -> str:
    return wording.polite_name(line.adult)


def _adult_words(lines: list[FactorLine], say: Callable[..., str]) -> str:
    """`Ms Farrow: drugs and mental health not answered. Alcohol: no, but who says so?`."""
    silent = [_low(line) for line in lines if line.said is None]
    words = [say("silent", factors=wording.listed(silent))] if silent else []
    words += [
        _stopped(say("left", factor=line.factor.words, gap=line.check.detail))
        for line in lines
        if line.said is not None
    ]
    return say("factors", adult=wording.sentence(_name(lines[0])), left=" ".join(words))


def _stopped(words: str) -> str:
    return words if words.endswith("?") else f"{words}."


def _low(line: FactorLine) -> str:
    return line.factor.words.lower()


def _in_spite(file: ContactFile, guide: Guide, past: Past) -> list[Gap]:
    say = partial(guide.rules.say, "R19")
    return [
        Gap(
            "R19", 6, f"in_spite:{c.person}:{c.factor.id}", "", say("evidence", claim=c.words),
            say("title", factor=c.factor.words, answer=c.answer),
        )
        for c in against_before(file, past, guide)
        if not c.in_spite
    ]  # fmt: skip


def _nobody_asked(file: ContactFile, guide: Guide) -> list[Gap]:
    """Not known, for a reason alone: one line for each adult. That somebody is not known at all, the manager reads
    once (W3).
    """
    lines = [
        line
        for line in checks.factor_lines(file, guide)
        if line.said is not None and line.said.body.answer == "not known" and line.said.body.evidence.strip()
        and not asked_of(line.said.body.source) and (line.adult.known or file.told(line.adult.person) is None)
    ]  # fmt: skip
    gaps, say = [], partial(guide.rules.say, "R19")
    for person, of in groupby(lines, key=lambda line: line.adult.person):
        found = list(of)
        reasons = dict.fromkeys(line.said.body.evidence.strip() for line in found if line.said)
        factors = wording.listed([_low(line) for line in found])
        title = say("not_known_title", adult=_name(found[0]), factors=factors)
        why = say("not_known", reasons=" ".join(say("because", because=one) for one in reasons))
        gaps.append(Gap("R19", 6, f"factor:{person}", "", why, title))
    return gaps


def _same(file: ContactFile, guide: Guide, one: SameWords) -> Gap:
    say, children = partial(guide.rules.say, "R23"), file.children
    names = wording.listed([wording.child_name(c, children) for c in children if c.person in one.children])
    title = say("title", children=names)
    if one.prompt == LEVEL:
        return Gap("R23", 6, f"level:{one.children[1]}", "", say("evidence_level", text=one.text), title)
    evidence = say("evidence", prompt=guide.words("reasons", one.prompt), text=one.text)
    return Gap("R23", 6, f"reasons:{one.prompt}:{one.children[1]}", "", evidence, title)
