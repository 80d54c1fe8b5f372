"""Who told us, as a sentence says it: nobody is called `not known`, and a nursery keeps its name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from tests.ui.front import ELLIE, Front, open_front
from ui.models.called import whose_words
from ui.models.worker_did import worker_did
from ui.widgets.beside_cards import MissingCard, ReceivedCard
from workstation.domain import kinds
from workstation.domain.contact import ContactFile
from workstation.domain.told_by import asked_of, in_a_sentence, received_from
from workstation.guidebook.codes import codes
from workstation.services import find, receive


@pytest.fixture
def front(qapp: QApplication, tmp_path: Path) -> Iterator[Front]:
    with open_front(tmp_path) as front:
        yield front


def _from(front: Front, source: str, agency: str = "") -> ContactFile:
    new = receive.NewContact(words="The baby cries.", source=source, channel="phone", agency=agency)
    (contact,) = front.in_store(receive.receive, front.desk, new).contacts
    return front.open(contact).file


@pytest.mark.parametrize(
    ("source", "agency", "said", "words"),
    [
        ("2A", "Mill Lane Primary School", "As received from school", "in the school’s words"),
        ("6", "", "As received from police", "in the police’s words"),
        ("3A", "", "As received from GP", "in the GP’s words"),
        ("8", "Bede Day Nursery", "As received from Bede Day Nursery", "in Bede Day Nursery’s words"),
        ("8", "Viaduct", "As received from Viaduct", "in Viaduct’s words"),
        ("8", "", "As received", "in their words"),
        ("9", "", "As received, no name given", "in their words"),
        ("10", "", "As received", "in their words"),
        ("1D", "", "As received", "in their words"),
    ],
)
def test_who_told_us_in_a_sentence(front: Front, source: str, agency: str, said: str, words: str) -> None:
    file = _from(front, source, agency)
    assert received_from(find.source_words(source, agency)) == said
    assert whose_words(file) == words


@pytest.mark.parametrize("kind", [code.plain for code in codes("source").all])
def test_a_kind_of_source_is_no_name(kind: str) -> None:
    says_little = received_from(kind) in ("As received", "As received, no name given")
    assert says_little or kind == "GP" or in_a_sentence(kind)[0].islower()


def test_of_a_source_nobody_knows_the_cards_ask_them(front: Front) -> None:
    file = _from(front, "10")
    received, missing = ReceivedCard(), MissingCard(front.desk.guide)
    for card in (received, missing):
        front.show(card)
    received.show_received(file, find.source_words("10"))
    missing.show_missing(file, find.source_words("10"), front.desk.now())
    front.settle()
    titles = [label.text() for label in received.findChildren(QLabel)]
    assert "As received" in titles
    buttons = [button.text() for button in missing.findChildren(QAbstractButton)]
    assert "Ask them…" in buttons
    assert asked_of("School") == "school"


def test_what_a_child_said_ends_where_it_ends(front: Front) -> None:
    said = kinds.ChildHeard(person=ELLIE, words="I stayed under my covers.", heard_by="Mrs Hale")
    contact = front.family(said)
    shown = front.open(contact)
    (children,) = [
        did for did in worker_did(shown.file, front.desk.guide, shown.past) if did.about == "Children"
    ]
    assert children.words.startswith("Ellie, to Mrs Hale: “I stayed under my covers.” Jayden: nothing")
