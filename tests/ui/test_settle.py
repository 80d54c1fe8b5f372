"""Choosing between two answers (S10), by keyboard, with two computers that were apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.front import DANA, ELLIE, JAYDEN, MENSAH, OKAFOR, SHAH, Front, later, nameless, open_front
from ui.screens.exchange import ExchangeScreen
from ui.screens.settle import SettleScreen
from ui.screens.sign_off import SignOffScreen
from ui.screens.signed_teller import SignedTeller
from ui.screens.workspace import WorkspaceScreen
from ui.widgets.buttons import Button
from ui.widgets.chip import Chip
from ui.widgets.option import Option
from ui.widgets.version_choice import VersionChoice
from ui.widgets.words import Words
from workstation.domain import kinds
from workstation.domain.changed import Changed
from workstation.domain.contact import ContactFile, Stage
from workstation.domain.ids import ContactId
from workstation.services import decide

Key = Qt.Key


@pytest.fixture
def mine(qapp: QApplication, tmp_path: Path) -> Iterator[Front]:
    """Rukhsana Shah's computer."""
    (tmp_path / "mine").mkdir()
    with open_front(tmp_path / "mine") as front:
        yield front


@pytest.fixture
def theirs(mine: Front, tmp_path: Path) -> Iterator[Front]:
    """Adaeze Okafor's computer."""
    (tmp_path / "theirs").mkdir()
    with open_front(tmp_path / "theirs", beside=mine) as front:
        front.sit(OKAFOR)
        later(front, minutes=3)
        yield front


def carry(contact: ContactId, *fronts: Front) -> None:
    """Everything reaches every computer, and their windows hear of it. The last of them comes back first, so its
    entries get the lower numbers, as at Central.
    """
    for source in reversed(fronts):
        said = source.in_store(source.desk.store.journal.of_contact, contact)
        numbered = max((e.position or 0 for e in said), default=0)
        new = [e.id for e in said if e.position is None]
        for other in fronts:
            journal = other.desk.store.journal
            if other is not source:
                other.in_store(journal.append_entries, said)
            numbers = {id: numbered + n for n, id in enumerate(new, start=1)}
            other.in_store(journal.confirm, "front-door", numbers)
    for front in fronts:
        front.seat.changes.from_afar(Changed(frozenset({contact}), frozenset(), "central"))
        front.settle()


@pytest.fixture
def contact(mine: Front, theirs: Front) -> ContactId:
    """A contact both had, before they lost each other."""
    contact = mine.family()
    carry(contact, mine, theirs)
    return contact


def part(mine: Front, theirs: Front, contact: ContactId) -> None:
    """One real choice, one pair of reasons, and things that join by themselves."""
    later(mine, minutes=10)
    mine.say(contact, kinds.AgencyAnswered(agency="school", who="Mrs Hale", said="Quiet.", means="New."))
    mine.in_store(decide.recommend, mine.desk, contact, ELLIE, "O02")
    mine.say(contact, kinds.ReasonsWritten(prompt="strengths", text="She spoke to us."))
    later(theirs, minutes=20)
    theirs.say(contact, kinds.ParentTold(person=DANA, told="yes", words="He turned up."))
    theirs.in_store(decide.recommend, theirs.desk, contact, ELLIE, "O07")
    theirs.say(contact, kinds.ReasonsWritten(prompt="strengths", text="Grandmother is near."))


@pytest.fixture
def page(mine: Front, theirs: Front, contact: ContactId) -> SettleScreen:
    """The page on Rukhsana Shah's computer, after the line came back."""
    part(mine, theirs, contact)
    carry(contact, mine, theirs)
    page = SettleScreen(mine.seat, contact)
    mine.show(page, 1366, 728)
    return page


