"""A new password by keyboard, for real work: alone and with a server, and what is said when it does not work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.access.team_door import TeamDoor
from tests.ui import edges
from tests.ui.conftest import focused
from tests.ui.test_lock import told_to_anybody
from tests.ui.test_real_sign_in import (
    NEW_WORDS,
    OTHER_WORDS,
    SHAH,
    WORDS,
    door,
    keystore,
    locked,
    need_programs,
    on_the_queue,
    page,
    program,
    said,
    short_path,
    sign_in,
    unlock,
)
from ui import theme
from ui.program import Program
from ui.reading import Reading
from ui.screens.new_password import NewPasswordPanel
from ui.screens.palette import Palette
from ui.widgets.overlay import on_top
from ui.window import Window
from workstation.domain.people import Role
from workstation.services import real_work, signing_in

__all__ = ["door", "keystore", "need_programs", "program", "short_path"]
Key = Qt.Key
LOGIN = "rukhsana.shah"
pytestmark = pytest.mark.skipif("sys.platform != 'linux'", reason="another keystore")


@pytest.fixture
def seated(qtbot: QtBot, program: Program) -> Window:
    sign_in(qtbot, program)
    window = on_the_queue(qtbot, program)
    window.activateWindow()
    return window


def asked(qtbot: QtBot, window: Window) -> NewPasswordPanel:
    """By its words in the palette, as from everywhere."""
    window.run("palette")
    QTest.keyClicks(focused(), "password")
    qtbot.waitUntil(lambda: "Change your password" in _offered(window))
    QTest.keyClick(focused(), Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(on_top(window), NewPasswordPanel))
    panel = on_top(window)
    assert isinstance(panel, NewPasswordPanel)
    return panel


def _offered(window: Window) -> str:
    top = on_top(window)
    return " ".join(told_to_anybody(top)) if isinstance(top, Palette) else ""


def type_all(*passwords: str) -> None:
    """Each, and Enter after it: that leads to the next box, and in the last one it is done."""
    for password in passwords:
        QTest.keyClicks(focused(), password)
        QTest.keyClick(focused(), Key.Key_Return)


def settled(qtbot: QtBot, panel: NewPasswordPanel) -> None:
    """Until there is an answer."""
    qtbot.waitUntil(lambda: not panel.waiting.isVisibleTo(panel))


def told(qtbot: QtBot, window: Window) -> str:
    return said(qtbot, window.notice_bar.words)


def test_by_keyboard_from_the_palette_to_the_notice(
    qtbot: QtBot,
    seated: Window,
    program: Program,
    door: TeamDoor,
) -> None:
    panel = asked(qtbot, seated)
    assert "Your other computers open with the old one" in panel.about.words()
    assert focused() is panel.old.edit
    type_all(WORDS, NEW_WORDS, NEW_WORDS)
    assert panel.waiting.words() == "Asking the server…"
    assert told(qtbot, seated).startswith("Your password is changed. Your other computers")
    assert on_top(seated) is None
    assert door.people[LOGIN] == (SHAH, NEW_WORDS)
    program.lock()
    lock = locked(qtbot, program)
    unlock(qtbot, lock, WORDS)
    assert seated.seat.bench.idle()
    assert on_top(seated) is lock
    unlock(qtbot, lock, NEW_WORDS)
    assert seated.seat.bench.idle()
    assert on_top(seated) is None


def test_it_is_offered_where_one_looks_for_it(seated: Window) -> None:
    assert [one.objectName() for one in seated.bar.person_menu.actions()][-3:] == [
        "file.settings", "file.password", "file.lock",
    ]  # fmt: skip
    assert seated.actions_by_id["file.password"].isVisible()


def test_tab_goes_the_way_one_reads(qtbot: QtBot, seated: Window) -> None:
    panel = asked(qtbot, seated)
    seen = [focused().accessibleName()]
    for _ in range(6):
        QTest.keyClick(focused(), Key.Key_Tab)
        seen.append(focused().accessibleName())
    assert seen == [
        "The password you use now", "New password", "New password once more", "Change it",
        "Show passwords", "Keep the old one", "The password you use now",
    ]  # fmt: skip
    QTest.keyClick(panel.show_them, Key.Key_Space)
    assert {box.edit.echoMode() for box in (panel.old, panel.new, panel.again)} == {QLineEdit.EchoMode.Normal}
    assert panel.show_them.accessibleName() == "Hide passwords"


@pytest.mark.parametrize(
    ("typed", "at", "words"),
    [
        ((OTHER_WORDS, NEW_WORDS, NEW_WORDS), "old", "That is not the password you use now. Check Caps Lock"),
        ((WORDS, "too short", "too short"), "new", "A password needs at least 12 characters."),
        ((WORDS, WORDS, WORDS), "new", "That is the password you have now. Choose another one."),
        ((WORDS, NEW_WORDS, OTHER_WORDS), "again", "The two new passwords are not the same."),
        (("",), "old", "Type the password you use now."),
    ],
)
def test_what_is_wrong_is_said_under_its_box(
    qtbot: QtBot,
    seated: Window,
    door: TeamDoor,
    typed: tuple[str, ...],
    at: str,
    words: str,
) -> None:
    panel = asked(qtbot, seated)
    type_all(*typed)
    settled(qtbot, panel)
    wrong = {name: getattr(panel, name).error() for name in ("old", "new", "again")}
    assert wrong.pop(at).startswith(words)
    assert set(wrong.values()) == {""}
    assert focused() is getattr(panel, at).edit
    assert door.people[LOGIN] == (SHAH, WORDS)


@pytest.mark.parametrize("percent", [100, 200, 250])
def test_no_word_is_cut(
    qtbot: QtBot, seated: Window, door: TeamDoor, qapp: QApplication, percent: int
) -> None:
    """Its boxes scroll where there is no room; what is wrong and the buttons stay in view."""
    seated.showNormal()
    seated.resize(1366, 768)
    theme.apply(qapp, Reading(text_percent=percent))
    panel = asked(qtbot, seated)
    door.away = True
    type_all(WORDS, NEW_WORDS, NEW_WORDS)
    settled(qtbot, panel)
    qtbot.waitUntil(lambda: edges.cut(panel) == [])
    assert panel.panel.rect().contains(panel.wrong.geometry())


def test_wrong_ones_are_waited_for(qtbot: QtBot, seated: Window) -> None:
    panel = asked(qtbot, seated)
    type_all(OTHER_WORDS, NEW_WORDS, NEW_WORDS)
    settled(qtbot, panel)
    for _ in range(5):
        QTest.keyClick(panel.again.edit, Key.Key_Return)
        settled(qtbot, panel)
    assert panel.old.error().startswith("There were too many wrong passwords. You can try again in 1 min.")


def test_without_the_server_it_says_so_and_what_was_typed_stays(
    qtbot: QtBot,
    seated: Window,
    door: TeamDoor,
) -> None:
    door.away = True
    panel = asked(qtbot, seated)
    type_all(WORDS, NEW_WORDS, NEW_WORDS)
    settled(qtbot, panel)
    assert panel.wrong.words().startswith(
        "Your password can be changed only while the server can be reached."
    )
    assert focused() is panel.go
    door.away = False
    QTest.keyClick(focused(), Key.Key_Return)
    assert told(qtbot, seated).startswith("Your password is changed.")


def test_nobody_waits_for_a_server_that_says_nothing(
    qtbot: QtBot,
    seated: Window,
    door: TeamDoor,
) -> None:
    """The page can be left meanwhile, the store answers others, and what came of it is told."""
    door.stalls = True
    panel = asked(qtbot, seated)
    type_all(WORDS, NEW_WORDS, NEW_WORDS)
    assert panel.waiting.isVisibleTo(panel)
    QTest.keyClick(panel.again.edit, Key.Key_Return)  # a second press asks nothing
    QTest.keyClick(panel.again.edit, Key.Key_Escape)
    assert on_top(seated) is None
    assert panel.again.text() == ""
    seated.run("contact.new")
    assert seated.seat.bench.idle()
    seated.run("go.queue")
    door.over.set()
    assert told(qtbot, seated).startswith(
        "Your password can be changed only while the server can be reached."
    )


@pytest.mark.parametrize("leave", ["lock", "esc"])
def test_nothing_typed_stays_behind(qtbot: QtBot, seated: Window, program: Program, leave: str) -> None:
    panel = asked(qtbot, seated)
    panel.show_them.setChecked(True)
    type_all(WORDS, NEW_WORDS)
    if leave == "esc":
        QTest.keyClick(focused(), Key.Key_Escape)
        assert on_top(seated) is None
    else:
        program.leaving.idle.timeout.emit()
    assert {box.text() for box in (panel.old, panel.new, panel.again)} == {""}
    assert not panel.old.edit.isUndoAvailable()
    assert panel.old.edit.echoMode() is QLineEdit.EchoMode.Password
    if leave == "lock":
        unlock(qtbot, locked(qtbot, program), WORDS)
        assert seated.seat.bench.idle()
        assert on_top(seated) is panel, "they begin anew where they were"
        assert panel.old.text() == ""


def test_a_lock_while_the_server_is_asked(
    qtbot: QtBot,
    seated: Window,
    program: Program,
    door: TeamDoor,
) -> None:
    """It is changed all the same, and told after the lock."""
    door.slow = True
    panel = asked(qtbot, seated)
    type_all(WORDS, NEW_WORDS, NEW_WORDS)
    assert panel.waiting.isVisibleTo(panel)
    program.lock()
    lock = locked(qtbot, program)
    door.over.set()
    qtbot.waitUntil(lambda: door.people[LOGIN] == (SHAH, NEW_WORDS))
    assert seated.seat.desk.side.submit(int).result() == 0
    unlock(qtbot, lock, NEW_WORDS)
    assert seated.seat.bench.idle()
    assert told(qtbot, seated).startswith("Your password is changed.")
    qtbot.waitUntil(lambda: on_top(seated) is None)


def test_where_a_directory_keeps_it_one_is_told_where_to_go(
    qtbot: QtBot, seated: Window, only_settings: Callable[..., None]
) -> None:
    only_settings(method="password")
    seated.run("file.password")
    assert told(qtbot, seated).startswith("Your password is not kept by Lintel or its server")
    assert on_top(seated) is None


@pytest.fixture
def only_settings(seated: Window) -> Callable[..., None]:
    """Other settings of the way to the server."""

    def other(**said: str) -> None:
        desk = seated.seat.desk
        desk.settings = type(desk.settings)(central={**desk.settings.central, **said})

    return other


def test_practice_has_none(window: Window) -> None:
    assert not window.actions_by_id["file.password"].isVisible()
    assert "file.password" not in window.commands
    window.run("file.password")
    assert window.notice_bar.words().startswith("There is no password in practice.")


def test_a_computer_that_works_alone(qtbot: QtBot, alone: Window, tmp_path: Path) -> None:
    panel = asked(qtbot, alone)
    assert panel.about.words() == "The new one opens your record on this computer from now on."
    type_all(WORDS, NEW_WORDS, NEW_WORDS)
    assert told(qtbot, alone) == "Your password is changed."


@pytest.fixture
def alone(
    qtbot: QtBot,
    program: Program,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> Window:
    (tmp_path / "machine.toml").unlink()
    monkeypatch.setattr(signing_in, "door", lambda _chosen=None: None)
    real_work.first_desk("Ann Other", Role.SOCIAL_WORKER, WORDS, tmp_path / "record.lintel").close()
    page(qtbot, program)
    program.start()
    qtbot.waitUntil(lambda: page(qtbot, program).name.text() == "Ann Other")
    sign_in(qtbot, program, "Ann Other")
    window = on_the_queue(qtbot, program)
    window.activateWindow()
    return window
