"""What nobody has on record speaks neither for nor against somebody being the same person."""

from datetime import UTC, datetime

from workstation.domain.answers import Judgement
from workstation.domain.compared import HIDDEN, compared, nothing_on_record
from workstation.domain.ids import ContactId, PersonId

SAID = (
    "same first name", nothing_on_record("council number"), "surname is that of the recorded mother, No Record",
    nothing_on_record("family", "Jo Merrick"), HIDDEN,
)  # fmt: skip


def test_what_is_not_known_is_told_apart_from_the_reasons() -> None:
    known = compared(SAID)
    assert known.reasons == ("same first name", "surname is that of the recorded mother, No Record")
    assert known.not_known == (
        "Not compared: no council number on record, no family on record to compare Jo Merrick with, "
        "address on record is hidden"
    )
    assert compared(("same date of birth",)).not_known == ""


def test_an_answer_on_record_says_what_was_not_compared_after_what_spoke_against_it() -> None:
    one, contact = PersonId("one"), ContactId("c")
    answer = Judgement(
        person=one, other=PersonId("other"), other_contact=contact, contact=contact, verdict="same", called="A",
        name="B", at=datetime(2026, 11, 24, tzinfo=UTC), reasons=("same sex", nothing_on_record("NHS number")),
        against=("another surname",), as_said=(one, PersonId("other")),
    )  # fmt: skip
    assert answer.why == "same sex. Against it: another surname. Not compared: no NHS number on record"
