from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.ui.front import DANA, ELLIE, MENSAH, SHAH, Front, nameless, open_front
from tests.ui.paper import wait_for_paper
from ui.screens.copy_teller import CopyTeller
from ui.screens.paper.given import Given
from ui.screens.paper.options import Options
from ui.screens.print_summary import PrintScreen, Sheet
from ui.widgets.buttons import Button
from ui.widgets.focus_in import has_focus
from ui.widgets.mark_line import MarkLine
from workstation.domain import kinds
from workstation.domain.ids import ContactId
from workstation.services import agreeing, prints, receive
from workstation.services.copy_order import Filtered
from workstation.trouble import PrintTrouble


@pytest.fixture
def front(qapp: QApplication, tmp_path: Path) -> Iterator[Front]:
    with open_front(tmp_path) as front:
        yield front


def _with_the_address(options: Options) -> None:
    """A copy with the address is chosen, for whom and why, and a colleague who may agree."""
    options.whom.option("case file").click()
    options.address.how.option("shown").click()
    options.whom_else.set_text("Sgt Amis, welfare check")
    options.address.because.set_text("They go there today")
    options.address.agreed.option("mensah").click()


def _screen(front: Front, contact: ContactId) -> PrintScreen:
    screen = PrintScreen(front.seat, contact)
    front.show(screen, 1500, 900)
    wait_for_paper(front, screen)
    return screen


def test_looking_records_nothing_and_nobody_is_chosen(front: Front) -> None:
    contact = front.family()
    screen = _screen(front, contact)
    assert screen.look.page.page() == 1
    assert screen.options.whom.value() is None
    assert screen.options.whom.option("case file").hasFocus()
    assert front.open(contact).file.log(kinds.Printed) == ()


def test_a_copy_is_for_somebody(front: Front) -> None:
    contact = front.family()
    screen = _screen(front, contact)
    screen.commands()["contact.save_next"]()
    wait_for_paper(front, screen)
    assert screen.options.whom.wrong.words() == "Choose who this copy is for."
    assert front.open(contact).file.log(kinds.Printed) == ()


def test_a_saved_copy_is_on_record_and_holds_no_hidden_word(front: Front, tmp_path: Path) -> None:
    contact = front.family()
    screen = _screen(front, contact)
    screen.options.whom.option("receiving team").click()
    screen.save_to(tmp_path / "copy.pdf")
    wait_for_paper(front, screen)

    assert (tmp_path / "copy.pdf").read_bytes().startswith(b"%PDF")
    (said,) = front.open(contact).file.log(kinds.Printed)
    assert said.body.for_whom == "receiving team"
    assert said.body.hidden
    assert front.words() == "Saved as a PDF, for receiving team. The copy is on record."
    assert screen.preview is not None
    for secret in ("Sample Street", "NB0 0XX", "07700", "Tarn Lane"):
        assert secret not in screen.preview.text
    assert screen.options.earlier.isVisible()


def test_a_folder_that_is_not_there_is_told_kindly(front: Front, tmp_path: Path) -> None:
    screen = _screen(front, front.family())
    screen.options.whom.option("case file").click()
    screen.save_to(tmp_path / "nowhere" / "copy.pdf")
    wait_for_paper(front, screen)
    assert front.words().startswith("The copy could not be saved.")


def test_somebody_else_is_named(front: Front, tmp_path: Path) -> None:
    contact = front.family()
    screen = _screen(front, contact)
    screen.options.whom.option("other").click()
    assert screen.options.whom_else.box.hasFocus()
    screen.save_to(tmp_path / "copy.pdf")
    assert screen.options.whom_else.error() == "Write who this copy is for."
    QTest.keyClicks(screen.options.whom_else.box, "Ms Reed, domestic abuse service")
    screen.save_to(tmp_path / "copy.pdf")
    wait_for_paper(front, screen)
    (said,) = front.open(contact).file.log(kinds.Printed)
    assert said.body.for_whom == "Ms Reed, domestic abuse service"


