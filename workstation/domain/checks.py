"""The four checks and the six steps: their states are worked out from the record, never ticked (`ux.md` B4)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from workstation.domain import kinds, wording
from workstation.domain.contact import ContactFile
from workstation.domain.guide import Agency, Guide, source_group
from workstation.domain.past import Past
from workstation.domain.times import local

_clock = lru_cache(maxsize=1024)(wording.clock)
"""The same few moments are written each time a contact is folded anew."""


class State(StrEnum):
    """How far a check is. Words and shape say it; colour comes third."""

    NOT_STARTED = "Not started"
    IN_PROGRESS = "In progress"
    GAP = "Gap"
    NEEDS_YOU = "Needs you"
    SETTLED = "Settled"
    NOT_KNOWN_YET = "Not known yet"


class Check(Struct, frozen=True):
    """A check or step: its state and one line that says why."""

    state: State
    detail: str


class AgencyLine(Struct, frozen=True):
    """One agency that should be asked: why it is listed, and how far that is."""

    agency: Agency
    why: str
    check: Check


class AdultLine(Struct, frozen=True):
    """One adult, and how far telling and asking them is."""

    adult: kinds.AdultNamed
    check: Check


class Steps(Struct, frozen=True):
    """The six steps of a contact."""

    concern: Check
    children: Check
    history: Check
    agencies: Check
    parents: Check
    decision: Check

    def all(self) -> tuple[Check, ...]:
        """In their order, 1 to 6."""
        return (self.concern, self.children, self.history, self.agencies, self.parents, self.decision)


def steps(file: ContactFile, guide: Guide, past: Past) -> Steps:
    """All six steps of this contact."""
    return Steps(
        concern(file, guide), children(file), history(file, past), agencies(file, guide), parents(file),
        decision(file, guide),
    )  # fmt: skip


# -- 1 concern -----------------------------------------------------------------------------------------------


def unanswered(file: ContactFile, guide: Guide) -> tuple[str, ...]:
    """Ids of the required questions that have neither an answer nor 'they did not say': asking is not enough."""
    told = ("answered", "did not say")
    return tuple(
        q.id for q in guide.questions if q.required and not ((a := file.asked(q.id)) and a.state in told)
    )


def missing_essentials(file: ContactFile, guide: Guide) -> tuple[str, ...]:
    """Ids of what a police notification must say and does not."""
    if source_group(file.source) != "police":
        return ()
    known = {
        q.id for q in guide.questions if (a := file.asked(q.id)) and a.state in ("answered", "did not say")
    }
    return tuple(q.id for q in guide.questions if q.essential and q.id not in known)


def concern(file: ContactFile, guide: Guide) -> Check:
    """Step 1: the worry, what they want, and what kind of worry it is."""
    open_questions = unanswered(file, guide)
    missing = missing_essentials(file, guide)
    if not file.themes and len(open_questions) == sum(q.required for q in guide.questions):
        return Check(State.NOT_STARTED, "Say what the worry is")
    if open_questions:
        return Check(State.GAP, f"{wording.count(len(open_questions), 'question')} not answered")
    if not file.themes:
        return Check(State.GAP, "Kind of worry not chosen")
    if missing:
        asked = sum(1 for q in missing if (a := file.asked(q)) and a.state == "asked")
        return Check(
            State.GAP,
            f"Recorded · {wording.count(len(missing), 'gap')}" + (f", {asked} asked" if asked else ""),
        )
    return Check(State.SETTLED, "Recorded")


# -- 2 children and family -----------------------------------------------------------------------------------


def children(file: ContactFile) -> Check:
    """Step 2: who it is about, and who looks after them."""
    count = len(file.children)
    if not count and not file.not_named:
        return Check(State.NOT_STARTED, "Nobody named yet")
    said = wording.count(count, "child", "children") if count else "Child not named yet"
    if not file.adults:
        return Check(State.GAP if count else State.IN_PROGRESS, f"{said} · no adult recorded")
    unknown = next((a for a in file.adults if not a.known and file.told(a.person) is None), None)
    if unknown is not None:
        return Check(State.GAP, f"{said} · {unknown.relationship or 'adult'} not known")
    return Check(State.SETTLED, f"{said} · {wording.count(len(file.adults), 'adult')}")


# -- 3 history ------------------------------------------------------------------------------------------------


def history(file: ContactFile, past: Past) -> Check:
    """Step 3: every possible match answered, and the worker's view with its why."""
    asked = _who_is_who(past)
    if asked:
        return Check(State.NEEDS_YOU, asked)
    view = file.history_view
    if view is None:
        if past.flagged:
            return Check(State.NEEDS_YOU, "Waiting for your view")
        if file.matches:
            return Check(State.IN_PROGRESS, "Waiting for your view")
        return Check(State.NOT_STARTED, "Not looked at yet")
    if view.body.view != "none found" and not view.body.why.strip():
        return Check(State.GAP, "Your view has no why")
    if past.flagged and not (view.body.linked or view.body.none_matter):
        return Check(State.GAP, "No contact linked")
    return Check(State.SETTLED, _VIEWS[view.body.view])


