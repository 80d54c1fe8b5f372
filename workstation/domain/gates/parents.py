"""What stops a contact whose parents were not told or asked (B4, G4, G6), and what only a manager accepts (R20)."""

from __future__ import annotations

from functools import partial
from typing import Final

from workstation.domain import agreement, checks, kinds, lawful, wording
from workstation.domain.checks import State
from workstation.domain.contact import ContactFile
from workstation.domain.gates.gap import Gap
from workstation.domain.guide import Guide
from workstation.domain.ids import PersonId
from workstation.domain.kinds import Body

_STATUTORY = ("O01", "O02", "O03", "O09", "O10")
"""Outcomes that are not below statutory, or go to somebody else who offers."""
_NOT_DECIDED = ("O08", "O11")
_DECLINED: Final = "O12"
_FACTORS = {"da", "alcohol", "drugs", "mh_parent"}


def told(file: ContactFile, guide: Guide) -> tuple[Gap, ...]:
    """B4 and R9: each parent and each young person told, or a reason; a second parent asked for."""
    say = partial(guide.rules.say, "B4")
    if not file.adults:
        return (Gap("B4", 5, "adults", say("no_adult")),)
    young = [
        Gap("B4", 5, f"young:{line.child.person}", say(lacks(line.check), adult=_given(file, line.child)))
        for line in checks.young_lines(file)
        if line.check.state is not State.SETTLED
    ]
    adults = [
        Gap("B4", 5, f"adult:{line.adult.person}", say(_adult_lacks(line), adult=_called(line.adult)))
        for line in checks.adult_lines(file)
        if line.check.state is not State.SETTLED
    ]
    missing = checks.missing_parent(file)
    nobody = [Gap("B4", 5, f"missing:{missing}", say("missing", parent=missing))] if missing else []
    return (*young, *adults, *nobody)


def _adult_lacks(line: checks.AdultLine) -> str:
    return lacks(line.check) if line.adult.known else "not_known"


def lacks(check: checks.Check) -> str:
    """Which sentence of B4 says what is missing of telling one person."""
    if check.state is State.NOT_STARTED:
        return "not_told"
    if check.state is State.IN_PROGRESS:
        return "support"
    return next((name for end, name in _LACKS.items() if check.detail.endswith(end)), "support_reason")


_LACKS: Final = {
    "tries not written down": "not_reached", "lawful reason not chosen": "lawful",
    "declined, no reason": "declined", "not told, no reason": "not_told",
}  # fmt: skip
"""How the state of a check ends, and the sentence that says so."""


def _called(adult: kinds.AdultNamed) -> str:
    return wording.sentence(wording.polite_name(adult))


def leave(file: ContactFile, guide: Guide) -> tuple[Gap, ...]:
    """G4: going on without a parent's knowledge or agreement needs a manager first."""
    words = lawful.no_check_yet(file, guide)
    return (Gap("G4", 5, "dispense", words),) if words else ()


def agreed(file: ContactFile, guide: Guide) -> tuple[Gap, ...]:
    """G6: a service that rests on agreement needs the agreement, or a decline record; from 16 their own. R27: a
    contact that closes or steps down because somebody declined needs the reason.
    """
    return (*_by_parents(file, guide), *_by_young(file, guide), *_reasons(file, guide))


def _by_parents(file: ContactFile, guide: Guide) -> tuple[Gap, ...]:
    """Each child of whom it is recommended, by whoever has parental responsibility for them. A young person of 16
    decides alone; the parents of one who is younger are asked as well, where there are any to ask.
    """
    younger = [c for c in file.children if _service(file, guide, c) and not checks.old_enough(file, c)]
    left = [
        c
        for c in younger
        if not agreement.nobody_holds(file, c)
        and not agreement.answered(file, *agreement.parents_of(file, c))
    ]
    if not left:
        return ()
    say, outcome = partial(guide.rules.say, "G6"), _service(file, guide, left[0])
    names = wording.listed([wording.child_name(c, file.children) for c in left])
    words = say("agreement", outcome=outcome)
    if len(left) < len(younger):
        words = say("agreement_each", outcome=outcome, children=names)
    no_word = agreement.answered_without_responsibility(file)
    if no_word:
        words = say("no_word", outcome=outcome, children=names, name=_called(no_word[0]))
    return (Gap("G6", 5, "agreement", words),)


def _service(file: ContactFile, guide: Guide, child: kinds.ChildNamed) -> str:
    """What is recommended for a child that rests on agreement, in words; empty when it rests on none."""
    said = file.outcome(child.person)
    outcome = guide.outcome(said.body.outcome) if said is not None else None
    return outcome.words if outcome is not None and outcome.agreement else ""


