import re

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.conftest import settle
from tests.ui.test_workspace import contact_of
from ui import icons, lettering, sheet, theme
from ui.reading import COLOURS, Reading, ThemeName, bundled, from_system
from ui.widgets.beside_cards import ReceivedCard
from ui.widgets.words import Words
from ui.window import Window
from workstation.services.desk import Desk

OURS: tuple[ThemeName, ...] = ("day", "cream", "night", "contrast")
TEXT_ON: tuple[tuple[str, str], ...] = (
    ("text", "window"),
    ("text", "surface"),
    ("text", "subtle"),
    ("secondary", "window"),
    ("secondary", "surface"),
    ("secondary", "subtle"),
    ("secondary", "selected"),
    ("action", "surface"),
    ("action", "window"),
    ("on_action", "action"),
    ("danger", "surface"),
    ("warning", "surface"),
    ("settled", "surface"),
    ("danger", "danger_bg"),
    ("warning", "warning_bg"),
    ("settled", "settled_bg"),
    ("info", "info_bg"),
    ("confidential", "confidential_bg"),
    ("text", "danger_bg"),
    ("text", "warning_bg"),
    ("text", "info_bg"),
    ("on_focus", "focus_fill"),
    ("secondary", "focus_fill"),
    ("danger", "focus_fill"),
    ("warning", "focus_fill"),
    ("action", "focus_fill"),
    ("on_selected", "selected"),
    ("on_bar", "bar"),
    ("bar_settled", "bar"),
    ("bar_warning", "bar"),
)
SEEN_ON: tuple[tuple[str, str], ...] = (
    ("border", "surface"),
    ("border", "window"),
    ("focus", "surface"),
    ("focus", "window"),
    ("focus", "focus_fill"),
    ("chart_1", "surface"),
    ("chart_3", "surface"),
    ("chart_late", "surface"),
)


