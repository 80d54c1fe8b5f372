"""What step 4 shows, worked out from the contact: one value for each agency, and what stands under the list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from ui.models.said_words import attributed
from ui.widgets.agency_row import AgencyShown
from ui.widgets.asking_form import AgencySaid, Script
from ui.widgets.state_mark import State
from workstation.domain import checks, clocks, kinds, wording
from workstation.domain.checks import AgencyLine
from workstation.domain.contact import ContactFile
from workstation.domain.guide import Agency, Guide
from workstation.domain.request import basis_words, status
from workstation.services import agencies
from workstation.services.desk import Desk, KnownAgency
from workstation.services.find import OpenContact

STATES: Final[dict[checks.State, State]] = {
    checks.State.NOT_STARTED: "not_started",
    checks.State.IN_PROGRESS: "in_progress",
    checks.State.GAP: "gap",
    checks.State.NEEDS_YOU: "needs_you",
    checks.State.SETTLED: "settled",
    checks.State.NOT_KNOWN_YET: "not_known",
}
_TOLD_BY: Final = {
    "2A": ("school", "nursery"), "2B": ("school",), "3A": ("gp",), "3B": ("health_visitor",),
    "3C": ("school_nurse",), "3E": ("hospital",), "4": ("housing",), "5A": ("adult_care",), "5C": ("other_la",),
    "5D": ("early_help",), "6": ("police",),
}  # fmt: skip
"""Which agency a DfE source code is, where the council's list of agencies does not say."""


def shown_of(line: AgencyLine, shown: OpenContact, desk: Desk) -> AgencyShown:
    """One agency as its row shows it; what they said is read without a hidden address, and mended as it stands."""
    file = shown.file
    agency, said = line.agency, file.agency(line.agency.id)
    seen = shown.seen.agency(agency.id)
    asks = file.asks(agency.id)
    words, means = _evidence(seen.body if seen else None)
    waiting = asks and said is None
    return AgencyShown(
        code=agency.id,
        name=agency.words,
        why=line.why,
        script=Script(
            ask=agency.ask,
            status=" ".join((*status(file, desk.guide), basis_words(file, desk.guide))).strip(),
            phone=_phone(agency, file, desk.agencies),
            waiting=bool(waiting),
            back=agencies.chased_at(desk, file),
        ),
        state=STATES[line.check.state],
        note=_note(line, said.body if said else None, desk.now()),
        said=words,
        means=means,
        answer=_answer(said.body if said else None),
        waiting=_waiting(line, asks[0].happened, desk.now()) if waiting else "",
        told=_told_us(agency, file, desk),
        reasons=tuple((r.id, r.words) for r in agencies.reasons_for(desk, file, agency.id)),
    )


def _note(line: AgencyLine, said: kinds.Body | None, now: datetime) -> str:
    if isinstance(said, kinds.AgencyAnswered) and said.first_hand != "not known":
        return f"{line.check.detail} · {'first-hand' if said.first_hand == 'yes' else 'second-hand'}"
    if line.check.state is checks.State.NOT_KNOWN_YET and line.chase_at is not None:
        return f"{line.check.detail} · back {wording.near(line.chase_at, now).removeprefix('today').strip()}"
    return line.check.detail


def _waiting(line: AgencyLine, asked: datetime, now: datetime) -> str:
    """The sentence of `ux.md` S4.4 once a reply is late; until then, since when it is awaited."""
    since = clocks.words_left(now - asked)
    if line.check.state is checks.State.NOT_KNOWN_YET:
        return f"Waiting for a reply for {since}."
    return (
        f"{wording.has_not_replied(line.agency.words)} for {since}. Try again, ask someone else, or say why you "
        "can decide without them."
    )


def _evidence(body: kinds.Body | None) -> tuple[str, str]:
    if isinstance(body, kinds.AgencyAnswered):
        second = " They were told; they did not see it." if body.first_hand == "no" else ""
        return attributed(body.who, body.said) + second, body.means
    if isinstance(body, kinds.AgencyNotNeeded):
        start = "Going ahead without them" if body.tried else "Not needed"
        return f"{start}, because: {body.because}", ""
    return "", ""


def _answer(body: kinds.Body | None) -> AgencySaid | None:
    if not isinstance(body, kinds.AgencyAnswered):
        return None
    return AgencySaid(body.who, body.said, body.means, body.first_hand)


def _told_us(agency: Agency, file: ContactFile, desk: Desk) -> AgencySaid | None:
    """What this agency said when it contacted us, to be checked and given its meaning by the worker."""
    named = file.referrer.agency if file.referrer else file.received.body.agency if file.received else ""
    kinds_of = {known.kind for known in desk.agencies if known.name == named and named}
    if agency.id not in (kinds_of or _TOLD_BY.get(file.source, ())):
        return None
    person = file.referrer
    who = ", ".join(part for part in (person.name, person.role) if part) if person else ""
    seen = file.asked("seen")
    return AgencySaid(who, seen.answer if seen else "", "", "not known")


def _phone(agency: Agency, file: ContactFile, known: Sequence[KnownAgency]) -> str:
    """The numbers the council holds: the children's own school or surgery first, at most three."""
    ours = [k for k in known if k.kind == agency.id and k.phone]
    named = " ".join(f"{c.school} {c.gp}" for c in file.children).casefold()
    theirs = [k for k in ours if k.name.casefold() in named]
    chosen = theirs or ours
    if not chosen or len(chosen) > 3:
        return ""
    return "; ".join(f"{k.name} {k.phone}{_who_answers(k)}" for k in chosen)


def _who_answers(known: KnownAgency) -> str:
    return f" ({wording.listed(known.people)})" if known.people else ""


def unlisted(guide: Guide, listed: Sequence[str]) -> tuple[Agency, ...]:
    """The agencies that the rules did not put on the list."""
    return tuple(agency for agency in guide.agencies if agency.id not in listed)


def not_listed(guide: Guide, listed: Sequence[str]) -> str:
    """The agencies that the rules did not put on the list, in a sentence."""
    others = [a.words if a.words.isupper() else a.words.lower() for a in unlisted(guide, listed)]
    if not others:
        return ""
    return f"Not on the list because there is no record: {', '.join(others)}. Should any of them be asked?"


def left_out(file: ContactFile, guide: Guide) -> str:
    """What a higher level would ask, in a sentence."""
    found = checks.left_out_at_level_one(file, guide)
    if not found:
        return ""
    names = wording.listed(tuple(agency.words for agency, _ in found))
    return f"At level 1 this is enough. A higher level would also ask: {names}. Your manager sees this."