def told(widget: QWidget) -> str:
    return " | ".join(w.words() for w in widget.findChildren(Words) if w.isVisible() and w.words())


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(*keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(focus(), key, held)


def choice(page: SettleScreen) -> VersionChoice:
    (card,) = page.page.choices.values()
    return card


def file(front: Front, contact: ContactId) -> ContactFile:
    return front.in_store(front.desk.file, contact)


def test_it_says_what_happened_and_that_nothing_is_lost(page: SettleScreen) -> None:
    said = told(page)
    assert "This contact needs you: A. Okafor changed it while you did, and did not see yours." in said
    assert "Nothing has been overwritten." in said
    assert "What should happen for Ellie" in said
    assert "Was: not decided" in said
    assert "You, 09:28" in said
    assert "A. Okafor, 09:41" in said
    assert "The version you do not choose stays in the record’s history." in said


def test_the_words_never_speak_of_errors(page: SettleScreen) -> None:
    names = " ".join(w.accessibleName() + w.accessibleDescription() for w in page.findChildren(QWidget))
    assert not re.search(
        r"conflict|error|sync|merge|invalid|overwrite ", f"{told(page)} {names}", re.IGNORECASE
    )


def test_nothing_is_chosen_beforehand_and_the_focus_is_on_the_first_choice(page: SettleScreen) -> None:
    assert choice(page).value() is None
    option = focus()
    assert isinstance(option, Option)
    assert option.accessibleName() == "Keep mine"
    assert "Assessment" in option.accessibleDescription()


def test_saved_early_it_says_what_is_left_and_goes_there(page: SettleScreen, mine: Front) -> None:
    page.save.setFocus()
    page.press_save()
    mine.settle()
    assert choice(page).wrong.words() == "Choose one of them, or leave it open."
    assert focus() is next(iter(choice(page).options.values()))
    assert mine.told == []


def test_arrows_move_and_space_chooses_then_the_choice_reaches_the_other_computer(
    page: SettleScreen, mine: Front, theirs: Front, contact: ContactId
) -> None:
    press(Key.Key_Down, Key.Key_Space)
    assert page.commands()["contact.save_next"] == page.press_save
    page.press_save()
    mine.settle()
    assert mine.told[-1].words == "Saved. The other version stays in the history."
    assert mine.ways.calls[-1] == ("contact", contact)
    carry(contact, mine, theirs)
    for front in (mine, theirs):
        outcome = file(front, contact).outcome(ELLIE)
        assert outcome is not None
        assert (outcome.body.outcome, outcome.by) == ("O07", SHAH.id)
        assert {s.body.outcome for s in file(front, contact).log(kinds.Recommended)} == {"O02", "O07"}


def test_a_number_chooses_between_the_versions(page: SettleScreen) -> None:
    press(Key.Key_2)
    assert choice(page).value() == list(choice(page).options)[1]


def test_both_reasons_are_kept_with_names_in_time_order_and_may_be_edited(
    page: SettleScreen, mine: Front, contact: ContactId
) -> None:
    (field,) = page.page.texts.values()
    day = "24 Nov 2026 "
    both = f"Rukhsana Shah, {day}09:28: She spoke to us.\n\nAdaeze Okafor, {day}09:41: Grandmother is near."
    assert field.text() == both
    press(Key.Key_Space)
    field.setFocus()
    QTest.keyClicks(field.edit, "Seen. ")
    page.press_save()
    mine.settle()
    assert file(mine, contact).reason("strengths") == f"Seen. {both}"


def test_neither_yet_leaves_both_and_writes_that_down(
    page: SettleScreen, mine: Front, contact: ContactId
) -> None:
    press(Key.Key_Up, Key.Key_Space)
    option = focus()
    assert option.accessibleName() == "Neither yet. Leave it open – I will speak to A. Okafor"
    page.press_save()
    mine.settle()
    assert mine.told[-1].words == "Saved. Both versions stay until you have spoken."
    assert file(mine, contact).conflicts == (("outcome", ELLIE),)
    note = file(mine, contact).log(kinds.NoteMade)[-1].body.text
    assert note == "Left open: what should happen for Ellie. I will speak to A. Okafor."


def test_what_joined_by_itself_is_told_by_person(page: SettleScreen) -> None:
    said = told(page)
    assert "Joined for you" in said
    assert "You: School spoken to 09:28." in said
    assert "A. Okafor: Ms Farrow spoken to 09:41." in said


def test_who_wrote_first_and_came_back_first_is_told_of_nothing_they_both_had(
    mine: Front, theirs: Front, contact: ContactId
) -> None:
    mine.say(contact, kinds.AgencyAnswered(agency="gp", who="Dr Bell", said="Known.", means="Calm."))
    carry(contact, mine, theirs)
    later(mine, minutes=180)
    later(theirs, minutes=180)
    part(mine, theirs, contact)
    ellie = mine.open(contact).file.children[0]
    mine.say(contact, replace(ellie, ethnicity="WBRI"))
    theirs.say(contact, replace(ellie, ethnicity="MWBC"), kinds.ChildHeard(person=ELLIE, words="I hid."))
    carry(contact, theirs, mine)
    page = SettleScreen(mine.seat, contact)
    mine.show(page, 1366, 728)
    said = told(page)
    assert "You: School spoken to 12:28." in said
    assert "GP spoken to" not in said
    assert "Ellie’s own words" in said
    assert "Ethnicity: White British" in said
    assert "Ethnicity: White and Black Caribbean" in said


def test_what_comes_while_choosing_is_shown_and_the_choice_stays(
    page: SettleScreen, mine: Front, theirs: Front, contact: ContactId
) -> None:
    press(Key.Key_Space)
    later(theirs, minutes=1)
    theirs.in_store(decide.recommend, theirs.desk, contact, JAYDEN, "O03")
    mine.in_store(decide.recommend, mine.desk, contact, JAYDEN, "O02")
    carry(contact, mine, theirs)
    assert len(page.page.choices) == 2
    first, second = page.page.choices.values()
    assert first.value() is not None
    assert second.value() is None
    assert focus() is next(iter(second.options.values()))


def test_what_came_unheard_is_shown_instead_of_saving(
    page: SettleScreen, mine: Front, theirs: Front, contact: ContactId
) -> None:
    press(Key.Key_Space)
    theirs.say(contact, kinds.ChildHeard(person=ELLIE, words="I hid.", heard_by="Mrs Hale"))
    said = theirs.in_store(theirs.desk.store.journal.of_contact, contact)
    mine.in_store(mine.desk.store.journal.append_entries, said)  # and nobody tells the window
    page.press_save()
    mine.settle()
    assert "Somebody added something while you were choosing. Nothing was saved." in mine.words()
    assert file(mine, contact).conflicts == (("outcome", ELLIE),)
    assert choice(page).value() is not None
    page.press_save()
    mine.settle()
    assert file(mine, contact).conflicts == ()


def test_f8_goes_to_the_choice_then_to_the_reasons(page: SettleScreen) -> None:
    page.to_contact.setFocus()
    page.commands()["go.next_need"]()
    assert isinstance(focus(), Option)
    press(Key.Key_Space)
    page.commands()["go.next_need"]()
    (field,) = page.page.texts.values()
    assert focus() is field.edit


def test_the_message_to_the_other_carries_no_name_of_the_family(page: SettleScreen, mine: Front) -> None:
    page.write.click()
    text = QGuiApplication.clipboard().text()
    assert "C26-" in text
    assert "Farrow" not in text
    assert "Ellie" not in text
    assert page.write.words() == "Copy a message to A. Okafor"


def test_a_manager_who_wrote_neither_is_told_so(mine: Front, theirs: Front, contact: ContactId) -> None:
    part(mine, theirs, contact)
    carry(contact, mine, theirs)
    mine.sit(MENSAH)
    page = SettleScreen(mine.seat, contact)
    mine.show(page)
    assert "R. Shah and A. Okafor did not see what the other wrote" in told(page)
    offers = [option.accessibleName() for option in choice(page).options.values()][:2]
    assert offers == ["Keep R. Shah’s", "Keep A. Okafor’s"]


def test_what_only_a_manager_chooses_is_shown_to_others_without_circles(
    mine: Front, theirs: Front, contact: ContactId
) -> None:
    mine.in_store(decide.escalate, mine.desk, contact, "He is back.")
    carry(contact, mine, theirs)
    theirs.sit(MENSAH)
    theirs.in_store(decide.lower, theirs.desk, contact, "He is in custody.")
    mine.in_store(decide.escalate, mine.desk, contact, "He is at the door.")
    carry(contact, mine, theirs)
    page = SettleScreen(mine.seat, contact)
    mine.show(page)
    card = choice(page)
    assert card.options == {}
    assert "A manager chooses this. Until a manager chooses, it stays marked ‘act now’." in told(card)


def test_with_nothing_to_choose_the_page_says_so(mine: Front, contact: ContactId) -> None:
    page = SettleScreen(mine.seat, contact)
    mine.show(page)
    assert "Nothing here needs you." in told(page)
    page.press_save()
    assert mine.words() == "Nothing here needs you."


def test_everything_on_it_has_a_name(page: SettleScreen) -> None:
    assert nameless(page) == []


def test_the_page_about_the_line_leads_here(mine: Front, theirs: Front, contact: ContactId) -> None:
    part(mine, theirs, contact)
    carry(contact, mine, theirs)
    page = ExchangeScreen(mine.seat)
    mine.show(page)
    assert "A. Okafor gave another answer" in focus().accessibleName()
    press(Key.Key_Return)
    assert mine.ways.calls[-1] == ("settle", contact)


def test_the_workspace_says_who_wrote_here_and_leads_here(
    mine: Front, theirs: Front, contact: ContactId
) -> None:
    later(mine, minutes=10)
    part(mine, theirs, contact)
    carry(contact, mine, theirs)
    page = WorkspaceScreen(mine.seat, contact)
    mine.show(page, 1366, 900)
    shown = page.view.banner.presence
    assert shown.isVisible()
    assert shown.accessibleName() == "A. Okafor wrote here at 09:41"
    assert shown.accessibleDescription().startswith("You can both work.")
    page.go_to(6, "unsettled")
    assert mine.ways.calls[-1] == ("settle", contact)
    later(mine, minutes=20)
    page._show_clock()
    assert not shown.isVisible()


def test_the_banner_of_the_contact_says_that_two_answers_stand_and_leads_here(
    mine: Front, theirs: Front, contact: ContactId
) -> None:
    part(mine, theirs, contact)
    carry(contact, mine, theirs)
    page = WorkspaceScreen(mine.seat, contact)
    mine.show(page, 1366, 900)
    chip = next(c for c in page.view.banner.findChildren(Chip) if c.accessibleName() == "Two answers stand")
    chip.setFocus()
    press(Key.Key_Space)
    look = next(b for b in page.view.banner.findChildren(Button) if b.words() == "Look at both")
    look.setFocus()
    press(Key.Key_Return)
    assert mine.ways.calls[-1] == ("settle", contact)


def test_danger_is_the_first_word_of_the_banner_and_hides_no_hidden_address(
    mine: Front, contact: ContactId
) -> None:
    mine.in_store(decide.escalate, mine.desk, contact, "He is at the door.", "", "")
    page = WorkspaceScreen(mine.seat, contact)
    mine.show(page, 1366, 900)
    said = [chip.accessibleName() for chip in page.view.banner.findChildren(Chip) if chip.isVisible()]
    assert said[0] == "Act now"
    mine.show(page, 700, 900)
    assert "Act now" in [c.accessibleName() for c in page.view.banner.findChildren(Chip) if c.isVisible()]


def test_a_sign_off_that_something_came_after_says_so_to_the_manager(
    mine: Front, theirs: Front, contact: ContactId
) -> None:
    mine.ready(contact)
    mine.in_store(decide.send_to_manager, mine.desk, contact, MENSAH.id)
    carry(contact, mine, theirs)
    theirs.sit(MENSAH)
    saw = file(theirs, contact).head
    decisions = tuple(kinds.Decision(c, "O02") for c in (ELLIE, JAYDEN))
    theirs.say(contact, kinds.SignedOff(saw=saw, decisions=decisions, why="Agreed."))
    later(mine, minutes=10)
    mine.say(contact, kinds.ChildHeard(person=JAYDEN, words="He shouted.", heard_by="Mrs Hale"))
    page = SignOffScreen(theirs.seat)
    SignedTeller(theirs.seat, page)
    carry(contact, mine, theirs)
    assert file(theirs, contact).stage is Stage.WITH_MANAGER
    number = file(theirs, contact).number
    assert theirs.told[-1].words == f"{number} has changed since you signed it off."
    carry(contact, mine, theirs)
    theirs.settle()
    assert [n.words for n in theirs.told].count(theirs.told[-1].words) == 1, "told once"
    theirs.show(page, 1600, 900)
    assert page.list.keys() == [contact]
    item = page.list.item(contact)
    assert item is not None
    assert (item.chip.words, item.waiting) == ("changed since", "")
    assert "Signed off by you 24\u00a0Nov\u00a02026\u00a009:21. It changed since" in told(page.facts)
    assert "09:28  R. Shah: Heard Jayden" in told(page.facts)
