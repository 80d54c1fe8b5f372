"""What step 4 shows, worked out from the contact: one value for each agency, and the text of a request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ui.models.said_words import attributed, no_reply
from ui.widgets.agency_row import AgencyShown
from ui.widgets.asking_form import AgencySaid
from ui.widgets.state_mark import State
from workstation.domain import checks, kinds, wording
from workstation.domain.checks import AgencyLine
from workstation.domain.contact import ContactFile
from workstation.domain.guide import Agency, Guide
from workstation.domain.times import local
from workstation.services.desk import Desk, KnownAgency

STATES: Final[dict[checks.State, State]] = {
    checks.State.NOT_STARTED: "not_started",
    checks.State.IN_PROGRESS: "in_progress",
    checks.State.GAP: "gap",
    checks.State.NEEDS_YOU: "needs_you",
    checks.State.SETTLED: "settled",
    checks.State.NOT_KNOWN_YET: "not_known",
}


def shown_of(line: AgencyLine, file: ContactFile, desk: Desk) -> AgencyShown:
    """One agency as its row shows it."""
    guide, now = desk.guide, desk.now()
    agency, said = line.agency, file.agency(line.agency.id)
    asks = file.asks(agency.id)
    words, means = _evidence(said.body if said else None)
    return AgencyShown(
        code=agency.id,
        name=agency.words,
        why=line.why,
        ask=agency.ask,
        script=guide.wording.get("true_status", ""),
        phone=_phone(agency, file, desk.agencies),
        state=STATES[line.check.state],
        note=line.check.detail,
        said=words,
        means=means,
        answer=_answer(said.body if said else None),
        waiting=no_reply(asks[0].happened, now) if asks and said is None else "",
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


def not_listed(guide: Guide, listed: Sequence[str]) -> str:
    """The agencies that the rules did not put on the list, in a sentence."""
    others = [a.words.lower() if a.id != "gp" else a.words for a in guide.agencies if a.id not in listed]
    if not others:
        return ""
    return f"Not on the list because there is no record: {', '.join(others)}. Should any of them be asked?"


def request_text(agency: Agency, file: ContactFile, guide: Guide) -> str:
    """The questions for an agency, ready to send. Never an address, a phone number or the name of a school."""
    received = file.received_at
    on = local(received).date() if received else None
    about = [
        f"{wording.full_name(c.name)}{', ' + wording.born(c.born, on) if on else ''}" for c in file.children
    ]
    basis = file.basis
    lines = [
        f"Our number: {file.number}" if file.number else "",
        f"About: {'; '.join(about)}" if about else "",
        "",
        agency.ask or "What do you know about these children and their family?",
        "",
        guide.wording.get("true_status", ""),
        f"Lawful basis for asking: {guide.words('bases', basis.basis)}." if basis else "",
    ]
    return "\n".join(line for at, line in enumerate(lines) if line or (at in (2, 4))).strip() + "\n"


def code_of(name: str, guide: Guide) -> str:
    """The code of an agency a person adds: the guide's own when it knows the name, else the name itself."""
    wanted = " ".join(name.casefold().split())
    known = next((a.id for a in guide.agencies if a.words.casefold() == wanted), "")
    return known or wanted
