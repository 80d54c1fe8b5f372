"""What the triage meeting said: evidence beside the decision, with the name of every voice."""

from __future__ import annotations

from collections.abc import Iterator

from workstation.domain import meeting
from workstation.report.case import Case, quoted, stopped
from workstation.report.parts import Paragraph, Section, ours, said


def voices(case: Case) -> tuple[Section, ...]:
    """A section with the four voices, what they came to, and who did not agree; none without a meeting."""
    met = meeting.meeting(case.file)
    if not met.held:
        return ()
    return (Section("Triage meeting", (*_paragraphs(case, met), ours("Evidence, not the decision."))),)


def _paragraphs(case: Case, met: meeting.Meeting) -> Iterator[Paragraph]:
    for heard in met.voices:
        level = f" Level {heard.level}." if heard.level else ""
        words = stopped(quoted(heard.said)) if heard.said.strip() else ""
        who = f"({heard.who}, {case.when(heard.at)})"
        yield said(f"{words}{level}".strip(), label=heard.title, who=who)
    if met.agreed is None:
        return
    together = meeting.together_words(met.agreed.together, case.guide)
    yield said(f"{together}. {stopped(quoted(met.agreed.why))}", label="Together")
    for one in met.agreed.disagreed:
        yield said(stopped(quoted(one.words)), label=f"{meeting.TITLES[one.voice]} did not agree")
