"""Going on without the parents, in words: for the worker who asks, and for the manager who decides."""

from __future__ import annotations

from collections.abc import Sequence

from ui.models.said_words import quoted
from ui.widgets.leave_card import LeaveShown, Step
from workstation.domain import kinds, lawful, wording
from workstation.domain.contact import ContactFile
from workstation.domain.kinds import AdultNamed
from workstation.domain.lawful import Leave, Without
from workstation.domain.people import may_sign
from workstation.services.desk import Desk


def leave_of(file: ContactFile, desk: Desk) -> LeaveShown:
    """Going on without the parents, for whoever sits at the desk."""
    without, out = lawful.without_agreement(file), lawful.not_agreed(file)
    leave = Leave.NOT_ASKED if _asks_anew(without, file) else without.leave
    about = out if leave is Leave.NOT_ASKED else lawful.asked_about(file)
    whom = wording.listed([wording.polite_name(a) for a in about or out]) or "the parents"
    title = f"Going on without {whom}"
    if leave is Leave.NOT_ASKED and not out:
        return LeaveShown()
    if leave is not Leave.AGREED and lawful.protecting(file, desk.guide):
        return LeaveShown("protect", title, _PROTECT, whom=whom)
    if leave is Leave.NOT_ASKED:
        return LeaveShown("ask", title, _ask_words(out, file, desk), _because(out, file), whom=whom)
    asked = without.asked.body if without.asked else kinds.DispenseAsked(because="")
    if leave is Leave.WAITING:
        may = may_sign(desk.worker) and without.asked is not None and without.asked.by != desk.worker.id
        said = _asked_words(without, desk, may=may)
        return LeaveShown(
            "decide" if may else "waiting", title, said, asked.because, asked.risk_if_asked, whom
        )
    step: Step = "agreed" if leave is Leave.AGREED else "refused"
    return LeaveShown(step, title, _decided_words(without, desk), asked.because, asked.risk_if_asked, whom)


def _asks_anew(without: Without, file: ContactFile) -> bool:
    """Whether a manager has answered, and somebody is left out now about whom nobody asked them."""
    left, meant = lawful.not_agreed(file), lawful.asked_about(file)
    answered = without.leave in (Leave.AGREED, Leave.REFUSED)
    return answered and bool(left) and not any(adult in meant for adult in left)


def _ask_words(out: Sequence[AdultNamed], file: ContactFile, desk: Desk) -> str:
    """That a manager has to agree; and, where one agreed already, that this was about somebody else."""
    words = desk.guide.wording.get("leave", "")
    agreed = lawful.agreed_without(file)
    before = [a for a in lawful.left_out(file) if a.person in agreed]
    if not before or not out:
        return words
    names = wording.listed([wording.polite_name(a) for a in before])
    return f"A manager agreed about {names} only. {words}"


_PROTECT = (
    "A child is being protected now, so nobody has to agree first. A manager sees it with the decision."
)


def _because(out: Sequence[AdultNamed], file: ContactFile) -> str:
    bodies = [said.body for a in out if (said := file.told(a.person)) is not None]
    told = [b for b in bodies if isinstance(b, kinds.ParentTold)]
    return " ".join(dict.fromkeys(b.because for b in told if b.because and not b.objects))


def _asked_words(without: Without, desk: Desk, *, may: bool) -> str:
    who = desk.person(without.asked.by) if without.asked else None
    at = wording.clock(without.asked.happened) if without.asked else ""
    if may:
        name = who.name if who else "A colleague"
        return f"{name} asked at {at}. Nobody may be asked about the family before you decide."
    mine = who is not None and who.id == desk.worker.id
    asker = "You" if mine else who.name if who else "A colleague"
    phone = desk.settings.duty_phone
    ring = f" If it cannot wait, ring the duty manager: {phone}." if phone else ""
    return (
        f"{asker} asked a manager at {at}. Nobody may be asked about the family until one has agreed.{ring}"
    )


def _decided_words(without: Without, desk: Desk) -> str:
    decided = without.decided
    if decided is None:
        return ""
    who = desk.person(decided.by)
    verb = "agreed" if decided.body.approved else "said no"
    name, at = who.name if who else "A manager", wording.clock(decided.happened)
    return f"{name} {verb} at {at}: {quoted(decided.body.because)}"