def _by_young(file: ContactFile, guide: Guide) -> list[Gap]:
    found = []
    for child in (c for c in file.children if checks.answers_alone(file, c)):
        outcome = _service(file, guide, child)
        if outcome and not agreement.answered(file, child.person):
            name = wording.child_name(child, file.children)
            words = guide.rules.say("G6", "young", outcome=outcome, child=name)
            found.append(Gap("G6", 5, f"young:{child.person}", words))
    return found


def _reasons(file: ContactFile, guide: Guide) -> list[Gap]:
    """R27 and R28: declined means a record of what was offered, to whom and why they said no; of each child, by
    somebody whose word counts. Of somebody who was named by mistake nobody asks why.
    """
    say = partial(guide.rules.say, "G6")
    found = [
        Gap("G6", 5, _place(file, r.body.person), say("declined", name=_name(file, guide, r.body.person)))
        for r in file.refusals
        if guide.refusal(r.body.reason) is None and _is_here(file, r.body.person)
    ]
    if not all(_refused(file, child) for child in file.children if _declines(file, child)):
        found.append(Gap("G6", 5, "agreement", say("offered")))
    return found


def _declines(file: ContactFile, child: kinds.ChildNamed) -> bool:
    said = file.outcome(child.person)
    return said is not None and said.body.outcome == _DECLINED


def _refused(file: ContactFile, child: kinds.ChildNamed) -> bool:
    """By anybody where nobody has responsibility and the child does not answer alone: a manager is told."""
    whose = agreement.count_for(file, child)
    anybody = not whose and agreement.nobody_holds(file, child)
    return any(anybody or r.body.person in whose for r in file.refusals)


def _is_here(file: ContactFile, person: PersonId) -> bool:
    return file.adult(person) is not None or file.child(person) is not None


def safety(file: ContactFile, guide: Guide) -> tuple[Gap, ...]:
    """D07: somebody refused out of fear of another person. Nothing closes or steps down before their safety was
    looked at.
    """
    outcomes = [guide.outcome(o.body.outcome) for o in file.outcomes]
    if not any(o.closes or o.stepdown for o in outcomes):
        return ()
    return tuple(
        Gap("D07", 5, f"safety:{person}", guide.rules.say("D07", name=_name(file, guide, person)))
        for person in lawful.afraid(file, guide)
    )


def resting(file: ContactFile, guide: Guide) -> tuple[Gap, ...]:
    """What a manager meets beside the reasons: no offer (R20), checks that left early (G4), fear (D07)."""
    return (
        *_early(file, guide),
        *_fear(file, guide),
        *_called_protection(file, guide),
        *_no_offer(file, guide),
        *_half_told(file, guide),
        *_nobody_agrees(file, guide),
        *_nobody_to_ask(file, guide),
    )


def _early(file: ContactFile, guide: Guide) -> tuple[Gap, ...]:
    """Checks that left before a manager had agreed to go without the parents."""
    early = lawful.early(file, guide)
    if not early:
        return ()
    agencies = wording.listed(list(dict.fromkeys(guide.agency(s.body.agency).words for s in early)))
    say = partial(guide.rules.say, "G4")
    return (Gap("G4", 5, "dispense", "", say("early", agencies=agencies), say("title")),)


def _fear(file: ContactFile, guide: Guide) -> list[Gap]:
    """Fear that does not stop what is recommended: a manager knows of it all the same."""
    say = partial(guide.rules.say, "D07")
    return [
        Gap("D07", 5, f"safety:{p}", "", say("evidence"), say("title", name=_name(file, guide, p)))
        for p in (() if safety(file, guide) else lawful.afraid(file, guide))
    ]


def _called_protection(file: ContactFile, guide: Guide) -> tuple[Gap, ...]:
    """Section 47 as the basis, and nothing else that says a child needs protecting now."""
    basis = file.basis
    called = basis is not None and basis.basis == "protection" and bool(file.outcomes)
    if not called or lawful.protecting(file, guide):
        return ()
    say = partial(guide.rules.say, "G4")
    return (Gap("G4", 4, "basis", "", say("called"), say("called_title")),)


