"""Step 4: who else knows these children, why each of them is listed, and how far asking them is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from typing import Final

from msgspec import Struct

from workstation.domain import kinds, wording
from workstation.domain.checks import listing
from workstation.domain.checks.listing import Hit, Match
from workstation.domain.checks.state import Check, State
from workstation.domain.contact import ContactFile, Stage
from workstation.domain.guide import Agency, Guide
from workstation.domain.matrix import Matrix
from workstation.domain.past import Past

_clock = lru_cache(maxsize=1024)(wording.clock)
"""The same few moments are written each time a contact is folded anew."""
_FIRST_EDITION: Final = "agencies-2026-1"
"""Before it had a file of its own, the matrix stood in the guide."""


class AgencyLine(Struct, frozen=True):
    """One agency that should be asked: why it is listed, and how far that is."""

    agency: Agency
    why: str
    check: Check
    chase_at: datetime | None = None
    """While it waits for a reply: when it comes back to the worker."""
    added: bool = False
    """Whether a person put it on the list."""


class Asking(Struct, frozen=True):
    """All agencies of a contact together, for lists."""

    check: Check
    waiting: bool = False
    """Somebody was asked and has not answered."""
    chase_at: datetime | None = None
    chase_whom: str = ""
    """Who is to be chased first."""


def agency_lines(
    file: ContactFile, guide: Guide, now: datetime | None = None, past: Past | None = None
) -> tuple[AgencyLine, ...]:
    """Agencies that should be asked: by the rules of the matrix, those a person added, those who were asked.

    With `now`, a reply that is late is a gap; without, it is not known yet until somebody looks at the clock. With
    the history, a row can also say what went before.
    """
    found = []
    for agency, why, added in _listed(file, guide, past):
        words = why if isinstance(why, str) else _because(file, why)
        check, chase_at = _state(file, agency.id, now)
        found.append(AgencyLine(agency, words, check, chase_at, added))
    return tuple(found)


def left_out_at_level_one(file: ContactFile, guide: Guide) -> tuple[tuple[Agency, str], ...]:
    """Agencies a higher level would ask, with why, as long as nobody asked them all the same (requirement R5)."""
    matrix = matrix_of(file, guide)
    found = listing.listing(matrix, listing.about(file, matrix)).left_out
    shown = {agency.id for agency, *_ in _listed(file, guide, None)}
    return tuple((hit.agency, _because(file, hit.why)) for hit in found if hit.agency.id not in shown)


def matrix_of(file: ContactFile, guide: Guide) -> Matrix:
    """The matrix a contact goes by: the one in force; once it is decided, the one its last answer went by."""
    if not guide.earlier or file.stage is not Stage.DECIDED:
        return guide.matrix
    editions = [s.edition for s in file.story if type(s.body) in _ABOUT_AGENCIES]
    last = editions[-1] if editions else ""
    return guide.matrix_of(last if not last.startswith("contact-") else _FIRST_EDITION)


_ABOUT_AGENCIES: Final = (
    kinds.AgencyAsked, kinds.AgencyTried, kinds.AgencyAnswered, kinds.AgencyNotNeeded, kinds.AgencyListed,
)  # fmt: skip


def _listed(
    file: ContactFile, guide: Guide, past: Past | None
) -> Iterator[tuple[Agency, tuple[Match, ...] | str, bool]]:
    matrix = matrix_of(file, guide)
    hits: tuple[Hit, ...] = listing.listing(matrix, listing.about(file, matrix, past)).asked
    seen = set()
    for hit in hits:
        seen.add(hit.agency.id)
        yield hit.agency, hit.why, False
    for added in file.listed:
        if added.agency not in seen:
            seen.add(added.agency)
            yield guide.agency(added.agency, added.name), added.because or "added", True
    for code in file.agencies_on_record:
        if code not in seen:
            seen.add(code)
            yield guide.agency(code), "asked already", False


# -- why it is listed ------------------------------------------------------------------------------------------


def _because(file: ContactFile, why: tuple[Match, ...]) -> str:
    """`Jayden, under 5; the worry (injury)`: every rule that holds, with the child or adult it holds for."""
    worries = tuple(match.rule.why for match in why if match.rule.themes and not match.children)
    others = (_one(file, match) for match in why if not match.rule.themes or match.children)
    said = (f"the worry ({', '.join(worries)})" if worries else "", *others)
    return "; ".join(dict.fromkeys(part for part in said if part))


def _one(file: ContactFile, match: Match) -> str:
    rule = match.rule
    if match.children:
        names = tuple(dict.fromkeys(file.children[at].name.given or "a child" for at in match.children))
        recorded = any(file.born(c) != c.born for c in (file.children[at] for at in match.children))
        return f"{wording.listed(names)}, {rule.why}{' (age from the record)' if recorded else ''}"
    if rule.factors or rule.unsure:
        answer = "yes" if rule.factors else "not known"
        people = listing.factor_people(file, rule.factors or rule.unsure, answer)
        return wording.listed(tuple(dict.fromkeys(f"{b.factor} {rule.why}{_of(file, b)}" for b in people)))
    if "known offender" in rule.holds:
        names = tuple(wording.polite_name(a) for a in file.adults if a.offending == "yes")
        recorded = any(file.born(c) != c.born for c in (file.children[at] for at in match.children))
        return f"{wording.listed(names)}, {rule.why}{' (age from the record)' if recorded else ''}"
    return rule.why


def _of(file: ContactFile, body: kinds.FactorAnswered) -> str:
    adult = file.adult(body.person)
    return f" ({wording.polite_name(adult)})" if adult else ""


# -- how far it is ---------------------------------------------------------------------------------------------


def agency_check(file: ContactFile, code: str, now: datetime | None = None) -> Check:
    """How far one agency is."""
    return _state(file, code, now)[0]


def _state(file: ContactFile, code: str, now: datetime | None) -> tuple[Check, datetime | None]:
    said = file.agency(code)
    if said is not None and isinstance(said.body, kinds.AgencyAnswered):
        check, again = _answered(said.body, said.happened), file.asked_since(code)
        if again is None:
            return check, None
        asked_again = f"{check.detail}, asked again {_clock(again.happened)}"
        return Check(check.state, asked_again), _chase_at(again.body)
    if said is not None and isinstance(said.body, kinds.AgencyNotNeeded):
        return Check(State.SETTLED, "going ahead without" if said.body.tried else "not needed"), None
    asks = file.asks(code)
    if not asks:
        return Check(State.NOT_STARTED, "not asked"), None
    chased = f", chased {_clock(asks[-1].happened)}" if len(asks) > 1 else ""
    detail, chase_at = f"asked {_clock(asks[0].happened)}{chased}", _chase_at(asks[-1].body)
    late = chase_at is None or (now is not None and now >= chase_at)
    return Check(State.GAP if late else State.NOT_KNOWN_YET, detail), chase_at


def _answered(body: kinds.AgencyAnswered, at: datetime) -> Check:
    if body.said.strip() and not body.means.strip():
        return Check(State.IN_PROGRESS, f"spoken to {_clock(at)}, what it means is missing")
    return Check(State.SETTLED, f"spoken to {_clock(at)}")


def _chase_at(body: kinds.Body) -> datetime | None:
    return body.chase_by if isinstance(body, kinds.AgencyAsked | kinds.AgencyTried) else None


def agencies(file: ContactFile, guide: Guide, now: datetime | None = None) -> Check:
    """Step 4: each listed agency answered, or a reason."""
    return asking(file, guide, now).check


def asking(file: ContactFile, guide: Guide, now: datetime | None = None) -> Asking:
    """All of them together: how far, whether a reply is awaited, whom to chase first."""
    states = [(agency, *_state(file, agency.id, now)) for agency, _why, _added in _listed(file, guide, None)]
    if not states:
        return Asking(Check(State.NOT_STARTED, "No agency known"))
    chase = min(((at, agency.words) for agency, _, at in states if at is not None), default=(None, ""))
    waiting = any(
        at is not None or check.state in (State.GAP, State.NOT_KNOWN_YET) for _, check, at in states
    )
    return Asking(_together([check for _, check, _ in states]), waiting, *chase)


def _together(every: list[Check]) -> Check:
    states = [check.state for check in every]
    settled = states.count(State.SETTLED)
    words = f"{settled} of {len(every)} settled"
    if settled == len(every):
        return Check(State.SETTLED, words)
    if all(state is State.NOT_STARTED for state in states):
        return Check(State.NOT_STARTED, f"{wording.count(len(every), 'agency', 'agencies')} to ask")
    if State.GAP in states:
        return Check(State.GAP, words)
    waits = states.count(State.NOT_KNOWN_YET)
    return Check(State.NOT_KNOWN_YET if settled + waits == len(every) else State.IN_PROGRESS, words)
