"""W3, W4, W6, W7 and W8 (`ux.md` B4): what rests on a reason only, and what is not there."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.domain.telling import (
    DANA,
    ELLIE,
    FATHER,
    JAYDEN,
    LIAM,
    MORNING,
    THERE,
    Teller,
    police_contact,
    settle_everything,
)
from tests.domain.warned import instead, outcome, settled, titles, warned
from workstation.domain import kinds
from workstation.domain.criteria.evidence import evidence
from workstation.domain.ids import ContactId, PersonId
from workstation.domain.kinds import Body
from workstation.domain.past import Past
from workstation.guidebook.guide import guide

# -- W3, W4, W6, W7, W8: what rests on a reason, and what is not there ------------------------------------------


def test_w3_parents_not_told_reason_given() -> None:
    teller = settled()
    (one,) = [gap for gap in warned(teller, "W3") if gap.place == f"adult:{LIAM}"]
    assert one.title == "Mr Stokes not told, reason given"
    assert one.evidence == "“It would put her at risk.”"
    instead(teller, ("told", LIAM), kinds.ParentTold(person=LIAM, told="yes", words="I see."))
    assert f"adult:{LIAM}" not in [gap.place for gap in warned(teller, "W3")]


def test_w3_who_could_not_be_reached_and_what_was_tried() -> None:
    teller = settled()
    tried = kinds.ParentTold(person=DANA, told="no: not reached", tries=1, how="rang once")
    instead(teller, ("told", DANA), tried)
    (one,) = [gap for gap in warned(teller, "W3") if gap.place == f"adult:{DANA}"]
    assert (one.title, one.evidence) == ("Ms Farrow not told: could not be reached", "1 try: “rang once”")


def test_w3_a_young_person_who_was_not_told_is_one_of_them() -> None:
    teller = settled()
    older = kinds.ChildNamed(
        person=ELLIE, name=kinds.Name("Farrow", "Ellie"), born=kinds.Born(age=16), where_now="home"
    )
    instead(teller, ("person", ELLIE), older)
    risk = kinds.ParentTold(
        person=ELLIE, told="no: risk", lawful="child at risk", because="She would run away."
    )
    teller.say(risk)
    (one,) = [gap for gap in warned(teller, "W3") if gap.place == f"young:{ELLIE}"]
    assert one.evidence == "“She would run away.”"


def test_w4_agency_not_replied_going_ahead() -> None:
    teller = settled()
    assert warned(teller, "W4") == []
    body = kinds.AgencyNotNeeded(agency="gp", because="Closed until Monday.", tried=True)
    instead(teller, ("agency", "gp"), body)
    (one,) = warned(teller, "W4")
    assert (one.title, one.evidence) == ("GP not replied, going ahead", "“Closed until Monday.”")


def test_w4_that_one_need_not_be_asked_is_settled_by_its_reason_unless_it_is_none() -> None:
    teller = settled()
    reason = kinds.AgencyNotNeeded(agency="gp", because="Spoken to on Tuesday.")
    instead(teller, ("agency", "gp"), reason)
    assert warned(teller, "W4") == []
    instead(teller, ("agency", "gp"), kinds.AgencyNotNeeded(agency="gp", because="n/a"))
    assert [(gap.title, gap.evidence) for gap in warned(teller, "W4")] == [
        ("GP not asked, reason given", "“n/a” is no reason.")
    ]


def test_w6_a_child_of_whom_nobody_speaks() -> None:
    teller = police_contact("Ellie hid under her covers.")
    settle_everything(teller)
    (one,) = warned(teller, "W6")
    assert one.title == "Nothing is recorded about Jayden"
    assert one.place == f"nothing:{JAYDEN}"
    instead(teller, ("agency", "school"), kinds.AgencyAnswered(agency="school", said="JAYDEN is settled."))
    assert warned(teller, "W6") == []


@pytest.mark.parametrize(
    "said",
    [
        kinds.ChildHeard(person=JAYDEN, words="I was asleep."),
        kinds.NoteMade(text="Her brother was in the flat as well."),
        kinds.ParentTold(person=DANA, told="yes", words="Both of them were asleep."),
    ],
)
def test_w6_keeps_quiet_when_somebody_speaks_of_the_child_in_any_way(said: Body) -> None:
    teller = police_contact("Ellie hid under her covers.")
    settle_everything(teller)
    teller.say(said)
    assert warned(teller, "W6") == []


def test_w6_what_is_wanted_of_us_says_nothing_about_a_child() -> None:
    teller = police_contact("Ellie hid under her covers.")
    settle_everything(teller)
    instead(teller, ("asked", "wanted"), kinds.Answered(question_id="wanted", answer="See the children."))
    assert titles(teller, "W6") == ["Nothing is recorded about Jayden"]


def test_w6_any_words_are_about_an_only_child() -> None:
    teller = Teller()
    teller.say(kinds.Received(number="C26-00001-A", channel="phone", source="2A", words=""))
    teller.say(kinds.ChildNamed(person=ELLIE, name=kinds.Name("Farrow", "Ellie")))
    assert titles(teller, "W6") == ["Nothing is recorded about Ellie"]
    teller.say(kinds.AgencyAnswered(agency="school", said="Hungry most days."))
    assert warned(teller, "W6") == []


def test_w7_no_childs_own_words() -> None:
    teller = settled()
    assert titles(teller, "W7") == ["Ellie’s own words missing", "Jayden’s own words missing"]
    teller.say(kinds.ChildHeard(person=ELLIE, words="I hid."))
    teller.say(kinds.ChildHeard(person=JAYDEN, none_because="He was asleep."))
    (one,) = warned(teller, "W7")
    assert (one.title, one.evidence) == ("Jayden’s own words missing", "“He was asleep.”")


def test_w7_what_the_referrer_passed_on_is_told_and_is_not_the_childs_own() -> None:
    teller = police_contact()
    teller.say(kinds.Answered(question_id="child_said", answer="There was no tea last night."))
    ellie = next(gap for gap in warned(teller, "W7") if gap.place == f"heard:{ELLIE}")
    assert ellie.evidence == (
        "The referrer passed on: “There was no tea last night”. It is not plain that Ellie said it, and nobody "
        "here has heard Ellie."
    )


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ("Jayden hid. Ellie says: he shouts.", []),
        ("Ellie says: he shouts.", ["Jayden’s own words missing"]),
        ("ELLIE cried", ["Jayden’s own words missing"]),
        ("n/a", ["Ellie’s own words missing", "Jayden’s own words missing"]),
    ],
)
def test_w7_words_that_were_passed_on_count_where_it_is_plain_whose_they_are(
    said: str, missing: list[str]
) -> None:
    teller = police_contact()
    teller.say(kinds.Answered(question_id="child_said", answer=said))
    assert titles(teller, "W7") == missing


def test_w7_what_the_manager_reads_beside_it_agrees_with_the_warning() -> None:
    """Words that were passed on are shown as such, and a baby is not held against anybody."""
    teller = police_contact()
    teller.say(kinds.Answered(question_id="child_said", answer="Jayden hid under the table."))
    baby = kinds.ChildNamed(
        person=PersonId("baby"), name=kinds.Name("Farrow", "Poppy"), born=kinds.Born(age=0, said="baby")
    )
    teller.say(baby)
    shown = {s.words: s.lacking for s in evidence(("heard",), teller.file(), guide(), Past())}
    assert shown == {
        "Ellie was not heard.": True,
        "Jayden, as it was passed on to us: “Jayden hid under the table.”": False,
        "Poppy: younger than children are asked from.": False,
    }
    assert titles(teller, "W7") == ["Ellie’s own words missing"]


@pytest.mark.parametrize(
    ("born", "asked"),
    [
        (kinds.Born(on=date(2025, 6, 1)), False), (kinds.Born(on=date(2024, 11, 24)), True),
        (kinds.Born(age=1), False), (kinds.Born(age=2), True), (kinds.Born(), True),
    ],
)  # fmt: skip
def test_w7_is_asked_of_a_child_who_can_show_something_and_where_no_age_is_known(
    born: kinds.Born, *, asked: bool
) -> None:
    teller = Teller()
    teller.say(kinds.Received(number="C26-00001-A", channel="phone", source="2A", words="Alone."))
    teller.say(kinds.ChildNamed(person=ELLIE, name=kinds.Name("Farrow", "Ellie"), born=born))
    assert bool(warned(teller, "W7")) is asked


@pytest.mark.parametrize(("chosen", "asked"), [("O02", 2), ("O03", 0), ("O11", 0), ("O09", 2)])
def test_w7_leaves_it_to_whoever_has_the_child_or_the_other_contact(chosen: str, asked: int) -> None:
    teller = settled()
    outcome(teller, chosen)
    assert len(warned(teller, "W7")) == asked


def test_w7_nobody_asks_the_unborn() -> None:
    teller = settled()
    due = kinds.Born(due=(MORNING + timedelta(days=60)).date())
    teller.say(kinds.ChildNamed(person=PersonId("baby"), name=kinds.Name("Farrow"), born=due))
    assert not any("baby" in gap.place for gap in warned(teller, "W7"))


def test_w8_essential_police_information_not_received() -> None:
    teller = settled()
    assert warned(teller, "W8") == []
    instead(teller, ("asked", "dash"), kinds.Answered(question_id="dash", state="asked"))
    instead(teller, ("asked", "injuries"), kinds.Answered(question_id="injuries", state="not asked"))
    (one,) = warned(teller, "W8")
    assert one.title == "Essential police information not received"
    assert one.evidence == (
        "Not in it, and not asked: “Was anyone hurt?”. Asked, no answer yet: “DASH risk level”."
    )


def test_w8_what_matters_for_another_worry_or_stands_elsewhere_is_no_gap() -> None:
    teller = settled()
    _missing(teller, "incident_type", "alcohol_drugs")
    assert warned(teller, "W8") == [], "the kind of worry and the factors tell it"
    _missing(teller, "dash", "encompass")
    assert [gap.evidence for gap in warned(teller, "W8")] == [
        "Not in it, and not asked: “DASH risk level” and “Was the school told (Operation Encompass)?”."
    ]
    instead(teller, ("themes",), kinds.ThemesChosen(themes=("missing",)))
    assert warned(teller, "W8") == [], "nobody asks for a DASH where there is no domestic abuse"


def test_w8_names_three_and_counts_the_others() -> None:
    teller = settled()
    _missing(teller, "incident_when", "children_seen", "who_there", "injuries", "weapons")
    (one,) = warned(teller, "W8")
    assert one.evidence.endswith("“Who was there?” and 2 more.")


def _missing(teller: Teller, *questions: str) -> None:
    for question in questions:
        instead(teller, ("asked", question), kinds.Answered(question_id=question, state="not asked"))


def test_w8_is_for_the_police_alone() -> None:
    teller = Teller()
    teller.say(kinds.Received(number="C26-00001-A", channel="phone", source="2A", words="Worried."))
    assert warned(teller, "W8") == []


# -- R20: what was offered --------------------------------------------------------------------------------------


def _no_offer(because: str, *themes: str) -> tuple[str, str]:
    teller = settled()
    outcome(teller, "O07")
    instead(teller, ("themes",), kinds.ThemesChosen(themes=themes))
    for person in (DANA, LIAM, FATHER):
        for factor in THERE:
            body = kinds.FactorAnswered(person=person, factor=factor, answer="no", source="received")
            instead(teller, ("factor", person, factor), body)
    instead(teller, ("agrees", DANA), kinds.ParentAgreed(person=DANA, agrees="not asked", because=because))
    (one,) = warned(teller, "R20")
    return one.title, one.evidence


def test_r20_names_the_factors_that_are_there_once_and_gives_the_reason() -> None:
    told = "“They were out.”"
    assert _no_offer("They were out.", "housing") == ("No support was offered", told)
    assert _no_offer("They were out.", "da") == ("No support was offered, and domestic abuse is there", told)
    assert _no_offer("They were out.", "da", "alcohol") == (
        "No support was offered, and domestic abuse and alcohol are there", told,
    )  # fmt: skip


def test_w6_whatever_is_said_is_about_unborn_twins_who_have_no_names() -> None:
    teller = Teller()
    teller.say(kinds.Received(number="C26-00001-A", channel="email", source="3D", words="Booked late."))
    due = kinds.Born(due=date(2027, 2, 14))
    for person in (ELLIE, JAYDEN):
        teller.say(kinds.ChildNamed(person=person, name=kinds.Name("Farrow", "baby"), born=due))
    assert warned(teller, "W6") == []


def _taken_out(given: str, *more: Body) -> list[tuple[str, str]]:
    """Of a contact in which somebody named a third child and took them out again."""
    teller = settled()
    tyler = PersonId("tyler")
    first = teller.say(kinds.ChildNamed(person=tyler, name=kinds.Name("Farrow", given)))
    for body in more:
        teller.say(body)
    teller.say(kinds.PersonRemoved(person=tyler, because="named by mistake"), answers=(first.id,))
    return [(gap.title, gap.evidence) for gap in warned(teller, "W6") if gap.place == "children"]


def test_w6_a_child_who_was_taken_out_although_somebody_told_us_of_them_is_not_out_of_sight() -> None:
    """With one press the child, and all the history that was found of them, would be gone."""
    verdicts = [
        kinds.Matched(person=PersonId("tyler"), other=PersonId("x"), other_contact=ContactId("c"), verdict=verdict)
        for verdict in ("same", "not sure", "different")
    ]  # fmt: skip
    on_record = (
        "Tyler was taken out of this contact",
        "Somebody said that this child is, or may be, on record. Taken out: “named by mistake”.",
    )
    assert _taken_out("Tyler") == []
    assert _taken_out("Tyler", verdicts[0]) == _taken_out("Tyler", verdicts[1]) == [on_record]
    assert _taken_out("Tyler", verdicts[2]) == []
    (named,) = _taken_out("Both")
    assert named[1] == "The words as received name this child. Taken out: “named by mistake”."
    assert _taken_out("Ellie", verdicts[0]) == [], "named twice, and one of them is still here"


def test_w8_an_address_that_has_to_be_kept_private_is_not_left_in_sight() -> None:
    """A worker typed the answer in step 1; the address stands in step 2, for everybody and on every copy."""

    def told(answer: str, *more: Body) -> list[str]:
        teller = settled()
        (stood,) = [s for s in teller.file().log(kinds.Answered) if s.body.question_id == "private_address"]
        teller.say(_private(answer), answers=(stood.entry,))
        for body in more:
            teller.say(body)
        return [gap.place for gap in warned(teller, "W8") if "kept private" in gap.title]

    home = kinds.AddressRecorded(address="home", people=(ELLIE,), lines="5 Osier Way", postcode="NB8 2PX")
    hides = kinds.ConfidentialityChanged(address="home")
    assert told("Yes, since May.", home) == told("Do not tell him.", home) == ["address"]
    assert told("No.", home) == told("Yes.") == told("Yes.", home, hides) == []


def _private(answer: str) -> kinds.Answered:
    return kinds.Answered(question_id="private_address", answer=answer)
