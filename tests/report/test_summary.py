"""What stands on a copy: everything the record says, and in words what it does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.report import contacts
from tests.report.contacts import BOLA, DANA, ELLIE, JAYDEN, LIAM, RUKHSANA, at
from workstation.domain import kinds
from workstation.domain.entries import Entry
from workstation.domain.ids import ContactId, EntryId
from workstation.domain.past import Past, PastContact
from workstation.report.parts import Paragraph, Section, Summary
from workstation.report.text import text

GOLDEN = Path(__file__).parent / "golden" / "farrow.txt"


def part(summary: Summary, heading: str) -> str:
    """The words under a heading, tables cell by cell."""
    section: Section = next(s for s in summary.sections if s.heading.startswith(heading))
    return "\n".join(
        block.words if isinstance(block, Paragraph) else "\n".join(" | ".join(row) for row in block.rows)
        for block in section.blocks
    ).replace("\u00a0", " ")


def undecided(*more: kinds.Body) -> tuple[Entry, ...]:
    """The contact up to the worker's recommendation, and what is said then."""
    said = [*contacts.arriving(), *contacts.checking(), *contacts.weighing(), *contacts.deciding()]
    said += [(at("14:00"), BOLA if isinstance(b, kinds.SentBack) else RUKHSANA, b) for b in more]
    return contacts.entries_of(said)


def test_the_whole_contact_word_for_word() -> None:
    """Read the golden file as a person would before you replace it."""
    assert text(contacts.summed(contacts.whole())) == GOLDEN.read_text(encoding="utf-8")


def test_the_parts_come_in_the_order_people_know() -> None:
    assert [s.heading for s in contacts.summed(contacts.whole()).sections] == [
        "Decision", "Why", "What we were told", "Checks", "Parents and people in the picture",
        "Children’s own words", "History used in this decision",
        "What is there, and the level of need", "Manager", "What happens next",
        "Gaps and overrides", "Who did what",
    ]  # fmt: skip


def test_a_decision_says_who_when_how_long_after_and_how_long_it_was_read() -> None:
    words = part(contacts.summed(contacts.whole()), "Decision")
    assert "Assessment – decided 24 Nov 2026 13:50 (4 h 32 min after it arrived) by Rukhsana Shah" in words
    assert "Signed off 24 Nov 2026 14:05 by Bola Mensah, team manager. Read for 6 min. Agreed." in words


def test_nothing_is_called_decided_before_a_manager_signed() -> None:
    summary = contacts.summed(undecided())
    words = part(summary, "Decision")
    assert words.startswith("Not decided yet.")
    assert "Assessment – recommended" in words
    assert "decided 24" not in words
    assert "No manager has written anything yet." in part(summary, "Manager")


def test_where_an_undecided_contact_is() -> None:
    sent = contacts.summed(undecided(kinds.SentToManager(to=BOLA, saw="x")))
    assert "With Bola Mensah, team manager, since 24 Nov 2026 14:00." in part(sent, "Decision")
    request = kinds.Request("W4:agency:gp", "Ring the GP again.")
    back = contacts.summed(undecided(kinds.SentBack(requests=(request,), why="The GP matters here")))
    assert "Sent back 24 Nov 2026 14:00 by Bola Mensah" in part(back, "Decision")
    assert "Ring the GP again." in part(back, "Decision")
    held = contacts.summed(undecided(kinds.HeldOpen(because="GP back Thursday", until=at("12:00", 26))))
    assert "Held open. until 26 Nov 2026 12:00, because: GP back Thursday." in part(held, "Decision")


def test_different_children_have_different_decisions() -> None:
    summary = contacts.summed(undecided(kinds.Recommended(child=JAYDEN, outcome="O06")))
    words = part(summary, "Decision")
    assert "Ellie: Assessment – recommended" in words
    assert "Jayden: Advice – recommended" in words


def test_a_change_after_sign_off_is_said() -> None:
    words = part(contacts.summed(contacts.whole(kinds.NoteMade(text="She rang again."))), "Decision")
    assert "Something was added after it was signed off." in words


def test_two_standing_answers_are_both_named() -> None:
    entries = undecided()
    outcome = next(e for e in entries if e.kind == "Recommended")
    body = b'{"child":"p-ellie","outcome":"O07"}'
    other = replace_entry(outcome, body)
    summary = contacts.summed((*entries, other))
    words = part(summary, "Gaps")
    assert (
        "Two answers stand. The outcome for Ellie. Assessment, R. Shah 13:50; No further action, B. Mensah"
        in words
    )


