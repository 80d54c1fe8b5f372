"""A hidden address stays hidden, whatever anybody writes, until a manager releases it. The same on every computer,
also on those of colleagues of somebody with a program of their own (`trust.md` T1, T10).
"""

from __future__ import annotations

from itertools import permutations

import pytest

from tests.domain.telling import CONTACT, MENSAH, PATEL, SHAH, Teller
from workstation.domain import kinds
from workstation.domain.entries import Entry
from workstation.domain.fold import fold, hidden_words
from workstation.domain.ids import AuthorId
from workstation.domain.people import ACTS_OF_MANAGERS

PLAIN = kinds.AddressRecorded(address="a1", lines="12 Sample Street", postcode="NB1 2CD")
HIDDEN = kinds.AddressRecorded(address="a1", lines="12 Sample Street", postcode="NB1 2CD", confidential=True)
HIDE = kinds.ConfidentialityChanged(address="a1")
RELEASE = kinds.AddressReleased(address="a1", because="He moved away.")


class Contact:
    """An address that was recorded, and what is said of it then."""

    def __init__(self, recorded: kinds.AddressRecorded) -> None:
        self.teller = Teller()
        self.recorded = self.say(recorded)

    def say(self, body: kinds.Body, *answers: Entry, by: AuthorId = SHAH) -> Entry:
        return self.teller.say(body, by=by, answers=tuple(entry.id for entry in answers))

    def hidden(self) -> bool:
        """Whether it is hidden, in whatever order the entries came."""
        found = {"Sample" not in repr(fold(CONTACT, said)) for said in _orders(self.teller.said)}
        assert len(found) == 1
        assert found.pop() == bool(hidden_words(self.teller.said))
        return bool(hidden_words(self.teller.said))


def _orders(said: list[Entry]) -> list[list[Entry]]:
    return [list(order) for order in permutations(said)] if len(said) < 5 else [said, said[::-1]]


def test_anybody_hides_an_address_and_a_manager_releases_it() -> None:
    contact = Contact(PLAIN)
    assert not contact.hidden()
    hide = contact.say(HIDE)
    assert contact.hidden()
    release = contact.say(RELEASE, hide, by=MENSAH)
    assert not contact.hidden()
    again = contact.say(HIDE, release, by=PATEL)
    assert contact.hidden()
    contact.say(RELEASE, again, by=MENSAH)
    assert not contact.hidden()


def test_what_was_recorded_as_hidden_is_released_in_the_same_way() -> None:
    contact = Contact(HIDDEN)
    assert contact.hidden()
    contact.say(RELEASE, by=MENSAH)
    assert not contact.hidden()


@pytest.mark.parametrize("recorded", [True, False], ids=["recorded as hidden", "hidden afterwards"])
@pytest.mark.parametrize(
    "body",
    [
        PLAIN,
        kinds.ConfidentialityChanged(address="a1", confidential=False, because="Says who?"),
        kinds.Withdrawn(because="A slip."),
        None,
    ],
    ids=[
        "a new version",
        "an entry of the first versions",
        "taking it back for somebody else",
        "a settlement",
    ],
)
def test_nothing_else_ends_the_secret(body: kinds.Body | None, recorded: bool) -> None:
    contact = Contact(HIDDEN if recorded else PLAIN)
    hide = contact.recorded if recorded else contact.say(HIDE)
    if body is None:
        other = contact.say(PLAIN, by=PATEL)
        body = kinds.Settled(keeps=other.id)
    contact.say(body, hide, by=PATEL)
    assert contact.hidden()


def test_a_release_that_somebody_did_not_know_of_waits_for_a_manager() -> None:
    contact = Contact(PLAIN)
    hide = contact.say(HIDE)
    release = contact.say(RELEASE, by=MENSAH)
    assert contact.hidden()
    contact.say(kinds.Settled(keeps=release.id), hide, release, by=PATEL)
    assert contact.hidden()
    contact.say(RELEASE, hide, release, by=MENSAH)
    assert not contact.hidden()


def test_whoever_hid_it_by_a_slip_takes_that_back() -> None:
    contact = Contact(PLAIN)
    contact.say(kinds.Withdrawn(), contact.say(HIDE))
    assert not contact.hidden()
    version = contact.say(HIDDEN, contact.recorded)
    assert contact.hidden()
    contact.say(kinds.Withdrawn(), version)
    assert not contact.hidden()


def test_a_release_that_was_taken_back_released_nothing() -> None:
    contact = Contact(PLAIN)
    release = contact.say(RELEASE, contact.say(HIDE), by=MENSAH)
    contact.say(kinds.Withdrawn(), release, by=MENSAH)
    # The hiding was answered by a release that counts no more; hidden is the safer of the two.
    assert contact.hidden()


def test_a_hidden_address_that_was_taken_back_as_a_whole_is_told_nowhere() -> None:
    contact = Contact(HIDDEN)
    contact.say(kinds.Withdrawn(), contact.recorded)
    assert contact.hidden()


def test_an_entry_of_the_first_versions_that_ended_a_secret_begins_none() -> None:
    contact = Contact(PLAIN)
    contact.say(RELEASE, contact.say(HIDE), by=MENSAH)
    contact.say(kinds.ConfidentialityChanged(address="a1", confidential=False))
    assert not contact.hidden()


def test_releasing_is_an_act_of_managers() -> None:
    assert "AddressReleased" in ACTS_OF_MANAGERS
