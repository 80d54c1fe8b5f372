"""What the triage meeting said, as quiet evidence: beside the decision, and among what the manager reads."""

from __future__ import annotations

from ui.widgets.beside_cards import FilledCard
from ui.widgets.mark_line import MarkLine
from ui.widgets.words import Words
from workstation.domain import meeting, wording
from workstation.domain.contact import ContactFile
from workstation.domain.guide import Guide
from workstation.domain.times import local


class MeetingCard(FilledCard):
    """Four lines, what they came to together, and who did not agree. Hidden when there was no meeting."""

    def __init__(self, guide: Guide) -> None:
        super().__init__("What the triage meeting said", note="evidence, not the decision")
        self._guide = guide
        self.hide()

    def show_meeting(self, file: ContactFile) -> None:
        """Show what stands of it."""
        said = meeting.meeting(file)
        self.setVisible(said.held)
        if not self.fresh(said):
            return
        for lead, rest in lines_of(said, self._guide):
            self.put(Words(f"{lead} {rest}".strip(), wrap=True, strong=(lead,)))
        if said.agreed is not None:
            for words in meeting.dissent_words(said.agreed):
                self.put(MarkLine("warning", "warning-fill", words, role="body", word_token="text"))
        if said.open:
            self.put(MarkLine("warning", "git-pull-request", "Two answers stand on what they decided together.",
                              word_token="text"))  # fmt: skip


def lines_of(said: meeting.Meeting, guide: Guide) -> tuple[tuple[str, str], ...]:
    """Each voice, and what they came to: the words in bold, and the rest."""
    found = [
        (f"{heard.title} ({heard.who}):", " ".join(part for part in (heard.said, _level(heard)) if part))
        for heard in said.voices
    ]
    if said.agreed is not None:
        when = f"{wording.day(local(said.agreed.at))} {wording.clock(said.agreed.at)}"
        together = meeting.together_words(said.agreed.together, guide)
        found.append((f"Together, {when}: {together}.", said.agreed.why))
    return tuple(found)


def _level(heard: meeting.Heard) -> str:
    return f"Level {heard.level}." if heard.level else ""
