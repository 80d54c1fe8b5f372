"""One contact of the past from first to last entry."""

from __future__ import annotations

from typing import Final

from workstation.domain import kinds
from workstation.domain.ids import AuthorId
from workstation.domain.people import Role
from workstation.domain.times import local
from workstation.practice import spelling, town
from workstation.practice.dice import Dice
from workstation.practice.families import Earlier, Registrar
from workstation.practice.plan import Visit
from workstation.practice.story import Story, moment
from workstation.practice.telling import checking, deciding, opening
from workstation.practice.telling.scene import Scene, words_for

_LONGEST: Final = 1500
"""Office minutes that the slowest contact of the past may take, about three working days."""
_THEN, _NOW = 0.5, 0.92
"""How thorough the front door was three years ago, and is now."""


def tell(visit: Visit, number: str, story: Story, registrar: Registrar, share: float, now: int) -> Story:
    """Write this contact down in its empty story; `share` is how far in the three years up to `now` it lies."""
    dice = story.dice
    scene = Scene(
        story, visit, number, _THEN + (_NOW - _THEN) * share, registrar.seed, local(moment(visit.at)).date(),
        worker=dice.pick(town.with_role(Role.SOCIAL_WORKER)), manager=dice.pick(town.with_role(Role.MANAGER)),
        officer=_officer(visit, dice), now=now, words=words_for(visit, story),
    )  # fmt: skip
    if visit.home.earlier:
        _life_goes_on(visit, dice, registrar)
        scene.words = words_for(visit, story)
    opening.open_contact(scene)
    if visit.night and visit.outcome != "O01":
        story.wait(1, 40)
    if dice.chance(0.3):
        story.say(kinds.Allocated(worker=scene.worker), scene.officer)
    checking.check(scene)
    deciding.decide(scene)
    _remember(scene)
    return story


def pace(minutes_left: int) -> float:
    """How much quicker than usual a contact has to go when so many office minutes are left for it."""
    return min(1.0, max(minutes_left - 30, 5) / _LONGEST)


def _officer(visit: Visit, dice: Dice) -> AuthorId:
    if visit.night:
        return dice.pick(town.with_role(Role.OUT_OF_HOURS))
    return dice.pick(town.with_role(Role.POLICE if visit.group == "police" else Role.CONTACT_OFFICER))


def _life_goes_on(visit: Visit, dice: Dice, registrar: Registrar) -> None:
    """Between two contacts families move and names change."""
    home = visit.home
    if dice.chance(0.14):
        registrar.move(home)
    if dice.chance(0.025):
        partner = home.adult("partner")
        child = home.children[0]
        if partner is not None and child.family != partner.family:
            child.also = (*child.also, f"{child.given} {child.family}")
            child.family = partner.family
    if dice.chance(0.04):
        child = dice.pick(home.children)
        child.given = spelling.without_accents(child.given)


def _remember(scene: Scene) -> None:
    visit = scene.visit
    visit.home.earlier.append(
        Earlier(scene.story.contact, visit.at, visit.theme, visit.outcome, checking.declined(scene))
    )
