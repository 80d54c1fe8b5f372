"""The request for a strategy discussion on paper: what is known now, and what is not. It never waits for more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workstation.domain import wording
from workstation.domain.contact import ContactFile
from workstation.domain.guide import Guide
from workstation.domain.ids import AuthorId
from workstation.domain.past import Past
from workstation.domain.people import Worker
from workstation.domain.thresholds import Thresholds
from workstation.report import checked, told
from workstation.report.case import Case, stopped
from workstation.report.parts import Copy, Paragraph, Section, Summary, ours, said
from workstation.report.summary import made

_FIRST = 6


def strategy_request(
    file: ContactFile,
    guide: Guide,
    past: Past,
    staff: Mapping[AuthorId, Worker],
    *,
    hide: tuple[str, ...],
    copy: Copy,
    thresholds: Mapping[str, Thresholds] | None = None,
) -> Summary:
    """The request, with whatever is known. `hide` are words that must not be on it."""
    case = Case(file, guide, past, staff, thresholds or {}, hidden=file.hidden or bool(hide))
    sections = (
        Section("Request for a strategy discussion", tuple(_request(case))),
        told.told_us(case),
        told.children(case),
        told.parents(case),
        checked.history(case),
        Section("Not known yet", tuple(_not_known(case))),
    )
    return made(case, sections, hide, copy, "Strategy discussion request")


def _request(case: Case) -> Iterator[Paragraph]:
    file = case.file
    danger, asked = file.act_now, file.strategy
    worry = danger.body.danger if danger else asked.body.worry if asked else ""
    yield ours(
        "We ask police, health and everybody who knows this child to take part in a strategy discussion now "
        "(section 47 of the Children Act 1989).",
        strong=True,
    )
    yield said(stopped(worry) or "Not written yet.", label="The danger now:")
    if asked is not None:
        to = f" of {asked.body.to}" if asked.body.to else ""
        how = f", {asked.body.how}" if asked.body.how else ""
        when = wording.moment(asked.happened)
        yield said(f"{when} by {case.full(asked.by)}{to}{how}.", label="Asked for")
    else:
        yield ours("Not yet recorded as asked for.")
    if danger is not None and danger.body.agreed:
        yield said(stopped(danger.body.agreed), label="Agreed by")


def _not_known(case: Case) -> Iterator[Paragraph]:
    """Said plainly, so that nobody takes a blank for a no."""
    file = case.file
    missing: list[str] = []
    if not file.children:
        missing.append("who the child is")
    for child in file.children:
        name = case.called(child)
        missing += (
            [f"when {name} was born"] if not (child.born.on or child.born.age or child.born.due) else []
        )
        missing += [f"where {name} is now"] if not child.where_now.strip() else []
    missing += ["who looks after them"] if not file.adults else []
    missing += [] if file.history_view is not None else ["what the history means for this worry"]
    if not missing:
        yield ours("Nothing of what is usually asked first.")
        return
    yield said(f"{wording.sentence(wording.listed(missing[:_FIRST]))}.")
    yield ours("The checks go on and are finished today. Ring us for what has come in since.")
