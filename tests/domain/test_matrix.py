"""R8: which agencies are demanded, by which rule, for whom. R5: a level-1 contact demands at most two."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.telling import DANA, ELLIE, JAYDEN, LIAM, MENSAH, MORNING, Teller
from workstation.domain import checks, gates, kinds
from workstation.domain.checks import State
from workstation.domain.checks.listing import About, Aged, listing
from workstation.domain.ids import ContactId
from workstation.domain.kinds import Body, Born, Name
from workstation.domain.past import Past, PastContact
from workstation.guidebook.guide import guide

GUIDE = guide()
MATRIX = GUIDE.matrix
THEMES = [theme.id for theme in GUIDE.themes]
FACTORS = ("domestic abuse", "alcohol", "drugs", "mental health")
HELD = ("moved in the last 2 years", "adult unknown", "household unknown", "known offender")
TODAY = MORNING.date()


def _born(years: int, days: int = 40) -> Born:
    return Born(on=date(TODAY.year - years, TODAY.month, TODAY.day) - timedelta(days=days))


def _story(*bodies: Body, source: str = "9", children: Sequence[kinds.ChildNamed] | None = None) -> Teller:
    teller = Teller()
    teller.say(kinds.Received(number="C26-00001-A", channel="phone", source=source, words="Worried."))
    ellie = kinds.ChildNamed(person=ELLIE, name=Name("Farrow", "Ellie"), born=_born(8), where_now="home")
    for child in (ellie,) if children is None else children:
        teller.say(child)
    for body in bodies:
        teller.say(body)
    return teller


def _listed(teller: Teller) -> dict[str, str]:
    return {line.agency.id: line.why for line in checks.agency_lines(teller.file(), GUIDE)}


def _theme(*themes: str) -> kinds.ThemesChosen:
    return kinds.ThemesChosen(themes=themes)


def _factor(factor: str, answer: str = "yes", evidence: str = "") -> kinds.FactorAnswered:
    return kinds.FactorAnswered(person=DANA, factor=factor, answer=answer, evidence=evidence)  # type: ignore[arg-type]


_ADULTS: tuple[Body, ...] = (
    kinds.AdultNamed(person=DANA, name=Name("Farrow", "Dana"), title="Ms", relationship="mother"),
    kinds.AdultNamed(person=LIAM, name=Name("Stokes", "Liam"), title="Mr", relationship="partner"),
)


def _child(born: Born, given: str = "Ellie", school: str = "") -> kinds.ChildNamed:
    return kinds.ChildNamed(person=ELLIE, name=Name("Farrow", given), born=born, school=school)


# -- every row of the table of domain.md -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("children", "said", "agency", "why"),
    [
        ([_child(_born(8))], (), "school", "Ellie, school age"),
        ([_child(Born(), school="Mill Lane")], (), "school", "Ellie, a school is named"),
        ([_child(_born(3))], (), "nursery", "Ellie, nursery age"),
        ([_child(_born(3))], (), "health_visitor", "Ellie, under 5"),
        (
            [_child(_born(8))],
            (_theme("health"),),
            "school_nurse",
            "Ellie, 5 or older, with a worry about health",
        ),
        ([_child(_born(0, 200))], (), "gp", "Ellie, under 1"),
        ([_child(_born(8))], (_theme("physical"),), "gp", "the worry (injury)"),
        ([_child(_born(8))], (_theme("mh_parent"),), "gp", "the worry (mental health)"),
        ([_child(_born(8))], (*_ADULTS, _factor("drugs")), "gp", "drugs on record (Ms Farrow)"),
        ([_child(Born(due=date(2027, 2, 14)))], (), "midwife", "Ellie, unborn"),
        ([_child(_born(0, 12))], (), "midwife", "Ellie, under 28 days"),
        ([_child(_born(8))], (_theme("physical"),), "hospital", "the worry (injury)"),
        ([_child(_born(12))], (_theme("mh_child"),), "camhs", "the worry (child’s mental health)"),
        ([_child(_born(8))], (_theme("da"),), "police", "the worry (domestic abuse)"),
        ([_child(_born(8))], (_theme("exploitation"),), "police", "the worry (exploitation or missing)"),
        (
            [_child(_born(8))],
            (kinds.AdultNamed(person=LIAM, known=False, lives_there="yes"),),
            "police",
            "nobody knows who lives there",
        ),
        ([_child(_born(8))], (kinds.LevelClaimed(level="4"),), "police", "level 4"),
        ([_child(_born(8))], (kinds.Escalated(danger="He is outside."),), "police", "level 4"),
        (
            [_child(_born(8))],
            (kinds.AdultNamed(person=LIAM, name=Name("Stokes", "Liam"), title="Mr", offending="yes"),),
            "probation",
            "Mr Stokes, known to have offended",
        ),
        ([_child(_born(8))], (_theme("alcohol"),), "drug_alcohol", "the worry (alcohol or drugs)"),
        ([_child(_born(8))], (*_ADULTS, _factor("alcohol")), "drug_alcohol", "alcohol on record (Ms Farrow)"),
        ([_child(_born(8))], (_theme("mh_parent"),), "mental_health", "the worry (parental mental health)"),
        ([_child(_born(8))], (_theme("da"),), "da_service", "the worry (domestic abuse)"),
        ([_child(_born(8))], (_theme("housing"),), "housing", "the worry (housing)"),
        (
            [_child(_born(8))],
            (kinds.Answered(question_id="who_lives", state="did not say"),),
            "housing",
            "nobody could say who lives there",
        ),
        ([_child(_born(8))], (), "early_help", "always asked"),
        (
            [_child(_born(14))],
            (_theme("exploitation"),),
            "youth_justice",
            "Ellie, 10 or older, with exploitation or drugs",
        ),
        (
            [_child(_born(8))],
            (kinds.AddressRecorded(address="a", since=TODAY - timedelta(days=400)),),
            "other_la",
            "moved in the last 2 years",
        ),
    ],
)
def test_r8_each_row_of_the_table_lists_its_agency_and_says_why(
    children: list[kinds.ChildNamed], said: tuple[Body, ...], agency: str, why: str
) -> None:
    teller = _story(*said, children=children)
    assert why in _listed(teller)[agency].split("; ")
    assert f"agency:{agency}" in {gap.place for gap in gates.blocks(teller.file(), GUIDE, Past())}


@pytest.mark.parametrize(
    ("children", "said", "agency"),
    [
        ([_child(_born(19))], (), "school"),
        ([_child(_born(5))], (), "health_visitor"),
        ([_child(_born(0, 29))], (), "midwife"),
        ([_child(_born(8))], (_theme("exploitation"),), "youth_justice"),
        ([_child(_born(8))], (kinds.AdultNamed(person=LIAM, known=False),), "police"),
        (
            [_child(_born(8))],
            (kinds.AddressRecorded(address="a", since=TODAY - timedelta(days=900)),),
            "other_la",
        ),
        (
            [_child(_born(8))],
            (
                kinds.AddressRecorded(address="a", since=TODAY - timedelta(days=90)),
                kinds.Matched(person=ELLIE, other=JAYDEN, other_contact=ContactId("c"), verdict="same"),
            ),
            "other_la",
        ),
    ],
)
def test_r5_nobody_is_asked_for_whom_no_rule_holds(
    children: list[kinds.ChildNamed], said: tuple[Body, ...], agency: str
) -> None:
    assert agency not in _listed(_story(*said, children=children))


def test_r8_a_school_age_child_with_no_education_check_and_no_reason_is_blocked() -> None:
    teller = _story()
    place = "agency:school"
    words = {g.place: g.words for g in gates.blocks(teller.file(), GUIDE, Past())}
    assert words[place] == "School: not asked and no reason. Ask, or say why it is not needed."
    teller.say(kinds.AgencyNotNeeded(agency="school", because="Taught at home.", code="not applicable"))
    assert place not in {g.place for g in gates.blocks(teller.file(), GUIDE, Past())}


def test_r8_two_children_are_named_and_early_help_before_is_told() -> None:
    jayden = kinds.ChildNamed(person=JAYDEN, name=Name("Farrow", "Jayden"), born=_born(6))
    teller = _story(jayden)
    before = PastContact(contact=ContactId("p"), at=datetime(2025, 1, 1, tzinfo=UTC), outcomes=("O04",))
    lines = checks.agency_lines(teller.file(), GUIDE, past=Past(contacts=(before,)))
    why = {line.agency.id: line.why for line in lines}
    assert why["school"] == "Ellie and Jayden, school age"
    assert why["early_help"] == "early help before; always asked"
    assert [line.agency.id for line in checks.agency_lines(teller.file(), GUIDE)] == list(why)


def test_r19_not_known_without_a_reason_demands_a_check() -> None:
    assert "police" not in _listed(_story(*_ADULTS))
    assert _listed(_story(*_ADULTS, _factor("domestic abuse", "not known")))["police"] == (
        "domestic abuse not known (Ms Farrow)"
    )
    reasoned = _factor("domestic abuse", "not known", "She could not talk while he was there.")
    assert "police" not in _listed(_story(*_ADULTS, reasoned))


def test_the_sender_is_not_asked_what_it_told_us() -> None:
    assert "police" not in _listed(_story(_theme("da"), source="6"))
    assert "drug_alcohol" not in _listed(_story(_theme("alcohol"), source="6"))
    assert "drug_alcohol" in _listed(_story(*_ADULTS, _theme("alcohol"), _factor("alcohol"), source="6"))


# -- level 1 -----------------------------------------------------------------------------------------------------


def _judged(level: str) -> kinds.LevelJudged:
    return kinds.LevelJudged(child=ELLIE, level=level, thresholds="thresholds-2026-1")  # type: ignore[arg-type]


_ages = st.one_of(
    st.just(Aged(unborn=True)),
    st.just(Aged()),
    st.integers(0, 17).map(
        lambda years: Aged(years, max(0, years - 1), years * 365 + 20, school=years % 2 == 0)
    ),
)
_abouts = st.builds(
    About,
    group=st.sampled_from(["police", "school", "health", "la", "public", "other"]),
    themes=st.frozensets(st.sampled_from(THEMES), max_size=4),
    factors=st.frozensets(st.sampled_from(FACTORS)),
    unsure=st.frozensets(st.sampled_from(FACTORS)),
    holds=st.frozensets(st.sampled_from(HELD)),
    level=st.sampled_from(["", "1", "2", "3", "4"]),
    protecting=st.booleans(),
    new_here=st.booleans(),
    children=st.lists(_ages, max_size=4).map(tuple),
)


@given(_abouts)
def test_r5_a_level_1_contact_demands_at_most_two_checks_whatever_it_holds(about: About) -> None:
    found = listing(MATRIX, about)
    if about.level == "1" and not about.protecting:
        assert len(found.asked) <= 2
    else:
        assert found.left_out == ()


@given(_abouts)
def test_r2_the_same_family_and_worry_get_the_same_list_and_every_row_has_its_why(about: About) -> None:
    found = listing.__wrapped__(MATRIX, about)
    assert found == listing(MATRIX, about)
    hits = (*found.asked, *found.left_out)
    assert len({hit.agency.id for hit in hits}) == len(hits)
    assert all(hit.why and match.rule.why for hit in hits for match in hit.why)
    assert "early_help" in {hit.agency.id for hit in hits}


@given(_abouts, st.sampled_from(THEMES), st.sampled_from(FACTORS))
def test_more_worry_never_takes_an_agency_off_the_list(about: About, theme: str, factor: str) -> None:
    about = about._replace(level="3")
    more = about._replace(themes=about.themes | {theme}, factors=about.factors | {factor})
    before = {hit.agency.id for hit in listing(MATRIX, about).asked}
    assert before <= {hit.agency.id for hit in listing(MATRIX, more).asked}


def test_r5_what_level_1_leaves_out_is_told_to_the_manager() -> None:
    teller = _story(_theme("da"), _judged("1"))
    assert list(_listed(teller)) == ["school", "early_help"]
    gap = next(g for g in gates.for_manager(teller.file(), GUIDE, Past()) if g.rule == "R5")
    assert gap.title == "3 agencies not asked at level 1"
    assert "Police: the worry (domestic abuse)" in gap.evidence


def test_r5_what_was_asked_before_stays_on_the_list_at_level_1() -> None:
    teller = _story(_theme("da"), _judged("1"))
    teller.say(kinds.AgencyAsked(agency="gp", how="phone"))
    assert list(_listed(teller)) == ["school", "early_help", "gp"]
    assert "gp" not in {agency.id for agency, _ in checks.left_out_at_level_one(teller.file(), GUIDE)}


@pytest.mark.parametrize(
    ("said", "shortened"),
    [
        ((_theme("money"),), True),
        ((_theme("da"),), False),
        ((_theme("money"), *_ADULTS, _factor("alcohol")), False),
        ((_theme("money"), kinds.Rated(rating="red", because="Tonight.")), False),
    ],
)
def test_a_level_1_the_referrer_claims_shortens_nothing_that_weighs(
    said: tuple[Body, ...], shortened: bool
) -> None:
    jayden = kinds.ChildNamed(person=JAYDEN, name=Name("Farrow", "Jayden"), born=_born(3))
    teller = _story(jayden, *said, kinds.LevelClaimed(level="1"))
    assert (len(_listed(teller)) == 2) is shortened


def test_one_child_at_level_1_and_one_not_judged_shortens_nothing() -> None:
    jayden = kinds.ChildNamed(person=JAYDEN, name=Name("Farrow", "Jayden"), born=_born(3))
    assert len(_listed(_story(jayden, _judged("1")))) > 2


def test_danger_outweighs_level_1() -> None:
    teller = _story(_theme("da"), _judged("1"), kinds.Escalated(danger="He is outside."))
    assert {"police", "da_service", "gp"} <= _listed(teller).keys()


# -- how far it is -----------------------------------------------------------------------------------------------


def test_a_reply_that_may_still_come_is_not_known_yet_and_then_a_gap() -> None:
    teller = _story()
    at = MORNING + timedelta(hours=4)
    teller.say(kinds.AgencyAsked(agency="school", how="phone", chase_by=at))
    file = teller.file()

    def state(now: datetime | None) -> State:
        return checks.agency_check(file, "school", now).state

    assert state(None) is state(at - timedelta(minutes=1)) is State.NOT_KNOWN_YET
    assert state(at) is State.GAP
    (gap,) = [g for g in gates.blocks(file, GUIDE, Past(), at) if g.place == "agency:school"]
    assert gap.words == "School: no reply and no reason. Try again, or say why you went ahead."
    assert not gap.waits
    (gap,) = [g for g in gates.blocks(file, GUIDE, Past(), MORNING) if g.place == "agency:school"]
    assert gap.waits
    assert "comes back at 13:18" in gap.words


def test_an_answer_without_what_it_means_does_not_settle() -> None:
    teller = _story()
    teller.say(kinds.AgencyAnswered(agency="school", who="Mrs Hale", said="Quiet."))
    assert checks.agency_check(teller.file(), "school").state is State.IN_PROGRESS
    words = {g.place: g.words for g in gates.blocks(teller.file(), GUIDE, Past())}
    assert words["agency:school"] == "School: what it means is not written. Say what it tells you."


def test_a_question_that_is_taken_back_was_not_asked() -> None:
    teller = _story()
    asked = teller.say(kinds.AgencyAsked(agency="school", how="phone"))
    teller.say(kinds.Withdrawn(because="undo"), answers=(asked.id,))
    assert checks.agency_check(teller.file(), "school").state is State.NOT_STARTED


# -- G4 ----------------------------------------------------------------------------------------------------------

_BASIS = kinds.BasisRecorded(basis="public task")
_ASKED = kinds.DispenseAsked(because="He reads her phone.")


@pytest.mark.parametrize(
    ("said", "shut"),
    [
        ((), "Choose the lawful basis first."),
        ((_BASIS,), ""),
        ((_BASIS, _ASKED), "A manager has not yet agreed"),
        ((kinds.BasisRecorded(basis="consent"),), "nobody’s agreement is recorded"),
        ((kinds.BasisRecorded(basis="consent"), kinds.ParentAgreed(person=DANA, agrees="yes")), ""),
        ((kinds.Escalated(danger="He is outside."),), ""),
        ((kinds.Recommended(child=ELLIE, outcome="O01"),), ""),
        ((kinds.StrategyRequested(to="Police"),), ""),
        ((_BASIS, _ASKED, kinds.Escalated(danger="He is outside.")), ""),
    ],
)
def test_g4_nobody_is_asked_before_it_is_lawful(said: tuple[Body, ...], shut: str) -> None:
    gap = gates.may_not_ask(_story(*_ADULTS, *said).file(), GUIDE)
    assert (gap is None) if not shut else (gap is not None and gap.rule == "G4" and shut in gap.words)


@pytest.mark.parametrize(("approved", "told"), [*product((True, False), (True, False))])
def test_g4_a_manager_approves_going_without_the_parents(approved: bool, told: bool) -> None:
    teller = _story(*_ADULTS[1:], _BASIS)
    teller.say(kinds.AdultNamed(person=DANA, name=Name("Farrow", "Dana"), title="Ms", responsibility="yes"))
    asked = teller.say(_ASKED)
    teller.say(kinds.DispenseDecided(approved=approved, because="So."), by=MENSAH, answers=(asked.id,))
    if told:
        teller.say(kinds.ParentTold(person=DANA, told="yes", words="All right."))
    assert (gates.may_not_ask(teller.file(), GUIDE) is None) is (approved or told)
