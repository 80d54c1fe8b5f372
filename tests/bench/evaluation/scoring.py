"""Scores answers: what was found, what was shown in vain, for whom it works less well."""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from tests.bench.evaluation.answering import quantile
from tests.bench.evaluation.reading import lines

BRITISH: Final = frozenset({"british", "double_barrel", "irish", "traveller", "caribbean"})
"""The groups whose names are of these islands; all others are minorities in what follows."""
_ENOUGH: Final = 40
"""A group with fewer enquiries says nothing."""
STRONG: Final = ("strong", "very likely the same", "likely")
_MOST_SHOWN, _MOST_FAMILY = 10, 15


Id = str | int | float
"""As the set writes it: text, or a number; 3 does not become 3.0."""


class Right(Struct, frozen=True):
    """What an enquiry should find; a set may leave out what it does not measure."""

    qid: Id
    kind: str = "match"
    profile: str = "full"
    reachable: bool = True
    same: list[Id] = []
    family: list[Id] = []
    address: list[Id] = []
    tags: list[str] = []
    n_errors: int = 0
    group: str = ""


class Given(Struct, frozen=True):
    """An answer, as far as it is scored."""

    qid: Id | None
    ranked: Sequence[Id] = ()
    shown: int = 0
    family: Sequence[Id] = ()
    ms: float | None = None
    reasons: dict[str, list[str]] = {}
    strengths: list[str] = []


@dataclass(frozen=True, slots=True)
class Wrong:
    """How many wrong people were shown in one kind of enquiry."""

    median: float
    mean: float
    p90: float
    any: float
    """In what share of the enquiries there was one."""


@dataclass(slots=True)
class Score:
    """The figures of one set of answers."""

    asked: int = 0
    at: dict[int, float] = field(default_factory=dict)
    """Share of the stored children among the first 1, 5, 10."""
    shown: float = 0.0
    household: dict[str, float] = field(default_factory=dict)
    """By kind of enquiry: somebody of the family among the answers."""
    household_shown: dict[str, float] = field(default_factory=dict)
    wrong: dict[str, Wrong] = field(default_factory=dict)
    by: dict[str, tuple[float, int]] = field(default_factory=dict)
    """Share among the first five, and how many were asked: by profile, group, mistake."""
    minority_gap: float | None = None
    burden: dict[float, float] = field(default_factory=dict)
    """Share found when an enquiry with nothing to find shows so many wrong people on average (interpolated)."""
    without_reason: int = 0
    p50: float = 0.0
    p99: float = 0.0

    def groups(self) -> set[str]:
        """The naming groups that were asked about."""
        return {name.removeprefix("group:") for name in self.by if name.startswith("group:")}

    def worst_group(self) -> tuple[str, float] | None:
        """The naming group with the fewest found, of those with enough enquiries."""
        found = [
            (name, share)
            for name, (share, n) in self.by.items()
            if name.startswith("group:") and n >= _ENOUGH
        ]
        return min(found, key=lambda each: each[1], default=None)


@dataclass(frozen=True, slots=True)
class _Case:
    right: Right
    given: Given

    @property
    def place(self) -> int:
        """Where the child stands among the answers; far away when nowhere."""
        same = set(self.right.same)
        return next((n for n, id_ in enumerate(self.given.ranked) if id_ in same), 10**9)

    def found(self, most: int) -> bool:
        return self.place < most

    @property
    def visible(self) -> Sequence[Id]:
        return self.given.ranked[: min(self.given.shown, _MOST_SHOWN)]

    def wrong(self, ids: Iterable[Id]) -> int:
        fine = {*self.right.same, *self.right.family, *self.right.address}
        return sum(id_ not in fine for id_ in ids)


def score(truth: Iterable[Right], answers: Iterable[Given]) -> Score:
    """All figures. An enquiry without an answer counts as one that found nothing."""
    given = {answer.qid: answer for answer in answers}
    cases = [_Case(right, given.get(right.qid, Given(right.qid))) for right in truth]
    matches = [case for case in cases if case.right.kind == "match"]
    times = [case.given.ms for case in cases if case.given.ms is not None]
    found = Score(asked=len(cases), p50=quantile(times, 0.5), p99=quantile(times, 0.99))
    found.at = {most: _share([case.found(most) for case in matches]) for most in (1, 5, 10)}
    found.shown = _share([case.found(len(case.visible)) for case in matches])
    found.by = _by(matches)
    found.minority_gap = _gap(matches)
    found.without_reason = sum(not case.given.reasons.get(str(id_)) for case in cases for id_ in case.visible)
    for kind in ("match", "family_only"):
        _household(found, kind, [case for case in cases if case.right.kind == kind])
    for kind in ("match", "family_only", "none"):
        counts = [case.wrong(case.visible) for case in cases if case.right.kind == kind]
        if counts:
            found.wrong[kind] = _wrong(counts)
    strangers = [case for case in cases if case.right.kind == "none"]
    if strangers and matches:
        found.burden = {most: _at_burden(matches, strangers, most) for most in (1.0, 0.5)}
    return found


