"""Police notifications on the record: one contact each, never two of one; and the least they must say, counted."""

from __future__ import annotations

import csv
import io
import random
from datetime import timedelta
from pathlib import Path

import pytest

from tests.intake.notification.samples import LABELLED, ROW, email, objects, other, save, table
from tests.services.conftest import ADMIN, MENSAH, OFFICER, PATEL, SHAH
from tests.services.signing_off import judged
from tests.services.two_desks import carry
from workstation.domain import checks, kinds
from workstation.domain.contact import Stage
from workstation.domain.ids import ContactId
from workstation.domain.minimum import minimum
from workstation.domain.times import FixedClock
from workstation.services import decide, find, notifications, opening, prints, receive, record
from workstation.services.desk import Desk
from workstation.services.lease import LeaseKeeper
from workstation.services.notifications import Offered
from workstation.services.receive import NewContact, ReceivedBefore
from workstation.trouble import BadInput, NotYours


def offered(desk: Desk, words: str = LABELLED) -> Offered:
    (found,) = notifications.in_words(desk, words)
    return found


def taken(desk: Desk, words: str = LABELLED, **more: object) -> ContactId:
    (contact,) = notifications.take(desk, offered(desk, words).notification, **more).contacts  # type: ignore[arg-type]
    return contact


def test_one_notification_is_one_contact_with_everything_in_its_place(desk: Desk) -> None:
    file = desk.file(taken(desk))
    assert file.received is not None
    assert (file.received.body.words, file.received.body.reference) == (LABELLED.strip("\n"), "26/114555")
    assert (file.received.body.channel, file.source) == ("notification", "6")
    assert file.referrer is not None
    assert file.referrer.name == "PC 1176 Harris"
    assert [(c.name.given, c.sex, c.school) for c in file.children] == [
        ("Ellie", "F", "Mill Lane Primary School"), ("Jayden", "", ""),
    ]  # fmt: skip
    assert [(a.name.given, a.relationship) for a in file.adults] == [
        ("Dana", "mother, victim"),
        ("Liam", "suspect"),
    ]
    assert [a.postcode for a in file.addresses] == ["NB0 6QX"]
    assert file.worker == SHAH.id
    answers = {q: a.answer for q in ("dash", "injuries", "encompass", "station") if (a := file.asked(q))}
    assert answers == {
        "dash": "Medium", "injuries": "Reddening to cheek", "encompass": "Yes", "station": "Northbridge Central",
    }  # fmt: skip


def test_nothing_that_is_a_judgement_is_taken_from_it(desk: Desk) -> None:
    file = desk.file(taken(desk))
    assert file.themes == ()
    assert file.rating is None
    assert file.outcomes == ()
    assert file.clarity is None


def test_an_address_that_is_to_be_private_is_hidden_from_the_first_moment(desk: Desk) -> None:
    file = desk.file(taken(desk, LABELLED + "Confidential address: Yes, moved in May\n"))
    assert file.hidden
    assert "Sample Row" not in str(file.addresses)


@pytest.mark.parametrize(
    "words",
    [
        "Y",
        "TRUE",
        "1",
        "DO NOT DISCLOSE TO SUSPECT",
        "Not to be shared with father",
        "Mother is fleeing",
        "No, but do not tell him where",
        "Address must stay confidential",
        "Withhold",
        "see log",
    ],
)
def test_whatever_is_no_plain_no_hides_the_address(desk: Desk, words: str) -> None:
    file = desk.file(taken(desk, LABELLED + f"Confidential address: {words}\n"))
    assert file.hidden
    assert "Sample Row" not in str(file.addresses)


@pytest.mark.parametrize(
    "words",
    ["No", "no.", "N", "None known", "N/A", "Not known", "NK", "Not applicable", "No. He lives there."],
)
def test_a_plain_no_hides_nothing(desk: Desk, words: str) -> None:
    assert not desk.file(taken(desk, LABELLED + f"Confidential address: {words}\n")).hidden


@pytest.mark.parametrize(
    "words", ["14 Osier Way, NB8 2PX", "Yes: Flat 2, 14 Osier Way", "Osier House NB8 2PX"]
)
def test_a_private_place_that_is_named_is_hidden_itself(desk: Desk, words: str) -> None:
    contact = taken(desk, LABELLED + f"Safe address: {words}\n")
    paper = str(prints.preview(desk, contact, "Assessment team"))
    for place in ("Osier", "Sample Row"):
        assert place not in str(desk.file(contact).addresses)
        assert place not in paper


