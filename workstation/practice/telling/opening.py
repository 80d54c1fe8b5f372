"""How a contact arrives: what was told and by whom, and who it is about."""

from __future__ import annotations

import hashlib
from typing import Final, Literal

from workstation.domain import kinds
from workstation.domain.ids import PersonId
from workstation.domain.kinds import Born, Name, YesNo
from workstation.practice import spelling, town
from workstation.practice.families import Human, Mention
from workstation.practice.pieces import words
from workstation.practice.telling import thorough
from workstation.practice.telling.scene import Scene

Verdict = Literal["same", "different", "not sure"]
_AGENCY: Final = {
    "6": "police", "2A": "school", "2B": "school", "3A": "gp", "3B": "health_visitor", "3C": "school_nurse",
    "3D": "midwife", "3E": "hospital", "3F": "hospital", "4": "housing", "5A": "adult_care", "5B": "housing",
    "5C": "other_la", "5D": "early_help", "7": "court", "8": "voluntary",
}  # fmt: skip
_CHANNELS: Final = {
    "school": ("phone", "phone", "form", "email"), "health": ("email", "phone", "form"), "la": ("email", "phone"),
    "public": ("phone", "phone", "form", "in person"), "other": ("email", "form", "letter"),
}  # fmt: skip
_WHERE: Final = (
    "At home with mother.",
    "At home.",
    "With a grandmother.",
    "[4+] In school.",
    "[4+] In school.",
    "Not known.",
)
_RELATION: Final = {"mother": "mother", "father": "father", "partner": "mother's partner",
                    "grandmother": "grandmother"}  # fmt: skip
_ETHNICITIES: Final = ("WBRI",) * 12 + ("WOTH", "MWBC", "AIND", "APKN", "ABAN", "BAFR", "OOTH", "REFU")
_DISABILITIES: Final = ("AUT", "LD", "AUT", "BEH", "COMM", "HEAR", "MOB", "CON")
_TITLES: Final = {"F": "Ms", "M": "Mr"}


def open_contact(scene: Scene) -> None:
    """Received, who told us, what about, who is in it."""
    scene.agency = _agency(scene)
    _received(scene)
    _referrer(scene)
    _answers(scene)
    scene.story.say(kinds.ThemesChosen(themes=(scene.visit.theme, *scene.visit.beside)), scene.officer)
    scene.story.tick(1, 4)
    _children(scene)
    _adults(scene)
    _address(scene)
    thorough.answers(scene)


def _frame(scene: Scene) -> str:
    visit = scene.visit
    if visit.source == "1A":
        return "family"
    return "self" if visit.source == "1C" else visit.group


def _agency(scene: Scene) -> town.Agency | None:
    """Who told us: the child's own school or surgery rather than any other."""
    kind = _AGENCY.get(scene.visit.source)
    if kind is None:
        return None
    if kind == "school" and scene.years < 4:
        kind = "nursery"
    known = town.of_kind(scene.seed)[kind]
    home = scene.visit.home
    usual = home.gp if kind == "gp" else home.children[0].school
    return next((a for a in known if a.name == usual), None) or scene.story.dice.pick(known)


def _received(scene: Scene) -> None:
    story, visit, agency = scene.story, scene.visit, scene.agency
    scene.words["agency"] = agency.name if agency else "the caller"
    body = kinds.Received(
        number=scene.number, channel=_channel(scene), source=visit.source,
        agency=agency.name if agency else "", words=_telling(scene), reference=_reference(scene),
    )  # fmt: skip
    story.tick(2, 25)
    story.say(body, scene.officer, visit.at)


def _telling(scene: Scene) -> str:
    """What they told us: how it began, the worry, perhaps more, a child's words, and what they ask for."""
    visit, dice = scene.visit, scene.story.dice
    raw = scene.piece(getattr(scene.worry, visit.grade))
    frame = scene.piece(words().frames[_frame(scene)])
    scene.told = raw.format_map(scene.words)
    told = frame.format_map(scene.words | {"what": scene.told})
    more = scene.piece(scene.worry.more)
    if dice.chance(0.55) and ("{partner}" not in more or "{partner}" in raw):
        told += " " + more.format_map(scene.words)
    if scene.worry.child and scene.years >= 4 and dice.chance(0.3):
        scene.words["child_words"] = scene.text(scene.worry.child)
        told += f" {scene.words['child']} said: “{scene.words['child_words']}”"
    if visit.group != "police" and dice.chance(0.5):
        told += " " + scene.text(words().wishes.of(visit.grade))
    return told