def of_files(folder: Path, answers: Path) -> Score:
    """The figures of answers in a file, against the truth in the folder of the set."""
    right, given = msgspec.json.Decoder(Right), msgspec.json.Decoder(Given)
    return score(map(right.decode, lines(folder / "truth.jsonl")), map(given.decode, lines(answers)))


def _share(hits: Sequence[bool]) -> float:
    return sum(hits) / len(hits) if hits else 0.0


def _wrong(counts: Sequence[int]) -> Wrong:
    return Wrong(statistics.median(counts), statistics.mean(counts), quantile(counts, 0.9),
        _share([count > 0 for count in counts]))  # fmt: skip


def _by(matches: Sequence[_Case]) -> dict[str, tuple[float, int]]:
    hits: dict[str, list[bool]] = defaultdict(list)
    for case in matches:
        right = case.right
        names = [f"profile:{right.profile}", f"errors:{right.n_errors}", f"group:{right.group}"]
        for name in (*names, *(f"tag:{tag}" for tag in dict.fromkeys(right.tags))):
            hits[name].append(case.found(5))
    return {name: (_share(found), len(found)) for name, found in sorted(hits.items())}


def _gap(matches: Sequence[_Case]) -> float | None:
    ours = [case.found(5) for case in matches if case.right.group in BRITISH]
    others = [case.found(5) for case in matches if case.right.group not in BRITISH]
    return _share(ours) - _share(others) if ours and others else None


def _household(found: Score, kind: str, cases: Sequence[_Case]) -> None:
    reached: Counter[str] = Counter()
    for case in cases:
        family = {*case.right.same, *case.right.family}
        if not case.right.reachable or not family:
            continue
        reached["asked"] += 1
        shown = case.given.family[:_MOST_FAMILY]
        reached["found"] += not family.isdisjoint([*case.given.ranked[:10], *shown])
        reached["shown"] += not family.isdisjoint([*case.visible, *shown])
    if reached["asked"]:
        found.household[kind] = reached["found"] / reached["asked"]
        found.household_shown[kind] = reached["shown"] / reached["asked"]


def _at_burden(matches: Sequence[_Case], strangers: Sequence[_Case], burden: float) -> float:
    """Between the cuts we have (none, the strong ones, what is shown, everything) on a straight line."""
    points = [(0.0, 0.0)]
    for cut in (_strong, _shown, _all):
        wrong = statistics.mean(case.wrong(case.given.ranked[: cut(case.given)]) for case in strangers)
        points.append((wrong, _share([case.found(cut(case.given)) for case in matches])))
    points.sort()
    for (wrong, share), (more, better) in pairwise(points):
        if more >= burden:
            return share + (better - share) * (burden - wrong) / ((more - wrong) or 1)
    return points[-1][1]


def _shown(given: Given) -> int:
    return min(given.shown, _MOST_SHOWN)


def _all(given: Given) -> int:
    return min(len(given.ranked), _MOST_SHOWN)


def _strong(given: Given) -> int:
    """How many of those shown are strong; they come first."""
    return sum(word in STRONG for word in given.strengths[: given.shown])


def of_profile(found: Score, profile: str) -> float | None:
    """The share among the first five for one profile."""
    return found.by.get(f"profile:{profile}", (None, 0))[0]


def of_tag(found: Score, tag: str) -> float | None:
    """The same for one mistake."""
    return found.by.get(f"tag:{tag}", (None, 0))[0]


def flat(table: Mapping[str, tuple[float, int]], beginning: str) -> list[str]:
    """Lines of a table that begin so, for printing: the worst first."""
    found = [
        (share, n, name.removeprefix(beginning))
        for name, (share, n) in table.items()
        if name.startswith(beginning)
    ]
    return [f"{name} {share:.3f} (n {n})" for share, n, name in sorted(found)]
