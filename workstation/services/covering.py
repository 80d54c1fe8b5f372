"""Who sees facts only, and what they get instead: the one place that decides it for lists, pages and paper."""

from __future__ import annotations

from collections.abc import Iterable

from workstation.domain import covering
from workstation.domain.contact import ContactFile, Stage
from workstation.domain.covering import Cover
from workstation.domain.kinds import Body, DecidedFirst, OpinionGiven
from workstation.domain.line import ContactLine, contact_line
from workstation.domain.people import may_sign
from workstation.services.desk import Desk
from workstation.trouble import RuleTrouble


class DecideFirst(RuleTrouble):
    """You see the facts of this contact only, until you have said what you think."""

    advice = "Give your own view first. Then you see what the others wrote."
    code = "LT-880"


def of(desk: Desk, file: ContactFile) -> Cover | None:
    """Why whoever sits here sees facts only; None when they see everything. `file` is the whole contact."""
    return covering.cover(file, desk.worker, desk.settings.rates, desk.guide)


def seen(desk: Desk, file: ContactFile) -> ContactFile:
    """The contact as whoever sits here may see it."""
    cover = of(desk, file)
    return covering.facts_only(file, cover) if cover else file


def line(desk: Desk, found: ContactLine) -> tuple[ContactLine, Cover | None]:
    """A line of a list as whoever sits here may see it, and why it is without an outcome."""
    if not _may_be_covered(desk, found):
        return found, None
    file = desk.file(found.contact)
    cover = of(desk, file)
    return (_of_facts(desk, file, cover), cover) if cover else (found, None)


def _of_facts(desk: Desk, file: ContactFile, cover: Cover) -> ContactLine:
    """Nothing in it was worked out from what is hidden: a state or a count would tell it as well as the words."""
    return contact_line(covering.facts_only(file, cover), desk.guide, desk.days)


def lines(desk: Desk, found: Iterable[ContactLine]) -> tuple[ContactLine, ...]:
    """The same for several."""
    return tuple(line(desk, one)[0] for one in found)


def _may_be_covered(desk: Desk, found: ContactLine) -> bool:
    """Whether it is worth a look at the whole contact."""
    me = desk.worker
    if me.id in found.asked:
        return True
    waits = found.stage is Stage.WITH_MANAGER and may_sign(me)
    return waits and any(covering.sampled(found.contact, one_in) for one_in in desk.settings.rates)


def may_say(desk: Desk, file: ContactFile, bodies: Iterable[Body]) -> None:
    """Nobody writes part of a decision, sends it back or signs it, while they do not see what stands:
    `DecideFirst`.
    """
    judging = [
        b
        for b in bodies
        if isinstance(b, covering.LEFT_OUT) and not isinstance(b, DecidedFirst | OpinionGiven)
    ]
    if judging and of(desk, file):
        raise DecideFirst
