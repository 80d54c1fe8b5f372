"""The text of a request to an agency: only what this agency needs, and never more than is true.

In R (AB & CD) v Haringey [2013] EWHC 416 (Admin) a doctor was told that an assessment was under way when none had
been opened. So what a request says of the contact is worked out from what was signed, not chosen or typed; the
council may word it, and may not make it claim more (`guidebook.agencies`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from workstation.domain import checks, kinds, wording
from workstation.domain.checks import listing
from workstation.domain.contact import ContactFile, Stage
from workstation.domain.guide import Agency, Guide
from workstation.domain.ids import PersonId
from workstation.domain.said import Said
from workstation.domain.times import local

NOTHING_OPENED: Final = "No assessment and no section 47 enquiry has been opened from it."
SECTION_47: Final = "Whether a section 47 enquiry is opened is decided there."
_ANYTHING: Final = "What do you know about these children and their family?"
_REPLY: Final = "When you reply, say who answers, when it was, and whether they saw or heard it themselves."
Clean = Callable[[str], str]
"""Takes out of words of the record what may not leave: hidden addresses, phone numbers."""


@dataclass(frozen=True)
class Sender:
    """Who asks."""

    name: str
    role: str
    council: str


def request_text(
    agency: Agency, file: ContactFile, guide: Guide, sender: Sender, *, clean: Clean, ask: str = ""
) -> str:
    """The questions for an agency, ready to send. Never an address, a phone number or the name of a school."""
    named = _children(agency, file)
    parts = [
        sender.council,
        f"Request for information: {agency.words}",
        f"Our number: {file.number}" if file.number else "",
        "",
        *(clean(line) for line in _about(agency, file, guide, named)),
        "",
        clean(ask.strip()) or agency.ask or _ANYTHING,
        "",
        *status(file, guide, tuple(child.person for child in named)),
        basis_words(file, guide),
        "",
        _REPLY,
        f"{sender.name}, {sender.role}",
    ]
    return "\n".join(_without_gaps(parts)) + "\n"


def _without_gaps(parts: Sequence[str]) -> Iterator[str]:
    last = ""
    for part in parts:
        if part or last:
            yield part
        last = part


def _about(
    agency: Agency, file: ContactFile, guide: Guide, children: Sequence[kinds.ChildNamed]
) -> Iterator[str]:
    on = local(file.received_at).date() if file.received_at else None
    people = [(wording.full_name(c.name), file.born(c)) for c in children]
    if agency.about != "children":
        people += [(wording.full_name(a.name), a.born) for a in _adults(agency, file)]
    for name, born in people:
        known = born != kinds.Born() and on is not None
        yield f"About: {name}{', ' + wording.born(born, on) if known and on else ''}"
    if agency.worry and file.themes:
        yield f"The worry: {wording.listed(tuple(guide.theme(t).words.lower() for t in file.themes))}"


def _children(agency: Agency, file: ContactFile) -> tuple[kinds.ChildNamed, ...]:
    """The children this agency is asked about: those of an age it is listed for; all where no age matters."""
    if agency.about == "adults":
        return ()
    aged = [rule for rule in agency.when if rule.of_a_child]
    whole = [rule for rule in agency.when if not rule.of_a_child]
    fitting = listing.children_of(aged, file) if aged else ()
    matches_all = bool(whole) or not agency.when or not fitting
    return file.children if matches_all else tuple(file.children[at] for at in fitting)


def _adults(agency: Agency, file: ContactFile) -> tuple[kinds.AdultNamed, ...]:
    """The adults this agency is asked about: those a factor or an offence is about, else all who are known."""
    known = tuple(adult for adult in file.adults if adult.known)
    wanted = {factor for rule in agency.when for factor in rule.factors}
    meant = {body.person for body in listing.factor_people(file, wanted, "yes")}
    if any("known offender" in rule.holds for rule in agency.when) and not agency.worry:
        meant |= {adult.person for adult in known if adult.offending == "yes"}
    if agency.about == "adults" and meant:
        return tuple(adult for adult in known if adult.person in meant) or known
    return known


# -- the true state of the contact -----------------------------------------------------------------------------


def status(file: ContactFile, guide: Guide, named: tuple[PersonId, ...] = ()) -> tuple[str, ...]:
    """What is true of the contact now, in sentences. `named` are the children the request names."""
    words = checks.matrix_of(file, guide).status or guide.matrix.status
    first = (_say(words, "acting"),) if file.act_now is not None else ()
    return tuple(sentence for sentence in (*first, *_decided(file, guide, words, named)) if sentence)


def _decided(
    file: ContactFile, guide: Guide, words: dict[str, str], named: tuple[PersonId, ...]
) -> Iterator[str]:
    if file.stage is Stage.TWO_ANSWERS or ("handover",) in file.conflicts:
        yield _say(words, "unsettled")
        return
    signed = file.signed
    if signed is not None:
        yield from _signed(file, guide, words, named, signed)
        return
    before = _signed_before(file)
    if before is not None:
        yield _say(words, "again", when=wording.day(before.happened))
        return
    yield _undecided(file, guide, words)


def _signed(
    file: ContactFile,
    guide: Guide,
    words: dict[str, str],
    named: tuple[PersonId, ...],
    signed: Said[kinds.SignedOff],
) -> Iterator[str]:
    when = wording.day(signed.happened)
    outcomes = {d.child: guide.outcome(d.outcome) for d in signed.body.decisions}
    assessed = [child for child, outcome in outcomes.items() if outcome.assessment]
    strategy = [child for child, outcome in outcomes.items() if outcome.protect]
    if not assessed and not strategy:
        yield _say(words, "decided", when=when) if not file.strategy_stands else _asked_for(file, words)
        return
    about = [child for child in assessed if not named or child in named]
    if about:
        yield _say(words, "assessment", when=when, children=_names(file, about))
    about = [child for child in strategy if not named or child in named]
    if about:
        yield _say(words, "strategy", when=when, children=_names(file, about))
    others = [child for child in named if child not in assessed and child not in strategy]
    if others:
        yield _say(words, "others", children=_names(file, others))


def _undecided(file: ContactFile, guide: Guide, words: dict[str, str]) -> str:
    if file.strategy_stands:
        return _asked_for(file, words)
    if any(guide.outcome(said.body.outcome).protect for said in file.outcomes):
        return _say(words, "recommended")
    return _say(words, "screening")


def _asked_for(file: ContactFile, words: dict[str, str]) -> str:
    asked = file.strategy
    return _say(words, "asked_for", when=wording.day(asked.happened)) if asked else ""


def _signed_before(file: ContactFile) -> Said[kinds.SignedOff] | None:
    """The last sign-off that stands no more: something may have been opened then."""
    found = [said for said in file.log(kinds.SignedOff) if said.entry not in file.taken_back]
    return found[-1] if found else None


def _say(words: dict[str, str], state: str, **fields: str) -> str:
    return words.get(state, "").format(nothing_opened=NOTHING_OPENED, section_47=SECTION_47, **fields)


def _names(file: ContactFile, people: Sequence[PersonId]) -> str:
    named = (file.child(person) for person in people)
    return wording.listed(tuple(wording.full_name(c.name) if c else "a child" for c in named))


def screening(guide: Guide) -> str:
    """What is said of a contact nobody has decided on."""
    return _say(guide.matrix.status, "screening")


def basis_words(file: ContactFile, guide: Guide) -> str:
    """The lawful basis in a sentence. Section 47 is named only while the record shows a child in danger."""
    basis = file.basis
    if basis is None:
        return ""
    code = basis.basis
    if code == "protection" and not checks.protect_first(file):
        code = "public task"
    return guide.matrix.basis.get(code) or f"Lawful basis for asking: {guide.words('bases', code)}."
