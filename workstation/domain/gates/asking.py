"""What stops a request before it leaves (G4), and a contact whose agencies were not asked (B4, G5)."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from workstation.domain import agreement, checks, lawful, wording
from workstation.domain.checks import State
from workstation.domain.contact import ContactFile
from workstation.domain.decision_rules import DecisionRules
from workstation.domain.gates.gap import Gap
from workstation.domain.guide import Guide
from workstation.domain.kinds import ChildNamed


def may_not_ask(file: ContactFile, guide: Guide) -> Gap | None:
    """G4, hard: nobody is asked before the lawful basis is recorded and, where one goes on without the parents,
    before a manager agreed. To protect a child nothing has to be chosen first.
    """
    if checks.protect_first(file):
        return None
    basis = file.basis
    if basis is None:
        return Gap("G4", 4, "basis", guide.rules.say("G4", "basis"))
    if basis.basis == "consent" and (words := _no_consent(file, guide.rules)):
        return Gap("G4", 4, "basis", words)
    waits = lawful.no_check_yet(file, guide)
    return Gap("G4", 5, "dispense", waits) if waits else None


def _no_consent(file: ContactFile, rules: DecisionRules) -> str:
    """Whose agreement is missing where the checks rest on it: for each child, of somebody whose word counts.
    Where there is nobody to ask, a manager sees that.
    """
    left = [c for c in file.children if not _consents(file, c)]
    if left and len(left) < len(file.children):
        names = wording.listed([wording.child_name(c, file.children) for c in left])
        return rules.say("G4", "consent_each", children=names)
    if not left and (file.children or agreement.agrees(file, *agreement.count(file))):
        return ""
    without = agreement.answered_without_responsibility(file)
    agreed = next((a for a in without if agreement.agrees(file, a.person)), None)
    if agreed is None:
        return rules.say("G4", "consent")
    return rules.say("G4", "consent_no_word", name=wording.sentence(wording.polite_name(agreed)))


def _consents(file: ContactFile, child: ChildNamed) -> bool:
    whose = agreement.count_for(file, child)
    return agreement.agrees(file, *whose) or (not whose and agreement.nobody_holds(file, child))


def agencies(file: ContactFile, guide: Guide, now: datetime | None = None) -> tuple[Gap, ...]:
    """B4 and G5 for agencies: evidence or a reason for each. A reply that may still come needs nobody yet."""
    return tuple(
        Gap("B4", 4, f"agency:{line.agency.id}", _words(line, guide.rules), waits=line.check.state is _WAITS)
        for line in checks.agency_lines(file, guide, now)
        if line.check.state is not State.SETTLED
    )


_WAITS = State.NOT_KNOWN_YET


def _words(line: checks.AgencyLine, rules: DecisionRules) -> str:
    sentence = {State.IN_PROGRESS: "meaning", State.GAP: "no_reply"}.get(line.check.state, "not_asked")
    if sentence == "not_asked" and line.chase_at is not None:
        sentence = "waits"
    clock = wording.clock(line.chase_at) if line.chase_at is not None else ""
    return rules.say("B4", sentence, agency=line.agency.words, clock=clock)


def left_out(file: ContactFile, guide: Guide) -> tuple[Gap, ...]:
    """R5 the other way: what a contact at level 1 did not ask, where a worry or factor would have asked for it."""
    found = checks.left_out_at_level_one(file, guide)
    if not found:
        return ()
    say = partial(guide.rules.say, "R5")
    names = "; ".join(say("agency", agency=agency.words, why=why) for agency, why in found)
    title = say("title", agencies=wording.count(len(found), "agency", "agencies"))
    return (Gap("R5", 4, "level_one", "", say("evidence", agencies=names), title),)
