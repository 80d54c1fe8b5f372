"""Part of step 6: the factors of each adult, and the level of need of each child."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from msgspec import Struct

from workstation.domain import kinds, wording
from workstation.domain.checks.agencies import agency_lines
from workstation.domain.checks.state import Check, State
from workstation.domain.contact import ContactFile
from workstation.domain.guide import FactorAsk, Guide
from workstation.domain.said import Said
from workstation.domain.weighing import adults_asked, asked_of

Listed = Callable[[], frozenset[str]]


class FactorLine(Struct, frozen=True):
    """One factor of one adult, and how far it is."""

    adult: kinds.AdultNamed
    factor: FactorAsk
    said: Said[kinds.FactorAnswered] | None
    check: Check


def factor_lines(file: ContactFile, guide: Guide) -> tuple[FactorLine, ...]:
    """Every factor of every adult who is asked about, adult by adult."""
    known: list[frozenset[str]] = []

    def listed() -> frozenset[str]:
        if not known:  # only where somebody is to be asked
            known.append(frozenset(line.agency.id for line in agency_lines(file, guide)))
        return known[0]

    found = []
    for adult in adults_asked(file):
        for factor in guide.factors:
            said = file.factor(adult.person, factor.id)
            found.append(FactorLine(adult, factor, said, _factor_check(said, file, guide, listed)))
    return tuple(found)


def _factor_check(
    said: Said[kinds.FactorAnswered] | None, file: ContactFile, guide: Guide, listed: Listed
) -> Check:
    """Yes and no need somebody who says so; not known needs somebody who is asked, or a reason."""
    if said is None:
        return Check(State.NOT_STARTED, "not answered")
    body = said.body
    if body.answer == "not known":
        return _not_known(said, file, guide, listed)
    if not body.source.strip():
        return Check(State.GAP, guide.rules.say("G5", "no_source", answer=body.answer))
    return Check(State.SETTLED, body.answer)


def _not_known(said: Said[kinds.FactorAnswered], file: ContactFile, guide: Guide, listed: Listed) -> Check:
    if said.body.evidence.strip():
        return Check(State.SETTLED, "not known, with a reason")
    asked = asked_of(said.body.source)
    if not asked:
        return Check(State.GAP, guide.rules.say("G5", "nobody"))
    names = {code: guide.agency(code).words for code in asked}
    for code in asked:
        if code not in listed():
            return Check(State.GAP, guide.rules.say("G5", "not_listed", agency=names[code]))
        answer = file.agency(code)
        if answer is not None and isinstance(answer.body, kinds.AgencyAnswered):
            if (answer.recorded, answer.entry) > (said.recorded, said.entry):
                return Check(State.GAP, guide.rules.say("G5", "answered_since", agency=names[code]))
            return Check(State.SETTLED, f"{names[code]} could not say")
        if answer is not None and isinstance(answer.body, kinds.AgencyNotNeeded):
            how = "did not answer" if answer.body.tried else "was not asked in the end"
            return Check(State.SETTLED, f"{names[code]} {how}")
    whom = wording.listed([guide.agency(code).within for code in asked])
    return Check(State.SETTLED, f"to be asked of {whom}")


def level_gap(file: ContactFile, child: kinds.ChildNamed, guide: Guide) -> str:
    """What is missing of the level of one child, in a sentence; empty when nothing is."""
    said, say = file.level(child.person), partial(guide.rules.say, "G5")
    name = wording.child_name(child, file.children)
    if said is None:
        return say("level", child=name)
    level = said.body.level
    if not said.body.descriptors:
        return say("level_rests", child=name, level=level)
    if not said.body.because.strip():
        return say("level_why", child=name, level=level, why_not=why_not(level, guide))
    return ""


def why_not(level: str, guide: Guide) -> str:
    """`why not level 2, and why not level 4`: the neighbours there are."""
    beside = {"1": ("2",), "4": ("3",)}.get(level, (str(int(level) - 1), str(int(level) + 1)))
    return ", and ".join(guide.rules.say("G5", "why_not", level=other) for other in beside)


def weighed(file: ContactFile, guide: Guide) -> str:
    """How far gate G5 goes for what is recommended: `must`, `shown` or nothing; the strictest of all children."""
    wanted = {guide.outcome(o.body.outcome).weighed for o in file.outcomes}
    return next((one for one in ("must", "shown") if one in wanted), "")


def weighing(file: ContactFile, guide: Guide) -> Check:
    """Factors and levels together, in a line."""
    lines = factor_lines(file, guide)
    settled = sum(line.check.state is State.SETTLED for line in lines)
    if settled < len(lines):
        begun = any(line.said for line in lines)
        words = f"{settled} of {wording.count(len(lines), 'factor')} answered"
        return Check(State.IN_PROGRESS if begun else State.NOT_STARTED, words)
    left = next((gap for c in file.children if (gap := level_gap(file, c, guide))), "")
    if left:
        begun = any(file.level(c.person) for c in file.children)
        return Check(State.IN_PROGRESS if begun else State.NOT_STARTED, "Level of need to judge")
    return Check(State.SETTLED, "Factors answered, level judged")
