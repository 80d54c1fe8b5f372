"""A question asked before its time: the answer, or the trouble, belongs to whoever asks that very question."""

from __future__ import annotations

import threading

import pytest

from workstation.sync.ahead import Ahead
from workstation.sync.central import CentralAway

_SOON = 30.0


class Answers:
    """Answers a number with its double, after it was let to; none answers 13."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.may = threading.Event()
        self.may.set()

    def __call__(self, question: int) -> int:
        self.asked.append(question)
        assert self.may.wait(_SOON)
        if question == 13:
            raise CentralAway
        return 2 * question


def test_what_was_asked_ahead_is_not_asked_again() -> None:
    answers = Answers()
    ahead = Ahead(answers)
    ahead.begin(4)
    assert ahead.answer(4) == 8
    assert answers.asked == [4]


def test_it_is_asked_once_more_when_it_is_wanted_once_more() -> None:
    answers = Answers()
    ahead = Ahead(answers)
    ahead.begin(4)
    ahead.answer(4)
    assert ahead.answer(4) == 8
    assert answers.asked == [4, 4]


def test_to_begin_waits_for_nobody() -> None:
    answers = Answers()
    answers.may.clear()
    ahead = Ahead(answers)
    ahead.begin(4)
    answers.may.set()
    assert ahead.answer(4) == 8


def test_another_question_gets_its_own_answer() -> None:
    ahead = Ahead(Answers())
    ahead.begin(4)
    assert ahead.answer(5) == 10


def test_a_trouble_is_heard_by_whoever_asks_that_question() -> None:
    ahead = Ahead(Answers())
    ahead.begin(13)
    assert ahead.answer(5) == 10
    ahead.begin(13)
    with pytest.raises(CentralAway):
        ahead.answer(13)


def test_what_was_forgotten_is_asked_anew() -> None:
    answers = Answers()
    ahead = Ahead(answers)
    ahead.begin(4)
    ahead.forget()
    assert ahead.answer(4) == 8
    answers.asked.sort()
    assert answers.asked == [4, 4]
