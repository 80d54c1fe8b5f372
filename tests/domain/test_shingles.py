"""Runs of words that two texts share: laws that hold whatever the texts are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workstation.domain.ids import ContactId
from workstation.domain.shared_text import shared
from workstation.domain.shingles import all_shingles, covered, runs, texts_of, words_of

WORDS = st.text("abcdefghij", min_size=1, max_size=6)
TEXTS = st.lists(WORDS, min_size=0, max_size=30)
PASSAGES = st.lists(WORDS, min_size=8, max_size=20, unique=True)
OTHER = ContactId("other")


def _shared(mine: str, theirs: str, may_repeat: tuple[str, ...] = (), least: int = 8) -> list[str]:
    parts = shared({"here": mine}, {OTHER: [theirs]}, may_repeat, least)
    return [mine[part.start : part.end] for part in parts]


@given(TEXTS, PASSAGES, TEXTS, TEXTS, TEXTS)
def test_a_passage_is_found_wherever_it_stands(
    a: list[str], passage: list[str], b: list[str], c: list[str], d: list[str]
) -> None:
    mine, theirs = " ".join((*a, *passage, *b)), " ".join((*c, *passage, *d))
    assert any(" ".join(passage) in found for found in _shared(mine, theirs))


@given(PASSAGES, st.sampled_from([str.upper, str.title, str.swapcase]))
def test_case_punctuation_and_line_breaks_are_nothing(passage: list[str], case: object) -> None:
    plain = " ".join(passage)
    dressed = "“" + ";\n".join(passage) + "!”"
    shouted = case(dressed)  # type: ignore[operator]
    (found,) = _shared(shouted, plain)
    assert texts_of(found) == passage


@given(PASSAGES)
def test_another_order_of_words_is_another_passage(passage: list[str]) -> None:
    turned = passage[::-1]
    assert _shared(" ".join(turned), " ".join(passage)) == []


@given(st.lists(WORDS, min_size=1, max_size=7, unique=True))
def test_fewer_words_than_the_least_are_never_told(passage: list[str]) -> None:
    assert _shared(" ".join((*passage, "one")), " ".join((*passage, "two"))) == []


@given(TEXTS, PASSAGES, TEXTS)
def test_what_may_be_repeated_does_not_count(a: list[str], passage: list[str], b: list[str]) -> None:
    whole = " ".join((*a, *passage, *b))
    assert _shared(whole, whole, (whole,)) == []
    assert _shared(" ".join(passage), whole, (f"He said: “{' '.join(passage).upper()}”.",)) == []


@given(st.lists(TEXTS, max_size=4), st.lists(TEXTS, max_size=4))
def test_no_run_reaches_over_the_end_of_a_text(first: list[list[str]], second: list[list[str]]) -> None:
    apart = all_shingles([" ".join(text) for text in (*first, *second)])
    assert apart == all_shingles([" ".join(t) for t in first]) | all_shingles([" ".join(t) for t in second])


@given(TEXTS, TEXTS)
def test_a_word_is_covered_just_when_it_stands_in_a_run_of_five_that_is_known(
    mine: list[str], theirs: list[str]
) -> None:
    known = all_shingles([" ".join(theirs)])
    marks = covered(mine, known)
    for at, marked in enumerate(marks):
        here = (tuple(mine[s : s + 5]) for s in range(max(0, at - 4), at + 1) if s + 5 <= len(mine))
        assert marked is any(run in known for run in here)


@given(st.lists(st.booleans(), max_size=40), st.integers(1, 10))
def test_runs_are_whole_and_long_enough(marks: list[bool], least: int) -> None:
    found = runs(marks, least)
    kept = {at for start, end in found for at in range(start, end)}
    assert all(marks[at] for at in kept)
    assert all(end - start >= least for start, end in found)
    for start, end in found:
        assert start == 0 or not marks[start - 1]
        assert end == len(marks) or not marks[end]


def test_each_word_knows_where_it_stands() -> None:
    text = "Mum’s “OK”.  Don't, café—İstanbul!"
    assert [word.text for word in words_of(text)] == ["mums", "ok", "dont", "café", "i̇stanbul"]
    assert [text[w.start : w.end] for w in words_of(text)] == ["Mum’s", "OK", "Don't", "café", "İstanbul"]


def test_every_contact_that_has_it_is_named_and_siblings_count_once() -> None:
    said = "information has been considered alongside the threshold document today"
    texts = {"reasons:worry:ellie": f"One. {said}", "reasons:worry:jayden": f"{said}. Two."}
    others = {ContactId("a"): [said], ContactId("b"): ["nothing"], ContactId("c"): [f"So: {said}"]}
    parts = shared(texts, others, (), 8)
    assert {part.contacts for part in parts} == {(ContactId("a"), ContactId("c"))}
    assert [part.words for part in parts] == [9, 9]
    assert len({part.plain for part in parts}) == 1


def test_a_few_words_of_one_and_a_few_of_another_make_no_passage() -> None:
    """“11 words the same as in 2 other decisions” would be said of words that stand in neither."""
    mine = "he has booked again and those around are not worried"
    others = {
        ContactId("a"): ["so he has booked again and that"],
        ContactId("b"): ["because those around are not worried now"],
    }
    assert shared({"here": mine}, others, (), 8) == ()
    whole = {**others, ContactId("c"): [f"{mine} at all"]}
    (part,) = shared({"here": mine}, whole, (), 8)
    assert (part.words, part.contacts) == (10, (ContactId("c"),))
