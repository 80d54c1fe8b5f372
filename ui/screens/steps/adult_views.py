"""What step 5 shows, worked out from the contact: one value for each child and adult, in words that suit them."""

from __future__ import annotations

from dataclasses import replace

from ui.models.said_words import Pronoun, earlier, pronoun, quoted, stopped
from ui.screens.steps.agency_views import STATES
from ui.widgets.adult_questions import Asked, Stands
from ui.widgets.adult_row import AdultShown
from ui.widgets.decline_form import DeclineTyped
from ui.widgets.heard_row import HeardShown
from ui.widgets.safe_contact import SafeShown
from ui.widgets.state_mark import State
from ui.widgets.unknown_row import UnknownShown
from workstation.domain import kinds, lawful, wording
from workstation.domain.checks import AdultLine, YoungLine
from workstation.domain.contact import ContactFile, Said
from workstation.domain.guide import Guide
from workstation.domain.ids import PersonId
from workstation.domain.kinds import AdultNamed, Body, ChildNamed
from workstation.domain.past import Past
from workstation.domain.second_hand import passed_on_of
from workstation.domain.times import local
from workstation.services.find import OpenContact

_RESPONSIBILITY = {
    "yes": "has parental responsibility", "no": "no parental responsibility",
    "not known": "parental responsibility not known",
}  # fmt: skip


def heard_of(child: ChildNamed, shown: OpenContact, guide: Guide) -> HeardShown:
    """One child as the row of their own words shows it."""
    file, heard = shown.file, _heard(child, shown.file)
    given = child.name.given or "this child"
    at = file.last("heard", child.person)
    passed_on = passed_on_of(file, guide, child)
    return HeardShown(
        person=child.person,
        given=given,
        name=_child_name(child, file),
        state=_heard_state(heard, passed_on),
        note=_heard_note(heard, wording.clock(at.happened) if at else "", passed_on),
        line=_heard_line(child, shown.seen, guide),
        words=heard.words if heard else "",
        heard_by=heard.heard_by if heard else "",
        none_because=heard.none_because if heard else "",
        may_be_able=_may_be_able(child, file),
    )


def _heard(child: ChildNamed, file: ContactFile) -> kinds.ChildHeard | None:
    heard = file.heard(child.person)
    return heard if heard is not None and (heard.words or heard.none_because) else None


def _heard_line(child: ChildNamed, file: ContactFile, guide: Guide) -> str:
    heard, given = _heard(child, file), child.name.given or "this child"
    passed_on = passed_on_of(file, guide, child)
    if heard is not None and heard.words:
        return quoted(heard.words)
    if passed_on:
        return f"Passed on to us: {stopped(quoted(passed_on))} Nobody here has heard {given}."
    if heard is not None:
        return f"Nothing yet, because: {heard.none_because}"
    return f"Nothing is recorded of what {given} saw or said."


_YOUNGEST = 10
"""Younger than this, nobody is offered to answer for themselves."""


def _may_be_able(child: ChildNamed, file: ContactFile) -> bool:
    received, born = file.received_at, file.born(child)
    if born.on is not None and received is not None:
        return wording.years(born.on, local(received).date()) >= _YOUNGEST
    return born.age is None or born.age >= _YOUNGEST


def _child_name(child: ChildNamed, file: ContactFile) -> str:
    received, born = file.received_at, file.born(child)
    name = f"{wording.full_name(child.name)} · child"
    if born.on is not None and received is not None:
        return f"{name} · {wording.age(born.on, local(received).date())}"
    return f"{name} · about {born.age}" if born.age is not None else name


def _heard_state(heard: kinds.ChildHeard | None, passed_on: str) -> State:
    if heard is not None:
        return "settled"
    return "in_progress" if passed_on else "not_started"


def _heard_note(heard: kinds.ChildHeard | None, at: str, passed_on: str) -> str:
    if heard is None:
        return "heard at second hand" if passed_on else "not heard yet"
    return f"to {heard.heard_by}, {at}" if heard.heard_by and heard.words else at


def adult_of(line: AdultLine, shown: OpenContact, guide: Guide) -> AdultShown:
    """One adult who is known."""
    file = shown.file
    adult, said = line.adult, file.told(line.adult.person)
    they = pronoun(adult.title)
    stands = stands_of(adult.person, file)
    return AdultShown(
        person=adult.person,
        name=" · ".join(part for part in (wording.adult_name(adult), adult.relationship) if part),
        state=STATES[line.check.state],
        note=line.check.detail if said is not None else _RESPONSIBILITY[adult.responsibility],
        asked=asked_of(they, wording.polite_name(adult), holder=adult.responsibility != "no"),
        stands=stands,
        line=_said_line(shown.seen.told(adult.person), guide),
        second=_second_line(stands_of(adult.person, shown.seen), guide),
        safe=safe_of(adult, file, guide),
    )


