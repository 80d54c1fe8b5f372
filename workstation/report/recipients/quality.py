"""The copy for those who look at the quality of the work: the whole case, with nobody in it who can be recognised.

Names that were recorded anywhere in the case, or in earlier contacts of the family, are replaced by a label in free
text as well. A name that stands only there (a neighbour's, a nickname nobody wrote down) cannot be known: whatever
may be one is replaced by `[name?]` (`likely`), and the worker reads each such place before there is a copy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Final

import msgspec

from workstation.domain import kinds, wording
from workstation.domain.contact import ContactFile
from workstation.domain.ids import PersonId
from workstation.domain.kinds import Body, Born, Name
from workstation.domain.past import Past
from workstation.domain.people import Worker
from workstation.domain.times import local
from workstation.report.case import Case
from workstation.report.parts import Head
from workstation.report.recipients import case_file
from workstation.report.recipients.likely import Likely
from workstation.report.recipients.pseudonyms import Pseudonyms, names_in
from workstation.report.recipients.reduced import reduced, worded
from workstation.report.redact import Redactor
from workstation.report.squashed import squash

_SEX: Final = {"F": "girl", "M": "boy"}
_SAYS_WHO: Final[dict[type[Body], tuple[str, ...]]] = {
    kinds.AgencyAsked: ("who",), kinds.AgencyAnswered: ("who",), kinds.AgencyTried: ("who",),
    kinds.VoiceHeard: ("who",), kinds.ReferrerTried: ("whom",), kinds.ReferrerReplied: ("who",),
    kinds.ReferrerAsked: ("to",), kinds.ChildHeard: ("heard_by",), kinds.SupportDeclined: ("offered_by",),
    kinds.Challenged: ("by_whom",), kinds.HandedOver: ("to",), kinds.HandOverTaken: ("who",),
    kinds.InformationPassed: ("whom",), kinds.Escalated: ("told", "agreed"), kinds.HeldOpen: ("agreed_by",),
    kinds.FactorAnswered: ("source",), kinds.Recommended: ("who",), kinds.StrategyRequested: ("to",),
    kinds.EarlierTaken: ("worker",), kinds.Printed: ("for_whom",),
    kinds.FullCopyAsked: ("for_whom",),
}  # fmt: skip
_BLANK: Final[dict[type[Body], tuple[str, ...]]] = {
    kinds.ChildNamed: ("la_child_id", "nhs", "upn", "ethnicity", "disability"),
    kinds.Received: ("number", "reference"),
    kinds.EarlierTaken: ("la_child_id", "upn", "reference", "row", "from_file", "key"),
    kinds.AdultNamed: ("title",),
}


def nbsp(words: str, number: int) -> str:
    """`Child 1`, never parted."""
    return f"{words}{wording.NBSP}{number}"


def names_of(case: Case) -> Pseudonyms:
    """A label for everybody whose name is recorded: family, workers, the referrer, other professionals."""
    names = Pseudonyms()
    for label, person in _people(case.file):
        names.person(label, person.name, person.title if isinstance(person, kinds.AdultNamed) else "")
        if person.born.on is not None:
            names.born(_aged(case, person.born), person.born.on)
    for number, worker in enumerate(case.staff.values(), start=1):
        names.called(nbsp("Worker", number), worker.name)
    if case.file.referrer is not None and case.file.referrer.name:
        names.called("Referrer", case.file.referrer.name)
    for number, words in enumerate(_of_the_past(case.past), start=1):
        names.called(nbsp("Relative", number), words)
    for number, words in enumerate(dict.fromkeys(_professionals(s.body for s in case.file.story)), start=1):
        names.called(nbsp("Professional", number), words, family=False)
    for number, words in enumerate(case.named_before, start=1):
        names.called(nbsp("Person", number), words, family=False)
    return names


def named_in(bodies: Iterable[Body]) -> Iterator[str]:
    """Everybody whom another contact of the family names, in the words of `Pseudonyms.called`."""
    bodies = tuple(bodies)
    for body in bodies:
        if isinstance(body, kinds.ChildNamed | kinds.AdultNamed):
            name = body.name
            yield from (f"{given} {name.family}".strip() for given in (name.given, *name.also))
        elif isinstance(body, kinds.ReferrerNamed):
            yield body.name
    yield from _professionals(bodies)


def _professionals(bodies: Iterable[Body]) -> Iterator[str]:
    return names_in(getattr(body, field) for body in bodies for field in _SAYS_WHO.get(type(body), ()))


def _people(file: ContactFile) -> Iterator[tuple[str, kinds.ChildNamed | kinds.AdultNamed]]:
    """Everybody with their label, in every version of them that was ever written."""
    labels = _labels(file)
    for child in (*file.children, *(s.body for s in file.log(kinds.ChildNamed))):
        yield labels.get(child.person, "Somebody"), child
    for adult in (*file.adults, *(s.body for s in file.log(kinds.AdultNamed))):
        yield labels.get(adult.person, "Somebody"), adult


def _labels(file: ContactFile) -> dict[PersonId, str]:
    children = {c.person: nbsp("Child", n) for n, c in enumerate(file.children, start=1)}
    return children | {a.person: nbsp("Adult", n) for n, a in enumerate(file.adults, start=1)}


def _of_the_past(past: Past) -> Iterator[str]:
    found: dict[str, None] = {}
    for contact in past.contacts:
        deciders = (contact.decided_by, *(said.by for said in contact.before))
        of = (*contact.children, *contact.adults, *(n for p in contact.people for n in (p.name, *p.also)))
        found.update(dict.fromkeys((*of, *(d.who for d in contact.declines), contact.worker, *deciders)))
    found.update(dict.fromkeys(c.name for c in past.candidates))
    yield from (name for name in found if name.strip())


def places_of(case: Case) -> tuple[str, ...]:
    """Words that say where somebody is or which record is theirs, hidden or not: none of them is on this copy."""
    found: dict[str, None] = {}
    for said in case.file.story:
        body = said.body
        if isinstance(body, kinds.ChildNamed):
            found.update(
                dict.fromkeys((body.school, body.gp, body.postcode, body.nhs, body.upn, body.la_child_id))
            )
        elif isinstance(body, kinds.AdultNamed):
            found.update(dict.fromkeys((body.safe_contact, body.do_not_use)))
        elif isinstance(body, kinds.AddressRecorded):
            lines = (p for line in body.lines.splitlines() for p in (line, *line.split(",")))
            found.update(dict.fromkeys((*lines, body.postcode, *body.hide_words)))
        elif isinstance(body, kinds.Received):
            found.update(dict.fromkeys((body.number, body.reference)))
        elif isinstance(body, kinds.ReferrerNamed):
            found[body.phone] = None
    found.update(dict.fromkeys(c.number for c in case.past.contacts))
    return tuple(word.strip() for word in found if word.strip())


class Cleaner:
    """Takes places, phones and names out of a text, and whatever may be the name of somebody."""

    def __init__(self, known: Callable[[str], str], likely: Likely) -> None:
        self._known, self._likely = known, likely

    def __call__(self, text: str) -> str:
        """The text without them."""
        return self._likely.clean(self._known(text))

    def doubted(self) -> tuple[str, ...]:
        """The words that were taken for names so far, as they were written."""
        return tuple(sorted(self._likely.taken.values(), key=str.casefold))


def cleaned(case: Case, redactor: Redactor, council: str, no_names: Iterable[str] = ()) -> Cleaner:
    """What cleans the texts of a case. `no_names` are words that somebody has read and that name nobody."""
    names = names_of(case)

    @cache
    def known(text: str) -> str:
        return names.clean(redactor.clean_places(text))

    texts: list[str] = []

    def collect(words: str) -> str:
        texts.append(known(words))
        return words

    for said in case.file.story:
        worded(said.body, collect)
    worded(case.past, collect)
    likely = Likely(frozenset(squash(word)[0] for word in (*council.split(), *no_names)))
    likely.learn(texts)
    return Cleaner(known, likely)


def projected(case: Case, clean: Callable[[str], str]) -> Case:
    """The case with labels for names and ages for birthdays, and without every number and place."""
    labels = _labels(case.file)

    def change(body: Body) -> Body | None:
        body = case_file.without_places(case_file.without_code_word(body))
        blank = {name: type(getattr(body, name))() for name in _BLANK.get(type(body), ())}
        body = msgspec.structs.replace(body, **blank) if blank else body
        if isinstance(body, kinds.ChildNamed | kinds.AdultNamed):
            label = labels.get(body.person, "Somebody")
            known = body.name != Name()
            body = msgspec.structs.replace(
                body, name=Name(given=label) if known else Name(), born=_age_only(case, body.born)
            )
            return _words_of_person(body, clean)
        if isinstance(body, kinds.ReferrerNamed):
            # Their agency is typed as well, and may say where somebody is.
            return worded(msgspec.structs.replace(body, name="Referrer" if body.name else ""), clean)
        return worded(body, clean)

    staff = {
        author: Worker(author, nbsp("Worker", n), worker.role)
        for n, (author, worker) in enumerate(case.staff.items(), start=1)
    }
    past = worded(case.past, clean)
    unnumbered = tuple(msgspec.structs.replace(c, number="") for c in past.contacts)
    past = msgspec.structs.replace(past, contacts=unnumbered)
    return replace(case, file=reduced(case.file, change), past=past, staff=staff, hidden=True)


def _words_of_person(body: kinds.ChildNamed | kinds.AdultNamed, clean: Callable[[str], str]) -> Body:
    if isinstance(body, kinds.AdultNamed):
        return msgspec.structs.replace(body, relationship=clean(body.relationship))
    return msgspec.structs.replace(body, where_now=clean(body.where_now))


def _age_only(case: Case, born: Born) -> Born:
    """How old somebody was when the contact came, and no day."""
    received = case.file.received_at
    if born.on is not None and received is not None:
        return Born(age=wording.years(born.on, local(received).date()))
    return Born(age=born.age)


def _aged(case: Case, born: Born) -> str:
    received = case.file.received_at
    if born.on is None or received is None:
        return "[a day of birth]"
    return f"[aged {wording.age(born.on, local(received).date())}]"


def head(case: Case) -> Head:
    """`Child 1`, `About 9, girl`; no number of theirs."""
    lines = [_line(child) for child in case.file.children]
    first = case.file.children[0].name.given if case.file.children else "Unknown child"
    return Head(first, "Names replaced", tuple(lines))


def _line(child: kinds.ChildNamed) -> str:
    age = f"aged about {child.born.age}" if child.born.age is not None else "age not known"
    return ", ".join(part for part in (child.name.given, age, _SEX.get(child.sex, "")) if part)
