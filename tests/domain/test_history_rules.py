"""The ten history rules: facts in plain sentences, each naming the contacts it counted, and none a conclusion."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace

from tests.domain.pasts import (
    BROTHER,
    ELLIE,
    JAYDEN,
    LIAM,
    MOTHER,
    NOW,
    PARTNER,
    STOKES,
    THE_CHILD,
    ago,
    all_facts,
    counted,
    facts,
    household,
    police,
)
from workstation.domain import history_rules, past_line
from workstation.domain.history_rules import counting
from workstation.domain.ids import ContactId, PersonId
from workstation.domain.past import Fact, PastContact, PastDecline, PersonNow, PersonThen
from workstation.guidebook.history_rules import rulebook

BOOK = rulebook()


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


# -- HR1 and HR2 ----------------------------------------------------------------------------------------------


def test_hr1_and_hr2_third_police_notification_and_how_the_others_ended() -> None:
    fact = facts(police(1), police(6))["HR1"]
    assert fact.headline == (
        "Third police notification in 12 months. Both earlier ones were closed with no further action."
    )
    assert plain(fact.detail).startswith(
        "09 Jan 2026 and 09 Jun 2026: domestic abuse and alcohol, same partner each time (STOKES, Liam). "
        "Neither record shows that a parent was spoken to."
    )
    assert (fact.chip, fact.banner) == ("3rd police in 12 m", "3rd police notification in 12 months")
    assert fact.tone == "danger"
    assert counted(fact, "HR1") == counted(fact, "HR2") == {"p1", "p6"}


def test_every_fact_says_what_its_rule_counts_and_names_contacts() -> None:
    found = facts(
        police(1), police(6, declines=(PastDecline("D01", "managing fine"),)), police(11, open=True)
    )
    for fact in found.values():
        assert fact.why, fact.rule
        assert fact.counted, fact.rule


def test_hr1_counts_twelve_months_back_by_the_calendar() -> None:
    assert "HR1" not in facts(ago(366))
    assert facts(ago(365))["HR1"].headline.startswith("Second police notification in 12 months.")


def test_hr1_other_sources_speak_from_the_third_on() -> None:
    assert "HR1" not in facts(police(6), source="2A")
    fact = facts(police(1), police(6), police(8), source="2A")["HR1"]
    assert fact.headline.startswith("Fourth contact about domestic abuse in 12 months.")
    assert (fact.chip, fact.tone) == ("4 contacts in 12 m", "warning")


def test_hr1_counts_by_theme_too_and_says_what_else_is_counted_behind_its_why() -> None:
    school = [police(m, source="2A", themes=("neglect",)) for m in (3, 5)]
    fact = facts(*school, police(7), source="2A", themes=("neglect",))["HR1"]
    assert fact.headline.startswith("Third contact from school in 12 months.")
    assert {t.what: len(t.counted) for t in fact.tallies if t.rule == "HR1"} == {
        "3 contacts from school": 2, "3 contacts about neglect": 2, "4 contacts in all": 3,
    }  # fmt: skip


def test_hr1_with_two_children_says_how_many_each_has_where_that_differs() -> None:
    jayden = PersonThen(PersonId("j1"), "FARROW, Jayden", now=JAYDEN)
    both = police(6, people=(*police(6).people, jayden))
    fact = facts(police(1), both, children=(THE_CHILD, BROTHER))["HR1"]
    assert "Counted for each child, with this one: Ellie 3, Jayden 2." in fact.detail
    alone = facts(both, police(1, people=both.people), children=(THE_CHILD, BROTHER))["HR1"]
    assert "Counted for each child" not in alone.detail


def test_hr1_counts_a_contact_once_that_also_stands_on_a_list() -> None:
    """A list has a row for every child of a contact; and it may hold what was taken down here too."""
    on_a_list = {"event": "contact", "at": datetime(2026, 6, 9, 12, tzinfo=UTC)}
    rows = [police(6, contact=ContactId(name), **on_a_list) for name in ("list-ellie", "list-jayden")]
    assert len(counting.contacts(rows)) == 1
    assert [c.contact for c in counting.contacts([*rows, police(6)])] == ["p6"]


def test_hr1_an_imported_contact_counts_and_a_plan_does_not() -> None:
    imported = police(3, event="contact", contact=ContactId("old"))
    plan = police(4, event="child in need plan", contact=ContactId("plan"))
    assert counted(facts(imported, plan, police(6))["HR1"], "HR1") == {"old", "p6"}


def test_hr1_says_the_household_apart() -> None:
    others = [police(m, same_child=False, children=("MORTON, Freya",), people=()) for m in (2, 3)]
    assert "HR1" not in facts(*others)
    fact = household(*others)["HR1"]
    assert fact.headline.startswith("2 contacts about others in the household in 12 months: MORTON, Freya.")
    assert fact.flagged
    known = household(others[0])["HR1"]
    assert plain(known.headline) == (
        "1 contact about others in the household on record, the last 09 Feb 2026: MORTON, Freya."
    )
    assert not known.flagged


@pytest.mark.parametrize(
    ("outcomes", "said"),
    [
        ((("O07",), ("O02",)), "Of 2 earlier ones, 1 ended with no further action."),
        ((("O06",), ("O07",)), "Both earlier ones were closed with no further action or advice."),
        ((("O06",), ("O06",)), "Both earlier ones were closed with advice only."),
        ((("O02",), ("O04",)), ""),
    ],
)
def test_hr2_says_only_what_the_outcomes_were(outcomes: tuple[tuple[str, ...], ...], said: str) -> None:
    earlier = [police(at, outcomes=o) for at, o in zip((1, 6), outcomes, strict=True)]
    assert facts(*earlier)["HR1"].headline == f"Third police notification in 12 months. {said}".strip()


def test_hr2_stands_alone_where_there_is_no_repeat() -> None:
    fact = facts(police(6), source="2A")["HR2"]
    assert plain(fact.headline) == "The contact of 09 Jun 2026 was closed with no further action."
    assert fact.detail == "The record does not show that a parent was spoken to."
    assert fact.flagged
    spoken = facts(police(6, parents="spoken"), source="2A")["HR2"]
    assert (spoken.detail, spoken.flagged) == ("", False)


# -- HR3, HR4, HR5 --------------------------------------------------------------------------------------------


def test_hr3_is_a_fact_but_not_flagged() -> None:
    fact = facts(police(1), police(6))["HR3"]
    assert fact.headline == "STOKES, Liam is named in 3 contacts."
    assert not fact.flagged


def test_hr3_never_counts_a_parent_and_counts_whom_a_person_confirmed() -> None:
    assert "HR3" not in facts(police(1), adults=(MOTHER,))
    other = police(2, adults=("STOKS, Lee",), people=(PersonThen(PersonId("x"), "STOKS, Lee", now=LIAM),))
    assert counted(facts(other)["HR3"], "HR3") == {"p2"}
    unsure = police(2, adults=("STOKS, Lee",), people=(PersonThen(PersonId("x"), "STOKS, Lee"),))
    assert "HR3" not in facts(unsure)


def test_hr3_says_that_it_was_about_other_children() -> None:
    fact = facts(police(1), police(2, same_child=False, children=("MORTON, Freya",)))["HR3"]
    assert fact.detail == "1 of them about other children: MORTON, Freya."


def test_hr4_and_hr5_declines_with_their_words_and_the_same_partner_today() -> None:
    july = police(7, declines=(PastDecline("D01", "managing fine", "Ms Farrow"),), source="2A")
    june = police(6, declines=(PastDecline("D16", "partner has left", "Ms Farrow"),))
    fact = facts(june, july)["HR4"]
    assert plain(fact.headline) == (
        "Ms Farrow declined support twice: 09 Jun 2026 (“partner has left”) and 09 Jul 2026 (“managing fine”)."
    )
    assert fact.detail == "Today’s notification names the same partner, STOKES, Liam."
    assert counted(fact, "HR5") == {"p6", "p7"}
    assert (fact.chip, fact.banner) == ("Declined twice", "Support declined twice")


def test_hr4_without_words_gives_the_reason_and_counts_those_long_before() -> None:
    declined = [police(m, declines=(PastDecline("D08"),)) for m in (1, 2, 3, 4, 5)]
    fact = facts(*declined, adults=())["HR4"]
    assert plain(fact.headline) == (
        "Support declined five times: 09 Mar 2026 (time, childcare, travel or cost), 09 Apr 2026 (time, childcare, "
        "travel or cost), 09 May 2026 (time, childcare, travel or cost) and twice before that."
    )
    assert len(fact.counted) == 5


def test_hr5_does_not_hold_a_decline_against_whoever_declined() -> None:
    then = PersonThen(PersonId("l1"), STOKES, now=LIAM)
    said = PastDecline("D01", "no need", "Mr Stokes", PersonId("l1"))
    fact = facts(police(6, themes=("neglect",), people=(then,), declines=(said,)))["HR4"]
    assert fact.detail == ""


def test_hr5_the_same_worry_stands_beside_what_they_said() -> None:
    june = police(6, adults=(), source="2A", declines=(PastDecline("D01", "managing fine"),))
    fact = facts(june, source="2A", adults=(MOTHER,))["HR4"]
    assert fact.detail == "Today’s contact is about the same worry: domestic abuse."


def test_hr4_in_the_household_is_said_apart() -> None:
    brother = police(6, same_child=False, declines=(PastDecline("D01", "managing fine"),))
    assert "HR4" not in facts(brother)
    assert household(brother)["HR4"].headline.startswith("In the household, support was declined once:")


# -- HR6, HR7, HR8 --------------------------------------------------------------------------------------------


def test_hr6_back_from_early_help_and_closed_lately() -> None:
    back = police(10, outcomes=("O04",), decided_at=datetime(2026, 10, 6, tzinfo=UTC))
    stepped = facts(back, source="2A")["HR6"]
    assert plain(stepped.headline) == "Stepped down to early help 06 Oct 2026."
    assert stepped.flagged
    closed = facts(police(7, decided_at=datetime(2026, 7, 20, tzinfo=UTC)), source="2A")["HR6"]
    assert (closed.headline, closed.chip) == ("Closed 4 months ago.", "Closed 4 months ago")
    assert not closed.flagged


def test_hr6_what_went_on_elsewhere_is_not_called_closed() -> None:
    fact = facts(police(7, outcomes=("O02",), decided_at=datetime(2026, 7, 20, tzinfo=UTC)), source="2A")[
        "HR6"
    ]
    assert (fact.headline, fact.chip) == ("Last decided 4 months ago: assessment.", "Known before")


def test_hr6_a_child_with_a_history_is_never_without_a_sentence() -> None:
    """However long ago it was, and whatever no other rule says of it."""
    assert facts(ago(1500), source="2A", themes=(), adults=())["HR6"].headline == "Closed 4 years ago."


def test_hr6_a_plan_of_before_lintel_has_ended() -> None:
    plan = PastContact(
        contact=ContactId("plan"), at=NOW - timedelta(days=700), event="child protection plan",
        ended=date(2026, 9, 20),
    )  # fmt: skip
    assert facts(plan)["HR6"].headline == "Child protection plan ended 2 months ago."


@pytest.mark.parametrize(
    ("then", "said"),
    [
        (NOW, "today"),
        (NOW - timedelta(days=1), "yesterday"),
        (datetime(2026, 10, 1, 12, tzinfo=UTC), "54 days ago"),
        (datetime(2026, 9, 25, 12, tzinfo=UTC), "60 days ago"),
        (datetime(2026, 9, 24, 12, tzinfo=UTC), "2 months ago"),
        (datetime(2024, 11, 25, 12, tzinfo=UTC), "23 months ago"),
        (datetime(2024, 11, 24, 12, tzinfo=UTC), "2 years ago"),
    ],
)
def test_how_long_ago_is_counted_in_whole_months(then: datetime, said: str) -> None:
    assert counting.how_long_ago(then, NOW) == said


def test_hr7_open_elsewhere_and_with_whom() -> None:
    still = police(
        11, open=True, outcomes=(), children=("FARROW, Jayden",), worker="J. Patel", number="C26-1-A"
    )
    fact = facts(still)["HR7"]
    assert fact.headline == "FARROW, Jayden has an open contact with J. Patel."
    assert plain(fact.detail) == "C26-1-A, received 09 Nov 2026."


def test_hr7_a_plan_that_had_no_end_on_its_list_says_how_old_the_list_is() -> None:
    plan = PastContact(
        contact=ContactId("plan"), at=NOW - timedelta(days=200), event="child protection plan",
        children=("FARROW, Ellie",), worker="R. Bell", as_of=date(2026, 9, 1),
    )  # fmt: skip
    fact = facts(plan)["HR7"]
    assert plain(fact.headline) == (
        "FARROW, Ellie: child protection plan with R. Bell, open on 01 Sep 2026 when the list was made."
    )
    ended = PastContact(contact=ContactId("p"), at=plan.at, event=plan.event, ended=date(2026, 10, 1))
    assert "HR7" not in facts(ended)


def test_hr7_a_list_without_a_day_is_not_said_to_be_of_the_day_on_which_a_plan_began() -> None:
    began = datetime(2010, 7, 20, 12, tzinfo=UTC)
    plan = PastContact(contact=ContactId("plan"), at=began, event="child in need")
    said = "child in need, begun 20 Jul 2010, with no end on the list it comes from."
    assert plain(facts(plan)["HR7"].headline) == f"This child: {said}"
    other = replace(plan, same_child=False)
    assert plain(household(other)["HR7"].headline) == f"Somebody else of the household: {said}"


def test_hr8_known_before_under_another_name_only_where_a_person_confirmed_it() -> None:
    kayden = PersonNow(ELLIE, "MERRICK, Kayden", "Kayden")
    before = police(2, source="2A", people=(PersonThen(PersonId("k"), "DOYLE, Kayden", now=ELLIE),))
    assert facts(before, source="2A", children=(kayden,))["HR8"].headline == (
        "Kayden was known before as Kayden Doyle."
    )
    maybe = police(2, source="2A", people=(PersonThen(PersonId("k"), "DOYLE, Kayden"),))
    assert "HR8" not in facts(maybe, source="2A", children=(kayden,))


def test_hr8_another_council_and_other_addresses_without_naming_one() -> None:
    council = police(
        3, source="5C", people=(PersonThen(PersonId("e3"), "FARROW, Ellie", (), "SR11AA", ELLIE),)
    )
    older = police(2, people=(PersonThen(PersonId("e2"), "FARROW, Ellie", (), "DH11AA", ELLIE),))
    fact = facts(council, older)["HR8"]
    assert plain(fact.headline) == "Another council told us about Ellie, Mar 2026."
    assert fact.detail == "Ellie has 2 addresses on record before this one."
    assert "SR1" not in f"{fact.headline}{fact.detail}"
    hidden = PersonNow(ELLIE, "FARROW, Ellie", "Ellie")
    assert "addresses" not in facts(council, older, children=(hidden,))["HR8"].detail


# -- HR9, HR10, the count rule --------------------------------------------------------------------------------


def test_hr9_says_what_was_searched_and_what_would_have_helped() -> None:
    fact = history_rules.none_found(("names that sound alike", "address"), BOOK, ("date of birth",))
    assert fact.headline == "No earlier contacts found."
    assert fact.detail == (
        "Searched: names that sound alike, address. Not known here, and it would have helped: date of birth."
    )
    assert not fact.flagged


def _stale(as_of: datetime | None, *before: PastContact) -> Fact | None:
    return history_rules.stale(before, as_of, NOW, BOOK)


def test_hr10_is_silent_while_central_answers_and_speaks_when_it_does_not() -> None:
    assert _stale(NOW) is None
    assert _stale(NOW - timedelta(minutes=29)) is None
    fact = _stale(datetime(2026, 11, 24, 8, 5, tzinfo=UTC))
    assert fact is not None
    assert fact.headline == "History here is up to 08:05 today."
    yesterday = _stale(datetime(2026, 11, 23, 16, 40, tzinfo=UTC))
    assert yesterday is not None
    assert plain(yesterday.headline) == "History here is up to 16:40 on 23 Nov 2026."
    never = _stale(None)
    assert never is not None
    assert never.headline == "Nothing has come from the server to this computer yet."


def test_hr10_says_how_old_the_lists_are_that_earlier_records_come_from() -> None:
    fresh, old = police(1, as_of=date(2026, 11, 1)), police(2, as_of=date(2026, 3, 1))
    assert _stale(NOW, fresh) is None
    fact = _stale(NOW, fresh, old)
    assert fact is not None
    assert plain(fact.headline) == (
        "Earlier records come from lists that were right on 01 Mar 2026 and 01 Nov 2026."
    )


@pytest.mark.parametrize(
    ("earlier", "reasons"),
    [
        ([300, 200], "3 contacts in 12 months"),
        ([80, 20], "3 contacts in 12 months and 2 contacts closed with no further action in 90 days"),
        ([300], ""),
        ([400, 380], ""),
    ],
)
def test_the_count_rule_asks_a_manager_to_look(earlier: list[int], reasons: str) -> None:
    found = facts(*(ago(days) for days in earlier), source="2A", themes=())
    said = found["HR1"].detail if "HR1" in found else ""
    assert (f"Manager review: {reasons}." in said) is bool(reasons)


def test_what_nobody_knows_the_day_of_is_never_of_1900_and_each_is_counted() -> None:
    unknown = past_line.noon(past_line.NO_DAY)
    there = {"event": "contact", "at": unknown, "source": "5C", "outcomes": ("O07",), "parents": ""}
    own = [police(n, **there) for n in (1, 2)]
    others = [police(n, **there, same_child=False, children=("FARROW, Jayden",)) for n in (3, 4)]
    plan = police(5, event="child in need plan", at=unknown)
    found = all_facts(*own, *others, plan)
    told = plain(" ".join(f"{f.headline} {f.detail} {f.chip}" for f in found))
    assert "1900" not in told
    assert "years ago" not in told
    assert "Closed on a day not on record." in told
    assert (
        "2 contacts about others in the household on record, the last day not known: FARROW, Jayden." in told
    )
    assert len(counting.contacts((*own, *others))) == 4
    assert "STOKES, Liam is named in 5 contacts." in told


def test_the_contact_itself_and_what_came_later_are_not_its_history() -> None:
    later = police(6, contact=ContactId("later"), at=NOW + timedelta(hours=1))
    assert facts(police(11, contact=ContactId("now")), later) == {}


def test_a_partner_is_called_partner_and_anybody_else_adult() -> None:
    assert PARTNER.role == "partner"
    assert PersonNow(LIAM, relationship="mother’s boyfriend").role == "adult"
    assert MOTHER.parent
    assert not PARTNER.parent


def test_hr6_back_from_early_help_counts_from_the_day_of_the_step_down() -> None:
    """It came in more than a year ago, was held open, and was stepped down since."""
    held = ago(390, outcomes=("O04",), decided_at=NOW - timedelta(days=340))
    assert facts(held)["HR6"].headline.startswith("Stepped down to early help")
    long_ago = ago(500, outcomes=("O04",), decided_at=NOW - timedelta(days=390))
    assert not facts(long_ago)["HR6"].headline.startswith("Stepped down")
