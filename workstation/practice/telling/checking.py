"""The four checks as they were done at the time: history, agencies, parents, the child's own words."""

from __future__ import annotations

from typing import Final, Literal

from workstation.domain import kinds
from workstation.domain.checks.listing import About, Aged, listing
from workstation.domain.ids import PersonId
from workstation.domain.request import screening
from workstation.domain.times import local
from workstation.guidebook.guide import guide
from workstation.guidebook.thresholds import CURRENT as THRESHOLDS
from workstation.practice import town
from workstation.practice.families import Human
from workstation.practice.pieces import words
from workstation.practice.story import moment
from workstation.practice.telling import thorough
from workstation.practice.telling.scene import Scene

View = Literal["raises", "no difference", "lowers", "not enough", "none found"]
_SEARCHED: Final = (
    "names that sound alike",
    "other names",
    "dates of birth",
    "address",
    "brothers and sisters",
)
# Reasons as often as they are given: not saying, seeing no problem, fear and family come first.
_DECLINES: Final = (
    "D01", "D01", "D02", "D03", "D04", "D04", "D05", "D06", "D06", "D07", "D08", "D08", "D09",
    "D10", "D11", "D12", "D13", "D14", "D15", "D16", "D16", "D16", "D99",
)  # fmt: skip
_LEVELS: Final[dict[str, Literal["1", "2", "3", "4"]]] = {
    "O01": "4", "O02": "4", "O04": "3", "O05": "2", "O06": "2", "O07": "1", "O12": "2",
}  # fmt: skip
_ACCEPTED: Final = ("O04", "O05", "O02")


def check(scene: Scene) -> None:
    """Weigh, ask, tell, hear: as much as was done."""
    scene.story.wait(10, 110)
    if scene.often(0.75):
        _history(scene)
    thorough.same_issue(scene)
    if scene.often(0.12):
        basis = "protection" if scene.visit.outcome == "O01" else "public task"
        scene.story.say(kinds.BasisRecorded(basis=basis), scene.worker)
    _agencies(scene)
    _parents(scene)
    if scene.often(0.2):
        _heard(scene)
    thorough.heard(scene)
    _weigh(scene)
    thorough.weighed(scene)
    thorough.offered(scene)
    if scene.story.dice.chance(0.06):
        scene.story.say(kinds.NoteMade(text=scene.text(words().notes["all"])), scene.worker)


def _history(scene: Scene) -> None:
    earlier = scene.visit.home.earlier
    scene.words["n"] = _count(len(earlier))
    if earlier:
        last = earlier[-1]
        scene.words["last"] = f"{local(moment(last.at)):%B %Y}"
        scene.words["lastwhat"] = guide().theme(last.theme).words.lower()
    view = _view(scene)
    body = kinds.HistoryWeighed(
        view=view, why=scene.text(words().views[view]) if view != "none found" else "",
        linked=tuple(e.contact for e in earlier[-2:]) if view in ("raises", "lowers") else (),
        none_matter=view == "no difference", searched=_SEARCHED if view == "none found" else (),
    )  # fmt: skip
    scene.story.say(body, scene.worker)


def _count(number: int) -> str:
    spelled = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven")
    return spelled[number] if number < len(spelled) else str(number)


def _view(scene: Scene) -> View:
    earlier = scene.visit.home.earlier
    if not earlier:
        return "none found"
    if scene.visit.grade == "low":
        return scene.story.dice.pick(("no difference", "no difference", "lowers", "not enough"))
    return "raises" if scene.story.dice.chance(0.8) else "not enough"


def _agencies(scene: Scene) -> None:
    """Some of the agencies the guide would list, asked and (mostly) answered."""
    dice = scene.story.dice
    for code in _usual(scene):
        if not scene.often(0.5 if scene.visit.grade != "low" else 0.22):
            continue
        known = town.of_kind(scene.seed)[code]
        agency = next((a for a in known if a.name in _names(scene)), None) or dice.pick(known)
        who = dice.pick(agency.people)
        ask = f"{guide().agency(code).ask} {screening(guide())}"
        if dice.chance(0.28):
            how = dice.pick(("phone", "phone", "secure email"))
            scene.story.say(kinds.AgencyAsked(agency=code, how=how, who=who, question=ask), scene.worker)
            scene.story.wait(15, 90)
        scene.story.say(_answer(scene, code, who), scene.worker)


def _answer(scene: Scene, code: str, who: str) -> kinds.AgencyAnswered | kinds.AgencyNotNeeded:
    dice = scene.story.dice
    if dice.chance(0.025):
        because = "No reply after two tries; the decision does not rest on it."
        return kinds.AgencyNotNeeded(agency=code, because=because, tried=True)
    fine = dice.chance({"low": 0.85, "mid": 0.35}.get(scene.visit.grade, 0.15))
    said = words().said[code]
    return kinds.AgencyAnswered(
        agency=code, who=who, said=scene.text(said.fine if fine else said.worried),
        means=scene.text(words().means.fine if fine else words().means.worried) if scene.often(0.9) else "",
        first_hand=dice.pick(("yes", "yes", "not known")),
    )  # fmt: skip


