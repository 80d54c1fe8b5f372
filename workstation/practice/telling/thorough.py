"""What a front door that asks for everything writes down beside the story, so that few warnings are left.

It draws from the contact's own dice (`Story.aside`): the families, their worries and outcomes stay the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, TypedDict

from workstation.domain import kinds
from workstation.domain.ids import PersonId
from workstation.guidebook.guide import guide
from workstation.guidebook.thresholds import CURRENT as THRESHOLDS
from workstation.practice.pieces import words
from workstation.practice.telling.scene import Scene

Level = Literal["1", "2", "3", "4"]
_SMALL, _SPEAKS = 2, 4
"""From so many years on a child shows something, and says something."""
_A_YEAR: Final = 365 * 24 * 3600 * 1000
_WELL: Final = ("O04", "O05", "O12", "O02")
"""Outcomes for which support was put to the family in any case."""


def answers(scene: Scene) -> None:
    """What was asked before they hung up, and what a notification says."""
    police = scene.visit.group == "police"
    told = words().answers
    if said := scene.words.get("child_words", ""):
        _answer(scene, "child_said", said)
    names = [human.given for human, _ in scene.children[1:]]
    for name in names:
        if scene.mostly():
            _answer(scene, "who_lives", scene.aside(told["siblings"], sibling=name))
    if not police:
        return
    whole = scene.mostly(0.97)
    for ask in guide().essentials("police"):
        if ask.id in told and (whole or scene.mostly(0.7)):
            _answer(scene, ask.id, scene.aside(told[ask.id]))


def _answer(scene: Scene, question: str, answer: str) -> None:
    if not any(_is_answer(act.body, question) for act in scene.story.acts) or question == "who_lives":
        scene.story.add(kinds.Answered(question_id=question, answer=answer), scene.officer)


def _is_answer(body: kinds.Body, question: str) -> bool:
    return isinstance(body, kinds.Answered) and body.question_id == question


def same_issue(scene: Scene) -> None:
    """Whether it is the same issue as the last time, in the year before."""
    earlier = scene.visit.home.earlier
    if not earlier or scene.visit.at - earlier[-1].at > _A_YEAR or not scene.mostly():
        return
    same = earlier[-1].theme == scene.visit.theme and scene.story.aside.chance(0.6)
    body = kinds.SameIssue(of=earlier[-1].contact, answer="yes" if same else "no")
    scene.story.add(body, scene.worker)


def heard(scene: Scene) -> None:
    """Each child who is old enough was heard by somebody who sees them; or the record says why not."""
    already = {a.body.person for a in scene.story.acts if isinstance(a.body, kinds.ChildHeard)}
    for human, person in scene.children:
        years = human.years(scene.on)
        if person in already or years < _SMALL or not scene.mostly(0.97):
            continue
        pieces = words().heard["small" if years < _SPEAKS else "older"]
        by = (
            "Nursery"
            if years < _SPEAKS
            else scene.story.aside.pick(("Class teacher", "School nurse", "Grandmother"))
        )
        said = scene.aside(pieces).strip("“”")
        scene.story.add(kinds.ChildHeard(person=person, words=said, heard_by=by), scene.worker)


def weighed(scene: Scene) -> None:
    """Every factor of every adult, where an assessment or a strategy discussion will rest on it."""
    if scene.visit.outcome not in ("O01", "O02") or not scene.mostly(0.95):
        return
    said = {
        (a.body.person, a.body.factor) for a in scene.story.acts if isinstance(a.body, kinds.FactorAnswered)
    }
    themes = {scene.visit.theme, *scene.visit.beside}
    before = {earlier.theme for earlier in scene.visit.home.earlier}
    for _, person in scene.adults:
        for factor in guide().factors:
            if (person, factor.id) not in said:
                answer = "yes" if themes.intersection(factor.themes) else "no"
                in_spite = _IN_SPITE if answer == "no" and before.intersection(factor.themes) else ""
                scene.story.add(_factor(person, factor.id, answer, in_spite), scene.worker)
    for human, person in scene.children:
        level = kinds.LevelJudged(
            child=person,
            level="4",
            thresholds=THRESHOLDS,
            descriptors=("c4a",),
            because=f"{human.given}: see the worry.",
        )
        scene.story.add(level, scene.worker)


_IN_SPITE: Final = "Nothing of it since then, say those who see them."


def _factor(person: PersonId, factor: str, answer: str, in_spite: str) -> kinds.FactorAnswered:
    return kinds.FactorAnswered(
        person=person, factor=factor, answer=answer, source="received", in_spite=in_spite,  # type: ignore[arg-type]
    )  # fmt: skip


def answered(scene: Scene, stood: tuple[str, ...]) -> None:
    """Some of what the manager will see is answered by the worker, in words."""
    if any(isinstance(act.body, kinds.WarningAnswered) for act in scene.story.acts):
        return
    for key in stood:
        if scene.mostly(0.6):
            said = scene.aside(words().answers["warning"])
            scene.story.add(kinds.WarningAnswered(warning=key, words=said), scene.worker)


def level_of(scene: Scene, levels: Mapping[str, Level]) -> Level | None:
    """The level as it was judged: with harm in it, what ends without action is no level 1."""
    level = levels.get(scene.visit.outcome)
    harm = {scene.visit.theme, *scene.visit.beside} & _HARM
    return "2" if level == "1" and harm and scene.mostly() else level


_HARM: Final = frozenset(
    ("da", "alcohol", "drugs", "mh_parent", "mh_child", "physical", "sexual", "exploitation", "health")
)


def offered(scene: Scene) -> None:
    """Support was put to the mother, or the record says why it was not."""
    if scene.visit.outcome not in ("O06", "O07", "O04", "O05") or _asked(scene) or not scene.mostly(0.97):
        return
    mothers = [pair for pair in scene.adults if pair[0].part == "mother"]
    person = mothers[0][1] if mothers else _mother(scene)
    there = any({scene.visit.theme, *scene.visit.beside}.intersection(f.themes) for f in guide().factors)
    if there or scene.visit.outcome in _WELL or scene.story.aside.chance(0.95):
        body = kinds.ParentAgreed(person=person, agrees="yes", to=scene.aside(words().parent["agreed_to"]))
    else:
        because = scene.aside(words().answers["none_offered"])
        body = kinds.ParentAgreed(person=person, agrees="not asked", because=because)
    scene.story.add(body, scene.worker)


def _mother(scene: Scene) -> PersonId:
    """The mother, named now: nobody had thought of her. She is told and asked with this."""
    human = scene.visit.home.adult("mother")
    person = PersonId(scene.story.aside.uuid(scene.story.at))
    name = kinds.Name(human.family, human.given) if human else kinds.Name()
    body = kinds.AdultNamed(person=person, name=name, title="Ms", relationship="mother", responsibility="yes")
    scene.story.add(body, scene.worker)
    said = scene.aside(words().parent["calm"])
    scene.story.add(kinds.ParentTold(person=person, told="yes", words=said), scene.worker)
    return person


def _asked(scene: Scene) -> bool:
    return any(isinstance(act.body, kinds.ParentAgreed | kinds.SupportDeclined) for act in scene.story.acts)


class Meaning(TypedDict, total=False):
    """What a refusal means for the child, and what happens next."""

    effect: str
    next_step: str


def what_it_means(scene: Scene) -> Meaning:
    """What is written of a refusal beside its reason, where it was."""
    if not scene.mostly(0.97):
        return {}
    return {"effect": scene.aside(words().effect["means"]), "next_step": scene.aside(words().effect["next"])}
