"""Goal G22: nothing that would give a hidden address away is left, however somebody wrote it."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from tests.report import contacts
from tests.report.reading import letters, words_of
from workstation.report.pdf import pdf
from workstation.report.redact import HIDDEN, Redactor
from workstation.report.text import text

STREETS = ("Quillet Row", "Tansy Hill Street", "Marlpit Lane", "Old Fenny Road", "Saint Osric Avenue",
           "Łąkowa Close",
           "Crœsor Terrace", "The Linhay", "Gwêl-y-Môr Gardens", "Peverel Court", "O’Dowd Crescent")  # fmt: skip
TOWNS = ("Wexcombe", "Harrow-under-Edge", "Fennand St Giles", "Ynys Las", "Great Tolland")
SCHOOLS = (
    "Tansy Hill Primary School",
    "St Wilfrid’s Academy",
    "Córdwell Infants",
    "Ash & Elm Nursery",
    "Beckmoor High",
)
SURGERIES = (
    "Marlpit Surgery",
    "Fenny Lane Medical Practice",
    "Dr Quillan Ó Broin",
    "Riverbend Health Centre",
)


@st.composite
def families(draw: st.DrawFn) -> tuple[str, ...]:
    """The hidden words of one family, as the record has them."""
    house = draw(
        st.one_of(st.integers(1, 399).map(str), st.sampled_from(("Flat 2, 14", "7b", "Rose Cottage,")))
    )
    line = f"{house} {draw(st.sampled_from(STREETS))}"
    area, unit = draw(st.integers(0, 9)), draw(st.text("ABDEFGHJLNPQRSTUWXYZ", min_size=2, max_size=2))
    postcode = f"NB{area} {draw(st.integers(0, 9))}{unit}"
    phone = draw(
        st.one_of(
            st.integers(0, 999).map(lambda n: f"0191 498 0{n:03d}"),
            st.integers(0, 999).map(lambda n: f"07700 900{n:03d}"),
            st.integers(0, 999).map(lambda n: f"020 7946 0{n:03d}"),
        )
    )
    return (
        line, draw(st.sampled_from(TOWNS)), postcode, phone, draw(st.sampled_from(SCHOOLS)),
        draw(st.sampled_from(SURGERIES)),
    )  # fmt: skip


def nfd(word: str) -> str:
    return unicodedata.normalize("NFD", word)


def _grouped(word: str) -> str:
    """A phone number in other groups; other words as they are."""
    digits = re.sub(r"\D", "", word)
    if len(digits) != 11:
        return word
    return f"+44 (0){digits[1:4]}-{digits[4:7]}.{digits[7:]}"


def _abroad(word: str) -> str:
    digits = re.sub(r"\D", "", word)
    return f"0044{digits[1:]}" if len(digits) == 11 else word


def _without_accents(word: str) -> str:
    return "".join(c for c in nfd(word) if not unicodedata.combining(c))


WAYS: tuple[Callable[[str], str], ...] = (
    str, str.upper, str.lower, str.swapcase, nfd, _without_accents, _grouped, _abroad,
    lambda w: w.replace(" ", ""), lambda w: w.replace(" ", "  "), lambda w: w.replace(" ", "\u00a0"),
    lambda w: w.replace(" ", "\n"), lambda w: w.replace(" ", "\r\n\t"), lambda w: w.replace(" ", "-"),
    lambda w: w.replace(" ", ", "), lambda w: w.replace(" ", "_"), lambda w: w.replace(" ", " / "),
    "\u200b".join, "\u00ad".join, ".".join, " ".join,
    lambda w: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in w),
    lambda w: f"({w})", lambda w: f"“{w}”s", lambda w: f"\u202e{w}\u202c",
)  # fmt: skip


def leaks(word: str, left: str) -> bool:
    """Whether a hidden word can still be read in what is left. Told by other means than the redactor's."""
    parts = (letters(part) for part in left.split(HIDDEN))
    needle = letters(word)
    phone = re.sub(r"\D", "", word)
    needles = (needle, phone[1:]) if len(phone) == 11 else (needle,)
    return any(n in part for part in parts for n in needles)


@seed(22)
@settings(max_examples=500, deadline=None, database=None)
@given(
    families(),
    st.lists(st.sampled_from(WAYS), min_size=6, max_size=6),
    st.sampled_from((" ", "\n", ", ", "")),
)
def test_no_word_leaks_in_text(
    family: tuple[str, ...], ways: list[Callable[[str], str]], between: str
) -> None:
    written = [way(word) for way, word in zip(ways, family, strict=True)]
    free = (
        f"He was outside{between or ' '}"
        + f"{between or ' '}and then{between or ' '}".join(written)
        + " at 22:40."
    )
    left = Redactor(family).clean(free)
    assert [word for word in family if leaks(word, left)] == []
    assert left.startswith("He was outside")
    assert left.endswith(" at 22:40.")