def _light(colour: QColor) -> float:
    def part(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    return 0.2126 * part(colour.redF()) + 0.7152 * part(colour.greenF()) + 0.0722 * part(colour.blueF())


def contrast(one: QColor, other: QColor) -> float:
    high, low = sorted((_light(one), _light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.fixture(autouse=True)
def as_delivered(qapp: QApplication) -> None:
    theme.apply(qapp, Reading())


@pytest.mark.parametrize("name", OURS)
@pytest.mark.parametrize(("words", "ground"), TEXT_ON)
def test_words_can_be_read_on_every_ground(name: ThemeName, words: str, ground: str) -> None:
    tokens = bundled(name)
    assert contrast(tokens.colour(words), tokens.colour(ground)) >= 4.5


@pytest.mark.parametrize("name", OURS)
@pytest.mark.parametrize(("line", "ground"), SEEN_ON)
def test_borders_and_focus_can_be_seen(name: ThemeName, line: str, ground: str) -> None:
    tokens = bundled(name)
    assert contrast(tokens.colour(line), tokens.colour(ground)) >= 3.0


def test_the_strongest_theme_draws_a_border_round_every_box() -> None:
    tokens = bundled("contrast")
    assert contrast(tokens.colour("hairline"), tokens.colour("surface")) >= 7.0


@pytest.mark.parametrize("percent", [90, 100, 150, 200, 250])
@pytest.mark.parametrize("role", ["h1", "body", "small", "key"])
def test_every_letter_grows_with_the_text_size(qapp: QApplication, percent: int, role: theme.Role) -> None:
    usual = theme.font(role).pixelSize()
    theme.apply(qapp, Reading(text_percent=percent))
    assert theme.font(role).pixelSize() == round(usual * percent / 100)


@pytest.mark.parametrize(("asked", "given"), [(20, 90), (90, 90), (120, 120), (900, 250)])
def test_text_size_stays_within_bounds(asked: int, given: int) -> None:
    assert Reading(text_percent=asked).text_percent == given


@pytest.mark.parametrize("name", [*OURS, "system"])
def test_the_sheet_never_sets_a_letter_size(qapp: QApplication, name: ThemeName) -> None:
    theme.apply(qapp, Reading(theme=name))
    assert "font-size" not in qapp.styleSheet()
    assert "font:" not in qapp.styleSheet()


def test_following_the_computer_leaves_no_colour_of_ours(qapp: QApplication) -> None:
    theme.apply(qapp, Reading(theme="system"))
    assert re.findall(r"#[0-9a-fA-F]{3,8}", qapp.styleSheet()) == []
    assert theme.tokens().name == "system"


def test_the_computers_own_contrast_reaches_every_token() -> None:
    palette = QPalette()
    for role, colour in (
        (QPalette.ColorRole.Window, "#000000"),
        (QPalette.ColorRole.Base, "#000000"),
        (QPalette.ColorRole.WindowText, "#ffffff"),
        (QPalette.ColorRole.Link, "#ffff00"),
    ):
        palette.setColor(role, QColor(colour))
    tokens = from_system(palette)
    assert tokens.dark
    for name in ("text", "secondary", "border", "danger", "warning", "settled", "confidential", "focus"):
        assert contrast(tokens.colour(name), tokens.colour("surface")) >= 7.0, name


def test_all_themes_know_the_same_colours() -> None:
    for name in OURS:
        assert all(QColor(getattr(bundled(name), token)).isValid() for token in COLOURS)


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("FARROW, Ellie", lettering.ATKINSON),
        ("ŁUKASZ, Świętosława", lettering.ATKINSON),
        ("LLŶR, Siôn", lettering.ATKINSON),
        ("OLÚWAṢEUN, Ọlá", lettering.NOTO),
        ("NGUYỄN, Bảo", lettering.NOTO),
        ("Γιάννης", lettering.NOTO),
        ("محمد", "Noto Sans Arabic"),
        ("王小明", "Droid Sans Fallback"),
    ],
)
def test_a_name_is_written_in_one_font(qapp: QApplication, name: str, family: str) -> None:
    assert theme.font_for(name, "body").families()[0] == family
    assert lettering.covers(family, name)


def test_a_symbol_does_not_change_the_font_of_a_sentence(qapp: QApplication) -> None:
    assert theme.font_for("○ this contact → opens", "small").families()[0] == lettering.ATKINSON


def test_letters_can_stand_further_apart(qapp: QApplication) -> None:
    theme.apply(qapp, Reading(letter_spacing=0.12))
    assert theme.font("body").letterSpacing() == pytest.approx(theme.px(15) * 0.12, abs=0.01)


def test_the_font_for_people_with_dyslexia_can_be_chosen(qapp: QApplication) -> None:
    theme.apply(qapp, Reading(font="opendyslexic"))
    assert theme.font_for("Kayden", "body").families()[0] == lettering.DYSLEXIC


def test_words_on_the_screen_grow_when_the_size_changes(qtbot: QtBot, qapp: QApplication) -> None:
    words = Words("Third police notification", "body")
    qtbot.addWidget(words)
    before = words.sizeHint()
    theme.apply(qapp, Reading(text_percent=200))
    assert words.sizeHint().height() >= before.height() * 1.9
    assert words.sizeHint().width() >= before.width() * 1.9


def test_wider_lines_make_wrapped_words_taller(qtbot: QtBot, qapp: QApplication) -> None:
    words = Words("What do they want us to do? " * 6, "body", wrap=True)
    qtbot.addWidget(words)
    before = words.heightForWidth(300)
    theme.apply(qapp, Reading(line_spacing=1.5))
    assert words.heightForWidth(300) >= before * 1.4


def test_a_box_does_not_move_its_words_when_focus_comes(qapp: QApplication) -> None:
    written = sheet.write(bundled("day"), theme.px, wide_focus=False)
    rest = re.search(r"padding: (\d+)px (\d+)px; selection", written)
    focused = re.search(r"border: (\d+)px solid #14202B;\s+padding: (\d+)px (\d+)px", written)
    assert rest is not None
    assert focused is not None
    ring, y, x = (int(part) for part in focused.groups())
    assert (1 + int(rest[1]), 1 + int(rest[2])) == (ring + y, ring + x)


def test_icons_take_the_colour_of_their_meaning(qapp: QApplication) -> None:
    for name in ("day", "night"):
        theme.apply(qapp, Reading(theme=name))
        picture = icons.pixmap("circle-half-fill", "danger", 32).toImage()
        seen = {
            picture.pixelColor(x, 16).name() for x in range(32) if picture.pixelColor(x, 16).alpha() == 255
        }
        assert seen == {theme.colour("danger").name()}


def test_every_icon_can_be_drawn(qapp: QApplication) -> None:
    for name in icons.names():
        image = icons.pixmap(name, "text", 24).toImage()
        assert any(image.pixelColor(x, y).alpha() for x in range(24) for y in range(24)), name


@pytest.mark.parametrize("name", [*OURS, "system"])
def test_a_focused_box_looks_different(qtbot: QtBot, qapp: QApplication, name: ThemeName) -> None:
    theme.apply(qapp, Reading(theme=name))
    box = QLineEdit()
    other = QLineEdit(box)
    other.hide()
    qtbot.addWidget(box)
    box.resize(200, 40)
    with qtbot.waitExposed(box):
        box.show()
    box.clearFocus()
    without = box.grab().toImage()
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    assert box.grab().toImage() != without


@pytest.mark.parametrize("name", ["night", "contrast"])
def test_the_words_as_received_stay_readable_when_larger_letters_fold_the_page(
    window: Window, qapp: QApplication, desk: Desk, name: ThemeName
) -> None:
    """The pane beside the work becomes a page of its own then, and Qt brings back the colours of the day."""
    window.resize(1366, 748)
    window.ways.contact(contact_of(desk, "FARROW"))
    settle(window)
    for percent in (100, 140, 160, 100):
        theme.apply(qapp, Reading(theme=name, text_percent=percent))
        settle(window)
        card = next(card for card in window.findChildren(ReceivedCard))
        picture = card.words.grab().toImage()
        across = [(x, y) for x in range(picture.width()) for y in range(picture.height())]
        assert max(picture.pixelColor(x, y).lightness() for x, y in across) > 200, percent
