"""After the decision: who is told, the hand-over, the watch, challenges, and answers to what came back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workstation.domain import kinds, wording
from workstation.domain.after import safe_ways, telling
from workstation.domain.after.telling import Letterhead
from workstation.domain.changed import Changed
from workstation.domain.contact import ContactFile
from workstation.domain.gates.after import family_to_tell, nobody_to_tell
from workstation.domain.handing import READ_HERE, handings, not_passed, passings
from workstation.domain.ids import AuthorId, ContactId, PersonId
from workstation.domain.kinds import Body
from workstation.domain.people import may_sign
from workstation.domain.times import local
from workstation.guidebook.after import after_book
from workstation.report.redact import HIDDEN
from workstation.report.squashed import squash
from workstation.services import find, outside, record
from workstation.services.desk import Desk
from workstation.trouble import BadInput, NotYours, RuleTrouble

NOT_DECIDED = "This is not decided yet."


class UnsafeWay(RuleTrouble):
    """That way to reach them is not known to be safe."""

    advice = "Choose another way, or write why it has to be this one. The manager will see it."
    code = "LT-890"


class HiddenInText(RuleTrouble):
    """These words would give a hidden address away."""

    advice = "Take them out. Nothing was recorded."
    code = "LT-891"


# -- the words ------------------------------------------------------------------------------------------------


def referrer_text(desk: Desk, file: ContactFile) -> str:
    """What the referrer is told, made from the decision, without any hidden word."""
    made = telling.for_referrer(file, desk.guide, after_book(), _letterhead(desk, file))
    return outside.hidden_version(desk, file.contact, made)


def family_text(desk: Desk, file: ContactFile, reader: PersonId | None = None) -> str:
    """What a parent is told, without any hidden word and without who contacted us; true to what `reader` said. It
    does not name the service the family is with to whoever is outside a hidden address, nor to anybody where
    another contact of the family hides one: nobody knows here who lives at that.
    """
    from workstation.report.recipients import family  # noqa: PLC0415 - seldom told
    from workstation.services import hidden_around  # noqa: PLC0415 - as above

    known = family.without_service(file, reader, elsewhere=hidden_around.elsewhere(desk, file))
    made = telling.for_family(known, desk.guide, after_book(), _letterhead(desk, known), reader)
    return outside.hidden_version(desk, file.contact, made)


def _letterhead(desk: Desk, file: ContactFile) -> Letterhead:
    signer = desk.person(file.signed.by) if file.signed else None
    return Letterhead(desk.settings.duty_phone, signer.name if signer else "")


def _must_not_tell(desk: Desk, contact: ContactId, text: str) -> None:
    """Refuse words that give a hidden address away; what stands beside them says where."""
    cleaned = outside.hidden_version(desk, contact, text)
    if cleaned == text:
        return
    at = cleaned.find(HIDDEN)
    beside = " ".join(cleaned[max(0, at - 30) : at + len(HIDDEN) + 30].split())
    raise HiddenInText("", f"They stand here: “{beside}”. Take them out. Nothing was recorded.")


def must_not_name_service(desk: Desk, file: ContactFile, reader: PersonId, text: str) -> None:
    """Refuse words to a parent that name the service their own text leaves out, as a draft of before may do."""
    services = {squash(given.body.service)[0] for given in file.log(kinds.HandedOver)}
    named = {service for service in services if service and service in squash(text)[0]}
    if not named:
        return
    theirs = squash(family_text(desk, file, reader))[0]
    if any(service not in theirs for service in named):
        raise HiddenInText(
            "These words name the service the family is with.",
            "It would tell this person where to look. Take its name out.",
        )


# -- who is told ----------------------------------------------------------------------------------------------


def tell_referrer(desk: Desk, contact: ContactId, how: str, text: str) -> Changed:
    """The referrer was told in these words. Not somebody who gave no name."""
    file = _decided(desk, contact)
    if nobody_to_tell(file, desk.guide):
        raise RuleTrouble("There is nobody to tell.", nobody_to_tell(file, desk.guide))
    if not how.strip() or not text.strip():
        raise BadInput("How were they told, and in which words?")
    _must_not_tell(desk, contact, text)
    return record.put(desk, contact, [kinds.ReferrerTold(how=how, text=text.strip())], file=file)


def referrer_not_told(desk: Desk, contact: ContactId, because: str) -> Changed:
    """Why the referrer was not told."""
    body = kinds.ReferrerTold(none_because=_reason(because, "Say why the referrer was not told."))
    return record.put(desk, contact, [body], file=_decided(desk, contact))


def tell_family(
    desk: Desk, contact: ContactId, person: PersonId, how: str, text: str, *, override: str = ""
) -> Changed:
    """Somebody of the family was told. `UnsafeWay` when nothing says that this way is safe, unless `override` says
    why it was taken all the same: that stays on the record.
    """
    file = _decided(desk, contact)
    adult = must_know(file, person)
    if not how.strip() or not text.strip():
        raise BadInput("How were they told, and in which words?")
    may_tell(file, adult, how, override)
    must_not_name_service(desk, file, person, text)
    _must_not_tell(desk, contact, text)
    against = safe_ways.forbids(file, adult, how)
    body = kinds.FamilyTold(
        person=person, how=how, text=text.strip(), override=override.strip() if against else ""
    )
    return record.put(desk, contact, [body], file=file)


def may_tell(file: ContactFile, adult: kinds.AdultNamed, how: str, override: str) -> None:
    """Refuse a way that is not safe, unless somebody says why it has to be this one."""
    against = safe_ways.forbids(file, adult, how)
    if against and not override.strip():
        safe = safe_ways.safe_way(adult)
        raise UnsafeWay(against, f"{safe} {UnsafeWay.advice}".strip())


def must_know(file: ContactFile, person: PersonId) -> kinds.AdultNamed:
    """An adult of this contact, or a young person who answers for themselves."""
    adult = file.adult(person) or next((a for a in family_to_tell(file) if a.person == person), None)
    if adult is None:
        raise RuleTrouble("That person is not in this contact any more.", "Open the contact again.")
    return adult


def family_not_told(desk: Desk, contact: ContactId, person: PersonId, because: str) -> Changed:
    """Why somebody of the family was not told."""
    words = _reason(because, "Say why they were not told.")
    body = kinds.FamilyTold(person=person, none_because=words)
    return record.put(desk, contact, [body], file=_decided(desk, contact))


# -- the hand-over and the watch ------------------------------------------------------------------------------


def hand_over(desk: Desk, contact: ContactId, service: str, to: str, how: str = "") -> Changed:
    """It was given to a service."""
    if not service.strip():
        raise BadInput("Which service was it handed to?")
    body = kinds.HandedOver(service=service.strip(), to=to.strip(), how=how.strip())
    return record.put(desk, contact, [body], file=_decided(desk, contact))


def taken_on(desk: Desk, contact: ContactId, who: str, how: str = "", *, service: str = "") -> Changed:
    """A service has it, as somebody there said; without a service, the first that was given it and has not said so.
    After a step-down that is the first step of the watch.
    """
    file = _decided(desk, contact)
    who = _reason(who, "Who said that they have it?")
    waits = [one for one in handings(file, desk.guide) if one.given is not None and one.taken is None]
    one = next((one for one in waits if service in ("", one.service)), None)
    bodies: list[Body] = [
        kinds.HandOverTaken(who=who, how=how.strip(), service=one.service if one else service)
    ]
    if one is not None and one.stepdown and file.watch_step("accepted") is None:
        today = local(desk.now()).date()
        bodies.append(kinds.StepDownMoved(step="accepted", on=today, words=who))
    return record.put(desk, contact, bodies, file=file)


def information_taken(
    desk: Desk, contact: ContactId, who: str, children: tuple[PersonId, ...] = ()
) -> Changed:
    """Whoever was passed the information has it, as somebody there said, of these children."""
    body = kinds.HandOverTaken(who=_reason(who, "Who said that they have it?"), children=children)
    return record.put(desk, contact, [body], file=_decided(desk, contact))


def move_watch(desk: Desk, contact: ContactId, step: str, on: date, words: str = "") -> Changed:
    """A step of the watch was taken, or a review was missed, or early help ended."""
    file = desk.file(contact)
    if file.watched is None:
        raise RuleTrouble("This family is not being watched.")
    if on > local(desk.now()).date():
        raise BadInput("That day has not come yet.", "Write the day on which it was.")
    body = kinds.StepDownMoved(step=step, on=on, words=words.strip())  # type: ignore[arg-type]
    return record.put(desk, contact, [body], file=file)


def answer_tripwire(desk: Desk, contact: ContactId, tripwire: str, words: str) -> Changed:
    """A manager says what is done about what brought a family back, or about somebody who disagrees."""
    if not may_sign(desk.worker):
        raise NotYours("A manager answers this.")
    body = kinds.TripwireAnswered(tripwire=tripwire, words=_reason(words, "Say what you decided about it."))
    return record.put(desk, contact, [body])


def challenge(desk: Desk, contact: ContactId, by_whom: str, words: str) -> Changed:
    """Somebody disagrees with the decision. A manager is asked to answer."""
    _decided(desk, contact)
    if not by_whom.strip() or not words.strip():
        raise BadInput("Who disagrees, and why?")
    return record.put(desk, contact, [kinds.Challenged(by_whom=by_whom.strip(), words=words.strip())])


# -- information on a case that somebody has ------------------------------------------------------------------


@dataclass(frozen=True)
class OpenCase:
    """A case of one of the children that is open: in words, with whom, and where it is on record."""

    words: str
    whom: str
    worker: AuthorId | None
    contact: ContactId


def open_cases(desk: Desk, contact: ContactId) -> tuple[OpenCase, ...]:
    """Open contacts and plans of the children of this contact, as far as people confirmed who is who."""
    known = find.past(desk, contact)
    counted = {key for fact in known.facts if fact.rule == "HR7" for key in fact.counted}
    found = []
    for past in known.contacts:
        if past.key not in counted or not past.same_child or past.contact == contact:
            continue
        line = desk.store.register.contact(past.contact)
        worker = desk.person(line.worker) if line else None
        whom = worker.name if worker else past.worker or "its team"
        what = past.event or f"contact {past.number}".strip()
        since = wording.day(past.at)
        found.append(
            OpenCase(f"{whom}: {what}, since {since}", whom, worker.id if worker else None, past.contact)
        )
    return tuple(found)


@dataclass(frozen=True)
class ChildToPass:
    """A child of the contact, by name, and whether it was passed to whoever has them."""

    person: PersonId
    name: str
    passed: bool


@dataclass(frozen=True)
class ToPass:
    """What is asked before information is passed on: who has a case, and of which of the children."""

    cases: tuple[OpenCase, ...]
    children: tuple[ChildToPass, ...]


def to_pass(desk: Desk, contact: ContactId) -> ToPass:
    """The open cases of the children of this contact, and the children."""
    file = desk.file(contact)
    left = not_passed(file, [c.person for c in file.children])
    children = tuple(
        ChildToPass(c.person, wording.child_name(c, file.children), c.person not in left)
        for c in file.children
    )
    return ToPass(open_cases(desk, contact), children)


def pass_information(
    desk: Desk, contact: ContactId, to: AuthorId | None, whom: str, case: ContactId | None, how: str = "",
    children: tuple[PersonId, ...] = (),
) -> Changed:  # fmt: skip
    """This is information on a case that somebody has: it goes to them, and is no new referral. `children` are
    those of whom they have the case; with none named, all of the contact.

    With `to` they find it in their own list. What comes of the contact is still for its worker to recommend.
    """
    worker = desk.person(to)
    name = whom.strip() or (worker.name if worker else "")
    if not name:
        raise BadInput("Who has the case?")
    body = kinds.InformationPassed(
        to=to, whom=name, how=how.strip() or "In their list", case=case, children=children
    )
    return record.put(desk, contact, [body])


def have_read(desk: Desk, contact: ContactId) -> Changed:
    """Whoever was passed the information has read it: of the children of whom they know it here, since another
    computer may have passed those of a sister to somebody else.
    """
    file = desk.file(contact)
    every = passings(file)
    if not every:
        raise RuleTrouble("This was not passed to anybody.")
    waits = [one for one in every if one.taken is None] or every
    mine = [one for one in waits if one.passed.body.to == desk.worker.id] or waits
    children = tuple(person for one in mine for person in one.children)
    body = kinds.HandOverTaken(who=desk.worker.name, how=READ_HERE, children=children)
    return record.put(desk, contact, [body], file=file)


def _decided(desk: Desk, contact: ContactId) -> ContactFile:
    file = desk.file(contact)
    if file.signed is None:
        raise RuleTrouble(NOT_DECIDED, "Wait until a manager has signed it off.")
    return file


def _reason(words: str, ask: str) -> str:
    if not words.strip():
        raise BadInput(ask)
    return wording.sentence(words.strip())
