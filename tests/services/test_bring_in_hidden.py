"""An address that a file calls hidden is hidden here: on paper, on the screen, and where the file kept it back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.intake.extracts import HEADINGS, ROW, changed, explained, table
from workstation.domain.ids import ContactId
from workstation.services import bring_in, identify, prints
from workstation.services.desk import Desk
from workstation.services.prints import Order
from workstation.trouble import RuleTrouble

WITH = (*HEADINGS, "Address confidential")


def brought(desk: Desk, path: Path, row: tuple[str, ...]) -> ContactId:
    table(path, row, headings=WITH)
    (contact,) = bring_in.bring_in(desk, path, mapping=explained(path)).changed.contacts
    return contact


@pytest.mark.parametrize("said", ["Confidential", "Do not disclose", "X"])
def test_a_word_that_is_no_plain_no_keeps_the_address_off_a_copy(
    desk: Desk, tmp_path: Path, said: str
) -> None:
    contact = brought(desk, tmp_path / "a.csv", (*ROW, said))
    assert desk.file(contact).hidden
    printed = prints.preview(desk, contact, Order("Team")).text
    assert "High Street" not in printed
    assert "SR3 4EN" not in printed


def test_an_address_that_the_file_kept_back_warns_and_says_where_to_ask(desk: Desk, tmp_path: Path) -> None:
    masked = changed(Address_Line_1="", Address_Line_2="", Postcode="")
    contact = brought(desk, tmp_path / "a.csv", (*masked, "Yes"))
    file = desk.file(contact)
    (address,) = file.addresses
    assert file.hidden
    assert prints.preview(desk, contact, Order("Team")).text
    with pytest.raises(RuleTrouble, match="kept back by the file"):
        identify.show_address(desk, contact, address.address, "To visit")