def young_of(line: YoungLine, shown: OpenContact, guide: Guide) -> AdultShown:
    """A child who is old enough to agree, in the same layout as an adult."""
    file = shown.file
    child, said = line.child, file.told(line.child.person)
    given = child.name.given or "this child"
    they = pronoun({"F": "Ms", "M": "Mr"}.get(child.sex, ""))
    stands = stands_of(child.person, file)
    return AdultShown(
        person=child.person,
        name=_child_name(child, file),
        state=STATES[line.check.state],
        note=line.check.detail if said is not None else _why_alone(child, file),
        asked=asked_of(they, given, holder=True),
        stands=stands,
        line=_said_line(shown.seen.told(child.person), guide),
        second=_second_line(stands_of(child.person, shown.seen), guide),
        place="young",
    )


def _why_alone(child: ChildNamed, file: ContactFile) -> str:
    heard = file.heard(child.person)
    able = heard.able.strip() if heard else ""
    return f"answers for themselves: {able}" if able else "agrees for themselves"


def asked_of(they: Pronoun, name: str, *, holder: bool = False) -> Asked:
    """The two questions, in the words that suit an adult."""
    return Asked(
        told=f"{they.has} been told we are checking?",
        told_options=(
            f"Yes, and what {they.they} said",
            f"No – telling {they.them} would put someone at risk (or another lawful reason)",
            f"No – could not reach {they.them}",
            "No – not needed",
        ),
        they_said=f"What did {wording.sentence(name)} say? In {they.own} own words",
        agrees=f"{they.does} agree to support?",
        objects=f"{wording.sentence(name)} does not want us to check" if holder else "",
    )


def stands_of(person: PersonId, file: ContactFile) -> Stands:
    """What stands for one adult or young person."""
    told, agrees = file.told(person), file.agrees(person)
    refused = next((r.body for r in file.refusals if r.body.person == person), None)
    body = told.body if told and isinstance(told.body, kinds.ParentTold) else None
    stands = Stands(
        agrees=agrees.agrees if agrees else "",
        agrees_to=agrees.to if agrees else "",
        not_asked=agrees.because if agrees and agrees.agrees == "not asked" else "",
        declined=_typed(refused) if refused else None,
    )
    if body is None:
        return stands
    return replace(
        stands, told=body.told, words=body.words, because=body.because, lawful=body.lawful, how=body.how,
        tries=body.tries, objects=body.objects,
    )  # fmt: skip


def _typed(refused: kinds.SupportDeclined) -> DeclineTyped:
    return DeclineTyped(
        offered=refused.offered, reason=refused.reason, words=refused.words, who_else=refused.who_else,
        how_asked=refused.how_asked, offered_by=refused.offered_by, effect=refused.effect,
        raises_risk=refused.raises_risk, next_step=refused.next_step,
    )  # fmt: skip


def _said_line(said: Said[Body] | None, guide: Guide) -> str:
    body = said.body if said else None
    if isinstance(body, kinds.ParentLeft):
        return f"Left for later, because: {body.because}"
    if not isinstance(body, kinds.ParentTold):
        return ""
    if body.told == "yes":
        return _spoken_line(body)
    if body.told == "no: not reached":
        if not body.tries:
            return "Not told: could not be reached. How often you tried is not written yet."
        how = f": {body.how}" if body.how else ""
        return f"Not told: could not be reached. Tried {wording.times(body.tries)}{how}."
    why = "Not told: not needed"
    if body.told == "no: risk":
        reason = guide.words("lawful", body.lawful).lower() if body.lawful else "it would put someone at risk"
        why = f"Not told: {reason}"
    return f"{why}. {body.because}" if body.because else f"{why}. No reason is written yet."


def _spoken_line(body: kinds.ParentTold) -> str:
    said = quoted(body.words) if body.words else "Told. What they said is not written down."
    how = f" ({body.how})" if body.how else ""
    return f"{said}{how}{' Does not want us to check.' if body.objects else ''}"


