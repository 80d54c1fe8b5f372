"""What stops a contact whose parents were not told or asked (B4, G4, G6), and what only a manager accepts (R20)."""

from __future__ import annotations

from workstation.domain import checks, kinds, lawful, wording
from workstation.domain.checks import State
from workstation.domain.contact import ContactFile, Said
from workstation.domain.gates.gap import Gap
from workstation.domain.guide import Guide, Outcome
from workstation.domain.ids import PersonId

_STATUTORY = ("O01", "O02", "O03", "O09", "O10")
"""Outcomes that are not below statutory, or go to somebody else who offers."""
_NOT_DECIDED = ("O08", "O11")
_FACTORS = {"da", "alcohol", "drugs", "mh_parent"}


def told(file: ContactFile) -> tuple[Gap, ...]:
    """B4 and R9: each parent and each young person told, or a reason; a second parent asked for."""
    if not file.adults:
        words = "No parent is recorded. Who looks after them? “Not known” is an answer."
        return (Gap("B4", 5, "adults", words),)
    young = [
        Gap("B4", 5, f"young:{line.child.person}", _words(_given(line.child), line.check))
        for line in checks.young_lines(file)
        if line.check.state is not State.SETTLED
    ]
    adults = [
        Gap("B4", 5, f"adult:{line.adult.person}", _adult_words(line))
        for line in checks.adult_lines(file)
        if line.check.state is not State.SETTLED
    ]
    return (*young, *adults, *_missing(file))


def _missing(file: ContactFile) -> tuple[Gap, ...]:
    missing = checks.missing_parent(file)
    if not missing:
        return ()
    words = f"No {missing} is recorded. Ask who that is, or say why finding out is left for later."
    return (Gap("B4", 5, f"missing:{missing}", words),)


def _adult_words(line: checks.AdultLine) -> str:
    name = wording.sentence(wording.polite_name(line.adult))
    if not line.adult.known:
        return f"{name} is not known. Ask, or say why that is left for later."
    return _words(name, line.check)


def _words(name: str, check: checks.Check) -> str:
    if check.state is State.NOT_STARTED:
        return f"{name}: not told and no reason. Speak to them, or say why not."
    if check.state is State.IN_PROGRESS:
        return f"{name}: told, but not asked about support. Ask, or say why not."
    advice = {
        "not told, tries not written down": "not reached. Say how often you tried, and how.",
        "not told, lawful reason not chosen": "not told. Choose which lawful reason it is.",
        "not told, no reason": "not told and no reason. Speak to them, or say why not.",
    }
    if check.detail.endswith("declined, no reason"):
        return f"{name} declined. Say what was offered, and why they said no."
    return (
        f"{name}: {advice.get(check.detail, 'not asked about support and no reason. Ask, or say why not.')}"
    )


def leave(file: ContactFile, guide: Guide) -> tuple[Gap, ...]:
    """G4: going on without a parent's knowledge or agreement needs a manager first."""
    words = lawful.no_check_yet(file, guide)
    return (Gap("G4", 5, "dispense", words),) if words else ()


def agreement(file: ContactFile, guide: Guide) -> tuple[Gap, ...]:
    """G6: a service that rests on agreement needs the agreement, or a decline record; from 16 their own. R27: a
    contact that closes or steps down because somebody declined needs the reason.
    """
    outcomes = [guide.outcome(o.body.outcome) for o in file.outcomes]
    return (*_by_parents(file, guide, outcomes), *_by_young(file, guide), *_reasons(file, guide, outcomes))


def _by_parents(file: ContactFile, guide: Guide, outcomes: list[Outcome]) -> tuple[Gap, ...]:
    needed = next((o for o in outcomes if o.agreement), None)
    # A young person of 16 decides alone; the parents of one who is younger are asked as well.
    alone = [file.outcome(c.person) for c in file.children if checks.old_enough(file, c)]
    if needed is not None and sum(o.agreement for o in outcomes) == sum(_needs(o, guide) for o in alone):
        return ()
    if needed is None or file.refusals or any(_agrees(file, a.person) for a in file.adults):
        return ()
    words = f"{needed.words} needs a parent’s agreement, or a record that they declined."
    return (Gap("G6", 5, "agreement", words),)


def _needs(said: Said[kinds.Recommended] | None, guide: Guide) -> bool:
    return said is not None and guide.outcome(said.body.outcome).agreement


def _by_young(file: ContactFile, guide: Guide) -> list[Gap]:
    found = []
    for child in (c for c in file.children if checks.answers_alone(file, c)):
        said = file.outcome(child.person)
        outcome = guide.outcome(said.body.outcome) if said else None
        refused = any(r.body.person == child.person for r in file.refusals)
        if outcome is not None and outcome.agreement and not refused and not _agrees(file, child.person):
            words = f"{outcome.words} needs {_given(child)}’s own agreement, or a record that they declined."
            found.append(Gap("G6", 5, f"young:{child.person}", words))
    return found


