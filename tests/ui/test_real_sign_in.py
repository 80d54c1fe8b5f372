"""The first page, the lock and the next worker, for real work: a real keystore, a real file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.access.conftest import keystore, need_programs, short_path
from tests.access.secret_service import SecretService
from tests.access.team_door import TeamDoor
from tests.ui.conftest import MORNING, as_delivered, focused
from ui import app as program_module
from ui.program import Program
from ui.screens.lock import LockPanel
from ui.screens.new_contact import NewContactScreen
from ui.screens.queue import QueueScreen
from ui.screens.sign_in import RealSignIn
from ui.widgets.overlay import on_top
from ui.window import Window
from workstation.domain.ids import AuthorId
from workstation.domain.people import Role, Worker
from workstation.domain.times import FixedClock, SystemClock
from workstation.services import putting_down, receive, signing_in
from workstation.services.ears import ears
from workstation.services.first_page import FirstPage, Given, Here, PasswordChanged
from workstation.services.receive import NewContact
from workstation.sync.central import CentralAway, CentralRefuses

__all__ = ["keystore", "need_programs", "short_path"]
Key = Qt.Key
SHAH = Worker(AuthorId("shah"), "Rukhsana Shah", Role.SOCIAL_WORKER, "Front door")
MENSAH = Worker(AuthorId("mensah"), "Bola Mensah", Role.MANAGER, "Front door")
WORDS, OTHER_WORDS, NEW_WORDS = "three plain words", "three other words", "words that are new"
pytestmark = pytest.mark.skipif("sys.platform != 'linux'", reason="another keystore")


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch) -> TeamDoor:
    door = TeamDoor(SystemClock(), {"rukhsana.shah": (SHAH, WORDS), "bola.mensah": (MENSAH, OTHER_WORDS)})
    monkeypatch.setattr(signing_in, "door", lambda _chosen=None: door)
    return door


@pytest.fixture
def program(
    qapp: QApplication,
    keystore: SecretService,
    door: TeamDoor,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Program]:
    monkeypatch.setenv("LINTEL_HOME", str(tmp_path))
    # Nobody is there: what the window hears of Central is told by the test.
    (tmp_path / "machine.toml").write_text('[central]\nhost = "localhost"\nport = 1\nroot = "none.pem"\n')
    as_delivered(qapp)
    program = Program(qapp, program_module.read_arguments([]))
    program.start()
    yield program
    if program.window is not None:
        program.window.shut.disconnect()
        program.window.close()
        program.window.deleteLater()
    program.close()
    program.entrance.close()
    qapp.removeEventFilter(program.leaving)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    as_delivered(qapp)


def page(qtbot: QtBot, program: Program) -> RealSignIn:
    qtbot.waitUntil(lambda: isinstance(program.entrance.centralWidget(), RealSignIn))
    shown = program.entrance.centralWidget()
    assert isinstance(shown, RealSignIn)
    return shown


def sign_in(qtbot: QtBot, program: Program, name: str = "rukhsana.shah", password: str = WORDS) -> RealSignIn:
    asking = page(qtbot, program)
    asking.name.set_text(name)
    asking.password.edit.setText(password)
    QTest.keyClick(asking.password.edit, Key.Key_Return)
    return asking


def on_the_queue(qtbot: QtBot, program: Program) -> Window:
    def there() -> bool:
        queue = program.window.places.shown() if program.window else None
        return isinstance(queue, QueueScreen) and queue.model.page is not None

    qtbot.waitUntil(there)
    assert program.window is not None
    return program.window


def said(qtbot: QtBot, words: Callable[[], str]) -> str:
    """What is said when something is said."""
    qtbot.waitUntil(lambda: bool(words()))
    return words()


# -- the page ----------------------------------------------------------------------------------------------------


def test_the_page_says_what_s1_says(qapp: QApplication) -> None:
    here = Here("Rukhsana Shah", "rukhsana.shah", MORNING - timedelta(hours=18))
    asking = RealSignIn(FirstPage((here,), 12, MORNING))
    assert asking.name.text() == "rukhsana.shah"
    assert [words.replace("\xa0", " ") for words in asking.said()] == [
        "Working offline? Your last password works for 12 hours.",
        "Last here: yesterday 16:42, this computer.",
    ]
    assert not asking.role.isVisibleTo(asking)
    asking.deleteLater()


def test_the_first_time_at_a_computer_with_a_central(qtbot: QtBot, program: Program) -> None:
    asking = page(qtbot, program)
    assert not asking.first, "Central says who somebody is, and in which role"
    assert asking.said() == (
        "The first time on this computer needs the server. After that you can work offline.",
    )
    sign_in(qtbot, program)
    window = on_the_queue(qtbot, program)
    assert window.bar.person.accessibleName() == "Rukhsana Shah · Social worker"
    assert program.leaving.idle.interval() == 5 * 60_000


@pytest.mark.parametrize(
    ("away", "words"),
    [
        (False, "That name and password do not match. Check Caps Lock is off, then try again."),
        (True, "We cannot reach the server, and you have never signed in at this computer."),
    ],
)
def test_what_the_page_says_when_it_does_not_work(
    qtbot: QtBot, program: Program, door: TeamDoor, away: bool, words: str
) -> None:
    door.away = away
    asking = sign_in(qtbot, program, password="not the password")
    assert said(qtbot, asking.wrong.words).startswith(words)
    assert asking.go.isEnabled()


def test_a_changed_password_asks_for_the_earlier_one(
    qtbot: QtBot, program: Program, door: TeamDoor, tmp_path: Path
) -> None:
    signing_in.sign_in(Given("rukhsana.shah", WORDS), door, tmp_path / "record.lintel").close()
    door.people["rukhsana.shah"] = (SHAH, NEW_WORDS)
    asking = sign_in(qtbot, program, password=NEW_WORDS)
    qtbot.waitUntil(lambda: asking.earlier.isVisibleTo(asking))
    assert asking.wrong.words().startswith(str(PasswordChanged.__doc__))
    asking.earlier.edit.setText(WORDS)
    QTest.keyClick(asking.earlier.edit, Key.Key_Return)
    on_the_queue(qtbot, program)


# -- the lock ----------------------------------------------------------------------------------------------------


def locked(qtbot: QtBot, program: Program) -> LockPanel:
    window = program.window
    assert window is not None
    panel = on_top(window)
    assert isinstance(panel, LockPanel)
    assert window.seat.bench.idle()
    return panel


def unlock(qtbot: QtBot, panel: LockPanel, password: str) -> None:
    QTest.keyClicks(panel.first, password)
    QTest.keyClick(panel.first, Key.Key_Return)


def test_the_minutes_begin_anew_with_every_sign_of_life(qtbot: QtBot, program: Program) -> None:
    sign_in(qtbot, program)
    window = on_the_queue(qtbot, program)
    program.leaving.idle.setTimerType(Qt.TimerType.PreciseTimer)  # or it is set to the second
    program.leaving.idle.start()
    for _ in range(2):
        program.leaving._deaf.timeout.emit()  # a second has gone by
        qtbot.wait(20)
        left = program.leaving.idle.remainingTime()
        QTest.keyClick(window, Key.Key_Down)
        assert program.leaving.idle.remainingTime() > left


def test_only_the_password_opens_a_lock_and_the_letter_is_where_it_was(
    qtbot: QtBot, program: Program
) -> None:
    """R21, K05: after the minutes of rest."""
    sign_in(qtbot, program)
    window = on_the_queue(qtbot, program)
    window.activateWindow()
    window.run("contact.new")
    assert window.seat.bench.idle()
    screen = window.places.shown()
    assert isinstance(screen, NewContactScreen)
    box: QPlainTextEdit = screen.view.notes.edit
    box.setFocus()
    QTest.keyClicks(box, "Half a w")
    program.leaving.idle.timeout.emit()
    panel = locked(qtbot, program)
    unlock(qtbot, panel, "not the password")
    assert window.seat.bench.idle()
    assert on_top(window) is panel
    assert panel._box.wrong.words().startswith("That name and password do not match.")
    unlock(qtbot, panel, WORDS)
    assert window.seat.bench.idle()
    assert on_top(window) is None
    assert QApplication.focusWidget() is box
    QTest.keyClicks(focused(), "ord")
    assert box.toPlainText() == "Half a word"


def test_when_its_window_is_gone_there_is_nothing_to_lock(qtbot: QtBot, program: Program) -> None:
    """The minutes run on while a window goes away."""
    sign_in(qtbot, program)
    window = on_the_queue(qtbot, program)
    window.shut.disconnect()
    window.close()
    window.seat.bench.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    program.window = None
    program.leaving.idle.timeout.emit()
    program.leaving.rest.timeout.emit()
    program.leaving.system_left()


def test_the_clipboard_is_emptied_of_what_was_copied_here(qtbot: QtBot, program: Program) -> None:
    """K03: copy, lock, paste."""
    sign_in(qtbot, program)
    on_the_queue(qtbot, program).activateWindow()
    QApplication.clipboard().setText("something of a record")
    program.leaving.system_left()
    locked(qtbot, program)
    assert QApplication.clipboard().text() == ""


def test_who_is_switched_off_while_they_work_is_locked_out_with_every_word_kept(
    qtbot: QtBot, program: Program
) -> None:
    """T5, R15: the next round with Central says so."""
    sign_in(qtbot, program)
    window = on_the_queue(qtbot, program)
    desk = window.seat.desk
    take_in(qtbot, window, "Ringing about a child.")
    told = ears(desk)
    told.failed(CentralAway())
    assert window.seat.bench.idle()
    assert on_top(window) is None
    told.failed(CentralRefuses())
    qtbot.waitUntil(lambda: on_top(window) is not None)
    panel = locked(qtbot, program)
    unlock(qtbot, panel, WORDS)
    assert window.seat.bench.idle()
    assert on_top(window) is panel
    assert panel._box.wrong.words().startswith("The server no longer lets you in.")
    assert desk.in_store(desk.store.notes.waiting) == 2


def take_in(qtbot: QtBot, window: Window, words: str) -> None:
    window.seat.bench.run(receive.receive, window.seat.desk, NewContact(words=words))
    assert window.seat.bench.idle()


def test_somebody_else_ends_this_process(qtbot: QtBot, program: Program) -> None:
    """K04, T7: nothing of one worker stays in the memory of the next one's program."""
    sign_in(qtbot, program)
    on_the_queue(qtbot, program)
    program.lock()
    locked(qtbot, program).somebody_else.emit()
    assert program.again
    assert program_module._same_again(["--home", "here"])[1:] == ["-m", "ui.app", "--home", "here"]


