"""What the record shows for a criterion: short sentences, put together from the entries and never typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple, TypeVar

from msgspec import Struct

from workstation.domain import checks, kinds, lawful, wording
from workstation.domain.checks import State
from workstation.domain.contact import ContactFile
from workstation.domain.gates import Gap
from workstation.domain.guide import Guide
from workstation.domain.kinds import Body
from workstation.domain.past import Past
from workstation.domain.second_hand import passed_on_of, too_small

B = TypeVar("B", bound=Body)
_VIEWS: Final = {
    "raises": "raises worry", "no difference": "makes no difference", "lowers": "lowers worry",
    "not enough": "not enough on record to say", "none found": "none found",
}  # fmt: skip
_LONGEST: Final = 140


class Shown(Struct, frozen=True):
    """One sentence of evidence; `lacking` when it says that something is not there."""

    words: str
    lacking: bool = False


class _Record(NamedTuple):
    """What evidence is read from."""

    file: ContactFile
    guide: Guide
    past: Past
    gaps: tuple[Gap, ...]


def evidence(
    shows: tuple[str, ...], file: ContactFile, guide: Guide, past: Past, gaps: tuple[Gap, ...] = ()
) -> tuple[Shown, ...]:
    """What the record shows under these names, in their order."""
    record = _Record(file, guide, past, gaps)
    return tuple(shown for name in shows for shown in EVIDENCE[name](record))


def _lacks(words: str) -> Shown:
    return Shown(words, lacking=True)


def _called(child: kinds.ChildNamed) -> str:
    return child.name.given or wording.full_name(child.name)


def _adult(adult: kinds.AdultNamed) -> str:
    return wording.sentence(wording.polite_name(adult))


def _quoted(words: str) -> str:
    flat = " ".join(words.split())
    return f"“{flat if len(flat) <= _LONGEST else flat[:_LONGEST].rsplit(' ', 1)[0] + ' …'}”"


def _last(file: ContactFile, kind: type[B], *question: str) -> B | None:
    found = file.last(*question)
    return found.body if found is not None and isinstance(found.body, kind) else None


# -- safety and identity --------------------------------------------------------------------------------------


def _where(of: _Record) -> list[Shown]:
    said = [
        Shown(f"{_called(c)}: {_quoted(c.where_now)}")
        if c.where_now.strip()
        else _lacks(f"{_called(c)}: where they are is not recorded.")
        for c in of.file.children
    ]
    return said or [_lacks("No child is named.")]


def _danger(of: _Record) -> list[Shown]:
    now, lowered = of.file.act_now, of.file.log(kinds.Lowered)
    if now is not None:
        return [_lacks(f"Marked ‘act now’ {wording.moment(now.happened)}: {_quoted(now.body.danger)}")]
    return [Shown(f"‘Act now’ was lowered: {_quoted(lowered[-1].body.because)}")] if lowered else []


def _children(of: _Record) -> list[Shown]:
    children = of.file.children
    if not children:
        why = f": {_quoted(of.file.not_named)}" if of.file.not_named else "."
        return [_lacks(f"No child is named{why}")]
    without = [_called(c) for c in children if c.born.on is None and c.born.due is None]
    unknown = [a.relationship or "adult" for a in of.file.adults if not a.known]
    return [
        Shown(f"{wording.listed([wording.full_name(c.name) for c in children])}."),
        *([_lacks(f"No date of birth: {wording.listed(without)}.")] if without else []),
        *([_lacks(f"Not known: {wording.listed(unknown)}.")] if unknown else []),
    ]


def _matches(of: _Record) -> list[Shown]:
    left, answered = len(of.past.candidates), of.file.matches
    unsure = sum(m.body.verdict == "not sure" for m in answered)
    found: list[Shown] = []
    if answered:
        found.append(Shown(f"{_of_matches(len(answered))} answered."))
    if unsure:
        found.append(_lacks(f"{_of_matches(unsure)} answered ‘not sure’."))
    if left:
        found.append(_lacks(f"{_of_matches(left)} not answered."))
    return found or [Shown("No possible match on record.")]


def _of_matches(n: int) -> str:
    return wording.count(n, "possible match", "possible matches")


# -- history and checks ---------------------------------------------------------------------------------------


def _history(of: _Record) -> list[Shown]:
    flagged = [Shown(f.headline) for f in of.past.facts if f.flagged]
    return flagged[:3] or [Shown("Nothing in the history is flagged.")]


def _view(of: _Record) -> list[Shown]:
    view = of.file.history_view
    if view is None:
        return [_lacks("No view of the history is recorded.")]
    linked, none = len(view.body.linked), view.body.none_matter
    why = f": {_quoted(view.body.why)}" if view.body.why.strip() else ""
    how = "says that none matters" if none and not linked else f"{wording.count(linked, 'contact')} linked"
    lacking = of.past.flagged and not linked and not none
    links = f" ({how})" if of.past.flagged or linked else ""
    return [Shown(f"The worker: {_VIEWS[view.body.view]}{why}{links}.", lacking=lacking)]


def _agencies(of: _Record) -> list[Shown]:
    lines = checks.agency_lines(of.file, of.guide)
    answered, without = _with(of, lines, kinds.AgencyAnswered), _with(of, lines, kinds.AgencyNotNeeded)
    left = [line.agency.words for line in lines if line.check.state is not State.SETTLED]
    found = [Shown(f"Answered: {wording.listed(answered)}.")] if answered else []
    if without:
        found.append(Shown(f"No answer, with a reason: {wording.listed(without)}."))
    if left:
        found.append(_lacks(f"No answer and no reason: {wording.listed(left)}."))
    return found or [_lacks("No agency is listed.")]


def _with(of: _Record, lines: tuple[checks.AgencyLine, ...], kind: type[Body]) -> list[str]:
    found = [(line.agency.words, of.file.agency(line.agency.id)) for line in lines]
    return [words for words, said in found if said is not None and isinstance(said.body, kind)]


# -- parents, children, lawful --------------------------------------------------------------------------------


def _parents(of: _Record) -> list[Shown]:
    said = [
        Shown(f"{_adult(line.adult)}: {line.check.detail}.", lacking=line.check.state is not State.SETTLED)
        for line in checks.everyone_asked(of.file)
    ]
    return said or [_lacks("No parent is recorded.")]


def _heard(of: _Record) -> list[Shown]:
    return [_heard_one(of, child) for child in of.file.children if not of.file.unborn(child)]


def _heard_one(of: _Record, child: kinds.ChildNamed) -> Shown:
    heard = of.file.heard(child.person)
    if heard is not None and heard.words:
        return Shown(f"{_called(child)}: {_quoted(heard.words)}")
    if passed_on := passed_on_of(of.file, of.guide, child):
        return Shown(f"{_called(child)}, as it was passed on to us: {_quoted(passed_on)}")
    why = f": {_quoted(heard.none_because)}" if heard is not None and heard.none_because else "."
    if why == "." and too_small(of.file, of.guide, child):
        return Shown(f"{_called(child)}: younger than children are asked from.")
    return _lacks(f"{_called(child)} was not heard{why}")


def _basis(of: _Record) -> list[Shown]:
    basis = of.file.basis
    if basis is not None:
        return [Shown(f"Basis: {of.guide.words('bases', basis.basis)}.")]
    asked = any(isinstance(s.body, kinds.AgencyAsked) for s in of.file.story)
    return [Shown("No lawful basis is recorded.", lacking=asked)]


def _agreement(of: _Record) -> list[Shown]:
    adults = {a.person: _adult(a) for a in of.file.adults}
    agrees = [(a, of.file.agrees(a)) for a in adults]
    said = [
        *(f"{adults[a]} agrees to {g.to or 'support'}." for a, g in agrees if g and g.agrees == "yes"),
        *(
            f"{adults.get(d.body.person, 'Somebody')} declined {d.body.offered or 'support'}."
            for d in of.file.refusals
        ),
    ]
    return [Shown(words) for words in said] or [_lacks("Nobody’s agreement is recorded.")]


def _dispensed(of: _Record) -> list[Shown]:
    every = lawful.every_leave(of.file)
    found = [_leave(of, one) for one in every if one.decided is not None]
    if any(one.decided is None for one in every):
        found.append(_lacks("Going without agreement was asked for, and nobody answered."))
    return found


def _leave(of: _Record, one: lawful.Without) -> Shown:
    assert one.decided is not None  # noqa: S101 - who calls it looked
    decided, about = one.decided.body, one.asked.body.people if one.asked else ()
    adults = [adult for person in about if (adult := of.file.adult(person)) is not None]
    names = wording.listed([wording.polite_name(adult) for adult in adults])
    what = f"was {'approved' if decided.approved else 'refused'} by a manager"
    without = f"on without {names}" if names else "without agreement"
    return Shown(f"Going {without} {what}: {_quoted(decided.because)}", lacking=not decided.approved)


# -- factors, level, answer, record ---------------------------------------------------------------------------


def _factors(of: _Record) -> list[Shown]:
    lines = checks.factor_lines(of.file, of.guide)
    adults = {line.adult.person: line.adult for line in lines}
    said = [_factors_of(adult, [x for x in lines if x.adult is adult]) for adult in adults.values()]
    return said or [_lacks("No adult is known.")]


def _factors_of(adult: kinds.AdultNamed, lines: Sequence[checks.FactorLine]) -> Shown:
    given = [line for line in lines if line.said is not None]
    left = [line.factor.words.lower() for line in lines if line.said is None]
    if not given:
        return _lacks(f"{_adult(adult)}: no factor is answered.")
    said = ", ".join(_factor(line) for line in given)
    more = f"; not answered: {wording.listed(left)}" if left else ""
    unsettled = any(line.check.state is not State.SETTLED for line in lines)
    return Shown(f"{_adult(adult)}: {said}{more}.", lacking=unsettled)


def _factor(line: checks.FactorLine) -> str:
    """`alcohol: yes (“He was drunk each time.”)`."""
    assert line.said is not None  # noqa: S101 - asked for lines with an answer
    why = line.said.body.evidence
    return f"{line.factor.words.lower()}: {line.check.detail}{f' ({_quoted(why)})' if why.strip() else ''}"


def _level(of: _Record) -> list[Shown]:
    return [
        _level_of(child, _last(of.file, kinds.LevelJudged, "level", child.person))
        for child in of.file.children
    ]


def _level_of(child: kinds.ChildNamed, level: kinds.LevelJudged | None) -> Shown:
    if level is None:
        return _lacks(f"{_called(child)}: no level is recorded.")
    why = f": {_quoted(level.because)}" if level.because.strip() else "."
    rests = f"resting on {wording.count(len(level.descriptors), 'descriptor')}"
    return Shown(f"{_called(child)}: level {level.level}, {rests}{why}", lacking=not level.descriptors)


def _outcome(of: _Record) -> list[Shown]:
    return [_outcome_of(of, child) for child in of.file.children]


def _outcome_of(of: _Record, child: kinds.ChildNamed) -> Shown:
    said = of.file.outcome(child.person)
    if said is None:
        return _lacks(f"{_called(child)}: no outcome is recommended.")
    return Shown(f"{_called(child)}: {of.guide.outcome(said.body.outcome).words.lower()}.")


def _wanted(of: _Record) -> list[Shown]:
    wanted = of.file.asked("wanted")
    if wanted is None:
        return [_lacks("What they want was not asked.")]
    said = wanted.answer.strip()
    return [Shown(f"They asked: {_quoted(said)}" if said else "They did not say what they want.")]


def _answered(of: _Record) -> list[Shown]:
    answer = of.file.reason("wanted").strip()
    return [
        Shown(f"The worker: {_quoted(answer)}")
        if answer
        else _lacks("How the decision answers it is not written.")
    ]


def _written(of: _Record) -> list[Shown]:
    missing = checks.missing_reasons(of.file, of.guide)
    left = dict.fromkeys(_prompt(of, prompt) for prompt, _child in missing)
    if not left:
        return [Shown("Every prompt of the reasons has words.")]
    return [_lacks(f"Nothing is written under: {', '.join(left)}.")]


def _prompt(of: _Record, code: str) -> str:
    return next((p.short or p.words for p in of.guide.reasons if p.id == code), code).lower()


def _warnings(of: _Record) -> list[Shown]:
    """Warnings about the words themselves: shared with other decisions, or at odds with the history."""
    about = [gap for gap in of.gaps if gap.rule in ("W5", "W9")]
    return [_lacks(f"{gap.title}. {gap.evidence}".strip()) for gap in about]


EVIDENCE: Final[Mapping[str, Callable[[_Record], list[Shown]]]] = {
    "where": _where, "danger": _danger, "children": _children, "matches": _matches, "history": _history,
    "view": _view, "agencies": _agencies, "parents": _parents, "heard": _heard, "basis": _basis,
    "agreement": _agreement, "dispensed": _dispensed, "factors": _factors, "level": _level, "outcome": _outcome,
    "wanted": _wanted, "answered": _answered, "written": _written, "warnings": _warnings,
}  # fmt: skip
"""What can be shown, by the name an edition uses for it."""
