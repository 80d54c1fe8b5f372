"""What is said of somebody who may be the same person: for, against, and what could not be compared."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ui.widgets.match_list import MatchRow
from workstation.domain.compared import nothing_on_record
from workstation.domain.ids import ContactId, PersonId
from workstation.domain.past import Candidate


def test_what_nobody_has_on_record_is_no_reason(qtbot: QtBot) -> None:
    row = MatchRow(
        Candidate(
            person=PersonId("a"), other=PersonId("b"), other_contact=ContactId("c"), name="MERRICK, Kayden",
            born="Born 03 May 2020", last="2 contacts", strength="likely",
            reasons=("same date of birth", nothing_on_record("council number")), against=("another address",),
        )
    )  # fmt: skip
    qtbot.addWidget(row)
    row.show()
    said = [label.text() for label in row.findChildren(QLabel) if label.isVisible() and label.text()]
    assert said[1:] == [
        "2 contacts · same date of birth",
        "Against it: another address",
        "Not compared: no council number on record",
    ]