def test_a_hidden_address_is_left_out_of_the_words_as_a_screen_shows_them(desk: Desk) -> None:
    contact = taken(desk, LABELLED + "Safe address: 14 Osier Way, NB8 2PX\n")
    shown = find.contact(desk, contact)
    for place in ("Osier", "NB8 2PX", "Sample Row", "NB0 6QX"):
        assert place not in shown.words
    assert "Safe address: [hidden]" in shown.words
    assert "Mill Lane Primary School" in shown.words, "the worker has to ring the school"
    assert "14 Osier Way" in shown.file.received.body.words, "kept word for word"  # type: ignore[union-attr]
    open_ = taken(desk, other(3))
    assert find.contact(desk, open_).words == other(3).strip()


def test_a_day_is_no_place(desk: Desk) -> None:
    file = desk.file(taken(desk, LABELLED + "Confidential address: Yes, 3 May 2026 onwards\n"))
    (address,) = file.addresses
    assert address.confidential
    assert "May" not in str(address)


def test_the_same_one_again_is_a_line_in_its_contact_and_never_a_second_contact(
    desk: Desk, clock: FixedClock
) -> None:
    contact = taken(desk)
    clock.move(timedelta(minutes=20))
    for words in (
        LABELLED,
        "Fwd:\n\n" + LABELLED.replace("\n", "\r\n"),
        other(1).replace("26/200001", "26-114555"),
    ):
        found = offered(desk, words)
        assert found.before is not None
        assert found.before.contact == contact
        assert found.before.line.number in notifications.said_before(found.before, desk.now())
        with pytest.raises(ReceivedBefore) as refused:
            notifications.take(desk, found.notification)
        assert refused.value.contact == contact
        notifications.add_again(desk, contact, found.notification)
    file = desk.file(contact)
    again = file.log(kinds.ReceivedAgain)
    assert [bool(said.body.words) for said in again] == [False, True, True]
    assert find.line_of(desk, contact).again == 3
    assert desk.store.register.counts(desk.now())["all"] == 1


def test_a_changed_letter_is_the_same_one_and_its_new_words_are_kept(desk: Desk) -> None:
    contact = taken(desk)
    found = offered(desk, LABELLED.replace("Medium", "High"))
    assert found.before is not None
    assert (found.before.same_reference, found.before.same_words) == (True, False)
    notifications.add_again(desk, contact, found.notification)
    (said,) = desk.file(contact).log(kinds.ReceivedAgain)
    assert "DASH: High" in said.body.words
    assert desk.file(contact).received.body.words == LABELLED.strip("\n")  # type: ignore[union-attr]
    third = offered(desk, LABELLED.replace("Medium", "High"))
    assert third.before is not None
    assert third.before.same_words, "the words that came second are known too"


def test_the_same_words_without_a_reference_are_the_same_one(desk: Desk) -> None:
    words = LABELLED.replace("Force reference: 26/114555\n", "")
    contact = taken(desk, words)
    found = offered(desk, words.upper().replace("\n", "\n\n"))
    assert found.before is not None
    assert found.before.contact == contact
    assert found.before.same_words


def test_a_worker_can_say_that_it_is_a_different_one(desk: Desk) -> None:
    first = taken(desk)
    found = offered(desk, other(1).replace("26/200001", "26/114555"))
    assert found.before is not None
    (second,) = notifications.take(desk, found.notification, another=first).contacts
    assert second != first
    (said,) = desk.file(second).events
    assert (said.body.other, said.body.verdict) == (first, "different")


def test_typed_by_hand_it_is_guarded_too_and_other_sources_never(desk: Desk) -> None:
    taken(desk)
    with pytest.raises(ReceivedBefore):
        receive.receive(desk, NewContact(words="Shouting.", source="6", reference="26 / 114555"))
    receive.receive(desk, NewContact(words="Shouting.", source="2A", reference="26/114555"))
    receive.receive(desk, NewContact(words="Shouting.", source="6", reference="12"))
    receive.receive(desk, NewContact(words="Shouting.", source="6", reference="12"))


def _accept_all(desk: Desk, contact: ContactId) -> tuple[kinds.Request, ...]:
    gaps = find.gaps_for_manager(desk, contact)
    return tuple(
        kinds.Request(gap=f"{gap.rule}:{gap.place}", words="The strategy discussion asks.") for gap in gaps
    )


