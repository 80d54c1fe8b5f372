"""The way through a contact: everything in it that nobody has answered yet, in the order in which it is read.

What stops sending is a part of it. The rest stops nobody: it is asked on a step, or goes to the manager unanswered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from workstation.domain import checks
from workstation.domain.contact import ContactFile, Stage
from workstation.domain.gates import weighing
from workstation.domain.gates.arriving import returning
from workstation.domain.gates.gap import Gap
from workstation.domain.guide import Guide
from workstation.domain.last_time import last_ended
from workstation.domain.minimum import minimum
from workstation.domain.past import Past
from workstation.domain.weighing import adults_asked, against_before

OPEN: Final = "open"
"""The rule of what is not answered and stops nobody."""
DECLINES: Final = "W2:declines"
"""The warning that the words on earlier declines answer."""
_AGENCIES: Final = 4
_FIRST: Final = ("worried", "wanted", "seen")
_WORKED_ON: Final = (Stage.OPEN, Stage.SENT_BACK, Stage.TWO_ANSWERS)


def walk(file: ContactFile, guide: Guide, past: Past, stops: Sequence[Gap]) -> tuple[Gap, ...]:
    """What stops sending, and what is open beside it, each place once and in reading order. Who protects a child
    first, gives a contact back or has sent it is led to nothing but what stops them.
    """
    beside = () if _not_asked(file) else tuple(_beside(file, guide, past, stops))
    found = {(gap.step, gap.place): gap for gap in (*beside, *stops)}
    at = {place: n for n, place in enumerate(_reading(file, guide, past))}
    return tuple(sorted(found.values(), key=lambda gap: (gap.step, at.get(gap.place, len(at)))))


def _not_asked(file: ContactFile) -> bool:
    return file.stage not in _WORKED_ON or checks.protect_first(file) or returning(file)


# -- what is open beside ------------------------------------------------------------------------------------------


def _beside(file: ContactFile, guide: Guide, past: Past, stops: Sequence[Gap]) -> Iterator[Gap]:
    """What nobody has answered, and stops nobody. The basis is asked while there is an agency left to ask."""
    for place in _of_the_worry(file, guide):
        yield _open(1, place)
    for child in file.children:
        if not file.unborn(child) and file.heard(child.person) is None:
            yield _open(2, f"heard:{child.person}")
    for place in _of_the_past(file, guide, past):
        yield _open(3, place)
    if file.basis is None and any(gap.step == _AGENCIES for gap in stops):
        yield _open(_AGENCIES, "basis")
    if any(contact.declines for contact in past.contacts) and not file.warning(DECLINES).strip():
        yield _open(5, "declines")
    yield from _to_weigh(file, guide, past)


def _of_the_worry(file: ContactFile, guide: Guide) -> Iterator[str]:
    if file.asked("seen") is None:
        yield "question:seen"
    yield from (f"question:{item.id}" for item in minimum(file, guide).gaps if item.state == "missing")


def _of_the_past(file: ContactFile, guide: Guide, past: Past) -> Iterator[str]:
    yield from (f"event:{one.other}" for one in past.twofold if not one.verdict)
    if past.clashes:
        yield "clash"
    if past.flagged and file.history_view is None:
        yield "history.link"
    last = last_ended(file, past.contacts, guide.rules.limits.months)
    if last is not None and file.same_issue(last.contact) is None:
        yield "history.same"


def _to_weigh(file: ContactFile, guide: Guide, past: Past) -> Iterator[Gap]:
    """Factors and levels, unless what is decided for every child needs none."""
    decided = bool(file.children) and all(file.outcome(child.person) for child in file.children)
    if not decided or checks.weighed(file, guide):
        yield from (_open(gap.step, gap.place) for gap in weighing.unanswered(file, guide))
    for one in against_before(file, past, guide):
        if not one.in_spite:
            yield _open(6, f"in_spite:{one.person}:{one.factor.id}")


def _open(step: int, place: str) -> Gap:
    return Gap(OPEN, step, place, "")


# -- the order in which it is read --------------------------------------------------------------------------------


def _reading(file: ContactFile, guide: Guide, past: Past) -> Iterable[str]:
    """Every place that may be open, as the six pages show them from top to bottom."""
    children = [child.person for child in file.children]
    adults = [line.adult.person for line in checks.adult_lines(file)]
    return (
        *(f"question:{name}" for name in _FIRST), "themes", "way_back",
        *(f"question:{question.id}" for question in guide.questions if question.id not in _FIRST),
        *(f"{what}:{child}" for child in children for what in ("where", "heard")), "children",
        *(f"match:{c.person}:{c.other}" for c in past.candidates), *(f"event:{one.other}" for one in past.twofold),
        "clash", "history.link", "history.same", "history.view",
        "basis", *(f"agency:{line.agency.id}" for line in checks.agency_lines(file, guide, past=past)),
        *(f"young:{child}" for child in children), *(f"adult:{adult}" for adult in adults), "adults", "agreement",
        *(f"missing:{who}" for who in ("mother", "father", "parent")),
        *(f"safety:{person}" for person in (*adults, *children)), "dispense", "declines",
        *_reading_the_decision(guide, children, [adult.person for adult in adults_asked(file)]),
    )  # fmt: skip


def _reading_the_decision(guide: Guide, children: Sequence[str], adults: Sequence[str]) -> Iterator[str]:
    """Factors, reasons, levels, outcomes: what one knows, what one makes of it, how much it is, what follows."""
    for adult in adults:
        yield f"factor:{adult}"
        yield from (f"in_spite:{adult}:{factor.id}" for factor in guide.factors)
    for prompt in guide.reasons:
        yield from (f"reasons:{prompt.id}:{child}" for child in (children if prompt.each else ("",)))
    yield from (f"level:{child}" for child in children)
    yield from (f"outcome:{child}" for child in children)
    yield from (f"next_time:{child}" for child in children)
    yield "act_now"