def _who_is_who(past: Past) -> str:
    """What a person has to answer before the history can be weighed."""
    if past.candidates:
        return wording.count(len(past.candidates), "possible match", "possible matches")
    if past.clashes:
        return "Answers do not agree"
    return "Perhaps one event twice" if any(not t.verdict for t in past.twofold) else ""


_VIEWS = {
    "raises": "Raises worry",
    "no difference": "Makes no difference",
    "lowers": "Lowers worry",
    "not enough": "Not enough on record",
    "none found": "None found",
}


# -- 4 agencies -----------------------------------------------------------------------------------------------


def agency_lines(file: ContactFile, guide: Guide) -> tuple[AgencyLine, ...]:
    """Agencies that should be asked: from fixed rules (age, theme, unborn) and those a person added."""
    about = _about(file)
    lines = [
        AgencyLine(agency, why, agency_check(file, agency.id))
        for agency in guide.agencies
        if (why := _why_listed(agency, about))
    ]
    ids = {line.agency.id for line in lines}
    lines.extend(
        AgencyLine(guide.agency(a.agency, a.name), a.because or "added", agency_check(file, a.agency))
        for a in file.listed
        if a.agency not in ids
    )
    return tuple(lines)


class _Aged(NamedTuple):
    """A child as the rules see it: completed years now, and on the last 31 August."""

    given: str
    unborn: bool
    years: int | None
    school_years: int | None


class _About(NamedTuple):
    """What decides which agencies are listed."""

    group: str
    themes: frozenset[str]
    children: tuple[_Aged, ...]


def _about(file: ContactFile) -> _About:
    received = file.received_at
    on = local(received).date() if received else None
    august = _last_31_august(on) if on else None
    children = tuple(
        _Aged(c.name.given, c.born.due is not None, _years(c.born, on), _years(c.born, august))
        for c in file.children
    )
    return _About(source_group(file.source), frozenset(file.themes), children)


def _why_listed(agency: Agency, about: _About) -> str:
    if agency.notfrom and agency.notfrom == about.group:
        return ""
    if agency.always:
        return agency.why
    if agency.themes and not about.themes.isdisjoint(agency.themes):
        return agency.why
    for child in about.children:
        if agency.unborn and child.unborn:
            return agency.why
        if _of_age(agency, child):
            return f"{child.given or 'a child'}, {agency.why}"
    return ""


def _of_age(agency: Agency, child: _Aged) -> bool:
    """Whether a child is of the age an agency is listed for. School starts by the age on the last 31 August."""
    if child.years is None or child.school_years is None:
        return False
    if agency.from_age is None and agency.from_school_year is None:
        return False
    old_enough = child.years >= (agency.from_age or 0) and child.school_years >= (
        agency.from_school_year or -1
    )
    young_enough = child.years < (agency.to_age or 99) and child.school_years < (agency.to_school_year or 99)
    return old_enough and young_enough


def _last_31_august(on: date) -> date:
    return date(on.year if on >= date(on.year, 8, 31) else on.year - 1, 8, 31)


def _years(born: kinds.Born, on: date | None) -> int | None:
    if born.on is not None and on is not None:
        return wording.years(born.on, on)
    return born.age


def agency_check(file: ContactFile, code: str) -> Check:
    """How far one agency is."""
    said = file.agency(code)
    if said is not None and isinstance(said.body, kinds.AgencyAnswered):
        return Check(State.SETTLED, f"spoken to {_clock(said.happened)}")
    if said is not None and isinstance(said.body, kinds.AgencyNotNeeded):
        return Check(State.SETTLED, "going ahead without" if said.body.tried else "not needed")
    asks = file.asks(code)
    if not asks:
        return Check(State.NOT_STARTED, "not asked")
    chased = f", chased {_clock(asks[-1].happened)}" if len(asks) > 1 else ""
    return Check(State.GAP, f"asked {_clock(asks[0].happened)}{chased}")


