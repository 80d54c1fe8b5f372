"""Step 3: the history."""

from __future__ import annotations

from workstation.domain import wording
from workstation.domain.checks.state import Check, State
from workstation.domain.contact import ContactFile, Stage
from workstation.domain.past import Past


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
    if any(
        is_another(file, past) for is_another in (none_was_found_before, has_grown, more_came, links_are_gone)
    ):
        return Check(State.NEEDS_YOU, "The history is another one now")
    if view.body.view != "none found" and not view.body.why.strip():
        return Check(State.GAP, "Your view has no why")
    if past.flagged and not (view.body.linked or view.body.none_matter):
        return Check(State.GAP, "No contact linked")
    return Check(State.SETTLED, _VIEWS[view.body.view])


def none_was_found_before(file: ContactFile, past: Past) -> bool:
    """Whether somebody said that there is no history, and now there is: a match was answered, a list came. Once it
    is decided it went by what was known then.
    """
    view, at = file.history_view, file.received_at
    if view is None or view.body.view != "none found" or file.stage is Stage.DECIDED:
        return False
    return past.flagged or any(
        c.contact != file.contact and c.counts and (at is None or c.at <= at) for c in past.on_record
    )


def has_grown(file: ContactFile, past: Past) -> bool:
    """Whether somebody here was found in earlier contacts after the view was written: the view is not of those."""
    view = file.history_view
    if view is None or file.stage is Stage.DECIDED:
        return False
    there = {c.contact for c in past.on_record if c.counts}
    found = [m for m in file.matches if m.body.verdict != "different" and m.body.other_contact in there]
    known = {m.body.other_contact for m in found if m.recorded <= view.recorded} | set(view.body.linked)
    return any(m.body.other_contact not in known for m in found)


def more_came(file: ContactFile, past: Past) -> bool:
    """Whether a contact was opened again, and other contacts of somebody here came after the view: closed, they
    were no history of it; now they are what it is weighed by.
    """
    view = file.history_view
    if view is None or file.opened_again is None or file.stage is Stage.DECIDED:
        return False
    came = {c.contact for c in past.on_record if c.counts and c.at > view.happened} - {file.contact}
    return not came <= set(view.body.linked)


def links_are_gone(file: ContactFile, past: Past) -> bool:
    """Whether a view rests on contacts of which none is in the history any more: somebody turned out to be another
    person. Where nobody looked for a history nothing is said of it, nor of what is decided.
    """
    if file.stage is Stage.DECIDED:
        return False
    view, there = file.history_view, {c.contact for c in past.on_record}
    return view is not None and bool(view.body.linked and there) and there.isdisjoint(view.body.linked)


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