def _no_offer(file: ContactFile, guide: Guide) -> tuple[Gap, ...]:
    """R20: below statutory, what was offered, by whom, and whether it was taken. Only a manager accepts none,
    whatever the reason is.
    """
    below = [o for o in file.outcomes if o.body.outcome not in (*_STATUTORY, *_NOT_DECIDED)]
    if not below or agreement.answered(file, *agreement.count(file)):
        return ()
    found, why = _factors_there(file, guide), _why_none(file)
    sentence = "title_factors" if len(found) > 1 else "title_factor" if found else "title"
    title = guide.rules.say("R20", sentence, factors=wording.listed(found))
    evidence = guide.rules.say("R20", "because" if why else "evidence", because=why)
    return (Gap("R20", 5, "agreement", "", evidence, title),)


def _nobody_agrees(file: ContactFile, guide: Guide) -> tuple[Gap, ...]:
    """G6: a decline record lets a service that rests on agreement go to a manager; they see that nobody agreed."""
    needed = next((o for s in file.outcomes if (o := guide.outcome(s.body.outcome)).agreement), None)
    refusals = agreement.refusals(file)
    if needed is None or not refusals or agreement.agrees(file, *agreement.count(file)):
        return ()
    say = partial(guide.rules.say, "G6")
    names = wording.listed([_name(file, guide, r.body.person) for r in refusals])
    evidence = say("unagreed", name=names)
    return (Gap("G6", 5, "agreement", "", evidence, say("unagreed_title", outcome=needed.words)),)


def _nobody_to_ask(file: ContactFile, guide: Guide) -> tuple[Gap, ...]:
    """G4, G6: no parent can be asked, and it went on all the same."""
    consent = file.basis is not None and file.basis.basis == "consent"
    left = [
        c
        for c in file.children
        if not checks.old_enough(file, c)
        and agreement.nobody_holds(file, c)
        and (
            _service(file, guide, c) or _declines(file, c) or (consent and not checks.answers_alone(file, c))
        )
    ]
    if not left:
        return ()
    say = partial(guide.rules.say, "G6")
    names = wording.listed([wording.child_name(c, file.children) for c in left])
    return (Gap("G6", 5, "adults", "", say("nobody_holds", children=names), say("nobody_holds_title")),)


def _factors_there(file: ContactFile, guide: Guide) -> list[str]:
    """`alcohol`: what the worry names, or was answered with yes for any adult; each once."""
    named = [factor for t in file.themes for factor in guide.factors if t in factor.themes and t in _FACTORS]
    named += [guide.factor(s.body.factor) for s in file.log(kinds.FactorAnswered) if _there(file, s.body)]
    return list(dict.fromkeys(factor.words.lower() for factor in named))


def _why_none(file: ContactFile) -> str:
    """Why nothing was offered: the reason that is recorded, or how often and how a parent was tried."""
    asked = (file.agrees(p) for p in _everybody(file))
    told = (said.body for p in _everybody(file) if (said := file.told(p)) is not None)
    whys = (*(a.because for a in asked if a), *(_not_there(body) for body in told))
    return next((why for why in whys if why.strip()), "").strip()


def _not_there(body: Body) -> str:
    """Why there was nobody to offer anything to: left for later, or not reached."""
    if isinstance(body, kinds.ParentLeft):
        return body.because
    if isinstance(body, kinds.ParentTold) and body.told == "no: not reached" and body.tries:
        return body.how
    return ""


def _half_told(file: ContactFile, guide: Guide) -> list[Gap]:
    """R27: a refusal that says nothing of what it means for the child, in a contact that closes or steps down."""
    if not any(o.closes or o.stepdown for o in (guide.outcome(s.body.outcome) for s in file.outcomes)):
        return []
    say = partial(guide.rules.say, "R27")
    return [
        Gap("R27", 5, _place(file, p), "", say("evidence"), say("title", name=_name(file, guide, p)))
        for r in file.refusals
        for p in (r.body.person,)
        if not (r.body.effect.strip() or r.body.next_step.strip())
    ]


def _there(file: ContactFile, body: kinds.FactorAnswered) -> bool:
    said = file.last("factor", body.person, body.factor)
    return said is not None and isinstance(said.body, kinds.FactorAnswered) and said.body.answer == "yes"


def _everybody(file: ContactFile) -> tuple[PersonId, ...]:
    return (*(a.person for a in file.adults), *(c.person for c in file.children))


def _place(file: ContactFile, person: PersonId) -> str:
    return f"adult:{person}" if file.adult(person) else f"young:{person}"


def _name(file: ContactFile, guide: Guide, person: PersonId) -> str:
    adult, child = file.adult(person), file.child(person)
    if adult is not None:
        return _called(adult)
    return _given(file, child) if child is not None else guide.rules.say("G6", "somebody")


def _given(file: ContactFile, child: kinds.ChildNamed) -> str:
    return wording.sentence(wording.child_name(child, file.children))