def test_received_again_after_it_was_signed_goes_back_to_the_manager(desk: Desk) -> None:
    contact = taken(desk)
    for child in desk.file(contact).children:
        decide.recommend(desk, contact, child.person, "O01")
    decide.send_to_manager(desk, contact, MENSAH.id)
    opening.sit_down(desk, MENSAH.id)
    agreed = decide.Agreement("Agree.", _accept_all(desk, contact), desk.file(contact).head, 60, judged())
    decide.sign_off(desk, contact, agreed)
    assert desk.file(contact).stage is Stage.DECIDED
    opening.sit_down(desk, SHAH.id)
    notifications.add_again(desk, contact, offered(desk, LABELLED.replace("Medium", "High")).notification)
    assert desk.file(contact).changed_since_signed
    assert desk.file(contact).stage is Stage.WITH_MANAGER


def test_taken_at_two_computers_that_did_not_know_of_each_other_it_is_asked_about(
    desk: Desk, theirs: Desk
) -> None:
    mine, yours = taken(desk), taken(theirs)
    for contact in (mine, yours):
        carry(contact, desk, theirs)
    desk.store.register.rebuild()
    for child, twin in zip(desk.file(mine).children, desk.file(yours).children, strict=True):
        body = kinds.Matched(person=child.person, other=twin.person, other_contact=yours, verdict="same")
        record.put(desk, mine, [body])
    (asked,) = find.past(desk, mine).twofold
    assert asked.other == yours


def test_an_email_leaves_a_line_about_who_sent_it_and_what_nobody_opened(desk: Desk, tmp_path: Path) -> None:
    mail = email(sender='"police@force.example" <x@evil.example>')
    mail.add_attachment(b"x" * 2500, maintype="image", subtype="jpeg", filename="scene.jpg")
    found = notifications.in_file(desk, save(tmp_path, mail.as_bytes()))
    (one,) = found.offered
    sent = one.notification.letter.sent if one.notification.letter else None
    with pytest.raises(BadInput, match="more than an hour ago"):
        notifications.take(desk, one.notification, received_at=sent)
    (contact,) = notifications.take(
        desk, one.notification, received_at=sent, late_because="It came in the night."
    ).contacts
    (note,) = desk.file(contact).log(kinds.NoteMade)
    assert note.body.text.startswith(
        "Came by email from x@evil.example, who calls themselves “police@force.example”."
    )
    assert "not opened: scene.jpg (image/jpeg, 2 kB)" in note.body.text
    assert desk.file(contact).received_at == sent


def test_a_table_and_json_are_a_contact_for_each(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ROW,
        {
            **ROW,
            "Incident Ref": "26/114556",
            "Circumstances": "Another evening, another shout, somebody fell.",
        },
    ]
    found = notifications.in_file(desk, save(tmp_path, table(rows), "day.csv"))
    made = [notifications.take(desk, one.notification) for one in found.offered]
    assert len({contact for changed in made for contact in changed.contacts}) == 2
    assert all(
        one.before for one in notifications.in_file(desk, save(tmp_path, table(rows), "day.csv")).offered
    )
    assert len(notifications.in_file(desk, save(tmp_path, objects(), "day.json")).offered) == 2


def test_an_administrator_brings_in_no_notification(desk: Desk, tmp_path: Path) -> None:
    opening.sit_down(desk, ADMIN.id)
    with pytest.raises(NotYours):
        notifications.in_file(desk, save(tmp_path, LABELLED, "note.txt"))
    opening.sit_down(desk, OFFICER.id)
    assert taken(desk)


def test_once_the_lease_is_over_nothing_stops_a_new_contact(desk: Desk) -> None:
    opening.sit_down(desk, PATEL.id)
    first = taken(desk)
    opening.sit_down(desk, SHAH.id)
    desk.lease = LeaseKeeper(desk.store, desk.clock)
    assert not desk.all_open
    found = offered(desk)
    assert found.before is None, "nobody looks among others' work"
    (second,) = notifications.take(desk, found.notification).contacts
    assert second != first


# -- the least it must say --------------------------------------------------------------------------------------

