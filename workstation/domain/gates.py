"""Gates and blocks: what stops a decision on its way, in the exact words of `ux.md` B4.

Nothing here ever stops typing, saving, printing a strategy request or escalating: protect first (R31). Hard
gates G1, G2, G5, G6 and the soft G7 look at the record before it goes to a manager; G8 at the manager's desk.
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from workstation.domain import checks, kinds, wording
from workstation.domain.answers import Judgement
from workstation.domain.checks import State
from workstation.domain.contact import ContactFile
from workstation.domain.guide import Guide
from workstation.domain.past import Past
from workstation.domain.people import Worker, may_sign

UNSETTLED: Final = "unsettled"
"""The place of the gap that is closed on the page of two answers (`ux.md` S10)."""


class Gap(Struct, frozen=True):
    """Something to finish: which rule, in which step, where to go, and the sentence.

    `place` names the field, for example `history.view` or `agency:gp`; the window focuses it. `evidence` is
    what the record shows, for the manager's list.
    """

    rule: str
    step: int
    place: str
    words: str
    evidence: str = ""
    title: str = ""


def blocks(file: ContactFile, guide: Guide, past: Past) -> tuple[Gap, ...]:
    """Everything that stops sending to a manager (B1-B5, B8 and the gates they stand for), in step order."""
    return (
        *_concern(file, guide),
        *_children(file),
        *_matches(past),
        *_history(file, past),
        *_agencies(file, guide),
        *_parents(file),
        *_agreement(file, guide),
        *_decision(file, guide),
        *_danger(file, guide),
        *_unsettled(file),
    )


def _unsettled(file: ContactFile) -> tuple[Gap, ...]:
    """Nothing goes to a manager while a person still has to choose between two answers."""
    if not any(question[0] != "handover" for question in file.conflicts):
        return ()
    return (Gap("S10", 6, UNSETTLED, "Two answers stand to the same question. Choose which of them holds."),)


def _concern(file: ContactFile, guide: Guide) -> tuple[Gap, ...]:
    """G1: received, source, worry, and where the child is."""
    gaps = [
        Gap(
            "G1",
            1,
            f"question:{q}",
            f"“{guide.ask(q).words}” Write their answer, or choose “They did not say”.",
        )
        for q in checks.unanswered(file, guide)
    ]
    if not file.themes:
        gaps.append(Gap("G1", 1, "themes", "Say what kind of worry this is."))
    gaps += [
        Gap(
            "G1",
            2,
            f"where:{c.person}",
            f"Where is {c.name.given or 'the child'} now? “Not known” is an answer.",
        )
        for c in file.children
        if not c.where_now.strip()
    ]
    return tuple(gaps)


def _children(file: ContactFile) -> tuple[Gap, ...]:
    if file.children or file.not_named:
        return ()
    return (Gap("B1", 2, "children", "Who is this about? Add a child, or say why you cannot name one yet."),)


def _matches(past: Past) -> tuple[Gap, ...]:
    """B2 and G2: every possible match judged."""
    return tuple(
        Gap("B2", 3, f"match:{c.person}:{c.other}", f"Answer whether this is {c.name}. “Not sure” is fine.")
        for c in past.candidates
    )


def _history(file: ContactFile, past: Past) -> tuple[Gap, ...]:
    """B3 and G5: what the history tells, with its why and a link when something is flagged."""
    view = file.history_view
    words = "Say what the history tells you. It goes to the manager with your decision."
    if view is None or (view.body.view != "none found" and not view.body.why.strip()):
        return (Gap("B3", 3, "history.view", words),)
    if past.flagged and view.body.view == "none found":
        return (Gap("B3", 3, "history.view", words),)
    if past.flagged and not (view.body.linked or view.body.none_matter):
        return (Gap("B3", 3, "history.link", "Link the contacts that matter (Ctrl+L), or say none do."),)
    return ()


def _agencies(file: ContactFile, guide: Guide) -> tuple[Gap, ...]:
    """B4 and G5 for agencies: evidence or a reason for each."""
    return tuple(
        Gap("B4", 4, f"agency:{line.agency.id}", _agency_words(line))
        for line in checks.agency_lines(file, guide)
        if line.check.state is not State.SETTLED
    )


def _agency_words(line: checks.AgencyLine) -> str:
    if line.check.state is State.GAP:
        return f"{line.agency.words}: no reply and no reason. Try again, or say why you went ahead."
    return f"{line.agency.words}: not asked and no reason. Ask, or say why it is not needed."


def _parents(file: ContactFile) -> tuple[Gap, ...]:
    """B4 and G7: each adult told, or a reason."""
    if not file.adults:
        return (
            Gap("B4", 5, "adults", "No parent is recorded. Who looks after them? “Not known” is an answer."),
        )
    return tuple(
        Gap("B4", 5, f"adult:{line.adult.person}", _adult_words(line))
        for line in checks.adult_lines(file)
        if line.check.state is not State.SETTLED
    )


def _adult_words(line: checks.AdultLine) -> str:
    name = wording.sentence(wording.polite_name(line.adult))
    if not line.adult.known:
        return f"{name} is not known. Ask, or say why that is left for later."
    if line.check.state is State.IN_PROGRESS:
        return f"{name}: told, but not asked about support. Ask, or say why not."
    return f"{name}: not told and no reason. Speak to them, or say why not."


def _agreement(file: ContactFile, guide: Guide) -> tuple[Gap, ...]:
    """G6: a service that rests on agreement needs the agreement, or a decline record."""
    needed = [o for o in file.outcomes if guide.outcome(o.body.outcome).agreement]
    if not needed or any((a := file.agrees(p.person)) and a.agrees == "yes" for p in file.adults):
        return ()
    if file.declines:
        return ()
    return (
        Gap(
            "G6",
            5,
            "agreement",
            f"{guide.outcome(needed[0].body.outcome).words} needs a parent’s agreement, "
            "or a record that they declined.",
        ),
    )


def _decision(file: ContactFile, guide: Guide) -> tuple[Gap, ...]:
    """B5: an outcome for each child and words for each prompt."""
    words = "Choose what should happen and say why."
    gaps = [
        Gap(
            "B5",
            6,
            f"reasons:{prompt}:{child}",
            f"{guide.words('reasons', prompt)} Nothing is written{_for(file, child)}.",
        )
        for prompt, child in checks.missing_reasons(file, guide)
    ]
    gaps += [
        Gap("B5", 6, f"outcome:{c.person}", f"{words[:-1]}{_for(file, c.person)}.")
        for c in file.children
        if file.outcome(c.person) is None
    ]
    gaps += [
        Gap("B5", 6, "next_time", "What will be different for this child next time?")
        for o in file.outcomes[:1]
        if o.body.outcome == "O07" and not o.body.next_time.strip()
    ]
    return tuple(gaps)


def _for(file: ContactFile, person: str) -> str:
    child = next((c for c in file.children if c.person == person), None)
    return (
        f" for {child.name.given or wording.full_name(child.name)}"
        if child and len(file.children) > 1
        else ""
    )


def _danger(file: ContactFile, guide: Guide) -> tuple[Gap, ...]:
    """B8: an open act now closes only after a manager lowered it."""
    closing = any(guide.outcome(o.body.outcome).closes for o in file.outcomes)
    if file.act_now is None or not closing:
        return ()
    return (
        Gap(
            "B8",
            6,
            "act_now",
            "This contact is marked ‘act now’. A manager has to lower it before it can close.",
        ),
    )


def may_not_sign(file: ContactFile, worker: Worker) -> Gap | None:
    """B6 and G8: whoever wrote any part of the decision cannot sign it; only a manager can."""
    if not may_sign(worker):
        return Gap("G8", 0, "sign", "A manager has to sign this off.")
    if worker.id in file.authors_of_decision:
        return Gap("B6", 0, "sign", "You wrote this decision, so someone else has to sign it off.")
    return None


def for_manager(file: ContactFile, guide: Guide, past: Past) -> tuple[Gap, ...]:
    """What a manager has to decide on, one by one: gaps that are left, and answers that rest on a reason only."""
    return (*(_as_evidence(b) for b in blocks(file, guide, past)), *_resting_on_reasons(file, guide, past))


def _as_evidence(gap: Gap) -> Gap:
    titles = {
        1: "The worry is not clear",
        2: "Who it is about",
        3: "History is not used",
        4: "Agencies",
        5: "Parents",
        6: "Decision and reasons",
    }
    return Gap(gap.rule, gap.step, gap.place, gap.words, gap.words, titles[gap.step])


def _resting_on_reasons(file: ContactFile, guide: Guide, past: Past) -> tuple[Gap, ...]:
    gaps: list[Gap] = []
    for line in checks.agency_lines(file, guide):
        said = file.agency(line.agency.id)
        if said is not None and isinstance(said.body, kinds.AgencyNotNeeded):
            what = "did not answer" if said.body.tried else "not asked"
            gaps.append(
                Gap(
                    "W4",
                    4,
                    f"agency:{line.agency.id}",
                    "",
                    f"“{said.body.because}”",
                    f"{line.agency.words} {what}",
                )
            )
    for adult in file.adults:
        told = file.told(adult.person)
        because = getattr(told.body, "because", "") if told else ""
        if told is not None and because:
            gaps.append(
                Gap(
                    "W3",
                    5,
                    f"adult:{adult.person}",
                    "",
                    f"“{because}”",
                    f"{wording.sentence(wording.polite_name(adult))} not told",
                )
            )
    gaps += [
        Gap(
            "W7",
            2,
            f"heard:{c.person}",
            "",
            _unheard(file, c),
            f"{c.name.given or 'Child'}’s own words missing",
        )
        for c in file.children
        if not ((heard := file.heard(c.person)) and heard.words) and c.born.due is None
    ]
    gaps += [*_left_open(past), *_patterns(file, guide, past)]
    return tuple(gaps)


def _left_open(past: Past) -> list[Gap]:
    """Who is who, as far as it is not settled: what the worker was not sure of, answers that cannot all be right, a
    contact that may be about the same event.
    """
    unsure = [
        Gap(
            "G2",
            2,
            f"answer:{j.person}:{j.other}",
            "",
            _reasons_of(j),
            f"Not sure whether {j.called} is {j.name}",
        )
        for j in past.unsure
    ]
    clash = [
        Gap("G2", 3, "clash", "", c.words, "Answers about who is who do not agree") for c in past.clashes
    ]
    twofold = [
        Gap("G2", 3, f"event:{t.other}", "", t.words, "Perhaps the same event as another contact")
        for t in past.twofold
        if t.verdict in ("", "not sure")
    ]
    return [*unsure, *clash, *twofold]  # fmt: skip


def _reasons_of(answer: Judgement) -> str:
    """What spoke for it, what against it, and who left it open."""
    parts = [
        f"For it: {', '.join(answer.reasons)}." if answer.reasons else "",
        f"Against it: {', '.join(answer.against)}." if answer.against else "",
        f"Left open by {answer.by} {wording.clock(answer.at)}." if answer.by and answer.at else "",
    ]
    return " ".join(part for part in parts if part) or "No reason is recorded."


def _unheard(file: ContactFile, child: kinds.ChildNamed) -> str:
    heard = file.heard(child.person)
    return (
        f"“{heard.none_because}”"
        if heard and heard.none_because
        else "Nothing is recorded of what they saw or said."
    )


def _patterns(file: ContactFile, guide: Guide, past: Past) -> list[Gap]:
    """W1, W2, W11: closing in spite of repeats, declines or a return; W12: what was weighed was not all."""
    gaps = _closing_in_spite_of(file, guide, past)
    view = file.history_view
    if view is not None and view.body.up_to is not None:
        words = f"The history that was weighed went up to {wording.moment(view.body.up_to)}."
        gaps.append(Gap("W12", 3, "history.view", "", words, "Weighed while the server was silent"))
    return gaps


def _closing_in_spite_of(file: ContactFile, guide: Guide, past: Past) -> list[Gap]:
    chosen = [guide.outcome(o.body.outcome) for o in file.outcomes]
    closing = next((o for o in chosen if o.closes or o.stepdown), None)
    if closing is None:
        return []
    gaps: list[Gap] = []
    repeats, declines, back = (past.fact(rule) for rule in ("HR1", "HR4", "HR6"))
    told = repeats if repeats is not None and repeats.flagged else past.review
    if told is not None:
        title = f"Repeats, and {closing.words.lower()}"
        gaps.append(Gap("W1", 3, "history.view", "", told.headline, title))
    if declines is not None and declines.flagged:
        gaps.append(Gap("W2", 5, "declines", "", declines.headline, "Support was declined before"))
    if back is not None and back.flagged:
        gaps.append(Gap("W11", 3, "history.view", "", back.headline, "Stepped down before, and came back"))
    return gaps


def warnings(file: ContactFile, guide: Guide, past: Past) -> tuple[Gap, ...]:
    """What the manager will also see (check and send): the same list without what still blocks."""
    return _resting_on_reasons(file, guide, past)
