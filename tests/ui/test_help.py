"""Help (S16): a page for every place, pages that can be reached and read, and F1 wherever somebody may be."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

import resources
from tests.shape.source import ROOT
from tests.ui.conftest import focused
from tests.ui.test_app import program  # noqa: F401 - a fixture
from ui import screens
from ui.models import help_book
from ui.program import Program
from ui.screens import help_pages
from ui.screens.first_start import Doorway
from ui.screens.help_over import HelpSheet
from ui.screens.help_pages import HelpPanel
from ui.screens.lock import LockPanel
from ui.screens.park import ParkPanel
from ui.screens.sign_in import PracticeSignIn
from ui.seat import Screen
from ui.widgets.overlay import Overlay, on_top
from ui.widgets.side_panel import SidePanel
from ui.widgets.words import Words
from ui.window import Window

Key = Qt.Key
AGE = 12
"""Whoever reads at the age of twelve reads this. Reading age is the grade of the formula, and five years more."""
MOST_WORDS = 25

FIELDS = (
    "Who is calling", "Role", "From", "Born or age", "Postcode", "Phone", "What are you most worried will happen?",
    "What do you want us to do?", "What have you seen or heard yourself?", "What has the child said?",
    "Kind of worry", "Where are they now?", "Safe to contact on", "Code word", "Parental responsibility?",
    "Who did you speak to?", "What did they say?", "What does it tell you?", "Say why, in your own words",
    "What they are telling you", "Level of need they give it", "What is going well, or keeps them safe?",
    "What would change my mind?", "What is the danger now?", "Who have you told?", "Who agreed?",
    "Why is the danger lower?", "Why do you need it?", "Waiting for", "Bring it back", "Their words",
    "What came of it?", "What they have not told us", "How do you ask?", "Who has the case?",
    "How did you tell them?", "Find in this list", "Search help", "How many contact sheets?",
    "Reference of the sheet",
)  # fmt: skip
"""Labels of boxes with a part of a page of their own: F1 in the box shows that part alone."""


def _kinds(of: type[QWidget]) -> Iterator[type[QWidget]]:
    for kind in of.__subclasses__():
        yield kind
        yield from _kinds(kind)


def _places() -> list[type[QWidget]]:
    """Every screen, overlay, panel and doorway of the product."""
    for found in pkgutil.walk_packages(screens.__path__, "ui.screens."):
        importlib.import_module(found.name)
    kinds = (kind for base in (Screen, Overlay, SidePanel, Doorway) for kind in _kinds(base))
    own = {kind for kind in kinds if kind.__module__.startswith("ui.screens.")}
    return sorted((kind for kind in own if not kind.__name__.startswith("_")), key=lambda kind: kind.__name__)


def test_every_place_has_a_page() -> None:
    without = [kind.__name__ for kind in _places() if kind.__name__ not in help_pages.TOPICS]
    assert without == []
    nowhere = {topic for topic in help_pages.TOPICS.values() if topic not in help_book.topics()}
    assert nowhere == set()
    gone = set(help_pages.TOPICS) - {kind.__name__ for kind in _places()}
    assert gone == set(), "pages for places there are no more"


def test_every_page_can_be_reached_from_the_list_of_all() -> None:
    listed = [topic.name for _heading, topics in help_book.contents() for topic in topics]
    assert sorted(listed) == sorted(help_book.topics())
    assert set(help_book.FIRST) <= set(help_book.topics())


def test_every_place_that_names_a_page_names_one_there_is() -> None:
    named = {
        name
        for path in (ROOT / "ui").rglob("*.py")
        for name in re.findall(r"\.help\(\"([^\"]+)\"\)", path.read_text(encoding="utf-8"))
    }
    assert named
    assert named <= set(help_book.topics())


@pytest.mark.parametrize("label", FIELDS)
def test_a_field_has_one_part_of_one_page_and_is_still_called_so(label: str) -> None:
    same = [topic.name for topic, heading in help_book.headings() if heading == label]
    assert len(same) == 1
    assert help_book.section_for(label) is not None
    assert label in _all_words(), "a label that nothing on screen has any more"


def _all_words() -> str:
    """The source of the window, and the guide's questions."""
    code = (inspect.cleandoc(path.read_text(encoding="utf-8")) for path in (ROOT / "ui").rglob("*.py"))
    guide = (
        resources.read_text(f"guide/{name}") for name in resources.names("guide") if name.endswith(".toml")
    )
    return "\n".join((*code, *guide))