def _channel(scene: Scene) -> str:
    visit = scene.visit
    if visit.night:
        return "out of hours"
    return "notification" if visit.group == "police" else scene.story.dice.pick(_CHANNELS[visit.group])


def _reference(scene: Scene) -> str:
    if scene.visit.group != "police":
        return ""
    return f"{scene.on.year % 100}/{scene.story.dice.between(1000, 160000):06d}"


def _referrer(scene: Scene) -> None:
    visit, dice = scene.visit, scene.story.dice
    agency = scene.agency
    if visit.source == "9":
        scene.story.say(kinds.ReferrerNamed(anonymous=True), scene.officer)
    elif agency is not None and (scene.often(1.0) or dice.chance(0.35)):
        body = kinds.ReferrerNamed(
            name=dice.pick(agency.people), role=agency.title, agency=agency.name, phone=agency.phone
        )
        scene.story.say(body, scene.officer)
    elif agency is None and dice.chance(0.7):
        name = (
            f"{dice.pick(('Mrs', 'Mr', 'Ms'))} {visit.home.adults[-1].family}" if visit.source == "1A" else ""
        )
        scene.story.say(kinds.ReferrerNamed(name=name, role=_frame(scene), anonymous=not name), scene.officer)


def _answers(scene: Scene) -> None:
    """Answers to the guide's questions, where somebody asked."""
    told, grade = words(), scene.visit.grade
    if not scene.often(0.1):
        return
    scene.story.say(
        kinds.Answered(question_id="worried", answer=scene.text(told.worried.of(grade))), scene.officer
    )
    scene.story.say(
        kinds.Answered(question_id="wanted", answer=scene.text(told.wishes.of(grade))), scene.officer
    )
    extra = ("children_seen", "dash") if scene.visit.group == "police" else ("parents_told", "tried")
    for question in extra:
        if scene.often(0.5):
            answer = scene.text(told.answers[question])
            scene.story.say(kinds.Answered(question_id=question, answer=answer), scene.officer)


def _children(scene: Scene) -> None:
    """The first child always; brothers and sisters when somebody thought of them."""
    story = scene.story
    for place, child in enumerate(scene.visit.home.children):
        if place and not (scene.often(0.42) or story.dice.chance(0.08)):
            continue
        person = story.new_person()
        scene.children.append((child, person))
        story.say(_child_body(scene, child, person), scene.officer)
        _match(scene, child, person)


def _child_body(scene: Scene, child: Human, person: PersonId) -> kinds.ChildNamed:
    dice, home = scene.story.dice, scene.visit.home
    years = child.years(scene.on)
    if years < 0:
        return kinds.ChildNamed(
            person=person, name=Name(family=child.family, given="baby"), born=Born(due=child.due),
            gp=home.gp if dice.chance(0.5) else "", where_now="Not born yet.",
        )  # fmt: skip
    given, family = child.given, child.family
    if child.mentions and dice.chance(0.13):
        given = spelling.misspelt(given, dice)
    elif child.mentions and dice.chance(0.07):
        family = spelling.misspelt(family, dice)
    known = dice.chance(0.55)
    return kinds.ChildNamed(
        person=person, name=Name(family=family, given=given, also=child.also if known else ()),
        born=Born(on=child.born) if dice.chance(0.9) else Born(age=years, said=f"about {years}"), sex=child.sex,
        la_child_id=child.la_child_id if child.mentions else "", nhs=child.nhs if known else "",
        upn=child.upn if known else "", school=child.school if dice.chance(0.6) else "",
        gp=home.gp if dice.chance(0.4) else "", postcode="" if home.hidden else home.postcode,
        where_now=scene.text(_WHERE) if scene.often(0.7) else "", ethnicity=_ethnicity(child),
        disability=_disability(child),
    )  # fmt: skip