def replace_entry(entry: Entry, body: bytes) -> Entry:
    """The same answer by somebody else on another computer, who had not seen the first."""
    import msgspec

    from workstation.domain.entries import digest

    return msgspec.structs.replace(
        entry, id=EntryId("other"), author=BOLA, body=body, digest=digest(body), answers=(), position=99
    )


def test_two_standing_reasons_are_both_printed() -> None:
    entries = undecided()
    reason = next(e for e in entries if e.kind == "ReasonsWritten" and e.body and b"strengths" in e.body)
    other = replace_entry(reason, b'{"prompt":"strengths","text":"Grandmother visits daily."}')
    words = part(contacts.summed((*entries, other)), "Why")
    assert "both children up to date with GP. (R. Shah)\nGrandmother visits daily. (B. Mensah)" in words


def test_what_nobody_knows_is_said_in_words() -> None:
    summary = contacts.summed(contacts.told("She is worried."), known=Past())
    lines = "\n".join(summary.head.lines).replace("\u00a0", " ")
    for words in ("Born: not known", "Gender Not provided", "NHS No. Not provided", "Our No. Not provided",
                  "Address Not provided", "School Not provided", "GP Not provided"):  # fmt: skip
        assert words in lines
    whole = text(summary)
    for words in ("Not asked:", "Not written yet.", "Not weighed yet", "No parent or other adult is recorded.",
                  "nothing is recorded of what they saw or said", "No earlier contacts were found.",
                  "Lawful basis for sharing. Not recorded.", "Nothing is arranged yet."):  # fmt: skip
        assert words in whole


def test_a_childs_words_that_were_passed_on_are_not_said_to_be_missing() -> None:
    said = contacts.arriving()
    moment, author, _ = said[-1]
    said.append((moment, author, kinds.Answered(question_id="child_said", answer="Jayden hid.")))
    words = part(contacts.summed(contacts.entries_of(said)), "Children’s own words")
    assert "Jayden, as it was passed on to us: “Jayden hid.”" in words
    assert "Ellie: nothing is recorded of what they saw or said." in words


def test_a_contact_with_no_child_and_one_with_nothing_at_all() -> None:
    said = [
        (
            at("09:18"),
            RUKHSANA,
            kinds.Received(number="C26-00001-B", channel="phone", source="1A", words="Crying."),
        ),
        (at("09:19"), RUKHSANA, kinds.ChildNotNamed(because="The caller did not know the family")),
    ]
    summary = contacts.summed(contacts.entries_of(said))
    assert summary.head.name == "Unknown child"
    assert summary.head.lines == ("No child is named: The caller did not know the family.",)
    nothing = contacts.summed(contacts.entries_of([(at("09:18"), RUKHSANA, kinds.NoteMade(text="?"))]))
    assert "How this contact reached us is not recorded." in text(nothing)


def test_linked_history_is_the_history_used_else_the_last_on_record() -> None:
    used = part(contacts.summed(contacts.whole()), "History used in this decision")
    assert "Declined: “partner has left”" in used
    assert "Emergency move" not in used
    assert "2 other earlier contacts on record, not linked to this decision." in used
    many = Past(contacts=tuple(
        PastContact(contact=ContactId(f"c{n}"), at=at("10:00") - timedelta(days=n), about=f"Worry {n}")
        for n in range(1, 31)
    ))  # fmt: skip
    record = part(contacts.summed(contacts.told("x"), known=many), "History on record")
    assert record.count("\n") == 12 + 2
    assert "18 more, not on this copy." in record


def test_a_hidden_address_hides_phone_school_and_gp_as_well() -> None:
    summary = contacts.summed(contacts.whole())
    whole = text(summary)
    for words in (contacts.POSTCODE, "Quillet", contacts.SCHOOL, contacts.SURGERY, "498 0467"):
        assert words not in whole
    assert "Address, phone, school and GP are hidden on this copy." in summary.notices[0].words
    assert "Safe contact: see the screen." in part(summary, "Parents")


def test_an_address_that_is_no_secret_is_printed() -> None:
    said = [(when, who, _open(body)) for when, who, body in [*contacts.arriving(), *contacts.checking()]]
    summary = contacts.summed(contacts.entries_of(said))
    assert "Address Flat 2, 14 Quillet Row, Northbeck, NB4 7QX" in summary.head.lines
    assert "School Tansy Hill Primary School (Ellie), Not provided (Jayden)" in summary.head.lines[-1]
    assert "Safe contact: 0191 498 0467 before 15:00." in part(summary, "Parents")
    assert summary.notices == ()


