"""The index of shared words: every run of eight words is found, and what is found is compared word by word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from workstation.domain.ids import ContactId
from workstation.history import shared_words
from workstation.history.shared_index import SURE, SharedIndex
from workstation.history.shared_words import SharedWords

WORDS = st.sampled_from(
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
)
TEXTS = st.lists(WORDS, max_size=25)
MORE = ["and", "so", "on", "and", "so", "forth", "as", "ever"]
RUN = ["information", "has", "been", "considered", "alongside", "the", "threshold", "document", "today"]


class Paper(NamedTuple):
    """Rows as a file would give them; standing is whatever is last for a contact."""

    rows: list[tuple[str, str]]

    def last(self) -> int:
        return len(self.rows)

    def between(self, after: int, upto: int, kinds: Sequence[str], since: int = 0) -> list[Row]:
        return [Row(ContactId(c), _body(text)) for c, text in self.rows[after:upto]]

    def standing(self, contacts: Iterable[ContactId], kinds: Sequence[str]) -> list[Row]:
        now = dict(self.rows)
        return [Row(contact, _body(now[contact])) for contact in contacts if contact in now]


class Row(NamedTuple):
    contact: ContactId
    body: bytes


def _body(text: str) -> bytes:
    return msgspec.json.encode({"text": text})


@given(st.lists(TEXTS, max_size=6), TEXTS)
def test_whoever_shares_eight_words_in_a_row_is_found(others: list[list[str]], mine: list[str]) -> None:
    index = SharedIndex()
    index.add((ContactId(str(n)), text) for n, text in enumerate(others))
    found = index.like([mine], ContactId("mine"))
    runs = {tuple(mine[at : at + SURE]) for at in range(len(mine) - SURE + 1)}
    for n, text in enumerate(others):
        if any(tuple(text[at : at + SURE]) in runs for at in range(len(text) - SURE + 1)):
            assert ContactId(str(n)) in found


@given(st.lists(TEXTS, min_size=1, max_size=6))
def test_taking_in_again_or_one_by_one_changes_nothing(texts: list[list[str]]) -> None:
    named = [(ContactId(str(n)), text) for n, text in enumerate(texts)]
    at_once, one_by_one = SharedIndex(), SharedIndex()
    at_once.add(named)
    for one in (*named, *named):
        one_by_one.add([one])
    assert at_once.size == one_by_one.size
    for contact, text in named:
        assert at_once.like([text], contact) == one_by_one.like([text], contact)
        assert contact not in at_once.like([text], contact)


def test_who_shares_most_comes_first() -> None:
    index = SharedIndex()
    index.add(
        [
            (ContactId("some"), RUN),
            (ContactId("much"), [*RUN, *MORE]),
        ]
    )
    mine = [*RUN, *MORE]
    assert index.like([mine], ContactId("mine")) == [ContactId("much"), ContactId("some")]


def test_it_holds_about_two_of_five_shingles() -> None:
    index, words = SharedIndex(), [f"w{n}" for n in range(2000)]
    index.add([(ContactId("long"), words)])
    assert 0.3 < index.size / 8 / len(words) < 0.5


def _look(words: SharedWords, text: str) -> shared_words.Alike | None:
    return words.look(ContactId("mine"), {"here": text}, (), 8)


def test_what_was_changed_since_is_not_told() -> None:
    paper = Paper([("other", " ".join(RUN))])
    words = SharedWords(paper, lambda: 0)
    first = _look(words, " ".join(RUN))
    assert first is not None
    assert first.contacts == (ContactId("other"),)
    paper.rows.append(("other", "Something else."))
    assert _look(words, " ".join(RUN)) == ((), (), 0)


def test_a_long_file_is_read_beside_the_work_and_nothing_is_said_before(monkeypatch: object) -> None:
    paper = Paper([(f"c{n}", " ".join(RUN) if n == 7 else f"nothing of note {n}") for n in range(30_000)])
    words = SharedWords(paper, lambda: 0)
    assert not words.ready
    assert _look(words, " ".join(RUN)) is None
    reading = words.get_ready() or words._reading
    assert reading is not None
    assert words.get_ready() is None  # somebody is at it
    while reading.read_on():
        pass
    found = _look(words, " ".join(RUN))
    assert found is not None
    assert found.contacts == (ContactId("c7"),)
    assert list(reading.writes()) == []


def test_dropped_at_lock_and_read_again_when_asked() -> None:
    words = SharedWords(Paper([("other", " ".join(RUN))]), lambda: 0)
    assert _look(words, " ".join(RUN)) is not None
    assert words.size > 0
    words.forget()
    assert words.size == 0
    found = _look(words, " ".join(RUN))
    assert found is not None
    assert found.contacts == (ContactId("other"),)


def test_more_than_are_compared_are_counted() -> None:
    words = SharedWords(Paper([(f"c{n}", " ".join(RUN)) for n in range(50)]), lambda: 0)
    found = _look(words, " ".join(RUN))
    assert found is not None
    assert len(found.contacts) + found.more == 50


def test_words_that_somebodys_program_broke_stop_nobody() -> None:
    class Broken(Paper):
        def between(self, after: int, upto: int, kinds: Sequence[str], since: int = 0) -> list[Row]:
            return [Row(ContactId("odd"), b'{"text": 3}'), *super().between(after, upto, kinds, since)]

    found = _look(SharedWords(Broken([("other", " ".join(RUN))]), lambda: 0), " ".join(RUN))
    assert found is not None
    assert found.contacts == (ContactId("other"),)
