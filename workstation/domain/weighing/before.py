"""What earlier records said of a factor, and answers of today that say otherwise (requirement R19).

An earlier contact may name the adult (their factor was answered with yes), or only say that there was something in
the family: by its themes, or by a factor code of the Department for Education such as 3B. The first is held against
today's answer for the same human being. The second only when everybody it may have meant has been answered, and
nobody with yes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from msgspec import Struct

from workstation.domain import wording
from workstation.domain.contact import ContactFile
from workstation.domain.guide import FactorAsk, Guide
from workstation.domain.ids import AuthorId, ContactId, EntryId, PersonId
from workstation.domain.kinds import AdultNamed, Body, FactorAnswered, YesNo
from workstation.domain.past import Past, PastContact
from workstation.domain.past_line import NO_DAY
from workstation.domain.said import Said
from workstation.domain.weighing.who import adults_asked


class Claim(Struct, frozen=True):
    """One earlier record of a factor. `may_mean` are the adults of this contact it may speak of, `named` those of
    them who were in it.
    """

    factor: str
    contact: ContactId
    at: datetime
    number: str
    may_mean: tuple[PersonId, ...]
    named: tuple[PersonId, ...] = ()
    exact: bool = False
    """It names this very adult."""
    of: str = ""
    """Who it names, when that is nobody of this contact."""


class Contradiction(Struct, frozen=True):
    """An answer of today that says otherwise than the record. `claims` are the newest first."""

    person: PersonId
    factor: FactorAsk
    answer: YesNo
    claims: tuple[Claim, ...]
    in_spite: str = ""
    """The worker's words, empty while nothing is said."""
    words: str = ""
    """`Last time (12 Mar 2026, C25-10412-K) parental drug use was recorded. What is different now?`."""


def when(claim: Claim) -> str:
    """`12 Mar 2026, C25-10412-K`."""
    on = "date not known" if claim.at.date() == NO_DAY else wording.day(claim.at)
    return f"{on}, {claim.number}" if claim.number else on


def recorded_before(file: ContactFile, past: Past, guide: Guide) -> tuple[Claim, ...]:
    """Every earlier record of a factor, the newest first."""
    asked = [a.person for a in adults_asked(file)]
    found = [
        claim
        for contact in past.contacts
        if contact.contact != file.contact and not _later(contact, file)
        for claim in _claims(contact, asked, guide)
    ]
    return tuple(sorted(found, key=lambda c: (c.at, c.contact), reverse=True))


def against_before(file: ContactFile, past: Past, guide: Guide) -> tuple[Contradiction, ...]:
    """Answers with no or not known where the record said yes, with or without the worker's words to it."""
    if not any(file.factors):
        return ()
    claims = recorded_before(file, past, guide)
    adults = adults_asked(file)
    found = []
    for factor in guide.factors:
        held: dict[PersonId, list[Claim]] = {}
        for claim in claims:
            if claim.factor == factor.id and (person := _held_against(claim, file)) is not None:
                held.setdefault(person, []).append(claim)
        found += [_contradiction(file, guide, factor, a, held[a.person]) for a in adults if a.person in held]
    return tuple(found)


def against_if(file: ContactFile, past: Past, guide: Guide, answered: FactorAnswered) -> Contradiction | None:
    """What the record would say against this answer, if it were given now."""
    given: Said[Body] = Said(answered, EntryId("~"), AuthorId(""), datetime.max.replace(tzinfo=UTC), 1 << 62)
    asked = ("factor", answered.person, answered.factor)
    imagined = replace(file, standing={**file.standing, asked: (given,)})
    found = against_before(imagined, past, guide)
    return next((c for c in found if (c.person, c.factor.id) == (answered.person, answered.factor)), None)


def _later(contact: PastContact, file: ContactFile) -> bool:
    """Whether it came after this one, as when a contact is read again that was decided long ago."""
    return file.received_at is not None and contact.at > file.received_at


# -- what was claimed ---------------------------------------------------------------------------------------------


def _claims(contact: PastContact, asked: Sequence[PersonId], guide: Guide) -> Iterator[Claim]:
    """Of one earlier contact: by the adults it names; else by factor codes; else by what the worry was about."""
    for factor in guide.factors:
        named = [f for f in contact.factors if f.factor == factor.id]
        for one in named:
            then = next((p for p in contact.people if p.person == one.person), None)
            now = then.now if then else None
            if now in asked and now is not None:
                yield _claim(contact, factor, (now,), exact=True)
            elif now is None:
                yield _claim(contact, factor, _may_mean(contact, asked), of=then.name if then else "")
        by_code = set(factor.codes).intersection(contact.factor_codes)
        by_theme = not contact.factor_codes and set(factor.themes).intersection(contact.themes)
        if not named and (by_code or by_theme):
            yield _claim(contact, factor, _may_mean(contact, asked))


def _claim(
    contact: PastContact, factor: FactorAsk, meant: tuple[PersonId, ...], *, exact: bool = False, of: str = ""
) -> Claim:
    there = {p.now for p in contact.people}
    named = tuple(person for person in meant if person in there)
    return Claim(factor.id, contact.contact, contact.at, contact.number, meant, named, exact, of)


def _may_mean(contact: PastContact, asked: Sequence[PersonId]) -> tuple[PersonId, ...]:
    """Of a contact about these children, any adult; of one about others, those of ours who were in it."""
    there = {p.now for p in contact.people}
    return tuple(asked) if contact.same_child else tuple(person for person in asked if person in there)


# -- and what is said today ---------------------------------------------------------------------------------------


def _held_against(claim: Claim, file: ContactFile) -> PersonId | None:
    """Whom a claim is put to: the one it names, or the last who was answered otherwise; None when it agrees, or not
    everybody it may mean has been answered.
    """
    said = [file.factor(person, claim.factor) for person in claim.may_mean]
    answered = [s for s in said if s is not None]
    if not answered or len(answered) < len(said) or any(s.body.answer == "yes" for s in answered):
        return None
    explained = [s for s in answered if s.body.in_spite.strip()]
    return max(explained or answered, key=lambda s: (s.recorded, s.entry)).body.person


def _contradiction(
    file: ContactFile, guide: Guide, factor: FactorAsk, adult: AdultNamed, claims: list[Claim]
) -> Contradiction:
    person = adult.person
    said: Said[FactorAnswered] | None = file.factor(person, factor.id)
    body = said.body if said else FactorAnswered(person=person, factor="alcohol", answer="not known")
    words = _in_words(guide, factor, claims, wording.polite_name(adult))
    return Contradiction(person, factor, body.answer, tuple(claims), body.in_spite.strip(), words)


def _in_words(guide: Guide, factor: FactorAsk, claims: list[Claim], called: str) -> str:
    """What the record said, the newest time, and the question that goes with it."""
    say, newest = partial(guide.rules.say, "R19"), claims[0]
    whom = newest.of or (called if newest.exact else "")
    sentence = "claim_of" if whom else "claim"
    parts = [say(sentence, when=when(newest), factor=factor.said, whom=whom)]
    if len(claims) > 1:
        parts.append(say("often", times=wording.times(len(claims))))
    return " ".join((*parts, say("ask")))
