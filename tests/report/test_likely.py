"""Names that stand only in free text: none of them is on the copy that names nobody, and plain words stay."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.hostile.canaries import SPEAKING
from tests.report import contacts
from tests.report.contacts import BOLA, ELLIE, at
from tests.report.reading import letters
from tests.report.test_recipients import hidden_family, papers, projection, told
from workstation.domain import kinds
from workstation.domain.kinds import Born, Name
from workstation.domain.past import Past
from workstation.report.recipients import Recipient
from workstation.report.recipients.likely import Likely
from workstation.report.redact import MAYBE
from workstation.report.text import text

STRANGE = (
    "Okonkwo", "Achterberg", "Ololade", "Siobhán", "Zbigniew", "Nguyễn", "Ó Dálaigh", "Kowalczyk", "Wojciech",
    "Fitzgibbon", "Tommo", "Shaz", "McAllister", "Al-Hashimi", "Bev", "Olivia", "Kev",
)  # fmt: skip
WAYS = (
    str, str.upper, str.lower, lambda w: unicodedata.normalize("NFD", w), "\u200b".join,
    lambda w: f"“{w}”", lambda w: f"{w}’s", lambda w: f"({w})",
)  # fmt: skip
PLAIN = (
    "The Health Visitor told Early Help on Tuesday. CAMHS and MARAC know. Police came in May and June 2026.",
    "Will attend school. May come later. He definately saw teh police. She doesn't, she won't, they've left.",
    "He speaks Polish and Yoruba. Mum says nan has him at Christmas. GP, HV and SENCo asked. DASH: medium. NFA.",
    "WhatsApp messages, a BMW, 2 hrs later, w/e 3 Mar. Amber: 1 working day. Child 1 and Adult 2 agreed.",
)  # fmt: skip


def cleaned(words: str, *beside: str) -> str:
    """The words as a copy shows them, with other texts of the same record."""
    likely = Likely(frozenset({"northbeck"}))
    likely.learn((words, *beside))
    return likely.clean(words)


@pytest.mark.parametrize("words", PLAIN)
def test_plain_words_stay(words: str) -> None:
    assert cleaned(words).replace(MAYBE, "teh") == words  # Teh is a name that is heard in England


@settings(max_examples=300, deadline=None)
@given(name=st.sampled_from(STRANGE), way=st.sampled_from(WAYS), way_in=st.sampled_from(SPEAKING))
def test_a_name_that_stands_only_in_free_text_is_gone(name: str, way: object, way_in: str) -> None:
    assert callable(way)
    words = way_in.replace("{}", way(name))
    shown = letters(cleaned(words))
    assert letters(name) not in shown
    assert letters(name.rsplit(maxsplit=1)[-1]) not in shown


def test_an_ordinary_word_is_a_name_with_a_capital_a_title_or_once_it_was_one() -> None:
    assert cleaned("Spoke to Rose. The sun rose.") == f"Spoke to {MAYBE}. The sun rose."
    assert cleaned("mr baker rang") == f"mr {MAYBE} rang"
    assert cleaned("Baker was seen.", "Mr Baker lives there.") == f"{MAYBE} was seen."
    assert cleaned("He is known as Big Dave.") == f"He is known as {MAYBE}."
    assert cleaned("okonkwo said no", "Mrs Okonkwo rang") == f"{MAYBE} said no"
    assert cleaned("In April she left. April told us. Since May, and 3 June.") == (
        f"In April she left. {MAYBE} told us. Since May, and 3 June."
    )


def test_names_in_other_letters_and_addresses_of_mail_are_gone() -> None:
    words = cleaned("She wrote to j.okon@mail.example and @okon_k. محمد and 张伟 and Олена agreed.")
    assert words == f"She wrote to {MAYBE} and {MAYBE}. {MAYBE} and {MAYBE} and {MAYBE} agreed."


def test_the_worker_is_shown_each_place_without_the_name() -> None:
    note = kinds.NoteMade(text="The neighbour, Mr Okonkwo, heard it. Known as Tommo on the street.")
    entries = contacts.entries_of([*hidden_family(), (at("14:00"), BOLA, note)])
    for paper in papers(projection(entries, Recipient.QUALITY, contacts.past())):
        assert "okonkwo" not in text(paper).casefold()
        assert "tommo" not in text(paper).casefold()
    paper = papers(projection(entries, Recipient.QUALITY, contacts.past()))[0]
    assert [place for place in paper.hidden_in if MAYBE in place] != []
    assert [place for place in paper.hidden_in if "konkwo" in place or "ommo" in place] == []
    assert "Okonkwo" in text(papers(projection(entries, Recipient.CASE_FILE, contacts.past()))[0])


def test_a_head_teacher_in_a_field_does_not_make_every_head_a_professional() -> None:
    said = kinds.AgencyAnswered(
        agency="school", who="Head Teacher", said="He banged his head at the door.", means=""
    )
    entries = contacts.entries_of([*hidden_family(), (at("13:00"), BOLA, said)])
    assert "He banged his head" in told(papers(projection(entries, Recipient.QUALITY, Past()))[0])


@pytest.mark.parametrize(
    "way",
    [
        "Ọláńrewájú Tẹ́mitọ́pẹ́",
        "TEMITOPE OLANREWAJU",
        "olanrewaju, temitope",
        "T. Olanrewaju",
        "Temi",
        "olanrewaju",
    ],
)
def test_a_name_on_record_is_found_in_any_order_case_and_accents(way: str) -> None:
    child = kinds.ChildNamed(
        person=ELLIE, name=Name("Ọláńrewájú", "Tẹ́mitọ́pẹ́", also=("Temi",)), born=Born(on=date(2017, 3, 14))
    )
    said = [
        *hidden_family(), (at("13:52"), BOLA, child), (at("14:00"), BOLA, kinds.NoteMade(text=f"Then {way} left.")),
    ]  # fmt: skip
    words = told(papers(projection(contacts.entries_of(said), Recipient.QUALITY, Past()))[0])
    assert "Then Child 1 left" in words
