"""Which agencies should be asked about a contact, and by which rule: the check matrix, applied.

Fixed rules, nothing learned. What a rule looks at is gathered into `About`, so that the same family and the same
worry always get the same list, whoever works on it (requirement R2).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

from workstation.domain import kinds, wording
from workstation.domain.contact import ContactFile
from workstation.domain.guide import source_group
from workstation.domain.matrix import Agency, Matrix, Rule
from workstation.domain.past import Past
from workstation.domain.times import local
from workstation.domain.unborn import counted_from

_MOVED_WITHIN: Final = timedelta(days=2 * 365 + 1)
_STRATEGY: Final = "O01"
_EARLY_HELP: Final = ("O04", "O05")


class Aged(NamedTuple):
    """A child as the rules see it: completed years now and on the last 31 August, days, whether unborn."""

    years: int | None = None
    school_years: int | None = None
    days: int | None = None
    unborn: bool = False
    school: bool = False
    """Whether a school is named."""


class About(NamedTuple):
    """Everything that decides which agencies are listed."""

    group: str = ""
    themes: frozenset[str] = frozenset()
    factors: frozenset[str] = frozenset()
    unsure: frozenset[str] = frozenset()
    holds: frozenset[str] = frozenset()
    level: str = ""
    """1 to 4, or nothing while neither worker nor referrer gave one that counts."""
    protecting: bool = False
    new_here: bool = True
    children: tuple[Aged, ...] = ()


class Match(NamedTuple):
    """A rule that holds, and for which children (their places in the contact)."""

    rule: Rule
    children: tuple[int, ...] = ()


class Hit(NamedTuple):
    """An agency, and every rule that puts it on the list."""

    agency: Agency
    why: tuple[Match, ...]


class Listing(NamedTuple):
    """Who should be asked, and who is left out because the contact is at level 1 (requirement R5)."""

    asked: tuple[Hit, ...]
    left_out: tuple[Hit, ...] = ()


@lru_cache(maxsize=4096)
def listing(matrix: Matrix, about: About) -> Listing:
    """The agencies for such a contact. Remembered: most contacts are like many others."""
    hits = []
    for agency in matrix.agencies:
        why = tuple(match for rule in agency.when if (match := _match(rule, about)) is not None)
        if why:
            hits.append(Hit(agency, why))
    if about.level != "1" or about.protecting:
        return Listing(tuple(hits))
    return _at_level_one(matrix, hits)


def _at_level_one(matrix: Matrix, hits: list[Hit]) -> Listing:
    first = {code: place for place, code in enumerate(matrix.level_one.first)}
    ranked = sorted(hits, key=lambda hit: first.get(hit.agency.id, len(first)))
    kept = {hit.agency.id for hit in ranked[: matrix.level_one.most]}
    return Listing(
        tuple(hit for hit in hits if hit.agency.id in kept),
        tuple(hit for hit in hits if hit.agency.id not in kept),
    )


def _match(rule: Rule, about: About) -> Match | None:
    if (rule.notfrom and rule.notfrom == about.group) or (rule.new_here and not about.new_here):
        return None
    if (
        (rule.themes and about.themes.isdisjoint(rule.themes))
        or (rule.factors and about.factors.isdisjoint(rule.factors))
        or (rule.unsure and about.unsure.isdisjoint(rule.unsure))
        or (rule.whole and about.holds.isdisjoint(rule.whole))
        or (rule.levels and about.level not in rule.levels)
    ):
        return None
    if not rule.of_a_child:
        said = rule.always or rule.themes or rule.factors or rule.unsure or rule.whole or rule.levels
        return Match(rule) if said else None
    children = tuple(at for at, child in enumerate(about.children) if _fits(rule, child))
    return Match(rule, children) if children else None


def _fits(rule: Rule, child: Aged) -> bool:
    """Whether one child is as old as a rule says, unborn, at a school."""
    if rule.unborn != child.unborn or ("school named" in rule.holds and not child.school):
        return False
    if rule.unborn:
        return True
    if rule.age_unknown:
        return child.years is None
    spans = (
        (child.years, rule.from_age, rule.to_age),
        (child.school_years, rule.from_school_year, rule.to_school_year),
        (child.days, None, rule.under_days),
    )
    return all(_within(*span) for span in spans)


def _within(age: int | None, low: int | None, high: int | None) -> bool:
    if low is None and high is None:
        return True
    return age is not None and (low is None or age >= low) and (high is None or age < high)


# -- what a contact says ---------------------------------------------------------------------------------------


def about(file: ContactFile, matrix: Matrix, past: Past | None = None) -> About:
    """What the rules look at in this contact. With its history, they also see early help that went before."""
    on = local(file.received_at).date() if file.received_at else None
    answers = _factors(file)
    there = frozenset(body.factor for body in answers if body.answer == "yes")
    protecting = protect_first(file)
    return About(
        group=source_group(file.source),
        themes=frozenset(file.themes),
        factors=there,
        unsure=frozenset(b.factor for b in answers if b.answer == "not known" and not b.evidence.strip()),
        holds=frozenset(_held(file, on, past)),
        level="4" if protecting else _level(file, matrix, there),
        protecting=protecting,
        new_here=all(said.body.verdict != "same" for said in file.matches),
        children=tuple(_aged(child, file.born(child), on) for child in file.children),
    )


def protect_first(file: ContactFile) -> bool:
    """Whether a child may be in danger now: marked act now, or a strategy discussion recommended or asked for."""
    if file.act_now is not None or file.strategy_stands:
        return True
    return any(said.body.outcome == _STRATEGY for said in file.outcomes)


def _factors(file: ContactFile) -> tuple[kinds.FactorAnswered, ...]:
    """Every answer about a factor that stands, of whichever person."""
    found = (file.last(*asked) for asked in file.standing if asked[0] == "factor")
    return tuple(said.body for said in found if said and isinstance(said.body, kinds.FactorAnswered))


def factor_people(file: ContactFile, factors: Iterable[str], answer: str) -> tuple[kinds.FactorAnswered, ...]:
    """The answers that made a rule about these factors hold."""
    return tuple(body for body in _factors(file) if body.factor in factors and body.answer == answer)


def _level(file: ContactFile, matrix: Matrix, there: frozenset[str]) -> str:
    """The highest level a worker judged; else the claimed one. A claimed level 1 counts only while nothing in the
    record weighs against it: whoever refers does not shorten our checks.
    """
    judged = [
        said.body.level
        for child in file.children
        if (said := file.last("level", child.person)) and isinstance(said.body, kinds.LevelJudged)
    ]
    if judged:
        return max(judged) if len(judged) == len(file.children) or max(judged) > "1" else ""
    said = file.last("claimed")
    claimed = said.body.level if said and isinstance(said.body, kinds.LevelClaimed) else ""
    heavy = bool(there) or not matrix_light(matrix, file)
    return "" if claimed not in ("1", "2", "3", "4") or (claimed == "1" and heavy) else claimed


def matrix_light(matrix: Matrix, file: ContactFile) -> bool:
    """Whether no worry of this contact, nor how quickly it must be decided, weighs against a claimed level 1."""
    rating = file.rating
    return not (set(file.themes) & set(matrix.level_one.weighs) or (rating and rating.rating == "red"))


def _held(file: ContactFile, on: date | None, past: Past | None) -> Iterable[str]:
    if on is not None and any(_moved(address, on) for address in file.addresses):
        yield "moved in the last 2 years"
    unknown = any(not adult.known and adult.lives_there == "yes" for adult in file.adults)
    if unknown:
        yield "adult unknown"
    asked = file.asked("who_lives")
    if unknown or (asked is not None and asked.state == "did not say" and not _anybody_lives_there(file)):
        yield "household unknown"
    if any(adult.offending == "yes" for adult in file.adults):
        yield "known offender"
    if past is not None and any(_early_help(c.event, c.outcomes) for c in past.contacts):
        yield "early help before"


def _anybody_lives_there(file: ContactFile) -> bool:
    return any(adult.known and adult.lives_there == "yes" for adult in file.adults)


def _early_help(event: str, outcomes: tuple[str, ...]) -> bool:
    return event.startswith("early help") or any(code in _EARLY_HELP for code in outcomes)


def _moved(address: kinds.AddressRecorded, on: date) -> bool:
    """Whether somebody came to, or left, an address not long ago."""
    moments = [day for day in (address.since, address.until) if day is not None]
    return any(timedelta() <= on - day <= _MOVED_WITHIN for day in moments)


def _aged(child: kinds.ChildNamed, born: kinds.Born, on: date | None) -> Aged:
    school, born = bool(child.school.strip()), counted_from(born, on)
    if born.on is not None and on is not None:
        august = date(on.year if on >= date(on.year, 8, 31) else on.year - 1, 8, 31)
        return Aged(
            wording.years(born.on, on), wording.years(born.on, august), (on - born.on).days, school=school
        )
    if born.due is not None:
        return Aged(unborn=True, school=school)
    return Aged(born.age, born.age, school=school)


def children_of(rules: Iterable[Rule], file: ContactFile) -> tuple[int, ...]:
    """The children (their places in the contact) who are of an age that one of these rules is about."""
    on = local(file.received_at).date() if file.received_at else None
    every = tuple(rules)
    aged = tuple(_aged(child, file.born(child), on) for child in file.children)
    return tuple(at for at, child in enumerate(aged) if any(_fits(rule, child) for rule in every))
