import logging
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.bench import Bench
from workstation.trouble import DiskFull, Trouble


class Screen(QObject):
    """Somebody who waits for answers."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []
        self.threads: list[int] = []

    def hear(self, answer: object) -> None:
        self.heard.append(answer)
        self.threads.append(threading.get_ident())


@pytest.fixture
def executor() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as pool:
        yield pool


@pytest.fixture
def bench(qtbot: QtBot, executor: ThreadPoolExecutor) -> Iterator[Bench]:
    bench = Bench(executor)
    yield bench
    bench.close()


def test_the_answer_comes_back_on_the_window_thread(bench: Bench) -> None:
    screen = Screen()
    bench.run(pow, 2, 10, done=screen.hear)
    assert screen.heard == []
    assert bench.idle()
    assert screen.heard == [1024]
    assert screen.threads == [threading.get_ident()]


def test_the_work_runs_on_another_thread(bench: Bench) -> None:
    screen = Screen()
    bench.run(threading.get_ident, done=screen.hear)
    assert bench.idle()
    assert screen.heard != [threading.get_ident()]


def test_an_answer_never_arrives_inside_the_call_that_asked(bench: Bench) -> None:
    screen = Screen()
    for _ in range(50):
        bench.run(int, "7", done=screen.hear)
    assert screen.heard == []
    assert bench.idle()
    assert screen.heard == [7] * 50


def test_answers_come_in_the_order_they_were_asked_for(bench: Bench) -> None:
    screen = Screen()
    for number in range(20):
        bench.run(abs, number, done=screen.hear)
    assert bench.idle()
    assert screen.heard == list(range(20))


def test_only_the_last_keystroke_is_answered(bench: Bench) -> None:
    screen = Screen()
    gate = threading.Event()
    bench.run(gate.wait)
    for typed in ("f", "fa", "far"):
        bench.latest("find", str.upper, typed, done=screen.hear)
    gate.set()
    assert bench.idle()
    assert screen.heard == ["FAR"]


def test_an_older_answer_already_on_its_way_is_dropped(bench: Bench) -> None:
    screen = Screen()
    started, gate = threading.Event(), threading.Event()

    def slow(typed: str) -> str:
        started.set()
        gate.wait()
        return typed

    bench.latest("find", slow, "old", done=screen.hear)
    started.wait()
    bench.latest("find", str.upper, "new", done=screen.hear)
    gate.set()
    assert bench.idle()
    assert screen.heard == ["NEW"]


def test_different_keys_do_not_overtake_each_other(bench: Bench) -> None:
    screen = Screen()
    bench.latest("child", str.upper, "a", done=screen.hear)
    bench.latest("school", str.upper, "b", done=screen.hear)
    assert bench.idle()
    assert screen.heard == ["A", "B"]


def _full() -> None:
    raise DiskFull


def test_trouble_goes_to_the_screen_that_asked(bench: Bench) -> None:
    screen = Screen()
    bench.run(_full, done=screen.hear, trouble=screen.hear)
    assert bench.idle()
    assert [type(heard) for heard in screen.heard] == [DiskFull]


def test_trouble_nobody_asked_about_goes_to_the_notices(bench: Bench) -> None:
    told: list[Trouble] = []
    bench.on_trouble = told.append
    bench.run(_full)
    assert bench.idle()
    assert told[0].title == DiskFull.__doc__


def _bug(name: str) -> None:
    message = f"no such child: {name}"
    raise KeyError(message)


def test_a_bug_is_told_by_code_and_logged_without_case_content(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    codes: list[str] = []
    bench.on_bug = codes.append
    with caplog.at_level(logging.ERROR):
        bench.run(_bug, "FARROW, Ellie")
        assert bench.idle()
    assert len(codes) == 1
    assert codes[0].startswith("LB-")
    assert codes[0] in caplog.text
    assert "KeyError" in caplog.text
    assert "_bug" in caplog.text
    assert "FARROW" not in caplog.text


def test_the_same_bug_has_the_same_code(bench: Bench) -> None:
    codes: list[str] = []
    bench.on_bug = codes.append
    bench.run(_bug, "one")
    bench.run(_bug, "another")
    assert bench.idle()
    assert codes[0] == codes[1]


def test_an_answer_for_a_closed_screen_is_dropped(bench: Bench) -> None:
    screen, other = Screen(), Screen()
    screen_heard = screen.heard
    gate = threading.Event()
    bench.run(gate.wait, done=screen.hear)
    bench.run(abs, -1, done=other.hear)
    shiboken6.delete(screen)
    gate.set()
    assert bench.idle()
    assert screen_heard == []
    assert other.heard == [1]


def test_an_answer_with_words_of_its_own_is_dropped_for_a_closed_screen_too(bench: Bench) -> None:
    screen = Screen()
    heard, gate = screen.heard, threading.Event()
    bench.run(gate.wait, done=partial(screen.hear))
    shiboken6.delete(screen)
    gate.set()
    assert bench.idle()
    assert heard == []


def test_nothing_arrives_after_closing(bench: Bench, executor: ThreadPoolExecutor) -> None:
    screen = Screen()
    bench.run(abs, -1, done=screen.hear)
    bench.close()
    bench.run(abs, -2, done=screen.hear)
    executor.submit(int).result()
    assert bench.idle()
    assert screen.heard == []


def test_work_that_was_cancelled_is_not_a_bug(bench: Bench, executor: ThreadPoolExecutor) -> None:
    codes: list[str] = []
    bench.on_bug = codes.append
    gate = threading.Event()
    bench.run(gate.wait)
    bench.run(abs, -1)
    executor.shutdown(wait=False, cancel_futures=True)
    gate.set()
    assert bench.idle()
    assert codes == []