def agencies(file: ContactFile, guide: Guide) -> Check:
    """Step 4: each listed agency answered, or a reason."""
    lines = agency_lines(file, guide)
    settled = sum(line.check.state is State.SETTLED for line in lines)
    if not lines:
        return Check(State.NOT_STARTED, "No agency known")
    if settled == len(lines):
        return Check(State.SETTLED, f"{settled} of {len(lines)} settled")
    if all(line.check.state is State.NOT_STARTED for line in lines):
        return Check(State.NOT_STARTED, f"{wording.count(len(lines), 'agency', 'agencies')} to ask")
    waiting = any(line.check.state is State.GAP for line in lines)
    return Check(State.GAP if waiting else State.IN_PROGRESS, f"{settled} of {len(lines)} settled")


# -- 5 parents ------------------------------------------------------------------------------------------------


def adult_lines(file: ContactFile) -> tuple[AdultLine, ...]:
    """Adults of the contact, those with parental responsibility (or not known to have none) first."""
    ordered = sorted(file.adults, key=lambda a: a.responsibility == "no")
    return tuple(AdultLine(a, adult_check(file, a)) for a in ordered)


def adult_check(file: ContactFile, adult: kinds.AdultNamed) -> Check:
    """How far telling one adult is; support is asked of those who were told and have responsibility."""
    said = file.told(adult.person)
    if said is None:
        return Check(
            State.GAP if not adult.known else State.NOT_STARTED,
            "not known" if not adult.known else "not yet spoken to",
        )
    if isinstance(said.body, kinds.ParentLeft):
        return Check(State.SETTLED, "left for later, with a reason")
    told = said.body
    assert isinstance(told, kinds.ParentTold)  # noqa: S101 - the two kinds that answer this question
    if told.told != "yes":
        return Check(
            State.SETTLED if told.because.strip() else State.GAP,
            "not told" if told.because else "not told, no reason",
        )
    agrees = file.agrees(adult.person)
    if adult.responsibility == "yes" and agrees is None and file.declined(adult.person) is None:
        return Check(State.IN_PROGRESS, f"spoken to {_clock(said.happened)}, support not asked")
    return Check(State.SETTLED, f"spoken to {_clock(said.happened)}")


def parents(file: ContactFile) -> Check:
    """Step 5: each adult told, or a reason not to."""
    lines = adult_lines(file)
    if not lines:
        return Check(State.NOT_STARTED, "No parent recorded")
    settled = sum(line.check.state is State.SETTLED for line in lines)
    if settled == len(lines):
        return Check(State.SETTLED, f"{settled} of {len(lines)} settled")
    if all(file.told(line.adult.person) is None for line in lines):
        return Check(State.NOT_STARTED, "Not yet spoken to")
    if any(line.check.state is State.GAP for line in lines):
        return Check(State.GAP, f"{settled} of {len(lines)} settled")
    return Check(State.IN_PROGRESS, f"{settled} of {len(lines)} settled")


# -- 6 reasons and decision -----------------------------------------------------------------------------------


def missing_reasons(file: ContactFile, guide: Guide) -> tuple[tuple[str, str], ...]:
    """Prompts without words: (prompt id, child id or empty). 'Nothing known' is allowed and counts as words."""
    missing: list[tuple[str, str]] = []
    for prompt in guide.reasons:
        if prompt.link:
            continue
        if prompt.each:
            missing += [
                (prompt.id, c.person) for c in file.children if not file.reason(prompt.id, c.person).strip()
            ]
        elif not file.reason(prompt.id).strip():
            missing.append((prompt.id, ""))
    return tuple(missing)


def decision(file: ContactFile, guide: Guide) -> Check:
    """Step 6: the reasons and an outcome for each child."""
    missing = missing_reasons(file, guide)
    undecided = [c for c in file.children if file.outcome(c.person) is None]
    if not missing and not undecided and file.children:
        return Check(State.SETTLED, "Outcome and reasons written")
    written = any(said.body for said in file.log(kinds.ReasonsWritten))
    if not written and not file.outcomes:
        return Check(State.NOT_STARTED, "Not started")
    if missing:
        return Check(State.IN_PROGRESS, f"{wording.count(len(missing), 'prompt')} to write")
    return Check(State.IN_PROGRESS, "No outcome chosen")


def four(found: Steps) -> tuple[Check, Check, Check, Check]:
    """The four checks shown beside every clock: history, agencies, parents, reasons."""
    return (found.history, found.agencies, found.parents, found.decision)
