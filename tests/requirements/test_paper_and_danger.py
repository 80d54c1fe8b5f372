"""Vignettes about what leaves the program, and about a child who cannot wait."""

from __future__ import annotations

import pytest

from tests.requirements.house import House
from tests.requirements.steps import go_to
from workstation.domain import kinds
from workstation.domain.fold import hidden_words
from workstation.practice import COUNCIL
from workstation.services import prints
from workstation.services.afterwards import UnsafeWay


def test_r31_a_boy_without_a_name_three_keys_and_a_worry(house: House) -> None:
    contact = house.contact("R31")
    walker = house.sits("Daniel Amos")
    go_to(walker, house.file(contact).number, "Unknown child")
    before = walker.pressed
    walker.press("F12")
    walker.type("Somebody is hitting him now, the caller can hear it.")
    walker.press("Ctrl+Return", "Ctrl+Return")
    assert walker.pressed - before == 3
    file = house.file(contact)
    assert file.act_now is not None
    assert file.log(kinds.StrategyRequested)
    walker.must_see("a strategy discussion was asked for")


def test_r33_no_word_of_a_hidden_address_is_on_paper_and_no_letter_goes_there(house: House) -> None:
    contact = house.contact("R33")
    walker = house.sits("Rukhsana Shah")
    go_to(walker, "farrow ell", "FARROW, Ellie")
    walker.press("Ctrl+P")
    walker.must_see("[hidden]")
    dana = next(a.person for a in house.file(contact).adults if a.name.given == "Dana")

    def work() -> tuple[str, tuple[str, ...]]:
        entries = house.desk.store.journal.of_contact(contact)
        with pytest.raises(UnsafeWay):
            prints.letter_paper(house.desk, contact, dana, "We will assess.")
        return prints.preview(house.desk, contact, "case file").text, hidden_words(entries)

    text, hidden = house.desk.executor.submit(work).result()
    secret = [
        word for word in hidden if len(word) > 4 and word != COUNCIL.split()[0]
    ]  # the town is no secret
    assert secret
    assert not [word for word in secret if word.casefold() in text.casefold()]


def test_r21_r22_the_log_and_the_sources_stand_on_the_paper(house: House) -> None:
    contact = house.contact("R22")
    house.sits("Rukhsana Shah")
    text = house.desk.executor.submit(lambda: prints.preview(house.desk, contact, "case file").text).result()
    words = " ".join(text.split())
    assert "Mrs Hale, 09:44 What they said: Ellie in, quiet." in words
    assert "Saw it themselves." in words
    log = words.partition("WHO DID WHAT")[2]
    assert "R. Shah" in log
    assert "lawful basis" in log


def test_r27_r28_both_refusals_are_kept_with_reason_words_and_offer(house: House) -> None:
    house.sits("Rukhsana Shah")
    said = [d.body for r in ("R28", "R27") for d in house.file(house.contact(r)).declines]
    assert [(d.reason, d.words) for d in said] == [("D06", "worried about social workers"), ("D08", "work")]
    assert all(d.offered for d in said)