def _open(body: kinds.Body) -> kinds.Body:
    import msgspec

    return (
        msgspec.structs.replace(body, confidential=False) if isinstance(body, kinds.AddressRecorded) else body
    )


def test_words_of_another_contacts_address_hide_this_ones_too() -> None:
    """A linked contact may know an address as secret that was plain when this one was written."""
    said = [(when, who, _open(body)) for when, who, body in contacts.arriving()]
    summary = contacts.summed(contacts.entries_of(said), hide=("14 Quillet Row", "NB4 7QX"))
    assert not any("Quillet" in line or "School" in line for line in summary.head.lines)
    assert summary.notices


def test_act_now_stands_above_everything() -> None:
    summary = contacts.summed(undecided(kinds.Escalated(danger="He is at the door", told="Police")))
    assert summary.notices[0].words.replace("\u00a0", " ") == (
        "ACT NOW, since 24 Nov 2026 14:00. He is at the door. Told: Police."
    )


def test_declines_carry_their_words() -> None:
    declined = kinds.SupportDeclined(person=DANA, offered="early help", reason="D07", words="He would know")
    row = part(contacts.summed(undecided(declined)), "Parents")
    assert "Declined early help: afraid of partner or another person. “He would know”." in row
    assert "Not told, because of risk" in row
    assert LIAM
    assert ELLIE


def test_gaps_carry_the_managers_answer() -> None:
    words = part(contacts.summed(contacts.whole()), "Gaps")
    assert "GP not replied, going ahead. Accepted by the manager: “Assessment team will ask the GP.”" in words
    assert "Jayden’s own words missing." in words


@pytest.mark.parametrize(
    ("of_copy", "mark"),
    [
        ({}, ""),
        ({"unsent": True}, "NOT YET SENT"),
        ({"unsent": True, "alone": True}, "ON THIS COMPUTER ONLY"),
    ],
)
def test_a_copy_says_when_central_has_not_seen_it(of_copy: dict[str, Any], mark: str) -> None:
    summary = contacts.summed(contacts.whole(), **of_copy)
    assert summary.copy.mark == mark
    lines = text(summary).splitlines()
    assert lines[0] == ("OFFICIAL-SENSITIVE · " + mark if mark else "OFFICIAL-SENSITIVE")
    assert " ".join(lines[-2:]).endswith(mark or "shred when no longer needed")


def test_the_same_record_gives_the_same_summary_in_any_order() -> None:
    entries = contacts.whole()
    assert contacts.summed(entries) == contacts.summed(tuple(reversed(entries)))
    assert contacts.summed(entries) != replace(contacts.summed(entries), version="")


def test_erased_and_newer_entries_are_counted() -> None:
    import msgspec

    entries = contacts.whole()
    erased = [msgspec.structs.replace(e, body=None) if e.kind == "ClarityJudged" else e for e in entries]
    newer = [msgspec.structs.replace(e, kind="Foreseen") if e.kind == "Rated" else e for e in erased]
    words = part(contacts.summed(tuple(newer)), "Gaps")
    assert "1 entry was written by a newer version of Lintel." in words
    assert "The words of 1 entry were lawfully erased." in words


def test_two_notes_in_the_same_words_are_two_tries() -> None:
    tried = kinds.NoteMade(text="Rang, no answer.")
    words = part(contacts.summed(contacts.whole(tried, tried)), "Who did what")
    assert "noted: Rang, no answer 14:06, noted: Rang, no answer 14:07." in words


def test_the_triage_meeting_stands_on_the_page_with_every_name_and_who_did_not_agree() -> None:
    met = [
        (at("13:00"), RUKHSANA, kinds.VoiceHeard(voice="police", who="DS Khan", said="Bailed twice", level="4")),
        (at("13:00"), RUKHSANA, kinds.VoiceHeard(voice="early help", who="A. Munteanu", said="Never open")),
        (at("13:01"), RUKHSANA, kinds.MeetingAgreed(
            together="O02", why="Third time", disagreed=(kinds.Dissent("police", "We would meet today"),))),
    ]  # fmt: skip
    everything = contacts.entries_of([*contacts.arriving(), *met])
    said = part(contacts.summed(everything), "Triage meeting")
    assert "Police (DS Khan" in said
    assert "“Bailed twice”. Level 4." in said
    assert "Together. Assessment. “Third time”." in said
    assert "Police did not agree" in said
    assert "Triage meeting" not in text(contacts.summed(contacts.whole()))
