"""A hidden place is hidden however somebody tells it: shortened, misspelt, by initials, by a link to a map."""

from __future__ import annotations

import pytest

from workstation.report.called import words_of
from workstation.report.redact import HIDDEN, Redactor

_STREET, _SCHOOL = "14 Sample Street", "Brindle Primary School"
_SAINT, _QUEEN = "St Mary’s RC Primary School", "Queen Elizabeth Grammar School"


@pytest.mark.parametrize(
    ("hide", "free", "gone"),
    [
        (_STREET, "seen at 14 Sampel Street", "Sampel"),
        (_STREET, "seen at 14 Smple Str.", "Smple"),
        (_STREET, "SAMPLE STEET", "SAMPLE"),
        (_STREET, "she stays at 14 Sample", "Sample"),
        (_STREET, "14 Samp1e Street", "Samp1e"),
        (_STREET, "14 S\u0430mple Street", "mple"),
        (_STREET, "14 \u0405\u0430m\u0440l\u0435 Street", "m"),
        (_STREET, "/place/14%20Sample%20Street", "Sample"),
        (_STREET, "14&nbsp;Sample&#32;Street", "Sample"),
        ("7 Quillet Row", "they are back on Quillet.", "Quillet"),
        ("7 Quillet Row", "seen in the garden, Quillet Rw.", "Quillet"),
        ("7 Quillet Row", "the Quillet Rd flats", "Quillet"),
        ("7 Quillet Row", "he drove past Quillet", "Quillet"),
        ("Flat 2 7 Quillet Row", "at 7 Quillet", "Quillet"),
        ("Flat 2 7 Quillet Row", "they are back on Quillet.", "Quillet"),
        ("Rose Cottage, 7 Quillet Row", "flat two, 7 quillet", "quillet"),
        ("14 Marlowe Crescent", "she stays round Marlowe", "Marlowe"),
        ("14 Marlowe Crescent", "Marlowe is where he looks.", "Marlowe"),
        ("14 Marlowe Crescent", "the Marlowe flats, marlowe’s shop", "arlowe"),
        ("14 Marlowe Crescent", "He said Marlow twice.", "Marlow"),
        ("7 Tansy Hill Road", "Tansy Hill is where she sleeps", "Tansy"),
        ("22 St Oswald’s Terrace", "St. Oswald’s, most nights", "Oswald"),
        ("12 Third Avenue", "his car was on 3rd Ave", "3rd"),
        ("9 Upper Kirk Wynd", "nine Upr Kirk Wynd", "Kirk"),
        ("Flat 1, Rose Villas, Church Lane", "opposite church ln", "church"),
        ("1st Floor, 7 Duke St", "on Duke Street", "Duke"),
        ("NB4 7QX", "the postcode ends 7QX", "7QX"),
        (_SCHOOL, "he waits at Brindle Prmary Sch", "Prmary"),
        (_SCHOOL, "BPS rang", "BPS"),
        (_SCHOOL, "B.P.S. rang", "B.P.S"),
        (_SAINT, "picked up from St Mary’s", "Mary"),
        (_SAINT, "St. Marys school", "Mary"),
        (_QUEEN, "at Queen Elizabeth’s Grammar", "Elizabeth"),
        (_QUEEN, "QEGS rang", "QEGS"),
        ("St Aidan’s Church of England School", "St Aidan’s", "Aidan"),
        ("Tansy Hill Medical Practice", "Tansy Hill Med. Prac.", "Prac"),
        ("Northumbrian Housing Association", "her Northumbrian HA flat", "Northumbrian"),
        ("Wexcombe", "she fled to Wexcomb", "Wexcomb"),
        ("dana@mail.example", "dana at mail dot example", "dana"),
        (_STREET, "https://www.google.com/maps?q=54.9,-1.4 she sent", "google"),
        (_STREET, "pin: https://maps.app.goo.gl/AbC12 now", "AbC12"),
        (_STREET, "she is at ///filled.count.soap", "filled"),
        (_STREET, "what3words: filled.count.soap", "filled"),
        (_STREET, "54.97328, -1.61396", "54.97"),
    ],
)  # fmt: skip
def test_a_place_told_otherwise_is_hidden(hide: str, free: str, gone: str) -> None:
    left = Redactor([hide]).clean(free)
    assert HIDDEN in left
    assert gone not in left.replace(HIDDEN, "")


@pytest.mark.parametrize(
    ("hide", "free"),
    [
        (_STREET, "a sample was taken in the street"),
        (_STREET, "14 samples were taken"),
        ("14 High Street", "aged 14, high risk"),
        ("Together Housing", "they live together"),
        (_SCHOOL, "the bridle path"),
        ("7 Quillet Row", "on quilt"),
        ("14 Marlowe Crescent", "Dr Marlowe and J. Marlowe rang"),
        ("14 Marlowe Crescent", "Marlowe Police were called"),
        ("7 Tansy Hill Road", "the tansy on the hill, a tansy hill"),
        ("22 St Oswald’s Terrace", "St Oswald’s Hospice"),
        ("2 Garden Close", "Garden chairs"),
        ("3 Thomas Street", "Thomas was there"),
        ("7 Quillet Row", "from quilted rows"),
        ("Flat 2 14 High Street", "aged 14, high risk"),
        ("Flat 3 2 Rose Lane", "Rose was past caring"),
        ("NB4 1ST", "on the 1st of May"),
        ("Ash & Elm Nursery", "the ash fell"),
        (_STREET, "temperature 40.5, pulse 1.2"),
        (_STREET, "https://school.example/policy"),
    ],
)
def test_what_only_sounds_like_it_stays(hide: str, free: str) -> None:
    assert Redactor([hide]).clean(free) == free


def test_a_street_is_not_hidden_by_the_name_of_somebody_on_the_contact() -> None:
    people = words_of(["MARLOWE, Kit", "Tansy Hill"])
    redactor = Redactor(["14 Marlowe Crescent", "7 Tansy Hill Road"], people=people)
    assert redactor.clean("Kit Marlowe and Tansy Hill came.") == "Kit Marlowe and Tansy Hill came."
    assert "Marlowe" not in redactor.clean("They live in Marlowe Crescent.")


def test_the_name_of_the_council_stays_though_a_street_has_it() -> None:
    assert Redactor(["7 Quillet Road"], "Quillet Council").clean("in Quillet") == "in Quillet"