@pytest.mark.parametrize("name", sorted(help_book.topics()))
def test_a_page_is_short_and_easy_to_read(name: str) -> None:
    topic = help_book.topics()[name]
    paragraphs = [*topic.lead, *(words for section in topic.sections for words in section.paragraphs)]
    assert topic.lead, "a page begins with what the place is for"
    assert all(section.paragraphs for section in topic.sections), "a heading with nothing under it"
    assert [words for words in paragraphs if len(words) >= 400] == []
    sentences = [one for words in paragraphs for one in _sentences(words)]
    assert [one for one in sentences if len(_words(one)) > MOST_WORDS] == []
    assert _grade(sentences) + 5 <= AGE
    banned = re.compile(r"\b(please|error|invalid|sync|synchroni[sz]e|record locked)\b", re.IGNORECASE)
    assert [one for one in sentences if banned.search(one)] == []


def _sentences(words: str) -> list[str]:
    found = re.split(r"(?<=[.!?:;])[”\")]*\s+", words.removeprefix("- "))
    return [one for one in found if _words(one)]


def _words(sentence: str) -> list[str]:
    return re.findall(r"[A-Za-z’'-]+", sentence)


def _grade(sentences: list[str]) -> float:
    """The automated readability index: long words and long sentences make a text hard."""
    words = [word for one in sentences for word in _words(one)]
    letters = sum(len(word) for word in words)
    return 4.71 * letters / len(words) + 0.5 * len(words) / len(sentences) - 21.43


def test_the_formula_knows_hard_from_easy() -> None:
    hard = "Notwithstanding organisational considerations, practitioners' determinations necessitate justification."
    assert _grade([hard]) > AGE
    assert _grade(["The cat sat on the mat.", "It was a good mat."]) < 1


def test_help_over_a_panel_brings_it_back_with_every_letter(window: Window) -> None:
    window.run("list.open")
    assert window.seat.bench.idle()
    window.run("contact.park")
    panel = on_top(window)
    assert isinstance(panel, ParkPanel)
    QTest.keyClicks(panel.line.edit, "waiting for the school")
    window.run("help.field")
    sheet = on_top(window)
    assert isinstance(sheet, HelpSheet)
    assert "for whoever looks at the contact meanwhile" in sheet.panel_shown.words()
    QTest.keyClick(focused(), Key.Key_Escape)
    assert on_top(window) is panel
    assert panel.line.text() == "waiting for the school"
    assert QApplication.focusWidget() is panel.line.edit


def test_a_lock_over_help_hides_it_and_brings_it_back(window: Window) -> None:
    window.run("list.open")
    assert window.seat.bench.idle()
    window.run("contact.park")
    panel = on_top(window)
    window.run("help.field")
    sheet = on_top(window)
    assert isinstance(panel, ParkPanel)
    assert isinstance(sheet, HelpSheet)
    lock = LockPanel(window.seat, window)
    lock.cover()
    assert not sheet.isVisible()
    assert not panel.isVisible()
    window.run("help.field")
    assert on_top(window) is lock, "no page of help lies over a lock"
    assert any("practice authority there is no password" in one.words() for one in _shown(lock))
    lock._come_in(window.seat.desk.worker.id)
    assert on_top(window) is sheet
    sheet.put_away()
    assert on_top(window) is panel


def _shown(widget: QWidget) -> list[Words]:
    return [one for one in widget.findChildren(Words) if one.isVisible()]


def test_f1_helps_before_anybody_signed_in(
    qtbot: QtBot,
    program: Program,  # noqa: F811 - the fixture
) -> None:
    program.start()
    entrance = program.entrance
    qtbot.waitUntil(lambda: isinstance(entrance.centralWidget(), PracticeSignIn))
    entrance.activateWindow()
    asking = entrance.centralWidget()
    assert isinstance(asking, PracticeSignIn)
    # The window is in front and the cursor in its field, as for whoever presses a key.
    qtbot.waitUntil(lambda: QApplication.focusWidget() is asking.people.box.edit)
    QTest.keyClick(asking.people.box.edit, Key.Key_F1)
    sheet = on_top(entrance)
    assert isinstance(sheet, HelpSheet)
    assert "A made-up council" in sheet.panel_shown.words()
    QTest.keyClick(focused(), Key.Key_Escape)
    assert on_top(entrance) is None
    qtbot.waitUntil(lambda: QApplication.focusWidget() is asking.people.box.edit)


def test_all_pages_are_two_presses_away(window: Window) -> None:
    window.run("help.field")
    panel = window.work.panel
    assert isinstance(panel, HelpPanel)
    panel.show_all()
    QApplication.processEvents()
    for topic in help_book.topics().values():
        assert topic.title in panel.words() or any(
            topic.title in button.text() for button in panel.links()
        ), topic.name
