"""G9, R33: after the decision people are told, it is handed over, and until then it stays in the queue."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.services.conftest import MENSAH, OKORO, PATEL, SHAH
from tests.services.decided import recommended, signed, sit
from tests.services.ready import FATHER, KAYDEN, TYLER, child, ready, recommend_again
from tests.services.ready import JO as MOTHER
from tests.services.signing_off import agreement
from tests.services.two_desks import JO, ring
from workstation.domain import belonging, checks, kinds
from workstation.domain.after.decisions import which
from workstation.domain.contact import Stage
from workstation.domain.handing import handings, passings
from workstation.domain.ids import ContactId, PersonId, uuid_of
from workstation.domain.queue import View
from workstation.domain.times import FixedClock, local
from workstation.report.recipients import Recipient
from workstation.services import afterwards, decide, find, lawful, prints, receive, record
from workstation.services.afterwards import HiddenInText, UnsafeWay
from workstation.services.desk import Desk
from workstation.services.receive import NewContact
from workstation.trouble import BadInput, NotYours, RuleTrouble

ELLIE, DANA = PersonId(uuid_of("Ellie")), PersonId(uuid_of("Dana"))
REFUGE = kinds.AddressRecorded(
    address="refuge", people=(ELLIE, DANA), lines="5 Osier Way", postcode="NB8 2PX", confidential=True
)


def guarded(desk: Desk, safe: str = "07700 900417", *more: kinds.Body) -> ContactId:
    """A contact about domestic abuse whose mother said what is safe."""
    said = (
        kinds.ChildNamed(person=ELLIE, name=kinds.Name("Farrow", "Ellie")),
        kinds.AdultNamed(
            person=DANA, name=kinds.Name("Farrow", "Dana"), title="Ms", relationship="mother",
            responsibility="yes", safe_contact=safe, safe_when="after four", do_not_use="0191 498 0007",
        ),
        kinds.ThemesChosen(themes=("da",)),
        kinds.ReferrerNamed(name="PC 4420", agency="Northbridge Police"),
        *more,
    )  # fmt: skip
    (contact,) = receive.receive(desk, NewContact(words="Shouting.", source="6", said=said)).contacts
    return signed(desk, contact, "O02")


def left(desk: Desk, contact: ContactId) -> list[str]:
    return [todo.key.partition(":")[0] for todo in find.contact(desk, contact).todo]


# -- what is left ----------------------------------------------------------------------------------------------


def test_g9_what_is_left_is_listed_and_stays_in_the_queue_until_it_is_done(desk: Desk) -> None:
    contact = signed(desk, ring(desk), "O02")
    assert left(desk, contact) == ["referrer", "family", "hand over"]
    (row,) = find.queue(desk).rows
    assert row.happening == "Decided. Tell the referrer +2"
    assert row.time_left.words != "Decided"
    afterwards.tell_referrer(desk, contact, "phone", "We will assess.")
    afterwards.tell_family(desk, contact, JO, "phone", "We will assess.")
    afterwards.hand_over(desk, contact, "Assessment team", "D. Lowe")
    assert left(desk, contact) == ["taken"]
    afterwards.taken_on(desk, contact, "D. Lowe")
    assert left(desk, contact) == []
    assert find.queue(desk).rows == ()


def test_it_is_due_within_one_working_day_and_then_overdue(desk: Desk, clock: FixedClock) -> None:
    contact = signed(desk, ring(desk), "O07")
    todo = find.contact(desk, contact).todo[0]
    assert todo.due is not None
    assert local(todo.due).date() == (clock.now() + timedelta(days=1)).date()
    clock.move(timedelta(days=2))
    (row,) = find.queue(desk).rows
    assert row.time_left.kind.value == "overdue"


def test_nobody_is_told_before_the_decision(desk: Desk) -> None:
    contact = ring(desk)
    with pytest.raises(RuleTrouble, match="not decided"):
        afterwards.tell_referrer(desk, contact, "phone", "Words.")
    with pytest.raises(RuleTrouble, match="not decided"):
        afterwards.tell_family(desk, contact, JO, "phone", "Words.")
    with pytest.raises(RuleTrouble, match="not decided"):
        afterwards.hand_over(desk, contact, "Early help", "J. Kemp")


def test_somebody_without_a_name_is_not_told(desk: Desk) -> None:
    contact = ring(desk)
    record.say(desk, contact, kinds.ReferrerNamed(anonymous=True))
    signed(desk, contact, "O07")
    assert "referrer" not in left(desk, contact)
    with pytest.raises(RuleTrouble, match="nobody to tell"):
        afterwards.tell_referrer(desk, contact, "phone", "Words.")


# -- the words -------------------------------------------------------------------------------------------------


def test_the_referrer_reads_the_outcome_the_threshold_and_how_to_disagree(desk: Desk) -> None:
    contact = ring(desk)
    record.say(desk, contact, kinds.ParentAgreed(person=JO, agrees="yes"))
    text = afterwards.referrer_text(desk, desk.file(signed(desk, contact, "O04")))
    assert "Kayden Merrick: early help was agreed with the family" in text
    assert "Level 3" in text
    assert "You may disagree" in text
    assert "Bola Mensah" in text


def test_nobody_is_told_that_they_agreed_who_did_not(desk: Desk) -> None:
    """The mother withdrew; a manager steps down all the same, and is told that nobody agreed."""
    contact = ring(desk)
    record.say(desk, contact, kinds.ParentAgreed(person=JO, agrees="yes"))
    lawful.decline(
        desk, contact, kinds.SupportDeclined(person=JO, offered="a group", reason="D14", effect="Less.")
    )
    recommended(desk, contact, "O04")
    (gap,) = [g for g in find.gaps_for_manager(desk, contact) if g.rule == "G6"]
    assert (gap.title, gap.evidence) == (
        "Early help, and nobody has agreed to it",
        "Ms Merrick declined. Neither the referrer nor the family is told that it was agreed.",
    )
    file = desk.file(signed(desk, contact, "O04"))
    told = afterwards.referrer_text(desk, file) + afterwards.family_text(desk, file, JO)
    assert "agreed with the family" not in told
    assert "as you agreed" not in told
    assert "They have not agreed to it yet" in told
    assert "You can say yes or no to it" in told


def test_what_one_parent_said_is_not_told_to_the_other_as_theirs(desk: Desk) -> None:
    contact = ring(desk)
    father = kinds.AdultNamed(
        person=DANA, name=kinds.Name("Reed", "Sam"), relationship="father", responsibility="yes"
    )
    record.say(desk, contact, father, kinds.ParentAgreed(person=JO, agrees="yes"))
    file = desk.file(signed(desk, contact, "O04"))
    assert "as you agreed" in afterwards.family_text(desk, file, JO)
    assert "as you agreed" not in afterwards.family_text(desk, file, DANA)
    refused = ring(desk)
    record.say(desk, refused, father)
    lawful.decline(desk, refused, kinds.SupportDeclined(person=JO, offered="a group", reason="D16"))
    file = desk.file(signed(desk, refused, "O12"))
    assert "you did not want it" in afterwards.family_text(desk, file, JO)
    assert "you did not want it" not in afterwards.family_text(desk, file, DANA)


def test_the_level_a_worker_judged_comes_before_the_usual_one(desk: Desk) -> None:
    contact = ring(desk)
    child = desk.file(contact).children[0].person
    level = kinds.LevelJudged(child=child, level="2", thresholds="t", because="One need.")
    record.put(desk, contact, [level])
    text = afterwards.referrer_text(desk, desk.file(signed(desk, contact, "O04")))
    assert "Level 2" in text
    assert "Level 3" not in text


def test_the_family_is_not_told_who_contacted_us(desk: Desk) -> None:
    contact = guarded(desk)
    text = afterwards.family_text(desk, desk.file(contact))
    assert "Ellie" in text
    assert "Northbridge Police" not in text
    assert "PC 4420" not in text


def test_hidden_words_are_not_in_any_text(desk: Desk) -> None:
    contact = guarded(desk, "07700 900417", REFUGE)
    assert "Osier" not in afterwards.referrer_text(desk, desk.file(contact))
    with pytest.raises(HiddenInText) as found:
        afterwards.tell_referrer(desk, contact, "email", "She lives at 5, Osier way now.")
    assert "[hidden]" in found.value.what_to_do
    assert desk.file(contact).referrer_told is None


# -- the safe way ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["letter", "text", "email"])
def test_r33_what_was_not_said_to_be_safe_is_refused_and_an_override_is_recorded(
    desk: Desk, how: str
) -> None:
    contact = guarded(desk)
    with pytest.raises(UnsafeWay) as refused:
        afterwards.tell_family(desk, contact, DANA, how, "We will assess.")
    assert "07700 900417" in refused.value.what_to_do
    assert desk.file(contact).family_told(DANA) is None
    afterwards.tell_family(
        desk, contact, DANA, how, "We will assess.", override="She asked for it in writing."
    )
    told = desk.file(contact).family_told(DANA)
    assert told is not None
    assert told.body.override == "She asked for it in writing."


def test_r33_a_letter_is_not_printed_while_post_is_not_safe(desk: Desk) -> None:
    contact = guarded(desk)
    with pytest.raises(UnsafeWay):
        prints.letter_paper(desk, contact, DANA, "We will assess.")
    assert not desk.file(contact).log(kinds.Printed)
    letter = prints.letter_paper(desk, contact, DANA, "We will assess.", "She asked for it.")
    _, paper = prints.print_copy(desk, contact, "Ms Farrow", letter)
    assert paper.startswith(b"%PDF")
    assert "07700" not in prints.preview(desk, contact, "Ms Farrow", letter).text


def test_the_safe_way_is_taken_without_a_word(desk: Desk) -> None:
    contact = guarded(desk)
    afterwards.tell_family(desk, contact, DANA, "phone", "We will assess.")
    told = desk.file(contact).family_told(DANA)
    assert told is not None
    assert told.body.override == ""


def test_post_that_was_said_to_be_safe_is_taken(desk: Desk) -> None:
    contact = guarded(desk, "letter to her sister")
    afterwards.tell_family(desk, contact, DANA, "letter", "We will assess.")
    with pytest.raises(UnsafeWay):
        afterwards.tell_family(desk, contact, DANA, "phone", "We will assess.")


def test_where_nothing_is_to_be_feared_a_letter_is_a_letter(desk: Desk) -> None:
    contact = signed(desk, ring(desk), "O07")
    afterwards.tell_family(desk, contact, JO, "letter", "No further action.")


def test_not_telling_needs_a_reason(desk: Desk) -> None:
    contact = signed(desk, ring(desk), "O07")
    with pytest.raises(BadInput):
        afterwards.family_not_told(desk, contact, JO, " ")
    afterwards.family_not_told(desk, contact, JO, "she was here when it was decided")
    assert "family" not in left(desk, contact)


# -- challenge, second decision --------------------------------------------------------------------------------


def test_somebody_who_disagrees_goes_to_a_manager(desk: Desk) -> None:
    contact = signed(desk, ring(desk), "O07")
    afterwards.challenge(desk, contact, "Mrs Hale, school", "He came without a coat again.")
    todo = find.contact(desk, contact).todo[0]
    assert todo.manager
    assert "Mrs Hale, school" in todo.words
    with pytest.raises(NotYours):
        afterwards.answer_tripwire(desk, contact, todo.key, "No.")
    sit(desk, MENSAH)
    afterwards.answer_tripwire(desk, contact, todo.key, "I rang her. We open it again.")
    assert "challenge" not in left(desk, contact)


def test_opening_again_is_a_second_decision_and_the_first_stays_as_it_was(
    desk: Desk, clock: FixedClock
) -> None:
    contact = signed(desk, ring(desk), "O07")
    first = desk.file(contact).signed
    assert which(desk.file(contact), desk.guide) == ""
    clock.move(timedelta(days=21))
    decide.reopen(desk, contact, "The school is right.")
    file = desk.file(contact)
    assert file.stage is Stage.OPEN
    assert file.earlier_decisions == (first,)
    words = which(file, desk.guide).replace("\u00a0", " ")
    assert words == "Second decision; the first, of 24 Nov 2026, was no further action."
    signed(desk, contact, "O02")
    again = desk.file(contact)
    assert again.earlier_decisions == (first,)
    assert [d.outcome for d in again.signed.body.decisions] == ["O02"] if again.signed else False
    assert "The first, of 24 Nov 2026, was: no further action." in afterwards.referrer_text(
        desk, again
    ).replace("\u00a0", " ")
    assert "referrer" in left(desk, contact), "whoever was told of the first has to hear of the second"


def test_what_is_decided_is_sent_again_only_once_it_was_opened_again(desk: Desk) -> None:
    contact = ready(desk, "O02")
    decide.send_to_manager(desk, contact, MENSAH.id)
    sit(desk, MENSAH)
    decide.sign_off(desk, contact, agreement(desk, contact))
    sit(desk, SHAH)
    with pytest.raises(RuleTrouble, match="It is decided") as refused:
        decide.send_to_manager(desk, contact, OKORO.id)
    assert refused.value.what_to_do == "Open it again first, and say why."
    assert (desk.file(contact).stage, desk.file(contact).signed is not None) == (Stage.DECIDED, True)
    decide.reopen(desk, contact, "More came.")
    recommend_again(desk, contact, "O02")
    decide.send_to_manager(desk, contact, OKORO.id)
    assert len(desk.file(contact).earlier_decisions) == 1


def test_what_was_told_of_the_first_decision_does_not_count_for_the_second(
    desk: Desk, clock: FixedClock
) -> None:
    contact = signed(desk, ring(desk), "O02")
    afterwards.tell_referrer(desk, contact, "phone", "We will assess.")
    afterwards.tell_family(desk, contact, JO, "phone", "We will assess.")
    afterwards.hand_over(desk, contact, "Assessment team", "D. Lowe")
    afterwards.taken_on(desk, contact, "D. Lowe")
    clock.move(timedelta(days=1))
    decide.reopen(desk, contact, "More came.")
    clock.move(timedelta(hours=1))
    signed(desk, contact, "O02")
    assert left(desk, contact) == ["referrer", "family", "hand over"]


def _two_services(desk: Desk, first: str, second: str) -> ContactId:
    """Kayden's decision and Tyler's, signed off in one contact."""
    contact = ready(desk, first, children=(child(), child(TYLER, "Tyler")))
    decide.recommend(desk, contact, TYLER, second)
    decide.send_to_manager(desk, contact, MENSAH.id)
    sit(desk, MENSAH)
    decide.sign_off(desk, contact, agreement(desk, contact))
    sit(desk, SHAH)
    return contact


def _handing(desk: Desk, contact: ContactId) -> list[str]:
    todo = find.contact(desk, contact).todo
    return [t.key for t in todo if t.key.partition(":")[0] not in ("referrer", "family")]


def test_g9_each_service_is_given_its_own_children_and_says_that_it_has_them(desk: Desk) -> None:
    contact = _two_services(desk, "O04", "O02")
    assert _handing(desk, contact) == ["hand over:Early help", "hand over:Assessment team"]
    afterwards.hand_over(desk, contact, "Early help", "Ann Lee")
    assert _handing(desk, contact) == ["hand over:Assessment team"]
    afterwards.taken_on(desk, contact, "Ann Lee")
    assert _handing(desk, contact) == ["hand over:Assessment team"]
    afterwards.hand_over(desk, contact, "Riverside 2", "D. Lowe")
    assert _handing(desk, contact) == ["taken:Assessment team"], "the service by the name it has there"
    afterwards.taken_on(desk, contact, "D. Lowe", service="Assessment team")
    assert _handing(desk, contact) == []
    file = desk.file(contact)
    assert [(s.step, s.words) for s in file.watch_steps] == [("accepted", "Ann Lee")]
    assert "It is with: Early help and Riverside 2." in afterwards.referrer_text(desk, file)


def test_g9_a_step_down_does_not_stand_for_the_worker_who_has_the_other_child(desk: Desk) -> None:
    contact = _two_services(desk, "O04", "O03")
    assert _handing(desk, contact) == ["hand over:Early help", "pass"]
    afterwards.hand_over(desk, contact, "Early help", "Ann Lee")
    assert _handing(desk, contact) == ["pass"]
    afterwards.pass_information(desk, contact, PATEL.id, "", None)
    assert _handing(desk, contact) == ["passed"]
    sit(desk, PATEL)
    afterwards.have_read(desk, contact)
    assert _handing(desk, contact) == []
    assert [one.taken for one in handings(desk.file(contact), desk.guide)] == [None], (
        "who read is not early help"
    )


def test_g9_each_child_goes_to_the_worker_who_has_that_child(desk: Desk) -> None:
    contact = _two_services(desk, "O03", "O03")
    assert _handing(desk, contact) == ["pass"]
    afterwards.pass_information(desk, contact, PATEL.id, "", None, children=(KAYDEN,))
    first, second = find.contact(desk, contact).todo[-2:]
    assert (first.key, first.words) == ("pass", "Pass it to the worker who has Tyler.")
    assert second.key == "passed"
    afterwards.pass_information(desk, contact, OKORO.id, "", None, children=(TYLER,))
    for who in (PATEL, OKORO):
        sit(desk, who)
        assert contact in {row.contact for row in find.queue(desk, View.MINE).rows}
    afterwards.have_read(desk, contact)
    assert contact not in {row.contact for row in find.queue(desk, View.MINE).rows}
    assert [one.taken is not None for one in passings(desk.file(contact))] == [False, True]
    sit(desk, PATEL)
    assert contact in {row.contact for row in find.queue(desk, View.MINE).rows}
    afterwards.information_taken(desk, contact, "J. Patel", (KAYDEN,))
    assert _handing(desk, contact) == []
    assert all(one.taken for one in passings(desk.file(contact)))


def test_what_was_passed_before_it_names_anybody_was_about_all_of_them(desk: Desk) -> None:
    contact = _two_services(desk, "O03", "O03")
    afterwards.pass_information(desk, contact, PATEL.id, "", None)
    assert _handing(desk, contact) == ["passed"]
    afterwards.information_taken(desk, contact, "J. Patel")
    assert _handing(desk, contact) == []
    decide.reopen(desk, contact, "More came.")
    assert passings(desk.file(contact)) == (), "what came since was passed to nobody"


def test_who_has_another_childs_service_is_not_told_to_a_parent_of_one(desk: Desk) -> None:
    contact = _two_services(desk, "O07", "O04")
    father = kinds.AdultNamed(
        person=FATHER, name=kinds.Name("Doyle", "Sean"), relationship="father of Kayden", responsibility="yes"
    )
    record.say(desk, contact, father)
    afterwards.hand_over(desk, contact, "Early help", "Ann Lee")
    file = desk.file(contact)
    assert "It is with: Early help." in afterwards.family_text(desk, file, MOTHER)
    assert "Early help" not in afterwards.family_text(desk, file, FATHER)


# -- information on a case somebody has ------------------------------------------------------------------------


def test_information_goes_to_the_worker_who_has_the_case_and_is_in_their_list_until_read(desk: Desk) -> None:
    case = ring(desk)
    record.put(desk, case, [kinds.Allocated(worker=PATEL.id)])
    (come,) = receive.receive(desk, NewContact(words="Dad was seen near school.", source="2A")).contacts
    afterwards.pass_information(desk, come, PATEL.id, "", case)
    sit(desk, PATEL)
    mine = {row.contact: row for row in find.queue(desk, View.MINE).rows}
    assert come in mine
    assert mine[come].chips[0].words == "Information for you"
    afterwards.have_read(desk, come)
    assert come not in {row.contact for row in find.queue(desk, View.MINE).rows}
    sit(desk, SHAH)
    assert left(desk, come) == []


def test_information_passed_is_the_hand_over_of_what_was_decided(desk: Desk) -> None:
    contact = ring(desk)
    afterwards.pass_information(desk, contact, PATEL.id, "", None)
    signed(desk, contact, "O03")
    assert left(desk, contact) == ["referrer", "family", "passed"]
    sit(desk, PATEL)
    afterwards.have_read(desk, contact)
    assert "passed" not in left(desk, contact)


def test_what_was_recommended_stays_a_recommendation(desk: Desk) -> None:
    contact = ring(desk)
    afterwards.pass_information(desk, contact, PATEL.id, "", None)
    assert desk.file(contact).outcomes == (), "no machine proposes an outcome"
    recommended(desk, contact, "O03")
    assert len(desk.file(contact).outcomes) == 1


def test_who_declined_and_then_agreed_is_nowhere_said_to_have_declined(desk: Desk) -> None:
    contact = ring(desk)
    record.say(desk, contact, kinds.ParentTold(person=JO, told="yes", words="I know."))
    lawful.decline(
        desk, contact, kinds.SupportDeclined(person=JO, offered="a group", reason="D08", words="No time.")
    )
    assert "Declined" in str(prints.preview(desk, contact, "Early help"))
    record.say(desk, contact, kinds.ParentAgreed(person=JO, agrees="yes", to="a group"))
    paper = str(prints.preview(desk, contact, "Early help"))
    assert "Agrees to a group" in paper
    assert "Declined" not in paper
    recommended(desk, contact, "O07")
    assert [g for g in find.gaps_for_manager(desk, contact) if g.rule == "W2"] == []
    (past,) = find.past(desk, contact).contacts
    assert (past.declines, past.parents) == ((), "spoken")
    file = desk.file(signed(desk, contact, "O04"))
    order = prints.Order("Ms Merrick", recipient=Recipient.FAMILY, reader=JO, override="She asked for it.")
    own = str(prints.preview(desk, contact, order))
    assert "You agreed to a group." in own
    assert "You did not want" not in own
    assert find.past(desk, contact).contacts[0].agreed
    assert file.refusals == ()


def test_a_parent_is_not_told_who_works_with_another_parents_child(desk: Desk) -> None:
    ellie = kinds.ChildNamed(person=ELLIE, name=kinds.Name("Merrick", "Ellie"))
    father = kinds.AdultNamed(person=DANA, name=kinds.Name("Reed", "Sam"), relationship="father of Ellie")
    contact = ring(desk)
    record.say(desk, contact, ellie, father)
    signed(desk, contact, "O04", {ELLIE: "O01"})
    afterwards.hand_over(desk, contact, "Early help, Ashbrook", "Mo Adeyemi")
    file = desk.file(contact)
    assert "It is with: Early help, Ashbrook" in afterwards.family_text(desk, file, JO)
    told = afterwards.family_text(desk, file, DANA)
    assert "Ellie" in told
    assert "Ashbrook" not in told


@pytest.mark.parametrize(
    ("called", "told"), [("birth father", True), ("Dad", True), ("friend of mother", False)]
)
def test_whoever_is_a_parent_by_what_they_are_called_is_told_what_was_decided(
    desk: Desk, called: str, told: bool
) -> None:
    contact = ring(desk)
    them = kinds.AdultNamed(
        person=DANA, name=kinds.Name("Reed", "Sam"), relationship=called, responsibility="not known"
    )
    record.say(desk, contact, them)
    signed(desk, contact, "O02")
    assert (f"family:{DANA}" in {todo.key for todo in find.contact(desk, contact).todo}) is told


def test_the_father_of_one_child_is_not_the_father_of_the_other(desk: Desk) -> None:
    contact = ring(desk)
    ellie = kinds.ChildNamed(person=ELLIE, name=kinds.Name("Merrick", "Ellie"))
    father = kinds.AdultNamed(person=DANA, name=kinds.Name("Reed", "Sam"), relationship="father of Ellie")
    record.say(desk, contact, ellie, father)
    assert checks.missing_parent(desk.file(contact)) == "father"
    unknown = kinds.AdultNamed(person=PersonId("x"), relationship="father of Kayden", known=False)
    record.say(desk, contact, unknown)
    assert checks.missing_parent(desk.file(contact)) == ""


def test_who_was_not_spoken_to_after_all_agreed_to_nothing(desk: Desk) -> None:
    contact = ring(desk)
    agreed = kinds.ParentAgreed(person=JO, agrees="yes", to="early help")
    record.say(desk, contact, kinds.ParentTold(person=JO, told="yes"), agreed)
    recommended(desk, contact, "O04")
    assert "G6" not in {gap.rule for gap in find.contact(desk, contact).blocks}
    record.say(desk, contact, kinds.ParentTold(person=JO, told="no: not reached", because="Nobody answers."))
    assert desk.file(contact).agrees(JO) is None
    assert "G6" in {gap.rule for gap in find.contact(desk, contact).blocks}
    assert "as you agreed" not in afterwards.family_text(desk, desk.file(signed(desk, contact, "O04")), JO)
    record.say(desk, contact, kinds.ParentTold(person=JO, told="yes"), agreed)
    assert desk.file(contact).agrees(JO) == agreed


def test_a_parent_is_told_of_their_own_children_and_a_young_person_of_themselves(desk: Desk) -> None:
    """Ellie's father is not Kayden's: what was decided of Kayden is nothing to tell him."""
    ellie = kinds.ChildNamed(person=ELLIE, name=kinds.Name("Merrick", "Ellie"), born=kinds.Born(age=16))
    father = kinds.AdultNamed(
        person=DANA,
        name=kinds.Name("Reed", "Sam"),
        title="Mr",
        relationship="father of Ellie",
        responsibility="yes",
    )
    contact = ring(desk)
    record.say(desk, contact, ellie, father, kinds.ParentTold(person=DANA, told="yes", words="I know."))
    file = desk.file(signed(desk, contact, "O02"))
    mother = afterwards.family_text(desk, file, JO)
    assert "worried about Kayden Merrick and Ellie Merrick" in mother
    for reader in (DANA, ELLIE):
        told = afterwards.family_text(desk, file, reader)
        assert "worried about Ellie Merrick." in told
        assert "Kayden" not in told
    order = prints.Order("Mr Reed", recipient=Recipient.FAMILY, reader=DANA, override="He asked for it.")
    assert "Kayden" not in str(prints.preview(desk, contact, order))


@pytest.mark.parametrize(
    ("called", "whose"),
    [
        ("father of Ellie", {"Ellie"}),
        ("Ellie’s dad", {"Ellie"}),
        ("father of Ellie and Kayden", {"Ellie", "Kayden"}),
        ("mother", {"Ellie", "Kayden"}),
        ("friend of mother", {"Ellie", "Kayden"}),
        ("", {"Ellie", "Kayden"}),
    ],
)
def test_whose_parent_somebody_is_stands_in_what_they_are_called(
    desk: Desk, called: str, whose: set[str]
) -> None:
    contact = ring(desk)
    ellie = kinds.ChildNamed(person=ELLIE, name=kinds.Name("Merrick", "Ellie"))
    record.say(desk, contact, ellie, kinds.AdultNamed(person=DANA, relationship=called))
    found = belonging.children_of(desk.file(contact), DANA)
    assert {child.name.given for child in found} == whose
