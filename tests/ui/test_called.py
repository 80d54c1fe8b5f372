"""Who told us, as a sentence says it: nobody is called `not known`, and a nursery keeps its name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from tests.ui.front import ELLIE, Front, open_front
from ui.models.called import whose_words
from ui.models.worker_did import worker_did
from ui.widgets.beside_cards import QUESTIONS, MissingCard, ReceivedCard
from ui.widgets.scroll import Page
from ui.widgets.words import Words
from workstation.domain import clarity, kinds
from workstation.domain.contact import ContactFile
from workstation.domain.ids import PersonId
from workstation.domain.told_by import in_a_sentence, received_from
from workstation.guidebook.codes import codes
from workstation.services import find, receive, referring
from workstation.services.referring import Asking


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


def test_of_a_source_nobody_knows_the_card_names_nobody(front: Front) -> None:
    received = ReceivedCard()
    front.show(received)
    received.show_received(_from(front, "10"), find.source_words("10"), "Shouting.")
    front.settle()
    assert "As received" in [label.text() for label in received.findChildren(QLabel)]


def test_what_is_not_told_is_folded_and_unfolds(front: Front) -> None:
    file = _from(front, "10")
    missing = MissingCard(front.desk.guide)
    front.show(missing)
    missing.show_missing(file)
    front.settle()
    questions = {gap.words for gap in clarity.clarity(file, front.desk.guide).gaps}

    def shown() -> set[str]:
        return questions & {label.text() for label in missing.findChildren(QLabel) if label.isVisible()}

    assert len(shown()) == QUESTIONS
    more = next(b for b in missing.findChildren(QAbstractButton) if b.text().endswith(" more"))
    assert more.text() == f"{len(questions) - QUESTIONS} more"
    more.click()
    front.settle()
    assert shown() == questions


def test_what_a_child_said_ends_where_it_ends(front: Front) -> None:
    said = kinds.ChildHeard(person=ELLIE, words="I stayed under my covers.", heard_by="Mrs Hale")
    contact = front.family(said)
    shown = front.open(contact)
    (children,) = [
        did for did in worker_did(shown.file, front.desk.guide, shown.past) if did.about == "Children"
    ]
    assert children.words.startswith("Ellie, to Mrs Hale: “I stayed under my covers.” Jayden: nothing")


def test_a_neighbour_who_lives_elsewhere_is_no_gap_in_what_the_worker_did(front: Front) -> None:
    neighbour = kinds.AdultNamed(
        person=PersonId("next door"), name=kinds.Name("Quill", "Ada"), relationship="neighbour",
        lives_there="no", responsibility="no",
    )  # fmt: skip
    shown = front.open(front.family(neighbour))
    (parents,) = [d for d in worker_did(shown.file, front.desk.guide, shown.past) if d.about == "Parents"]
    assert parents.words.endswith("Nobody has to tell Ada Quill: they live elsewhere.")
    assert not any("Quill" in words for words in parents.strong)


@pytest.mark.parametrize("again", [False, True])
def test_nothing_of_what_is_not_told_is_cut_short_in_a_narrow_pane(front: Front, *, again: bool) -> None:
    missing = MissingCard(front.desk.guide)
    page = Page("Beside the work", margin=0)
    page.add(missing)
    front.show(page, 318, 700)
    file = _from(front, "2A", "Mill Lane Primary School")
    if again:
        asking = Asking(("wanted", "since"), "clarify", "email", "Jo Whittle")
        front.in_store(referring.ask, front.desk, file.contact, asking)
        file = front.open(file.contact).file
        assert file.asked_back is not None
    missing.show_missing(file)
    front.settle()
    shown = [words for words in missing.findChildren(Words) if words.isVisible()]
    assert len(shown) > QUESTIONS
    assert [words.words() for words in shown if words.height() < words.heightForWidth(words.width())] == []
    assert missing.width() <= page.viewport().width()