def _reasons(file: ContactFile, guide: Guide, outcomes: list[Outcome]) -> list[Gap]:
    """R27 and R28: declined means a record of what was offered, to whom and why they said no."""
    found = [
        Gap(
            "G6",
            5,
            _place(file, r.body.person),
            f"{_name(file, r.body.person)} declined. Say why they said no.",
        )
        for r in file.refusals
        if guide.refusal(r.body.reason) is None
    ]
    if any(o.id == "O12" for o in outcomes) and not file.refusals:
        words = "Support offered and declined: write down what was offered, and why they said no."
        found.append(Gap("G6", 5, "agreement", words))
    return found


def safety(file: ContactFile, guide: Guide) -> tuple[Gap, ...]:
    """D07: somebody refused out of fear of another person. Nothing closes or steps down before their safety was
    looked at.
    """
    outcomes = [guide.outcome(o.body.outcome) for o in file.outcomes]
    if not any(o.closes or o.stepdown for o in outcomes):
        return ()
    return tuple(
        Gap(
            "D07",
            5,
            f"safety:{person}",
            f"{_name(file, person)} is afraid. Say what you found out about safety.",
        )
        for person in lawful.afraid(file, guide)
    )


def resting(file: ContactFile, guide: Guide) -> tuple[Gap, ...]:
    """What a manager meets beside the reasons: no offer (R20), checks that left early (G4), fear (D07)."""
    early = lawful.early(file, guide)
    agencies = wording.listed(list(dict.fromkeys(guide.agency(s.body.agency).words for s in early)))
    gone = Gap("G4", 5, "dispense", "", f"{agencies}: asked before a manager had agreed.", _EARLY)
    review = () if safety(file, guide) else lawful.afraid(file, guide)
    fear = [Gap("D07", 5, f"safety:{p}", "", _FEAR, f"{_name(file, p)} is afraid") for p in review]
    first = ((gone,) if early else ()), fear, _called_protection(file, guide), _no_offer(file, guide)
    return (*(gap for part in first for gap in part), *_half_told(file, guide))


_FEAR = "Refused out of fear. Nobody has looked at their safety yet."
_EARLY = "Checks left before anybody agreed to go without the parents"


def _called_protection(file: ContactFile, guide: Guide) -> tuple[Gap, ...]:
    """Section 47 as the basis, and nothing else that says a child needs protecting now."""
    basis = file.basis
    called = basis is not None and basis.basis == "protection" and bool(file.outcomes)
    if not called or lawful.protecting(file, guide):
        return ()
    words = "Nobody marked it ‘act now’ or asked for a strategy discussion."
    return (Gap("G4", 4, "basis", "", words, "Section 47 is given as the basis"),)


def _no_offer(file: ContactFile, guide: Guide) -> tuple[Gap, ...]:
    """R20: below statutory, what was offered, by whom, and whether it was taken. Only a manager accepts none."""
    below = [o for o in file.outcomes if o.body.outcome not in (*_STATUTORY, *_NOT_DECIDED)]
    if not below or file.refusals or any(_agrees(file, p) for p in _everybody(file)):
        return ()
    factors = [guide.theme(t).words.lower() for t in file.themes if t in _FACTORS]
    factors += [s.body.factor for s in file.log(kinds.FactorAnswered) if _there(file, s.body)]
    found = list(dict.fromkeys(factors))
    there = f"{wording.listed(found)} {'is' if len(found) == 1 else 'are'} there" if found else ""
    why = next((a.because for p in _everybody(file) if (a := file.agrees(p)) and a.because.strip()), "")
    title = f"No support was offered, and {there}" if there else "No support was offered"
    return (Gap("R20", 5, "agreement", "", f"“{why}”" if why else "No offer is recorded.", title),)


def _half_told(file: ContactFile, guide: Guide) -> list[Gap]:
    """R27: a refusal that says nothing of what it means for the child, in a contact that closes or steps down."""
    if not any(o.closes or o.stepdown for o in (guide.outcome(s.body.outcome) for s in file.outcomes)):
        return []
    words = "Nothing is written of what the refusal means for the child, or of what happens next."
    return [
        Gap("R27", 5, _place(file, r.body.person), "", words, f"{_name(file, r.body.person)} declined")
        for r in file.refusals
        if not (r.body.effect.strip() or r.body.next_step.strip())
    ]


def _there(file: ContactFile, body: kinds.FactorAnswered) -> bool:
    said = file.last("factor", body.person, body.factor)
    return said is not None and isinstance(said.body, kinds.FactorAnswered) and said.body.answer == "yes"


def _agrees(file: ContactFile, person: PersonId) -> bool:
    said = file.agrees(person)
    return said is not None and said.agrees == "yes"


def _everybody(file: ContactFile) -> tuple[PersonId, ...]:
    return (*(a.person for a in file.adults), *(c.person for c in file.children))


def _place(file: ContactFile, person: PersonId) -> str:
    return f"adult:{person}" if file.adult(person) else f"young:{person}"


def _name(file: ContactFile, person: PersonId) -> str:
    adult, child = file.adult(person), file.child(person)
    if adult is not None:
        return wording.sentence(wording.polite_name(adult))
    return _given(child) if child is not None else "Somebody"


def _given(child: kinds.ChildNamed) -> str:
    return child.name.given or wording.full_name(child.name)
