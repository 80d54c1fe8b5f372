"""Which words are like one that is asked about: what the arrays find is what comparing each with each finds."""

from __future__ import annotations

from collections import Counter
from operator import itemgetter
from typing import Final

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA, JaroWinkler

from workstation.history.folding import sound
from workstation.history.vocabulary import BEGINS, INITIAL, KIN, SAME, SLIP, TWO_SLIPS, Vocabulary

FORMS: Final = {"abcde": ("bcdea", "eee", "nobody")}
"""Other forms of one name."""
words = st.text("abcde", min_size=2, max_size=9)
slips = st.lists(st.tuples(st.sampled_from("xiot"), st.integers(0, 9), st.sampled_from("abcde")), max_size=3)


def slipped(word: str, slips: list[tuple[str, int, str]]) -> str:
    """The word with a letter left out, put in, changed, or two turned, one after the other."""
    for what, at, letter in slips:
        before, after = word[: at % (len(word) + 1)], word[at % (len(word) + 1) :]
        changed = {
            "x": after[1:],
            "i": letter + after,
            "o": letter + after[1:],
            "t": after[1::-1] + after[2:],
        }
        word = before + changed[what] or word
    return word


def only_in(one: str, other: str) -> int:
    """How many letters the other has not; a third of a kind tells nothing more."""
    ours, theirs = ({letter: min(n, 2) for letter, n in Counter(word).items()} for word in (one, other))
    return (Counter(ours) - Counter(theirs)).total()


def level(word: str, other: str) -> int | None:
    """As one would say it of two words alone."""
    slips, apart = OSA.distance(word, other), abs(len(word) - len(other))
    if word == other:
        return SAME
    if other in FORMS.get(word, ()):
        return KIN
    if len(word) > 2 and (slips <= 1 or (sound(word) == sound(other) and apart <= 3)):
        return SLIP
    about = apart <= 2 and only_in(word, other) <= 2 and only_in(other, word) <= 2
    alike = len(word) >= 5 and about and JaroWinkler.similarity(word, other) >= 0.9
    if len(other) >= 4 and (alike or (len(word) >= 6 and slips <= 2)):
        return TWO_SLIPS
    return INITIAL if other == word[0] else None


@given(words, st.lists(slips, min_size=20, max_size=60), st.booleans())
def test_nothing_like_it_is_missed_and_nothing_else_is_found(
    word: str, others: list[list[tuple[str, int, str]]], typing: bool
) -> None:
    everybody = sorted({*(slipped(word, wrong) for wrong in others), "a", "b", "bcdea", "eee"})
    vocabulary = Vocabulary(lambda name: FORMS.get(name, ()), everybody)
    found = vocabulary.like(word, begins=typing)
    expected = {other: how for other in everybody if (how := level(word, other)) is not None}
    if typing and len(word) >= 3:
        expected |= {other: BEGINS for other in everybody if other.startswith(word) and other != word}
    told = list(zip(itemgetter(*found.words, 0)(everybody), found.levels.tolist(), strict=False))
    assert dict(told) == expected
    assert len(told) == len(expected)
    assert [how for _, how in told] == sorted(expected.values())


def test_words_that_come_later_are_found_as_well() -> None:
    vocabulary = Vocabulary(lambda _: (), ["merrick"])
    assert [vocabulary.words[n] for n in vocabulary.like("merick").words] == ["merrick"]
    vocabulary.number("merik")
    assert [vocabulary.words[n] for n in vocabulary.like("merick").words] == ["merrick", "merik"]
    assert len(vocabulary.like("m" * 80).words) == 0