# -- what is told after signing in ---------------------------------------------------------------------------


def test_a_manager_is_told_what_a_colleague_left_behind(
    qtbot: QtBot, program: Program, door: TeamDoor, tmp_path: Path
) -> None:
    """R15: reported by any session on that computer."""
    desk = signing_in.sign_in(Given("rukhsana.shah", WORDS), door, tmp_path / "record.lintel")
    receive.receive(desk, NewContact(words="Ringing about a child."))
    desk.close()
    sign_in(qtbot, program, "bola.mensah", OTHER_WORDS)
    window = on_the_queue(qtbot, program)
    words = said(qtbot, window.notice_bar.words)
    assert words.startswith("On this computer 2 entries of Rukhsana Shah have not reached the server.")


def test_a_lease_that_is_over_is_told_and_the_day_goes_on(
    qtbot: QtBot, program: Program, door: TeamDoor, tmp_path: Path
) -> None:
    """S1: the third sentence."""
    long_ago = FixedClock(SystemClock().now() - timedelta(days=3))
    door.clock = long_ago
    desk = signing_in.sign_in(Given("rukhsana.shah", WORDS), door, tmp_path / "record.lintel", clock=long_ago)
    putting_down.put_down_for_good(desk)
    desk.close()
    door.away = True
    sign_in(qtbot, program)
    window = on_the_queue(qtbot, program)
    words = said(qtbot, window.notice_bar.words)
    assert words.startswith("Offline sign-in ended ")
    assert "You can still record new contacts" in words
