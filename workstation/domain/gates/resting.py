"""What goes to the manager beside the reasons: answers that rest on a reason only, and patterns (W1-W12)."""

from __future__ import annotations

from workstation.domain import checks, kinds, wording
from workstation.domain.answers import Judgement
from workstation.domain.contact import ContactFile
from workstation.domain.gates.gap import Gap
from workstation.domain.guide import Guide
from workstation.domain.past import Past


def resting_on_reasons(file: ContactFile, guide: Guide, past: Past) -> tuple[Gap, ...]:
    """Every warning that stands for this contact."""
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