HEADINGS = {
    "reference": ("Force reference", "26/{n:06d}"), "officer": ("OIC", "PC {n}"),
    "incident_when": ("Incident date and time", "23/11/2026 22:40"),
    "incident_type": ("Nature of incident", "Verbal"),
    "address": ("Location", "{n} Sample Row"), "children_named": ("Child 1", "Ann SAMPLE{n}, born 14/03/2017"),
    "children_seen": ("Children seen", "Asleep"), "adults_named": ("Victim", "Kim SAMPLE{n}"),
    "who_there": ("Who was present", "Both of them"), "injuries": ("Injuries", "None seen"),
    "alcohol_drugs": ("Alcohol or drugs", "Both had been drinking"), "dash": ("DASH", "Standard"),
    "weapons": ("Weapons", "None"), "private_address": ("Confidential address", "No"),
    "language": ("First language", "English"), "previous": ("Previous incidents", "Two in March"),
    "action": ("Action taken", "Words of advice"), "encompass": ("Op Encompass", "Sent"),
}  # fmt: skip
"""For each item of the list: how this force heads it, and what it may say."""


def fifty() -> tuple[list[dict[str, str]], list[set[str]]]:
    """Fifty rows with gaps, and by hand which items each of them holds."""
    dice = random.Random(15)
    rows, held = [], []
    for n in range(50):
        there = {item for item in HEADINGS if dice.random() < 0.7} | {"reference", "injuries", "weapons"}
        rows.append(
            {
                head: (words.format(n=n + 1) if item in there else dice.choice(["", "n/a", "-"]))
                for item, (head, words) in HEADINGS.items()
            }
        )
        held.append(there)
    return rows, held


def test_r15_fifty_notifications_are_scored_as_by_hand(desk: Desk, tmp_path: Path) -> None:
    rows, held = fifty()
    path = save(tmp_path, table(rows), "fifty.csv")
    assert len(list(csv.DictReader(io.StringIO(path.read_text())))) == 50
    guide_items = [ask.id for ask in desk.guide.essentials("police")]
    assert set(guide_items) == set(HEADINGS)
    for one, by_hand in zip(notifications.in_file(desk, path).offered, held, strict=True):
        (contact,) = notifications.take(desk, one.notification).contacts
        found = minimum(desk.file(contact), desk.guide)
        assert {item.id for item in found.items if item.state == "there"} == by_hand
        assert found.there == len(by_hand)
        assert [gap.id for gap in found.gaps] == [item for item in guide_items if item not in by_hand]
        assert checks.missing_essentials(desk.file(contact), desk.guide) == tuple(g.id for g in found.gaps)


def test_a_gap_is_asked_timed_asked_again_and_closed_by_an_answer_or_by_they_did_not_say(
    desk: Desk, clock: FixedClock
) -> None:
    contact = taken(desk)

    def item(name: str) -> tuple[str, int]:
        found = next(i for i in minimum(desk.file(contact), desk.guide).items if i.id == name)
        return found.state, len(found.asked)

    assert item("weapons") == ("missing", 0)
    record.say(
        desk, contact, *(kinds.Answered(question_id=q, state="asked") for q in ("weapons", "previous"))
    )
    clock.move(timedelta(hours=2))
    record.say(desk, contact, kinds.Answered(question_id="weapons", state="asked", chased=1))
    assert item("weapons") == ("asked", 2)
    record.say(desk, contact, kinds.Answered(question_id="weapons", answer="None."))
    record.say(desk, contact, kinds.Answered(question_id="previous", state="did not say"))
    assert item("weapons") == ("there", 0)
    assert item("previous")[0] == "did not say"
    assert "previous" not in checks.missing_essentials(desk.file(contact), desk.guide)


def test_an_item_with_a_place_of_its_own_counts_when_that_place_is_filled(desk: Desk) -> None:
    contact = taken(desk, "Force reference: 26/900001\nDASH: High\nInjuries: None\nChild: Ann SAMPLE")
    gaps = {gap.id for gap in minimum(desk.file(contact), desk.guide).gaps}
    assert {"officer", "address", "children_named", "adults_named"} <= gaps
    (child,) = desk.file(contact).children
    record.say(
        desk, contact,
        kinds.ReferrerNamed(name="PC 1"),
        kinds.ChildNamed(person=child.person, name=child.name, born=kinds.Born(age=6)),
        kinds.AddressRecorded(address="a", lines="3 Hidden Row", confidential=True),
    )  # fmt: skip
    gaps = {gap.id for gap in minimum(desk.file(contact), desk.guide).gaps}
    assert gaps.isdisjoint({"officer", "address", "children_named"})


def test_a_contact_of_somebody_else_has_no_such_list(desk: Desk) -> None:
    (contact,) = receive.receive(desk, NewContact(words="He goes hungry.", source="2A")).contacts
    assert minimum(desk.file(contact), desk.guide).items == ()
