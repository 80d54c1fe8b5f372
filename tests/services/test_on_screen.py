"""What people wrote about a contact with a hidden address, as it is read on screen: by everybody, all day long."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from tests.services.two_desks import JO, KAYDEN, carry, ring
from workstation.domain import kinds
from workstation.domain.ids import ContactId, PersonId
from workstation.history.matcher import Enquiry
from workstation.services import decide, find, identify, on_screen, receive, record, settle
from workstation.services.desk import Desk
from workstation.services.receive import NewContact

REFUGE = kinds.AddressRecorded(
    address="refuge",
    people=(KAYDEN,),
    lines="5 Osier Way\nNorthbridge",
    postcode="NB8 2PX",
    confidential=True,
)
TELLING = (
    "She is at 5 Osier Way now.", "Their door is 5, osier   way.", "Post goes to nb82px.", "Osier Way, number 5.",
    "She moved to FIVE Osier Way.",
)  # fmt: skip

NAMED = frozenset({
    "address", "agency", "agreed_by", "authority", "basis", "by_whom", "channel", "child", "code",
    "code_word", "copy_number", "criteria_of", "decided_by", "do_not_use", "ethnicity", "event", "for_whom",
    "from_file", "gap", "gp", "heard_by", "key", "la_child_id", "level", "lines", "name", "nhs", "number",
    "offered_by", "outcome", "paper", "phone", "postcode", "prompt", "question_id", "reason", "recipient",
    "reference", "relationship", "role", "row", "safe_contact", "saw", "school", "service", "sex", "source",
    "task", "team", "thresholds", "title", "to", "together", "tripwire", "upn", "warned", "warning", "who",
    "whom", "worker",
})  # fmt: skip
"""Fields of entries that hold a name, a place, a number or a code: nobody writes sentences in them."""


@pytest.fixture
def contact(mine: Desk) -> ContactId:
    contact = ring(mine)
    identify.record_address(mine, contact, REFUGE)
    return contact


def _said(words: str) -> tuple[kinds.Body, ...]:
    return (
        kinds.AgencyAnswered(agency="gp", who="Dr Lane", said=words, means=words),
        kinds.NoteMade(text=words),
        kinds.ReasonsWritten(prompt="strengths", text=words),
        kinds.ChildHeard(person=KAYDEN, words=words, heard_by="Mrs Hale"),
        kinds.Answered(question_id="worried", answer=words),
        kinds.HistoryWeighed(view="raises", why=words),
    )


@pytest.mark.parametrize("words", TELLING)
def test_whatever_was_written_is_read_without_a_hidden_address_and_kept_as_it_is(
    mine: Desk, contact: ContactId, words: str
) -> None:
    for body in _said(words):
        record.say(mine, contact, body)
    shown = find.contact(mine, contact)
    read = f"{shown.seen.story} {shown.seen.standing}".casefold()
    assert "osier" not in read
    assert "nb82px" not in read
    assert read.count("[hidden]") >= 2 * len(_said(words))
    assert shown.file.reason("strengths") == words, "whoever writes on has what was written"


def _text_fields(kind: type[kinds.Body]) -> Iterator[str]:
    for one in kind.__subclasses__():
        yield from (field.name for field in msgspec.structs.fields(one) if field.type is str)
        yield from _text_fields(one)


def test_every_field_of_words_is_known_to_be_read_or_named() -> None:
    """Whoever adds a field says here which of the two it is."""
    assert set(_text_fields(kinds.Body)) - on_screen.PROSE - NAMED == set()
    assert not on_screen.PROSE & NAMED


def test_nothing_else_is_changed(mine: Desk, contact: ContactId) -> None:
    for body in _said("Osier beds are cut in May."):
        record.say(mine, contact, body)
    shown = find.contact(mine, contact)
    assert shown.seen.head == shown.file.head
    assert [s.entry for s in shown.seen.story] == [s.entry for s in shown.file.story]
    assert shown.seen.children == shown.file.children
    assert shown.seen.addresses == shown.file.addresses
    assert shown.seen.themes == shown.file.themes
    assert shown.seen.stage is shown.file.stage


def test_where_nothing_is_hidden_it_is_the_file_itself(mine: Desk) -> None:
    contact = ring(mine)
    record.say(mine, contact, kinds.NoteMade(text="She lives at 5 Osier Way."))
    shown = find.contact(mine, contact)
    assert shown.seen is shown.file


def test_what_was_said_in_another_contact_of_the_family_is_quoted_without_it(
    mine: Desk, contact: ContactId
) -> None:
    refused = kinds.SupportDeclined(
        person=JO, offered="early help", reason="D14", words="Not at 5 Osier Way."
    )
    record.put(mine, contact, [refused])
    (candidate,) = find.matches(mine, Enquiry(person=PersonId("again"), name="Kayden Merrick"))
    talked = find.while_you_talk(mine, candidate)
    assert "Not at [hidden]" in str(talked)
    assert "Osier" not in str(talked)
    again = kinds.ChildNamed(person=PersonId("again"), name=kinds.Name("Merrick", "Kayden"))
    said = (again, *identify.match_bodies(mine, None, candidate, "same"))
    (second,) = receive.receive(mine, NewContact(words="He is late.", source="2A", said=said)).contacts
    shown = find.contact(mine, second)
    assert shown.file.hidden, "it came with the match"
    told = f"{shown.past.facts} {[c.declines for c in shown.past.contacts]}"
    assert "Not at [hidden]" in told
    assert "Osier" not in told


def test_two_answers_are_compared_without_it_and_chosen_as_they_are(
    mine: Desk, theirs: Desk, contact: ContactId
) -> None:
    carry(contact, mine, theirs)
    for desk, outcome, words in ((mine, "O02", "At 5 Osier Way."), (theirs, "O07", "Not at 5 Osier Way.")):
        decide.recommend(desk, contact, KAYDEN, outcome, next_time=words)
        record.say(desk, contact, kinds.ReasonsWritten(prompt="strengths", text=words))
    record.say(theirs, contact, kinds.NoteMade(text="Rang 5 Osier Way."))
    carry(contact, mine, theirs)
    shown = settle.look(mine, contact)
    several = (*shown.choose, *shown.texts)
    assert [s.question[0] for s in several] == ["outcome", "reasons"]
    assert "Osier" not in str([s.seen for s in several])
    assert "Osier" not in str(shown.joined)
    assert all("Osier" in str(v.body) for s in several for v in s.joined.versions)
