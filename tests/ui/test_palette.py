"""The palette: anything by a few letters, at once."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.conftest import focused, settle
from tests.ui.test_workspace import go_to
from ui import shortcuts
from ui.models import letters
from ui.screens import everywhere
from ui.screens.ask_back import AskBackPanel
from ui.screens.palette import Palette
from ui.widgets.overlay import on_top
from ui.widgets.table import Table
from ui.window import Window
from workstation.domain import kinds
from workstation.domain.ids import PersonId
from workstation.domain.kinds import Name
from workstation.services import find, receive
from workstation.services.desk import Desk
from workstation.services.receive import NewContact

LUCA = NewContact(
    words="Seen alone on the road.", source="6", channel="notification", agency="Police",
    said=(kinds.ChildNamed(person=PersonId("luca"), name=Name("Shields", "Luca"), sex="M", where_now="home"),),
)  # fmt: skip
Key, Held = Qt.Key, Qt.KeyboardModifier


def opened(window: Window, typed: str = "") -> Palette:
    QTest.keyClick(focused(), Key.Key_K, Held.ControlModifier)
    palette = on_top(window)
    assert isinstance(palette, Palette)
    if typed:
        QTest.keyClicks(palette.box, typed)
    assert window.seat.bench.idle()
    return palette


def words(palette: Palette) -> list[str]:
    return [pick.words for pick in palette.rows.picks()]


def test_it_opens_from_a_text_box_and_escape_gives_the_cursor_back(window: Window) -> None:
    window.run("list.filter")
    box = QApplication.focusWidget()
    palette = opened(window)
    assert palette.box.hasFocus()
    QTest.keyClick(palette.box, Key.Key_Escape)
    assert on_top(window) is None
    assert QApplication.focusWidget() is box


def test_it_shows_groups_and_the_keys_that_make_it_needless(window: Window, desk: Desk) -> None:
    window.ways.contact(find.queue(desk).rows[0].contact)
    assert window.seat.bench.idle()
    palette = opened(window, "dec")
    shown = words(palette)
    assert shown[0] == "In this contact"
    decision = next(pick for pick in palette.rows.picks() if pick.words == "Step 6: Analysis and decision")
    assert decision.keys == "Alt+6"
    assert ("dec", True) in decision.pieces


def test_people_are_found_by_parts_of_their_name(window: Window) -> None:
    palette = opened(window, "ell far")
    assert "People and contacts" in words(palette)
    ellie = next(pick for pick in palette.rows.picks() if pick.words.startswith("FARROW, Ellie"))
    assert [piece for piece, bold in ellie.pieces if bold] == ["FAR", "Ell"]


def test_enter_opens_the_first_and_down_the_next(window: Window) -> None:
    palette = opened(window, "farrow")
    first = palette.rows.current()
    assert first is not None
    QTest.keyClick(palette.box, Key.Key_Down)
    second = palette.rows.current()
    assert second is not None
    assert second != first
    QTest.keyClick(palette.box, Key.Key_Up)
    QTest.keyClick(palette.box, Key.Key_Return)
    assert window.seat.bench.idle()
    assert on_top(window) is None
    front = window.places.front()
    assert front is not None
    assert front.contact is not None


def test_a_row_somebody_went_to_stays_when_the_people_arrive(window: Window) -> None:
    QTest.keyClick(focused(), Key.Key_K, Held.ControlModifier)
    palette = on_top(window)
    assert isinstance(palette, Palette)
    QTest.keyClicks(palette.box, "se")
    QTest.keyClick(palette.box, Key.Key_Down)
    chosen = palette.rows.current()
    assert window.seat.bench.idle()
    assert chosen is not None
    now = palette.rows.current()
    assert now is not None
    assert now.words == chosen.words


def test_what_cannot_be_done_here_is_not_offered(window: Window) -> None:
    palette = opened(window, "link a contact")
    assert "Link a contact into the reasons" not in words(palette)


def test_other_words_for_a_thing_find_it(window: Window) -> None:
    assert "Park" in words(opened(window, "pause"))


def test_help_is_found_by_its_headings(window: Window) -> None:
    palette = opened(window, "sound alike")
    assert "Help: names that sound alike" in words(palette)


def test_a_letter_typed_into_the_box_on_top_opens_it(window: Window) -> None:
    window.bar.finder.setFocus()
    QTest.keyClick(window.bar.finder, Key.Key_F)
    palette = on_top(window)
    assert isinstance(palette, Palette)
    assert palette.box.text() == "f"
    assert palette.box.hasFocus()
    QTest.keyClicks(palette.box, "ar")
    assert palette.box.text() == "far"


@pytest.mark.parametrize(
    ("typed", "shown", "fits"),
    [
        ("dec", "Analysis and decision", True),
        ("nc", "New contact", True),
        ("new con", "New contact", True),
        ("tno", "Take the next one", True),
        ("ew", "New contact", True),
        ("nwt", "New contact", False),
        ("xyz", "New contact", False),
        ("", "New contact", True),
        ("SS", "Straße", False),
    ],
)
def test_letters_fit_at_the_start_of_words(typed: str, shown: str, fits: bool) -> None:
    assert (letters.fit(typed, shown) is not None) is fits


def test_the_start_of_a_word_is_better_than_its_middle() -> None:
    start, middle = letters.fit("par", "Park"), letters.fit("par", "Prepare")
    assert start is not None
    assert middle is not None
    assert start.score > middle.score
    assert start.runs("Park") == [("Par", True), ("k", False)]


class Painted(QObject):
    """Counts how often Qt paints a widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.times = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count, and let it be painted."""
        self.times += event.type() == QEvent.Type.Paint
        return super().eventFilter(watched, event)


def test_a_letter_does_not_have_the_page_behind_painted_again(window: Window) -> None:
    palette = opened(window, "e")
    QApplication.processEvents()
    behind = [Painted(table.viewport()) for table in window.findChildren(Table)]
    QTest.keyClicks(palette.box, "ll")
    assert window.seat.bench.idle()
    QApplication.processEvents()
    assert behind
    assert not any(page.times for page in behind)

    palette.put_away()
    QApplication.processEvents()
    assert any(page.times for page in behind)


def test_the_panel_does_not_jump_while_letters_are_typed(window: Window) -> None:
    palette = opened(window, "e")
    tall = palette.panel.height()
    QTest.keyClicks(palette.box, "qxq")
    assert window.seat.bench.idle()
    assert len(palette.rows.picks()) == 2
    assert palette.panel.height() == tall


STEPS = tuple(f"go.step{number}" for number in range(1, 7))


@pytest.mark.parametrize("place", [*STEPS, "contact.chronology", "contact.print"])
def test_what_can_be_done_with_a_contact_is_offered_wherever_it_is_open(window: Window, place: str) -> None:
    go_to(window, "FARROW", 1)
    window.run(place)
    assert window.seat.bench.idle()
    missing = {id for id in everywhere.IN_A_CONTACT if shortcuts.by_id(id).words not in _offered(window, id)}
    assert missing == set()


def _offered(window: Window, id: str) -> str:
    palette = opened(window, shortcuts.by_id(id).words)
    found = words(palette)
    palette.put_away()
    return "\n".join(found)


def test_the_questions_are_sent_from_any_step_of_the_contact(window: Window) -> None:
    go_to(window, "FARROW", 4)
    opened(window, "send them the questions")
    QTest.keyClick(focused(), Key.Key_Return)
    assert window.seat.bench.idle()
    assert isinstance(on_top(window), AskBackPanel)


def test_a_refusal_is_recorded_from_any_step_of_the_contact(window: Window) -> None:
    screen = go_to(window, "FARROW", 1)
    opened(window, "parent declined")
    QTest.keyClick(focused(), Key.Key_Return)
    assert window.seat.bench.idle()
    assert screen.stack.number == 5
    assert focused().accessibleName().startswith("Yes, and what")


def test_a_command_that_begins_so_comes_before_people_who_only_sound_so(window: Window, desk: Desk) -> None:
    # In a record with a Luca, "lock" and Enter would open a child instead of locking the screen.
    desk.in_store(receive.receive, desk, LUCA)
    assert "SHIELDS, Luca" in " ".join(words(opened(window, "luca")))
    QTest.keyClick(focused(), Key.Key_Escape)
    palette = opened(window, "lock")
    shown = [pick.words for pick in palette.rows.picks() if pick.run is not None]
    assert shown[0] == "Lock this screen"
    assert any("SHIELDS, Luca" in line for line in shown)


def test_an_open_contact_is_told_from_that_of_another_child_of_the_same_name(
    window: Window, desk: Desk
) -> None:
    contacts = []
    for person in ("luca", "another luca"):
        named = kinds.ChildNamed(person=PersonId(person), name=Name("Shields", "Luca"))
        new = NewContact(words="Seen alone.", source="2A", said=(named,))
        (contact,) = desk.in_store(receive.receive, desk, new).contacts
        contacts.append(contact)
    settle(window)
    window.ways.contact(contacts[0])
    settle(window)
    window.run("go.queue")
    settle(window)
    palette = opened(window, "shields luca")
    settle(window)
    numbers = [find.contact(desk, contact).line.number for contact in contacts]
    (here,) = [pick for pick in palette.rows.picks() if pick.detail.startswith("Open now")]
    assert numbers[0] in here.detail
    assert any(numbers[1] in pick.words for pick in palette.rows.picks())
