"""What the worker did, put together from the record and never typed: a line for each check, for the manager."""

from __future__ import annotations

from dataclasses import dataclass

from ui.models.said_words import quoted, stopped
from workstation.domain import checks, kinds, wording
from workstation.domain.checks import State
from workstation.domain.contact import ContactFile
from workstation.domain.guide import Guide
from workstation.domain.past import Past

_VIEWS = {
    "raises": "It raises worry", "no difference": "It makes no difference", "lowers": "It lowers worry",
    "not enough": "There is not enough on record to say", "none found": "None found",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Did:
    """One line: how far, what it is about, the words, and which of them are in bold."""

    state: State
    about: str
    words: str
    strong: tuple[str, ...] = ()


def worker_did(file: ContactFile, guide: Guide, past: Past, *, facts_only: bool = False) -> tuple[Did, ...]:
    """History, agencies, parents and children, in that order. Of facts only, without the worker's view."""
    history = _history_on_record(file, past) if facts_only else _history(file, past)
    return (history, _agencies(file, guide), _parents(file, guide), _children(file))


def _history_on_record(file: ContactFile, past: Past) -> Did:
    return Did(State.NOT_KNOWN_YET, "History", f"{_known(file, past)} What the worker makes of it is hidden.")


def _known(file: ContactFile, past: Past) -> str:
    before = [c for c in past.contacts if c.contact != file.contact and c.counts]
    return f"{wording.count(len(before), 'earlier contact')} on record." if before else "None on record."


def _history(file: ContactFile, past: Past) -> Did:
    known = _known(file, past)
    check = checks.history(file, past)
    view = file.history_view
    if view is None:
        return Did(check.state, "History", f"{known} No view recorded.", ("No view recorded.",))
    linked = len(view.body.linked)
    link = f" {wording.count(linked, 'contact')} linked." if linked else ""
    none = " Says that none of them matter." if view.body.none_matter else ""
    words = f"{known} {_VIEWS[view.body.view]}, recorded {wording.clock(view.happened)}.{link}{none}"
    return Did(check.state, "History", words, (f"{_VIEWS[view.body.view]}",))


def _agencies(file: ContactFile, guide: Guide) -> Did:
    lines = checks.agency_lines(file, guide)
    parts, strong = [], []
    for line in lines:
        said = file.agency(line.agency.id)
        if said is not None and isinstance(said.body, kinds.AgencyAnswered):
            parts.append(f"{line.agency.words} {line.check.detail}.")
        elif said is not None and isinstance(said.body, kinds.AgencyNotNeeded):
            what = "did not answer" if said.body.tried else "not asked"
            parts.append(stopped(f"{line.agency.words} {what}: {quoted(said.body.because)}"))
        else:
            words = f"{line.agency.words} {line.check.detail}, no reason recorded."
            parts.append(words)
            strong.append(words)
    return Did(
        checks.agencies(file, guide).state, "Agencies", " ".join(parts) or "None listed.", tuple(strong)
    )


def _parents(file: ContactFile, guide: Guide) -> Did:
    parts, strong = [], []
    everyone = checks.everyone_asked(file)
    elsewhere = [line for line in everyone if _need_not_be_told(file, line)]
    for line in (line for line in everyone if line not in elsewhere):
        words, left_open = _adult(file, line)
        parts.append(words)
        if left_open:
            strong.append(words)
    if elsewhere:
        names = wording.listed([wording.sentence(wording.polite_name(line.adult)) for line in elsewhere])
        parts.append(f"Nobody has to tell {names}: they live elsewhere.")
    return Did(
        checks.parents(file, guide).state, "Parents", " ".join(parts) or "No adult recorded.", tuple(strong)
    )


def _need_not_be_told(file: ContactFile, line: checks.AdultLine) -> bool:
    return line.check.state is checks.State.SETTLED and file.told(line.adult.person) is None


def _adult(file: ContactFile, line: checks.AdultLine) -> tuple[str, bool]:
    adult, said = line.adult, file.told(line.adult.person)
    name = wording.sentence(wording.polite_name(adult))
    role = f" ({adult.relationship})" if adult.known and adult.relationship else ""
    if said is None:
        how = "not known, nobody asked" if not adult.known else "not told, no reason recorded"
        return f"{name}{role}: {how}.", True
    if isinstance(said.body, kinds.ParentLeft):
        return stopped(f"{name}{role}: left for later, {quoted(said.body.because)}"), False
    told = said.body
    assert isinstance(told, kinds.ParentTold)  # noqa: S101 - the two kinds that answer this question
    if told.told != "yes":
        why = " " + stopped(quoted(told.because)) if told.because else " No reason recorded."
        return f"{name}{role}: not told.{why}", not told.because
    heard = " " + stopped(quoted(told.words)) if told.words else ""
    return f"{name}{role}: {line.check.detail}.{heard}{_agreement(file, adult)}", False


def _agreement(file: ContactFile, adult: kinds.AdultNamed) -> str:
    agrees, refused = file.agrees(adult.person), file.refusal(adult.person)
    if refused is not None and (agrees is None or agrees.agrees == "no"):
        words = f", {quoted(refused.words)}" if refused.words else ""
        return " " + stopped(f"Declined {refused.offered or 'support'}{words}")
    if agrees is None:
        return " Support not asked."
    if agrees.agrees == "yes":
        return " " + stopped(f"Agrees to {agrees.to or 'support'}")
    if not agrees.because:
        return " Support not asked."
    return " " + stopped(f"Not asked about support: {quoted(agrees.because)}")


def _children(file: ContactFile) -> Did:
    parts, strong, silent = [], [], False
    for child in file.children:
        given = child.name.given or "Child"
        heard = file.heard(child.person)
        if heard is not None and heard.words:
            to = f", to {heard.heard_by}" if heard.heard_by else ""
            parts.append(stopped(f"{given}{to}: {quoted(heard.words)}"))
        elif heard is not None:
            parts.append(stopped(f"{given}: nothing yet, {quoted(heard.none_because)}"))
        else:
            silent = True
            strong.append(f"{given}: nothing recorded of what they saw or said.")
            parts.append(strong[-1])
    state = State.NOT_STARTED if silent else State.SETTLED
    return Did(state, "Children", " ".join(parts) or "No child named.", tuple(strong))
