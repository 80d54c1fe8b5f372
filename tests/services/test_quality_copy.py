"""The copy for quality from a real file: names of earlier contacts are gone, and every place is read first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.hostile import canaries, sweep
from tests.report.reading import letters, words_of
from workstation.domain import kinds
from workstation.domain.ids import ContactId
from workstation.services import prints
from workstation.services.copy_order import Order, Recipient
from workstation.services.desk import Desk
from workstation.services.prints import HiddenNotRead

FAMILY = canaries.family(5)
QUALITY = Order("audit", Recipient.QUALITY)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = sweep.desk_of(tmp_path / "p.lintel", [FAMILY])  # every fifth family has an earlier contact
    yield desk
    desk.close()


def _say(desk: Desk, contact: str, *bodies: kinds.Body) -> None:
    desk.store.journal.append(ContactId(contact), list(bodies), desk.worker.id, edition=desk.guide.edition)


def test_who_is_named_in_an_earlier_contact_is_not_named_in_this_one(desk: Desk) -> None:
    _say(
        desk,
        "canary-0005-before",
        kinds.ReferrerNamed(name="Mrs Comfort Baker", role="head", agency="school"),
    )
    _say(
        desk,
        FAMILY.contact,
        kinds.NoteMade(text="Comfort Baker rang as in May. Baker agreed; stokes did not."),
    )
    words = prints.preview(desk, FAMILY.contact, QUALITY).text
    assert "Baker" not in words
    assert "Comfort" not in words
    assert "stokes" not in words.casefold()
    said = r"(Person \d) rang as in May\. \1 agreed; Adult 2 did not"
    assert re.search(said, " ".join(words.split()))


def test_nobody_has_the_copy_before_every_place_was_read(desk: Desk) -> None:
    seen = prints.preview(desk, FAMILY.contact, QUALITY)
    assert any(prints.MAYBE in place for place in seen.hidden_found)
    with pytest.raises(HiddenNotRead):
        prints.take(desk, FAMILY.contact, QUALITY)
    order = Order("audit", Recipient.QUALITY, read=seen.hidden_found)
    made = words_of(prints.take(desk, FAMILY.contact, order).made)
    assert [who for who, name in FAMILY.strangers.items() if letters(name) in letters(made)] == []


def test_a_word_that_is_said_to_be_no_name_stands_on_this_copy_and_on_no_other(desk: Desk) -> None:
    _say(desk, FAMILY.contact, kinds.NoteMade(text="The Zorbing club rang. Mrs Zorbing is not stokes."))
    seen = prints.preview(desk, FAMILY.contact, QUALITY)
    assert "Zorbing" in seen.doubted
    assert "Zorbing" not in seen.text
    told = replace(QUALITY, no_names=("Zorbing", "Stokes"))
    words = " ".join(prints.preview(desk, FAMILY.contact, told).text.split())
    assert "The Zorbing club rang" in words
    assert "stokes" not in words.casefold(), "a name on record is one whatever anybody says"
    assert "Zorbing" not in prints.preview(desk, FAMILY.contact, QUALITY).text


def test_other_readers_have_the_names(desk: Desk) -> None:
    words = letters(prints.preview(desk, FAMILY.contact, "case file").text)
    assert [who for who, name in FAMILY.strangers.items() if letters(name) in words] == list(FAMILY.strangers)