def _seeded(number: int) -> tuple[str, ...]:
    chance = random.Random(number)
    return (
        f"{chance.randint(1, 300)} {chance.choice(STREETS)}", chance.choice(TOWNS),
        f"NB{chance.randint(0, 9)} {chance.randint(0, 9)}{chance.choice('ABDEF')}{chance.choice('QXYZ')}",
        f"0191 498 0{chance.randint(0, 999):03d}", chance.choice(SCHOOLS), chance.choice(SURGERIES),
    )  # fmt: skip


@pytest.mark.parametrize("batch", range(20))
def test_no_word_of_500_families_leaks_on_paper(batch: int) -> None:
    chance = random.Random(batch)
    families_ = [_seeded(batch * 25 + n) for n in range(25)]
    hide = tuple(word for family in families_ for word in family)
    free = "\n".join(f"Seen at {chance.choice(WAYS)(word)} on Tuesday." for word in hide)
    summary = contacts.summed(contacts.told(free), hide=hide, for_whom=f"the police at {hide[0]}")
    paper = pdf(summary)
    for left in (text(summary), words_of(paper)):
        assert [word for word in hide if leaks(word, left)] == []
    raw = paper.decode("latin-1")
    assert [word for word in hide if word in raw] == []
    assert HIDDEN in summary.copy.for_whom


@pytest.mark.parametrize(
    ("hide", "free"),
    [
        ("14 Quillet Street", "she is on quillet st now"),
        ("14 Quillet St", "14, Quillet Street"),
        ("Flat 2, 14 Quillet Row", "seen in Quillet Row"),
        ("Tansy Hill Primary School", "he waits at Tansy Hill Primary"),
        ("St Wilfrid's Academy", "at Saint Wilfrids Academy"),
        ("Ash & Elm Nursery", "Ash and Elm nursery"),
        ("NB4 7QX", "postcode is nb47qx."),
        ("NB0 1LS", "NBO lLS"),
        ("0191 498 0467 (her sister, after 15:00)", "ring 498 0467"),
        ("0191 498 0467", "O191-498-O467"),
        ("07700 900123", "+44 7700 900 123"),
        ("07700 900123", "call \u0660\u0667\u0667\u0660\u0660 \u0669\u0660\u0660\u0661\u0662\u0663"),
        ("张家村", "他住在张家村。"),
        ("شارع النهر", "تسكن في شارع النَّهر"),
        ("Ely", "she moved to Ely."),
        ("14 Quillet Row, NB4 7QX", "NB4 7QX"),
    ],
)
def test_other_ways_to_write_it(hide: str, free: str) -> None:
    left = Redactor([hide]).clean(free)
    assert HIDDEN in left
    assert not leaks(hide, left)


@pytest.mark.parametrize(
    "line",
    [
        "14 Quillet Row Wexcombe",
        "14 quillet row wexcombe",
        "14 Quillet Row; Wexcombe",
        "14 Quillet Row - Wexcombe NB4 7QX",
        "14 Quillet Row/Wexcombe",
        "14 Quillet Row (rear), Wexcombe",
        "14 Quillet Row. Wexcombe",
        "Ash House 14 Quillet Row, Wexcombe",
        "c/o Jane Doe 14 Quillet Row",
        "Flat B 14 Quillet Row, Wexcombe",
        "First floor flat 14 Quillet Row, Wexcombe",
        "Flat 2/14 Quillet Row, Wexcombe",
        "14-16 Quillet Row Wexcombe",
        "14 Quillet Row Great Tolland",
    ],
)
def test_an_address_in_one_line_is_found_without_its_town(line: str) -> None:
    """The form has one line for it, and nobody who types while listening puts commas."""
    for free in (
        "They moved to 14 Quillet Row.",
        "Seen on Quillet Row.",
        "Seen near Quillet.",
        "At 14 Quillet.",
    ):
        assert not leaks("Quillet", Redactor([line]).clean(free)), free


@pytest.mark.parametrize("street", ["Mill Lane", "Park Road", "High Street", "Green Lane", "The Green"])
def test_a_street_that_is_called_after_another_kind_of_place_is_found_too(street: str) -> None:
    cleaned = Redactor([f"14 {street} Wexcombe"]).clean(
        f"They moved to 14 {street}, and he waits on {street}."
    )
    assert street not in cleaned