def test_hiding_the_address_is_the_default_and_is_said_plainly(front: Front) -> None:
    screen = _screen(front, front.family())
    assert screen.options.address.how.value() == "hidden"
    assert screen.options.address.mark.words().startswith("This copy has no confidential address")
    assert screen.options.unsent.words() == "On this computer only."


def test_the_struck_out_eye_stands_only_where_something_is_hidden(front: Front) -> None:
    assert _screen(front, front.family()).options.address.mark.icon() == "eye-slash-fill"
    new = receive.NewContact(words="The baby cries.", source="2A", channel="phone")
    (contact,) = front.in_store(receive.receive, front.desk, new).contacts
    open_ = _screen(front, contact).options.address.mark
    assert open_.words().startswith("No address of this contact is marked confidential")
    assert open_.icon() == "info-fill"


def test_pages_turn_with_keys_and_are_spoken(front: Front) -> None:
    screen = _screen(front, front.family())
    page = screen.look.page
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_PageDown)
    assert page.page() == 2
    assert page.accessibleName().startswith("Page 2 of ")
    QTest.keyClick(page, Qt.Key.Key_PageUp)
    QTest.keyClick(page, Qt.Key.Key_PageUp)
    assert page.page() == 1


def test_the_same_words_can_be_read_and_copied_as_text(front: Front) -> None:
    screen = _screen(front, front.family())
    screen.look.as_text.click()
    assert "FARROW, Ellie" in screen.look.text.toPlainText()
    screen.options.copy.click()
    text = QGuiApplication.clipboard().text()
    assert "FARROW, Ellie" in text
    assert "Sample Street" not in text


def test_a_printer_that_does_not_answer_says_that_nothing_was_printed(front: Front) -> None:
    screen = _screen(front, front.family())
    taken = front.in_store(prints.take, front.desk, screen.contact_id, "case file")
    given = Given(front.seat, "The copy for case file", screen.contact_id, taken.number)
    screen.making.not_printed(given, PrintTrouble("Nothing was printed. The printer did not answer."))
    assert front.words().startswith(
        "Nothing was printed. The printer did not answer. Your copy is still here."
    )


def test_everything_has_a_name_for_screen_readers(front: Front) -> None:
    screen = _screen(front, front.family())
    assert nameless(screen) == []


def _keys(screen: PrintScreen, front: Front, *keys: Qt.Key | str) -> None:
    """Press keys, or type words, wherever the focus is."""
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        if isinstance(key, str):
            QTest.keyClicks(focus, key)
        else:
            QTest.keyClick(focus, key)
        wait_for_paper(front, screen)


