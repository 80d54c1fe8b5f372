"""The parts about checking: history and agencies, and the history that was used."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from workstation.domain import checks, kinds, wording
from workstation.domain.contact import ContactFile
from workstation.domain.ids import PersonId
from workstation.domain.past import PastContact
from workstation.report.case import NOT_ASKED, Case, came_from, quoted, stopped
from workstation.report.parts import Paragraph, Section, Table, ours, said

MOST_ROWS: Final = 12
"""Rows of history on one copy."""

NONE_CONFIRMED: Final = "No earlier contact is confirmed as theirs."
"""Where nobody is sure yet who somebody is: then nobody may say that there is nothing."""

_VIEWS = {
    "raises": "Raises worry",
    "no difference": "Makes no difference",
    "lowers": "Lowers worry",
    "not enough": "Not enough on record",
    "none found": "None found",
}

_SAME = {
    "yes": "The same issue as on",
    "no": "Not the same issue as on",
    "not known": "Nobody can say yet whether it is the same issue as on",
}


# -- checks ---------------------------------------------------------------------------------------------------


def made(case: Case) -> Section:
    """The checks as a table: what was asked of whom, what they said, what it means."""
    rows = (_history_row(case), *(_agency_row(case, code, name) for code, name in _agencies(case).items()))
    return Section(
        "Checks", (Table(("Check", "Who, when", "What they said", "What it means"), rows, (17, 22, 37, 24)),)
    )


def _history_row(case: Case) -> tuple[str, str, str, str]:
    view = case.file.history_view
    facts = " ".join(f.headline for f in case.past.facts if f.flagged) or _how_many(case)
    if view is None:
        return "History", "Not weighed yet", facts, "Not known yet"
    return "History", f"{case.short(view.by)}, {case.when(view.happened)}", facts, _VIEWS[view.body.view]


def _how_many(case: Case) -> str:
    earlier = sum(c.counts for c in _earlier(case))
    if not earlier and case.past.perhaps:
        return NONE_CONFIRMED
    return (
        f"{wording.count(earlier, 'earlier contact')} on record." if earlier else "No earlier contacts found."
    )


def _agencies(case: Case) -> dict[str, str]:
    """Agencies that should be asked, then any other that was."""
    listed = {line.agency.id: line.agency.words for line in checks.agency_lines(case.file, case.guide)}
    asked = [
        s.body.agency
        for s in case.file.story
        if isinstance(s.body, kinds.AgencyAsked | kinds.AgencyAnswered | kinds.AgencyNotNeeded)
    ]
    return listed | {code: case.guide.agency(code).words for code in asked if code not in listed}


def _agency_row(case: Case, code: str, name: str) -> tuple[str, str, str, str]:
    said_ = case.file.agency(code)
    if said_ is not None and isinstance(said_.body, kinds.AgencyAnswered):
        answer = said_.body
        who = ", ".join(
            part for part in (answer.who or "Name not provided", case.when(said_.happened)) if part
        )
        hand = {"yes": " Saw it themselves.", "no": " Heard it from others.", "not known": ""}[
            answer.first_hand
        ]
        return (
            name,
            who,
            f"{stopped(answer.said) or 'Not written down.'}{hand}",
            answer.means or "Not written yet",
        )
    asks = case.file.asks(code)
    asked = f"Asked {case.when(asks[0].happened)}" if asks else NOT_ASKED
    if len(asks) > 1:
        asked += f", again {case.when(asks[-1].happened)}"
    if said_ is not None and isinstance(said_.body, kinds.AgencyNotNeeded):
        means = "Going ahead without" if said_.body.tried or asks else "Not needed"
        return name, asked, f"{'No reply. ' if asks else ''}{stopped(said_.body.because)}", means
    return name, asked, "No reply yet." if asks else "Nothing yet.", "Not known yet"


# -- history --------------------------------------------------------------------------------------------------


def history(case: Case) -> Section:
    """The contacts the worker linked to this decision; when none is linked, the last ones on record."""
    earlier = _earlier(case)
    view = case.file.history_view
    linked = set(view.body.linked) if view else set()
    used = tuple(c for c in earlier if c.contact in linked)
    if not earlier:
        return Section("History used in this decision", (*_nothing(case), *_unsure(case)))
    shown = used or earlier
    rows = (_this_row(case), *(_past_row(case, c) for c in shown[:MOST_ROWS]))
    table = Table(("Date", "From", "About", "Outcome", "Parents"), rows, (15, 15, 25, 18, 27))
    heading = "History used in this decision" if used else "History on record"
    notes = _notes(case, used=len(used), more=len(shown) - MOST_ROWS, other=len(earlier) - len(used))
    return Section(heading, (table, *notes, *_unsure(case)))


def _earlier(case: Case) -> tuple[PastContact, ...]:
    return tuple(c for c in case.past.contacts if c.contact != case.file.contact)


def _nothing(case: Case) -> Iterator[Paragraph]:
    searched = wording.listed(list(case.past.searched))
    if case.past.perhaps:
        yield said(NONE_CONFIRMED)
        return
    yield said(f"No earlier contacts were found.{f' Searched: {searched}.' if searched else ''}")


def _notes(case: Case, *, used: int, more: int, other: int) -> Iterator[Paragraph]:
    view = case.file.history_view
    if more > 0:
        yield ours(f"{more} more, not on this copy.")
    if used and other:
        yield ours(f"{wording.count(other, 'other earlier contact')} on record, not linked to this decision.")
    if not used and view and view.body.none_matter:
        yield ours("The worker has looked at these and says that none of them matters for this decision.")
    elif not used:
        yield ours("None of these has been linked to this decision yet.")
    for earlier in _earlier(case):
        same = case.file.same_issue(earlier.contact)
        if same is not None:
            because = f" {quoted(same.because)}" if same.because.strip() else ""
            yield said(f"{_SAME[same.answer]} {wording.day(earlier.at)}.{because}")


def _unsure(case: Case) -> Iterator[Paragraph]:
    unsure = sum(m.body.verdict == "not sure" for m in case.file.matches)
    if unsure:
        yield ours(f"{wording.count(unsure, 'possible match', 'possible matches')} answered with “not sure”.")
    if case.past.perhaps:
        of_them = wording.count(len(case.past.perhaps), "earlier record")
        yield ours(f"{of_them} of people who may be the same, not counted here.")
    if case.past.candidates:
        count = wording.count(len(case.past.candidates), "possible match", "possible matches")
        yield ours(f"{count} not answered yet.")


def _this_row(case: Case) -> tuple[str, ...]:
    received, file = case.file.received, case.file
    about = wording.sentence(", ".join(case.guide.theme(t).words.lower() for t in file.themes))
    return (
        wording.day(received.happened) if received else "Not recorded",
        came_from(file.source, ""),
        about or "Not chosen",
        "This contact",
        _parents_now(case),
    )


def _parents_now(case: Case) -> str:
    file = case.file
    if file.refusals:
        return "Declined"
    if any((a := file.agrees(p)) and a.agrees == "yes" for p in _everybody(file)):
        return "Agreed"
    told = [s.body for p in file.adults if (s := file.told(p.person)) is not None]
    spoken = any(isinstance(b, kinds.ParentTold) and b.told == "yes" for b in told)
    return "Spoken to" if spoken else "Not spoken to"


def _everybody(file: ContactFile) -> tuple[PersonId, ...]:
    return (*(a.person for a in file.adults), *(c.person for c in file.children))


def _past_row(case: Case, past: PastContact) -> tuple[str, ...]:
    about = past.about or past.event
    if past.event and past.detail:
        about = f"{about}: {past.detail}"
    if not past.same_child:
        about = (
            f"{about} (about {wording.listed(list(past.children[:2])) or 'another person of the household'})"
        )
    return (
        wording.day(past.at),
        came_from(past.source, "") if past.source else past.agency or "Not recorded",
        wording.sentence(about) or "Not recorded",
        _ended(case, past),
        _parents_then(past),
    )


def _ended(case: Case, past: PastContact) -> str:
    return still_open(case, past) if past.open else outcome_words(case, past) or "Not recorded"


def still_open(case: Case, past: PastContact) -> str:
    """That nobody has decided it, or not again."""
    return f"Still open{_before(case, past)}"


def outcome_words(case: Case, past: PastContact) -> str:
    """`NFA`; what it came to for a brother or sister stands behind it."""
    own, others = (
        ", ".join(case.guide.outcome(o).short or case.guide.outcome(o).words for o in codes)
        for codes in (past.outcomes, past.of_others)
    )
    return f"{own} (others: {others}){_before(case, past)}" if others else f"{own}{_before(case, past)}"


def _before(case: Case, past: PastContact) -> str:
    """` (before: NFA)`: what it came to until somebody opened it again."""
    words = [
        wording.listed([case.guide.outcome(o).short or case.guide.outcome(o).words for o in said.outcomes])
        for said in past.before
    ]
    return f" (before: {', then '.join(words)})" if words else ""


def _parents_then(past: PastContact) -> str:
    if past.declines:
        words = past.declines[-1].words
        return f"Declined: {quoted(words)}" if words else "Declined"
    if past.agreed:
        return "Agreed"
    return {"spoken": "Spoken to", "not spoken": "Not spoken to", "declined": "Declined"}.get(
        past.parents, "Not recorded"
    )