@pytest.mark.parametrize(
    "kind", ["Park", "Chase", "Boulevard", "Fields", "Woods", "Chare", "Staithe", "Snicket"]
)
def test_nor_does_it_matter_what_the_street_is(kind: str) -> None:
    cleaned = Redactor([f"14 Quillet {kind} Wexcombe"]).clean(
        f"They moved to 14 Quillet {kind}, on Quillet {kind}."
    )
    assert not leaks("Quillet", cleaned)


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("Dr Okafor at Marlpit Surgery", ("Marlpit Surgery", "Marlpit", "Dr Okafor")),
        ("Marlpit Surgery (Dr Okafor)", ("Marlpit Surgery", "Marlpit", "Dr Okafor")),
        ("Marlpit Surgery Dr Okafor", ("Marlpit Surgery", "Dr Okafor")),
        ("Brindle Primary School (Year 4)", ("Brindle Primary School", "Brindle Primary", "Brindle")),
        (
            "Brindle Primary School and Tiny Tots Nursery",
            ("Brindle Primary", "Tiny Tots Nursery", "Tiny Tots"),
        ),
        ("07700900123/07700900456", ("07700 900 123", "07700 900 456")),
        ("07700900123 07700900456", ("07700 900 123", "07700 900 456")),
        ("07700 900 123, 0191 498 0467", ("07700 900123", "0191 498 0467", "498 0467")),
    ],
)
def test_each_of_several_things_in_a_field_is_found_by_itself(field: str, names: tuple[str, ...]) -> None:
    for name in names:
        assert Redactor([field]).clean(f"There is {name}.") == f"There is {HIDDEN}.", name


@pytest.mark.parametrize(
    ("field", "free"),
    [
        ("Text only, after the school run", "He waits after the bell, at school, in the first row."),
        ("Ring the house phone on a Monday", "The house is cold. On a Monday she rang the phone."),
        ("Her sister, who lives down the lane", "Who lives there? The lane is long."),
        ("14 Church House Lane Wexcombe", "The church house is open."),
    ],
)
def test_ordinary_words_in_such_a_field_hide_nothing_else(field: str, free: str) -> None:
    assert Redactor([field]).clean(free) == free


@pytest.mark.parametrize(
    ("hide", "free"),
    [
        ("14", "14 people were there"),
        ("Rose", "in prose"),
        ("Oak", "soaked through"),
        ("14 Quillet Row", "14 people in a row"),
        ("1204", "at 12:04"),
        ("", "nothing to hide"),
        ("NB4 7QX", "NB4 is a large area"),
        ("0191 498 0467", "on 24 Nov 2026 at 04:67"),
    ],
)
def test_what_says_nothing_stays(hide: str, free: str) -> None:
    assert Redactor([hide]).clean(free) == free


def test_the_longest_goes_first_and_neighbours_become_one() -> None:
    redactor = Redactor(["14 Quillet Row", "Quillet Row", "Wexcombe", "NB4 7QX"])
    assert (
        redactor.clean("He went to 14 Quillet Row,\nWexcombe, NB4 7QX. Then home.")
        == f"He went to {HIDDEN}. Then home."
    )
    assert redactor.clean("At 12 Quillet Row.") == f"At 12 {HIDDEN}."


def test_the_accents_of_a_hidden_word_go_with_it() -> None:
    assert Redactor(["Rhosllanerchrugog Zoë"]).clean(nfd("in Rhosllanerchrugog Zoë!")) == f"in {HIDDEN}!"


def test_a_megabyte_with_hidden_words_is_cleaned_whole() -> None:
    left = Redactor(["14 Quillet Row"]).clean("He said so. At 14 Quillet Row he fell. " * 25_000)
    assert "quillet" not in left.casefold()
    assert left.count(HIDDEN) == 25_000


def test_a_cut_never_leaves_half_a_hidden_word() -> None:
    filler = "x\n" * 27_000  # line breaks count as most of a line each
    summary = contacts.summed(contacts.told(f"{filler} 14 Quillet Row {filler}"), hide=("14 Quillet Row",))
    assert not leaks("Quil", text(summary))
    assert "more characters" in text(summary)


def test_the_worker_sees_where_and_not_what() -> None:
    entries = contacts.told("He stood outside 14 Quillet Row at night.")
    found = contacts.summed(entries, hide=("14 Quillet Row",)).hidden_in
    assert found == ("What we were told: He stood outside [hidden] at night.",)
