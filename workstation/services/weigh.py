"""Weighing: factors of each adult, and the level of need of each child. Nothing is suggested here."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from workstation.domain import checks, kinds, wording
from workstation.domain.changed import Changed
from workstation.domain.contact import ContactFile, Stage
from workstation.domain.ids import ContactId, PersonId
from workstation.domain.kinds import Body, FactorAnswered
from workstation.domain.people import may_recommend
from workstation.domain.thresholds import Thresholds
from workstation.domain.weighing import asked_of
from workstation.guidebook.thresholds import of_edition, thresholds
from workstation.services import record
from workstation.services.desk import Desk
from workstation.trouble import BadInput, NotYours, RuleTrouble


class LevelNotInThresholds(RuleTrouble):
    """That level or descriptor is not in the threshold document."""

    advice = "Choose one that is on the screen. If the page is old, open the contact again."
    code = "LT-860"


class NotForSeveral(RuleTrouble):
    """Only ‘not known’, with who will be asked or why not, can be said of several factors at once."""

    advice = "Answer this one on its own."
    code = "LT-861"


def thresholds_now() -> Thresholds:
    """The threshold document by which levels are judged today."""
    return thresholds()


def thresholds_of(edition: str) -> Thresholds | None:
    """The threshold document a level was judged by; None when this computer does not have that edition."""
    return of_edition(edition)


def thresholds_in(file: ContactFile) -> dict[str, Thresholds]:
    """The threshold documents by which levels of this contact were judged, as far as they are here."""
    editions = {said.body.thresholds for c in file.children if (said := file.level(c.person)) is not None}
    return {edition: book for edition in editions if (book := of_edition(edition)) is not None}


def answer_factor(
    desk: Desk, contact: ContactId, answered: FactorAnswered, *, seen: ContactFile | None = None
) -> Changed:
    """Say whether a factor is there for one adult. Whoever is to be asked comes onto the list of agencies."""
    file = desk.file(contact)
    if file.adult(answered.person) is None:
        raise RuleTrouble("That adult is not in this contact.", "Open the contact again.")
    return record.put(desk, contact, [answered, *_to_list(desk, file, [answered])], file=file, seen=seen)


def same_for_the_rest(desk: Desk, contact: ContactId, person: PersonId, like: str) -> Changed:
    """Say of every factor of this adult that has no answer what was said of `like`: not known, and who is to be
    asked or why nobody is. Each is recorded with its reason; a yes or a no is said on its own.
    """
    file = desk.file(contact)
    said = file.factor(person, like)
    if (
        said is None
        or said.body.answer != "not known"
        or not (said.body.source or said.body.evidence.strip())
    ):
        raise NotForSeveral
    open_ = [
        line.factor.id
        for line in checks.factor_lines(file, desk.guide)
        if line.adult.person == person and line.said is None
    ]
    bodies = [replace(said.body, factor=factor, in_spite="") for factor in open_]
    return record.put(desk, contact, [*bodies, *_to_list(desk, file, bodies)], file=file)


def judge_level(
    desk: Desk,
    contact: ContactId,
    child: PersonId,
    level: str,
    *,
    descriptors: Sequence[str] = (),
    because: str = "",
) -> Changed:
    """Judge the level of need of one child by the thresholds of today, which are kept with it."""
    if not may_recommend(desk.worker):
        raise NotYours(f"{desk.worker.role} does not judge a level of need.", "Ask a social worker to.")
    file, book = desk.file(contact), thresholds()
    if file.stage is Stage.DECIDED:
        raise RuleTrouble("You cannot change what was decided.", "You can add to it, or open it again.")
    if file.child(child) is None:
        raise BadInput("That child is not in this contact.", "Open the contact again.")
    if level not in {known.id for known in book.levels}:
        raise LevelNotInThresholds
    if any(book.descriptor(code) is None for code in descriptors):
        raise LevelNotInThresholds
    body = kinds.LevelJudged(
        child=child, level=level, thresholds=book.edition, descriptors=tuple(descriptors), because=because.strip()
    )  # fmt: skip
    return record.put(desk, contact, [body], file=file)


def _to_list(desk: Desk, file: ContactFile, answered: Sequence[FactorAnswered]) -> list[Body]:
    """Agencies that are to be asked and are not on the list yet, once each."""
    listed = {line.agency.id for line in checks.agency_lines(file, desk.guide)}
    wanted: dict[str, list[str]] = {}
    for body in answered:
        if body.answer == "not known":
            for code in asked_of(body.source):
                wanted.setdefault(code, []).append(desk.guide.factor(body.factor).words.lower())
    adult = file.adult(answered[0].person) if answered else None
    whom = wording.polite_name(adult) if adult else "an adult"
    return [
        kinds.AgencyListed(agency=code, because=f"to ask about {wording.listed(what)}: {whom}")
        for code, what in wanted.items()
        if code not in listed
    ]
