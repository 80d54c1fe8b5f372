"""The decision: reasons, outcome for each child, and the manager."""

from __future__ import annotations

from datetime import timedelta

from workstation.domain import kinds
from workstation.domain.kinds import Decision, Name, Request
from workstation.domain.times import local
from workstation.domain.wording import full_name
from workstation.practice.families import Human
from workstation.practice.pieces import words
from workstation.practice.story import moment
from workstation.practice.telling import after, checking, standing, thorough
from workstation.practice.telling.scene import Scene

_COPIES = "ada.okafor"
"""One worker whose reasons repeat a sentence, so that the warning about shared words has something to find."""


def decide(scene: Scene) -> None:
    """Write the reasons, recommend, send, and have it signed off (a few after being sent back)."""
    scene.story.wait(20, 150)
    if scene.visit.outcome == "O12" and not checking.declined(scene) and (found := checking.mother(scene)):
        checking.decline(scene, found[1])
    _reasons(scene)
    _recommend(scene)
    _send(scene)
    if scene.visit.outcome not in ("O01", "O11") and scene.story.dice.chance(0.06):
        _sent_back(scene)
    _sign(scene)
    if scene.visit.outcome in ("O04", "O05"):
        until = local(moment(scene.story.at)).date() + timedelta(weeks=12)
        service = scene.text(words().who[scene.visit.outcome])
        scene.story.say(kinds.StepDownWatched(until=until, service=service), scene.manager)
    after.tell(
        scene.story,
        scene.visit.outcome,
        scene.text(words().who[scene.visit.outcome]),
        scene.worker,
        scene.now,
    )


def _reasons(scene: Scene) -> None:
    told, grade = words(), scene.visit.verdict
    for place, (human, person) in enumerate(scene.children):
        if place == 0 or scene.often(0.3):
            text = _with_copies(
                scene, _worry(scene, human, scene.text(told.reasons.of(grade)), first=place == 0)
            )
            scene.story.say(kinds.ReasonsWritten(prompt="worry", text=text, child=person), scene.worker)
        elif scene.mostly():
            text = _worry(scene, human, "", first=False)
            scene.story.add(kinds.ReasonsWritten(prompt="worry", text=text, child=person), scene.worker)
    for prompt, pieces in (
        ("strengths", told.strengths["all"]), ("change_mind", told.change_mind["all"]),
        ("wanted", told.wanted.of(grade)),
    ):  # fmt: skip
        if scene.often(0.13):
            scene.story.say(kinds.ReasonsWritten(prompt=prompt, text=scene.text(pieces)), scene.worker)
        elif scene.mostly():
            scene.story.add(kinds.ReasonsWritten(prompt=prompt, text=scene.aside(pieces)), scene.worker)


def _worry(scene: Scene, human: Human, view: str, *, first: bool) -> str:
    """What was told, in quotation marks, and what the worker makes of it; of a brother or sister, an own line."""
    name = full_name(Name(human.family, human.given))
    if first:
        quoted = scene.told.replace("“", "‘").replace("”", "’")
        return f"“{quoted}” {name}: {view}"
    return f"{name}: {scene.aside(words().reasons.sibling, him=_PRONOUN[human.sex])}"


_PRONOUN = {"F": "her", "M": "him"}


def _with_copies(scene: Scene, text: str) -> str:
    if scene.worker != _COPIES or scene.visit.outcome != "O07" or not scene.story.dice.chance(0.2):
        return text
    return f"{text} {words().reasons.copied[0]}"


def _recommend(scene: Scene) -> None:
    outcome = scene.visit.outcome
    due = local(moment(scene.story.at)).date() + timedelta(days=2 if outcome == "O01" else 10)
    next_time = scene.text(words().next_time["all"]) if outcome == "O07" and scene.often(0.6) else ""
    for _, person in scene.children:
        body = kinds.Recommended(
            child=person, outcome=outcome, who=scene.text(words().who[outcome]), next_time=next_time,
            by=due if outcome in ("O01", "O02", "O04", "O05", "O10") else None,
        )  # fmt: skip
        scene.story.say(body, scene.worker)


def _send(scene: Scene) -> None:
    scene.story.wait(2, 30)
    stood = standing.warned(scene.story.acts, scene.visit.home.earlier, scene.now)
    thorough.answered(scene, stood)
    scene.story.say(standing.sent(scene.story.acts, scene.manager, stood), scene.worker)


def _sent_back(scene: Scene) -> None:
    dice = scene.story.dice
    scene.story.wait(10, 90)
    place = dice.pick(("agency:gp", "history.view", "reasons:worry"))
    request = Request(gap=place, words=scene.text(words().sent_back.gaps[place]))
    why = scene.text(words().sent_back.why)
    body = kinds.SentBack(requests=(request,), why=why, saw="", reading_seconds=dice.between(60, 500))
    scene.story.say(body, scene.manager)
    scene.story.wait(20, 160)
    scene.story.say(kinds.NoteMade(text=f"Added after it was sent back: {request.words}"), scene.worker)
    _send(scene)


def _sign(scene: Scene) -> None:
    dice, outcome = scene.story.dice, scene.visit.outcome
    if outcome == "O01":
        scene.story.tick(5, 25)
    else:
        scene.story.wait(8, 130)
    signed = words().signed
    why = scene.text(signed.declined if outcome == "O12" else signed.of(scene.visit.verdict))
    decisions = tuple(Decision(child=person, outcome=outcome) for _, person in scene.children)
    seconds = dice.between(45, 620)
    body = kinds.SignedOff(saw="", decisions=decisions, why=why, reading_seconds=seconds)
    scene.story.say(body, scene.manager)