def _ethnicity(child: Human) -> str:
    """As the family says each time it is asked: about one in three never was."""
    roll = hashlib.sha256(f"{child.given} {child.family} {child.born}".encode()).digest()[0]
    return "" if roll < 84 else _ETHNICITIES[roll % len(_ETHNICITIES)]


def _disability(child: Human) -> tuple[str, ...]:
    """As the family says: about one in four was never asked, and one in eight of the others has one."""
    roll = hashlib.sha256(f"{child.born} {child.given} {child.family}".encode()).digest()[0]
    return () if roll < 64 else ("NONE",) if roll < 232 else (_DISABILITIES[roll % len(_DISABILITIES)],)


def _match(scene: Scene, human: Human, person: PersonId) -> None:
    """A worker says whether this is somebody known; most of the time they are right."""
    dice, rival = scene.story.dice, scene.visit.home.rival
    if rival is not None and rival.mentions and (human.given, human.family) == (rival.given, rival.family):
        reasons = ("same name", "different date of birth")
        scene.story.say(_matched(person, rival.mentions[-1], "different", reasons), scene.worker)
    if human.mentions and dice.chance(0.9):
        verdict: Verdict = "same" if dice.chance(0.975) else "not sure"
        reasons = ("name", "date of birth" if human.part == "child" else "same household")
        scene.story.say(_matched(person, human.mentions[-1], verdict, reasons), scene.worker)
    human.mentions.append(Mention(scene.story.contact, person))


def _matched(person: PersonId, other: Mention, verdict: Verdict, reasons: tuple[str, ...]) -> kinds.Matched:
    return kinds.Matched(
        person=person, other=other.person, other_contact=other.contact, verdict=verdict, reasons=reasons
    )


def _adults(scene: Scene) -> None:
    for adult in scene.visit.home.adults:
        named = {"mother": 0.8, "father": 0.25, "partner": 0.4, "grandmother": 0.15}[adult.part]
        if adult.part == "partner" and f"Mr {adult.family}" in _told(scene):
            named = 1.0
        if not scene.story.dice.chance(named * (0.55 + 0.45 * scene.care)):
            continue
        person = scene.story.new_person()
        scene.adults.append((adult, person))
        scene.story.say(_adult_body(scene, adult, person), scene.officer)
        if scene.often(0.8):
            _match(scene, adult, person)
        else:
            adult.mentions.append(Mention(scene.story.contact, person))


def _told(scene: Scene) -> str:
    first = scene.story.acts[0].body
    return first.words if isinstance(first, kinds.Received) else ""


def _adult_body(scene: Scene, adult: Human, person: PersonId) -> kinds.AdultNamed:
    dice = scene.story.dice
    lives: YesNo = "yes" if adult.part == "mother" else dice.pick(("yes", "no", "not known"))
    safe = adult.part == "mother" and scene.visit.theme == "da" and scene.often(0.6)
    return kinds.AdultNamed(
        person=person, name=Name(family=adult.family, given=adult.given if dice.chance(0.9) else ""),
        title=_TITLES[adult.sex], relationship=_RELATION[adult.part],
        born=Born(on=adult.born) if adult.born and dice.chance(0.6) else Born(),
        lives_there=lives, responsibility=_responsibility(scene, adult), safe_contact=adult.phone if safe else "",
        safe_when="School hours, text first." if safe else "",
    )  # fmt: skip


def _responsibility(scene: Scene, adult: Human) -> YesNo:
    if adult.part == "father":
        return scene.story.dice.pick(("yes", "yes", "not known"))
    return "yes" if adult.part == "mother" else "no"


def _address(scene: Scene) -> None:
    home, dice = scene.visit.home, scene.story.dice
    if not home.hidden and not dice.chance(0.15):
        return
    people = tuple(person for _, person in scene.children)
    body = kinds.AddressRecorded(
        address=f"home-{scene.story.contact[-12:]}", people=people, lines=home.street, postcode=home.postcode,
        confidential=home.hidden, hide_words=_hide_words(scene) if home.hidden else (),
    )  # fmt: skip
    scene.story.say(body, scene.officer)


def _hide_words(scene: Scene) -> tuple[str, ...]:
    home = scene.visit.home
    found = (home.street.split(" ", 1)[1], home.gp, home.children[0].school)
    return tuple(word for word in found if word)