def test_a_copy_with_the_address_by_keyboard_alone(front: Front, tmp_path: Path) -> None:
    contact = front.family()
    screen = _screen(front, contact)
    _keys(screen, front, Qt.Key.Key_Space)  # the case file
    screen.options.address.how.setFocus()
    _keys(screen, front, Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert screen.options.address.because.box.hasFocus()
    screen.save_to(tmp_path / "copy.pdf")
    assert screen.options.whom_else.error() == "Write who this copy is for."
    _keys(screen, front, "Sgt Amis, welfare check")
    screen.save_to(tmp_path / "copy.pdf")
    block = "Who is this copy for, and who agreed they may see the address?"
    assert screen.options.address.because.error() == block
    _keys(screen, front, "They go there today")
    screen.save_to(tmp_path / "copy.pdf")
    assert screen.options.address.agreed.wrong.words() == block
    _keys(screen, front, Qt.Key.Key_Space)
    screen.save_to(tmp_path / "copy.pdf")
    colleague = screen.options.address.colleague
    assert colleague.line.words().startswith("Bola Mensah has to agree")
    assert colleague.here.hasFocus(), "nobody can say it for her"
    _keys(screen, front, Qt.Key.Key_Space)
    assert colleague.word.because.edit.hasFocus(), "practice has no passwords"
    _keys(screen, front, "I rang the desk", Qt.Key.Key_Tab, Qt.Key.Key_Space)
    assert colleague.line.words().startswith("Bola Mensah agreed: “I rang the desk”")
    assert not colleague.word.isVisible()
    assert screen.preview is not None
    assert "CONFIDENTIAL ADDRESS ON THIS COPY" in screen.preview.text
    screen.commands()["contact.save_next"]()
    assert front.words().startswith("Nothing was printed. This computer has no printer.")
    screen.save_to(tmp_path / "copy.pdf")
    wait_for_paper(front, screen)
    file = front.open(contact).file
    (said,) = file.log(kinds.Printed)
    assert (said.body.hidden, said.body.full_because) == (False, "They go there today")
    assert said.body.must_not_see == ("STOKES, Liam",)
    assert [s.body.outcome for s in file.log(kinds.PrintOutcome)] == ["saved"]


def _asked(front: Front, contact: ContactId) -> None:
    front.in_store(
        agreeing.ask, front.desk, contact, "Sgt Amis, welfare check", "They go there today", MENSAH.id
    )


def test_a_colleague_is_asked_and_answers_at_their_own_computer(front: Front, tmp_path: Path) -> None:
    contact = front.family()
    screen = _screen(front, contact)
    options = screen.options
    _with_the_address(options)
    options.address.colleague.ask.click()
    wait_for_paper(front, screen)
    assert "Bola Mensah was asked" in options.address.colleague.line.words()
    assert not options.address.colleague.ask.isVisible()
    assert not options.asked_of_you.isVisible(), "nobody is asked what they ask"

    front.sit(MENSAH)
    theirs = _screen(front, contact)
    card = theirs.options.asked_of_you
    assert card.isVisible()
    said = " ".join(line.words() for line in card.findChildren(MarkLine))
    assert "Rukhsana Shah asks" in said
    assert "may Sgt Amis, welfare check have a copy with the address?" in said
    (word,) = card.words
    assert has_focus((word,)), "whoever comes to answer is at the question"
    word.yes.click()
    assert word.because.error().startswith("Say why.")
    _keys(theirs, front, "He is her brother", Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Space)
    assert not card.isVisible()
    (decided,) = front.open(contact).file.log(kinds.FullCopyDecided)
    assert (decided.by, decided.body.approved, decided.body.because) == (
        MENSAH.id,
        False,
        "He is her brother",
    )

    front.sit(SHAH)
    screen.agreeing.load()
    wait_for_paper(front, screen)
    options.address.agreed.option("mensah").click()
    wait_for_paper(front, screen)
    assert options.address.colleague.line.words() == "Bola Mensah did not agree: “He is her brother”"
    screen.save_to(tmp_path / "copy.pdf")
    assert not (tmp_path / "copy.pdf").exists()


def test_who_is_asked_hears_of_it_when_they_sit_down_and_whoever_asked_hears_the_answer(front: Front) -> None:
    contact = front.family()
    _asked(front, contact)
    teller = CopyTeller(front.seat, front.seat.notices)
    teller.look()
    front.settle()
    assert front.told == []
    front.sit(MENSAH)
    teller.look()
    front.settle()
    assert front.words().startswith("R. Shah asks you to agree to a copy with the address: C26-")
    assert front.told[-1].run is not None
    front.told[-1].run()
    assert front.ways.calls[-1] == ("print_summary", contact)
    teller.look()
    front.settle()
    assert len(front.told) == 1, "once"


def test_a_password_that_is_wrong_is_said_beside_it_and_kept_nowhere(front: Front) -> None:
    screen = _screen(front, front.family())
    colleague = screen.options.address.colleague
    colleague.word.ask_who(login=True, password=True)
    colleague.show()
    colleague.word.show()
    screen.options.address.show()
    colleague.word.password.set_text("not hers")
    assert colleague.word.password.edit.echoMode() == QLineEdit.EchoMode.Password
    colleague.wrong("That name and password do not match.")
    assert colleague.word.password.error() == "That name and password do not match."
    colleague.fold()
    assert colleague.word.password.text() == ""


def test_the_clipboard_never_has_the_address(front: Front) -> None:
    screen = _screen(front, front.family())
    options = screen.options
    _with_the_address(options)
    wait_for_paper(front, screen)
    assert screen.preview is not None
    assert "Sample Street" not in screen.preview.text
    options.address.colleague.word.because.set_text("I rang the desk")
    options.address.colleague.word.yes.click()
    wait_for_paper(front, screen)
    assert screen.preview is not None
    assert "Sample Street" in screen.preview.text
    options.copy.click()
    wait_for_paper(front, screen)
    assert "Sample Street" not in QGuiApplication.clipboard().text()


def test_hidden_places_are_read_before_a_copy_is_made(front: Front, tmp_path: Path) -> None:
    contact = front.family(kinds.NoteMade(text="He was seen in Sample Street."))
    screen = _screen(front, contact)
    screen.options.whom.option("case file").click()
    wait_for_paper(front, screen)
    screen.save_to(tmp_path / "copy.pdf")
    assert not (tmp_path / "copy.pdf").exists()
    assert screen.options.places.tick is not None
    assert screen.options.places.tick.hasFocus()
    _keys(screen, front, Qt.Key.Key_Space)
    screen.save_to(tmp_path / "copy.pdf")
    wait_for_paper(front, screen)
    assert (tmp_path / "copy.pdf").exists()


def test_a_word_that_is_no_name_is_ticked_by_its_letter_and_stands_on_this_copy(front: Front) -> None:
    contact = front.family(kinds.NoteMade(text="The Zorbing club rang. They said that he was well."))
    screen = _screen(front, contact)
    screen.options.whom.option("quality").click()
    wait_for_paper(front, screen)
    ticks = screen.options.no_names.ticks
    assert "Zorbing" not in screen.look.text.toPlainText()
    at = next(n for n, tick in enumerate(ticks.ticks) if tick.value == "Zorbing")
    ticks.ticks[0].setFocus()
    _keys(screen, front, *[Qt.Key.Key_Down] * at, Qt.Key.Key_Space)
    wait_for_paper(front, screen)
    assert "The Zorbing club" in screen.look.text.toPlainText()
    assert ticks.values() == ("Zorbing",)
    screen.options.whom.option("case file").click()
    wait_for_paper(front, screen)
    screen.options.whom.option("quality").click()
    wait_for_paper(front, screen)
    assert "Zorbing" not in screen.look.text.toPlainText(), "it was for that copy alone"


def test_a_parent_is_chosen_by_name_and_an_unsafe_way_needs_words(front: Front, tmp_path: Path) -> None:
    contact = front.family()
    screen = _screen(front, contact)
    screen.options.whom.option("family").click()
    wait_for_paper(front, screen)
    assert "Which parent or carer" in screen.options.cannot.words()
    assert screen.look.text.toPlainText() == ""
    screen.options.readers.family.option(DANA).click()
    wait_for_paper(front, screen)
    assert screen.options.readers.override.box.hasFocus()
    _keys(screen, front, "Given to her at the school.", Qt.Key.Key_Tab)
    assert screen.preview is not None
    assert "STOKES" not in screen.preview.text
    screen.save_to(tmp_path / "copy.txt")
    wait_for_paper(front, screen)
    (said,) = front.open(contact).file.log(kinds.Printed)
    assert (said.body.recipient, said.body.override) == ("family", "Given to her at the school.")
    assert (tmp_path / "copy.txt").read_text("utf-8").startswith("OFFICIAL-SENSITIVE")


def test_a_copy_to_get_back_is_listed_and_settled(front: Front, tmp_path: Path) -> None:
    contact = front.family()
    screen = _screen(front, contact)
    screen.options.whom.option("case file").click()
    screen.save_to(tmp_path / "copy.html")
    wait_for_paper(front, screen)
    assert not screen.options.wanted.isVisible()
    child = front.open(contact).file.child(ELLIE)
    assert child is not None
    front.say(contact, msgspec.structs.replace(child, name=kinds.Name("Farrow", "Elle")))
    screen.load()
    wait_for_paper(front, screen)
    assert screen.options.wanted.isVisible()
    back = next(b for b in screen.options.wanted.findChildren(Button) if b.words() == "Shredded")
    back.setFocus()
    _keys(screen, front, Qt.Key.Key_Space)
    assert not screen.options.wanted.isVisible()
    assert front.open(contact).file.log(kinds.Recalled)[0].body.how == "shredded"


def test_the_chronology_prints_what_it_shows(front: Front) -> None:
    contact = front.family()
    screen = PrintScreen(front.seat, contact, sheet=Sheet("Print the chronology", filtered=Filtered()))
    front.show(screen, 1500, 900)
    wait_for_paper(front, screen)
    assert screen.preview is not None
    assert "EARLIER CONTACTS AND EVENTS" in screen.preview.text
    assert screen.options.paper.value() == "chronology"


def _with_much(front: Front) -> ContactId:
    return front.family(kinds.NoteMade(text="He came again and shouted. " * 3_000))


def test_a_huge_paper_is_drawn_while_everything_else_goes_on(front: Front) -> None:
    contact = _with_much(front)
    screen = PrintScreen(front.seat, contact)
    front.show(screen, 1500, 900)
    front.settle()
    assert screen.drawing.isVisible()
    assert screen.drawing.line.words().startswith("Drawing about ")
    assert screen.look.page.page() == 0
    assert "He came again" in screen.look.text.toPlainText()  # the words are there at once
    assert front.open(contact).file.log(kinds.NoteMade) != ()  # and so is the store
    wait_for_paper(front, screen)
    assert not screen.drawing.isVisible()
    assert screen.preview is not None
    assert screen.preview.pages > 10
    assert screen.look.page.page() == 1


def test_drawing_is_stopped_by_a_button_and_the_words_can_still_be_read(front: Front) -> None:
    screen = PrintScreen(front.seat, _with_much(front))
    front.show(screen, 1500, 900)
    front.settle()
    screen.drawing.stop.click()
    wait_for_paper(front, screen)
    assert not screen.drawing.isVisible()
    assert "was stopped" in screen.options.cannot.words()
    assert screen.look.page.page() == 0
    assert "He came again" in screen.look.text.toPlainText()


def test_a_huge_copy_is_recorded_once_it_is_drawn_and_not_when_it_is_stopped(
    front: Front, tmp_path: Path
) -> None:
    contact = _with_much(front)
    screen = _screen(front, contact)
    screen.options.whom.option("case file").click()
    wait_for_paper(front, screen)
    screen.save_to(tmp_path / "stopped.pdf")
    front.settle()
    screen.making.drawing.stop.click()
    wait_for_paper(front, screen)
    assert front.words().startswith("Nothing was printed. Drawing the pages was stopped.")
    assert front.open(contact).file.log(kinds.Printed) == ()
    screen.save_to(tmp_path / "copy.pdf")
    wait_for_paper(front, screen)
    assert (tmp_path / "copy.pdf").read_bytes().startswith(b"%PDF")
    assert len(front.open(contact).file.log(kinds.Printed)) == 1


def test_a_screen_that_is_closed_stops_its_drawing(front: Front) -> None:
    screen = PrintScreen(front.seat, _with_much(front))
    front.show(screen, 1500, 900)
    front.settle()
    shiboken6.delete(screen)
    # The one thread that draws is free again long before these pages could have been drawn.
    assert front.desk.drawing.submit(lambda: True).result(timeout=30)


def test_news_from_a_colleague_does_not_end_what_is_being_printed(front: Front, tmp_path: Path) -> None:
    contact = _with_much(front)
    screen = _screen(front, contact)
    screen.options.whom.option("case file").click()
    wait_for_paper(front, screen)
    screen.save_to(tmp_path / "copy.pdf")
    front.settle()
    assert screen.making.drawing.isVisible()
    front.say(contact, kinds.NoteMade(text="One more."))
    screen.load()
    wait_for_paper(front, screen)
    assert (tmp_path / "copy.pdf").exists()
    assert len(front.open(contact).file.log(kinds.Printed)) == 1
