"""What the rules say on screen: shared words, links, warnings with their why, ideas that go, counts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.front import ELLIE, JAYDEN, MENSAH, Front, Workspace, later, nameless, open_front
from ui.screens.rules import RulesScreen
from ui.screens.send import SendScreen
from ui.screens.sign_off import SignOffScreen
from ui.screens.signing.reasons_card import ReasonsCard
from ui.screens.steps.decision import DecisionStep
from ui.widgets.fact_note import FactNote
from ui.widgets.ink import Shaded
from ui.widgets.words import Words
from workstation.domain import kinds
from workstation.domain.citing import citation
from workstation.domain.ids import ContactId
from workstation.services import decide

COPIED = "Information has been considered alongside the threshold document and the level of need is low."


@pytest.fixture
def front(qapp: QApplication, tmp_path: Path) -> Iterator[Front]:
    with open_front(tmp_path) as front:
        yield front


def _again(front: Front, *said: kinds.Body) -> tuple[ContactId, ContactId]:
    """Two contacts about the same children, the second an hour later."""
    before = front.family(*said)
    later(front, minutes=60)
    return before, front.family(*said)


def _step(front: Front, contact: ContactId) -> DecisionStep:
    step = DecisionStep(front.seat, contact, Workspace())
    front.show(step)
    return step


def _focus() -> object:
    return QApplication.focusWidget()


# -- step 6


@pytest.mark.parametrize("place", [f"reasons:worry:{JAYDEN}", "reasons:strengths:", "reasons:wanted:"])
def test_a_contact_is_linked_into_each_prompt_and_counted_by_keyboard(front: Front, place: str) -> None:
    before, contact = _again(front)
    step = _step(front, contact)
    box = step.reasons.boxes[place]
    box.box.setFocus()
    QTest.keyClicks(box.box, "As then ")
    step.commands()["contact.link"]()
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Return)
    earlier = next(c for c in front.open(contact).past.contacts if c.contact == before)
    assert box.text() == f"As then {citation(earlier)} "
    (button,) = step.reasons.links[place].buttons
    assert button.words().endswith("Police")
    assert box.box.hasFocus()
    step.save()
    front.settle()
    assert step.count.words().endswith("1 contact linked")
    button.click()
    assert front.ways.calls[-1] == ("contact", before)


def test_a_link_goes_when_its_words_go(front: Front) -> None:
    _before, contact = _again(front)
    step = _step(front, contact)
    box = step.reasons.boxes["reasons:strengths:"]
    earlier = next(c for c in front.open(contact).past.contacts if c.contact != contact)
    box.box.setFocus()
    QTest.keyClicks(box.box, citation(earlier))
    assert not step.reasons.links["reasons:strengths:"].isHidden()
    QTest.keyClick(box.box, Qt.Key.Key_Backspace)
    assert step.reasons.links["reasons:strengths:"].isHidden()


def test_the_view_of_step_3_stands_with_the_contacts_it_rests_on(front: Front) -> None:
    before, contact = _again(front)
    view = kinds.HistoryWeighed(view="raises", why="Twice in a day.", linked=(before,))
    front.say(contact, view)
    step = _step(front, contact)
    assert "“Twice in a day.”" in step.reasons.history.words()
    assert len(step.reasons.links["history.why"].buttons) == 1


def test_the_worker_is_told_quietly_of_words_that_are_shared(front: Front) -> None:
    other, contact = _again(front)
    step = _step(front, contact)
    assert step.reasons.shared.isHidden()
    for one in (other, contact):
        front.say(one, kinds.ReasonsWritten(prompt="strengths", text=COPIED))
    step.show_contact(front.open(contact))
    assert step.reasons.shared.words() == (
        "15 words here are the same as in 1 other decision. The manager sees them shaded."
    )
    loud = [note.accessibleName() for note in step.findChildren(FactNote)]
    assert not any("words the same" in said for said in loud)


def test_an_idea_that_was_used_is_not_offered_again_in_this_contact(front: Front) -> None:
    contact = front.family()
    step = _step(front, contact)
    assert [link.words() for link in step.nudges.links.values()] == [
        "What would change my mind?", "Whose voice is missing?", "What else could explain this?",
        "Ask a second person", "What is a day like for this child?",
    ]  # fmt: skip
    box = step.reasons.boxes["reasons:strengths:"]
    box.box.setFocus()
    step.nudges.links["day"].setFocus()
    QTest.keyClick(step.nudges.links["day"], Qt.Key.Key_Return)
    assert box.box.hasFocus()
    front.settle()
    again = DecisionStep(front.seat, contact, Workspace())
    front.show(again)
    again.restore(front.in_store(_kept, front, contact))
    assert again.nudges.links["day"].isHidden()
    assert not again.nudges.links["voice"].isHidden()
    other = DecisionStep(front.seat, front.family(), Workspace())
    front.show(other)
    assert not other.nudges.links["day"].isHidden()


def _kept(front: Front, contact: ContactId) -> dict[str, str]:
    from workstation.services import words

    return words.kept_under(front.desk, f"contact/{contact}/")


# -- check and send


def _many_warnings(front: Front) -> ContactId:
    contact = front.family()
    front.ready(contact)
    for prompt in ("strengths", "change_mind"):
        front.say(contact, kinds.ReasonsWritten(prompt=prompt, text="n/a"))
    return contact


def test_three_warnings_are_in_view_and_the_rest_one_press_away(front: Front) -> None:
    contact = _many_warnings(front)
    screen = SendScreen(front.seat, contact)
    front.show(screen)
    warnings = front.open(contact).warnings
    notes = screen.warned.findChildren(FactNote)
    assert len(warnings) == len(notes) == 5
    assert [note.isVisible() for note in notes] == [True, True, True, False, False]
    more = next(b for b in screen.warned.findChildren(type(screen.send)) if b.words() == "2 more – show")
    more.setFocus()
    QTest.keyClick(more, Qt.Key.Key_Return)
    assert all(note.isVisible() for note in notes)
    field = screen.warned.fields[f"{warnings[3].rule}:{warnings[3].place}"]
    assert field.box.hasFocus()


def test_each_warning_says_why_it_is_shown_and_who_looks_after_it(front: Front) -> None:
    screen = SendScreen(front.seat, _many_warnings(front))
    front.show(screen)
    for note in screen.warned.findChildren(FactNote):
        assert note.has_why
    note = screen.warned.findChildren(FactNote)[0]
    note.why.setFocus()
    QTest.keyClick(note.why, Qt.Key.Key_Space)
    said = " ".join(words.words() for words in note.findChildren(Words) if words.isVisible())
    assert "looked after by: " in said
    assert "Since 26" in said
    assert note.why.words() == "Hide why"
    assert nameless(screen) == []


def test_an_answer_goes_to_the_manager_and_no_answer_is_seen_too(front: Front) -> None:
    contact = _many_warnings(front)
    screen = SendScreen(front.seat, contact)
    front.show(screen)
    field = next(iter(screen.warned.fields.values()))
    field.box.setFocus()
    QTest.keyClicks(field.box, "Still right.")
    screen.press_send()
    front.settle()
    file = front.open(contact).file
    sent = file.log(kinds.SentToManager)[-1].body
    assert set(screen.warned.fields) == set(sent.warned)
    front.sit(MENSAH)
    signing = SignOffScreen(front.seat, contact)
    front.show(signing, 1800, 1000)
    front.settle()
    said = [words.words() for gap in signing.answers.gaps for words in gap.findChildren(Words)]
    assert said.count("The worker says: “Still right.”") == 1
    assert said.count("The worker did not answer this.") == len(sent.warned) - 1


# -- the manager reads


def test_shared_words_are_shaded_for_the_manager_with_where_they_stand_too(front: Front) -> None:
    other, contact = _again(front)
    for one in (other, contact):
        front.say(one, kinds.ReasonsWritten(prompt="strengths", text=f"Mum copes. {COPIED}"))
    number = front.open(other).file.number
    card = ReasonsCard(front.open(contact), front.desk)
    front.show(card)
    said = [words for words in card.findChildren(Words) if any(isinstance(s, Shaded) for s in words._strong)]
    (shaded,) = said
    assert shaded._strong[-1] == f"Mum copes. {COPIED}".rstrip(".")
    assert "Also in other decisions" in shaded.accessibleDescription()
    texts = [words.words() for words in card.findChildren(Words)]
    assert f"Shaded words also appear in {number}. A prompt to read, not a judgement." in texts
    assert nameless(card) == []


def test_the_contacts_that_reasons_name_open_from_the_managers_page(front: Front) -> None:
    before, contact = _again(front)
    earlier = next(c for c in front.open(contact).past.contacts if c.contact == before)
    text = f"He came back, see {citation(earlier)}."
    front.say(contact, kinds.ReasonsWritten(prompt="worry", child=ELLIE, text=text))
    card = ReasonsCard(front.open(contact), front.desk)
    front.show(card)
    opened: list[str] = []
    card.opened.connect(opened.append)
    (chips,) = card.links
    chips.buttons[0].setFocus()
    QTest.keyClick(chips.buttons[0], Qt.Key.Key_Return)
    assert opened == [before]
    assert any(words.words() == "1 earlier contact linked" for words in card.findChildren(Words))


# -- the page of the rules


def test_the_rules_and_how_often_they_spoke(front: Front) -> None:
    contact = _many_warnings(front)
    front.in_store(decide.send_to_manager, front.desk, contact, MENSAH.id)
    screen = RulesScreen(front.seat)
    front.show(screen, 1366, 768)
    front.settle()
    assert screen.table.hasFocus()
    assert screen.summary.words() == (
        "1 contact sent to a manager, 1 with a warning (100%), 1 with anything on the manager’s list (100%). "
        "The council wants a warning on at most 35%."
    )
    rows = {row.key: [cell.words for cell in row.cells] for row in screen.table.rows_model.rows()}
    assert rows["F1"][2:5] == ["1", "0", "0"]
    assert rows["B4"][2:5] == ["–", "–", "–"]
    told = " ".join(words.words() for words in screen.findChildren(Words))
    assert "More contacts carry a warning than the council wants: 100%, and not 35%." in told
    assert "a reason that says nothing (100%)" in told
    for _ in rows:
        if screen.table.current_key() == "F1":
            break
        QTest.keyClick(screen.table, Qt.Key.Key_Down)
    said = " ".join(words.words() for words in screen.about.findChildren(Words))
    assert "F1" in said
    assert "looked after by: Principal social worker" in said
    screen.before.setFocus()
    QTest.keyClick(screen.before, Qt.Key.Key_Return)
    front.settle()
    assert screen.summary.words().startswith("No contact was sent")
    assert screen.after.isVisible()
    assert nameless(screen) == []