def _second_line(stands: Stands, guide: Guide) -> str:
    if stands.told != "yes":
        return ""
    if stands.declined is not None:
        reason = guide.words("declines", stands.declined.reason).lower()
        words = f" {quoted(stands.declined.words)}" if stands.declined.words else ""
        return f"Told: yes. Declined {stands.declined.offered}: {reason}.{words}"
    if stands.agrees == "yes":
        return f"Told: yes. Agrees to {stands.agrees_to or 'support'}: yes."
    if stands.agrees == "not asked":
        return f"Told: yes. Not asked about support, because: {stands.not_asked or 'no reason written yet'}"
    return "Told: yes. Support not asked yet."


def safe_of(adult: AdultNamed, file: ContactFile, guide: Guide) -> SafeShown:
    """How an adult may be reached. A number that is also marked as not safe is offered to nobody."""
    digits = [char for char in adult.safe_contact if char.isdigit()]
    unsafe = bool(digits) and "".join(digits) in "".join(char for char in adult.do_not_use if char.isdigit())
    when = f", {adult.safe_when.rstrip('. ')}" if adult.safe_when else ""
    word = f". Code word: {adult.code_word}" if adult.code_word else ""
    safe = f"Safe to ring: {adult.safe_contact}{when}{word}" if adult.safe_contact and not unsafe else ""
    if unsafe:
        safe = "One number is marked both safe and not safe. Find out which before you ring."
    elif not safe and adult.person in lawful.afraid(file, guide):
        safe = "No safe number is known. Do not ring before you know one."
    letters = lawful.no_letter(file, guide, adult.person)
    # What the clipboard holds, any program reads: where something is hidden, a number is read and not copied.
    copied = adult.safe_contact if digits and not unsafe and not file.hidden else ""
    return SafeShown(safe, copied, adult.do_not_use, letters)


def unknown_of(line: AdultLine, file: ContactFile) -> UnknownShown:
    """An adult nobody has named."""
    adult, said = line.adult, file.told(line.adult.person)
    left = said.body.because if said and isinstance(said.body, kinds.ParentLeft) else ""
    other = who_knows(file, adult)
    return UnknownShown(
        person=adult.person,
        name=wording.sentence(adult.relationship or "adult"),
        state=STATES[line.check.state],
        note=line.check.detail,
        line=f"Left for later, because: {left}" if left else f"{_capital(adult.responsibility)}.",
        ask_whom=wording.polite_name(other) if other else "",
        left=left,
    )


def missing_of(missing: str, file: ContactFile) -> UnknownShown:
    """A parent whom nobody has recorded, neither known nor unknown."""
    other = next(iter(a for a in file.adults if a.known), None)
    return UnknownShown(
        person=missing,
        name=wording.sentence(missing_words(missing, file)),
        state="gap",
        note="not recorded",
        line=f"Nobody has asked about a {missing}." if missing != "parent" else "No parent is recorded.",
        ask_whom=wording.polite_name(other) if other else "",
    )


def missing_words(missing: str, file: ContactFile) -> str:
    """`father of Kayden and Tyler`."""
    given = [c.name.given for c in file.children if c.name.given]
    return f"{missing} of {wording.listed(given)}" if given else missing


def who_knows(file: ContactFile, unknown: AdultNamed) -> AdultNamed | None:
    """Who could say who this is: an adult with parental responsibility, else any adult who is known."""
    known = [a for a in file.adults if a.known and a.person != unknown.person]
    return next((a for a in known if a.responsibility == "yes"), next(iter(known), None))


def _capital(responsibility: str) -> str:
    return wording.sentence(_RESPONSIBILITY[responsibility])


def earlier_declines(past: Past) -> tuple[str, tuple[str, ...]]:
    """`03 Jul 2025 “managing fine” · 09 Jun 2026 “partner has left”`, with its dates in bold."""
    refused = sorted((c for c in past.contacts if c.declines), key=lambda c: c.at)
    said = [earlier(c.at, c.declines[-1].words) for c in refused]
    return " · ".join(said), tuple(wording.day(c.at) for c in refused)


def different_question(file: ContactFile, past: Past) -> str:
    """What is asked after earlier declines, with `she` only where the title of the one who declined says so."""
    who = {d.who for c in past.contacts for d in c.declines if d.who}
    titles = {a.title for a in file.adults if a.known and wording.polite_name(a) in who}
    they = pronoun(titles.pop() if len(titles) == 1 else "").they
    return f"What is different this time, and how could we offer it so that {they} can say yes?"