def _names(scene: Scene) -> tuple[str, ...]:
    home = scene.visit.home
    return (home.gp, *(child.school for child in home.children))


def _usual(scene: Scene) -> list[str]:
    """The agencies the guide lists for this child and worry, at most four."""
    visit, years = scene.visit, scene.visit.home.children[0].years(scene.on)
    child = Aged(unborn=True) if years < 0 else Aged(years, years)
    themes = frozenset({visit.theme, *visit.beside})
    found = listing(guide().matrix, About(group=visit.group, themes=themes, children=(child,)))
    codes = [hit.agency.id for hit in found.asked]
    return [code for code in codes if code != visit.group and code in words().said][:4]


def _parents(scene: Scene) -> None:
    for adult, person in scene.adults:
        if adult.part == "mother" and scene.often(0.75):
            _told(scene, person, "calm")
            _support(scene, person)
        elif adult.part == "father" and scene.often(0.35):
            _told(scene, person, "father")
        elif adult.part == "partner" and scene.visit.theme == "da" and scene.often(0.6):
            because = scene.text(words().parent["risk"])
            risk = kinds.ParentTold(person=person, told="no: risk", lawful="other at risk", because=because)
            scene.story.say(risk, scene.worker)


def _weigh(scene: Scene) -> None:
    """What the worry says of the adults is taken down as a factor, and a level judged, as often as it was done."""
    themes = {scene.visit.theme, *scene.visit.beside}
    there = [f for f in guide().factors if themes.intersection(f.themes)]
    for adult, person in scene.adults if scene.often(0.5) else ():
        for factor in there if adult.part in ("mother", "partner") else ():
            body = kinds.FactorAnswered(person=person, factor=factor.id, answer="yes", source="received")  # type: ignore[arg-type]
            scene.story.say(body, scene.worker)
    level = thorough.level_of(scene, _LEVELS)
    for _, person in scene.children if level is not None and scene.often(0.4) else ():
        judged = kinds.LevelJudged(child=person, level=level or "1", thresholds=THRESHOLDS)
        scene.story.say(judged, scene.worker)


def _told(scene: Scene, person: PersonId, mood: str) -> None:
    dice = scene.story.dice
    scene.story.wait(5, 60)
    if dice.chance(0.16):
        how = scene.text(words().parent["not_reached"])
        scene.story.say(
            kinds.ParentTold(person=person, told="no: not reached", how=how, tries=2), scene.worker
        )
        return
    if mood == "calm" and dice.chance(0.3):
        mood = "cross"
    scene.story.say(
        kinds.ParentTold(person=person, told="yes", words=scene.text(words().parent[mood])), scene.worker
    )


def _support(scene: Scene, person: PersonId) -> None:
    outcome = scene.visit.outcome
    if outcome == "O12" or (outcome in ("O07", "O06") and scene.story.dice.chance(0.1)):
        decline(scene, person)
    elif outcome in _ACCEPTED:
        to = scene.text(words().parent["agreed_to"]) if outcome != "O02" else "an assessment"
        scene.story.say(kinds.ParentAgreed(person=person, agrees="yes", to=to), scene.worker)


def decline(scene: Scene, person: PersonId) -> None:
    """Support was offered and refused: why, in their words, and (if refused before) what is different now."""
    reason = scene.story.dice.pick(_DECLINES)
    before = any(e.declined for e in scene.visit.home.earlier)
    said = scene.piece(words().declines[reason]).strip('"')
    body = kinds.SupportDeclined(
        person=person, offered=scene.text(words().offers["all"]), reason=reason, words=said,
        who_else=scene.text(words().declines["who_else"]),
        different="Offered through school this time, not by letter." if before and scene.often(0.6) else "",
        **thorough.what_it_means(scene),
    )  # fmt: skip
    scene.story.say(body, scene.worker)


def _heard(scene: Scene) -> None:
    human, person = scene.children[0]
    if human.years(scene.on) < 4 or not scene.worry.child:
        return
    said = scene.words.get("child_words") or scene.text(scene.worry.child)
    who = (
        "Safeguarding lead"
        if scene.visit.group == "school"
        else scene.story.dice.pick(("Class teacher", "Grandmother", "Health visitor"))
    )
    scene.story.say(kinds.ChildHeard(person=person, words=said, heard_by=who), scene.worker)


def declined(scene: Scene) -> bool:
    """Whether somebody refused support in this contact."""
    return any(isinstance(act.body, kinds.SupportDeclined) for act in scene.story.acts)


def mother(scene: Scene) -> tuple[Human, PersonId] | None:
    """The mother, when she was named in this contact."""
    return next((pair for pair in scene.adults if pair[0].part == "mother"), None)
