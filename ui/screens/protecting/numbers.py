"""Whom to ring, with the line or without: numbers that are on this computer, and what a silent server means."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.mark_line import MarkLine
from workstation.domain import wording
from workstation.services import protect, standing
from workstation.services.desk import Desk
from workstation.services.standing import Phrase


class Numbers(QWidget):
    """Every number, each on a line of its own, largest need first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setAccessibleName("Numbers to ring")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        silent = offline_words(desk)
        if silent:
            column.addWidget(MarkLine("warning", "cloud-slash-fill", silent, word_token="text"))
        self.lines = [
            MarkLine(
                "danger", "phone-fill", f"{number.phone.replace(' ', wording.NBSP)}  {number.who}",
                role="body", word_token="text", strong=(number.phone.replace(" ", wording.NBSP),),
            )
            for number in protect.numbers(desk)
        ]  # fmt: skip
        for line in self.lines:
            column.addWidget(line)


def offline_words(desk: Desk) -> str:
    """What it means that the server is silent; empty when it is not."""
    state = desk.link.state
    if state is None:
        return ""
    now = standing.say(state, desk.now())
    if now.phrase is not Phrase.OFFLINE:
        return ""
    return f"{now.lead}{now.rest.partition(' · ')[0]}: colleagues do not see this yet. Ring them."
