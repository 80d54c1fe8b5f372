"""Factors of each adult, answers that go against the record, levels, words for each child (R19, R23, G5)."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.telling import (
    CONTACT,
    DANA,
    ELLIE,
    JAYDEN,
    LIAM,
    Teller,
    factors_of,
    level_of,
    police_contact,
    settle_everything,
)
from workstation.domain import checks, gates, kinds, weighing
from workstation.domain.checks import State
from workstation.domain.contact import ContactFile
from workstation.domain.fold import fold
from workstation.domain.ids import ContactId, PersonId
from workstation.domain.kinds import Factor, FactorAnswered, YesNo
from workstation.domain.past import Past, PastContact, PastFactor, PersonThen
from workstation.guidebook.codes import codes
from workstation.guidebook.guide import guide

GUIDE = guide()
FACTORS: tuple[Factor, ...] = ("domestic abuse", "alcohol", "drugs", "mental health")
THEN_DANA, THEN_LIAM = PersonId("Dana then"), PersonId("Liam then")
MARCH = datetime(2026, 3, 12, 10, tzinfo=UTC)


def _past(**other: object) -> Past:
    """One earlier contact about the children, in which Dana was named."""
    people = (PersonThen(THEN_DANA, "FARROW, Dana", now=DANA),)
    said = {"number": "C26-02011-P", "people": people, "at": MARCH, **other}
    contact = PastContact(contact=ContactId("march"), **said)  # type: ignore[arg-type]
    return Past(contacts=(contact,))


def _answer(
    teller: Teller,
    person: PersonId,
    factor: Factor,
    answer: YesNo,
    *,
    source: str = "Mrs Hale",
    in_spite: str = "",
) -> None:
    before = teller.file().factor(person, factor)
    body = FactorAnswered(person=person, factor=factor, answer=answer, source=source, in_spite=in_spite)
    teller.say(body, answers=(before.entry,) if before else ())


def _chosen(teller: Teller, outcome: str) -> Teller:
    """Everything settled, and this outcome for both children."""
    settle_everything(teller)
    for child in (ELLIE, JAYDEN):
        before = teller.file().outcome(child)
        assert before is not None
        body = kinds.Recommended(child=child, outcome=outcome, next_time="School rings.")
        teller.say(body, answers=(before.entry,))
    return teller


def _without(teller: Teller, *dropped: type[kinds.Body]) -> ContactFile:
    """What it would say if nothing of these kinds had been said."""
    names = {kind.__name__ for kind in dropped}
    return fold(CONTACT, [entry for entry in teller.said if entry.kind not in names])


def _rules(found: tuple[gates.Gap, ...]) -> list[str]:
    return [gap.rule for gap in found]


# -- who is asked about, and what settles an answer ---------------------------------------------------------------


def test_every_adult_of_the_household_or_with_responsibility_is_asked_about_known_or_not() -> None:
    teller = police_contact()
    father, granny, friend = PersonId("father"), PersonId("granny"), PersonId("friend")
    teller.say(kinds.AdultNamed(person=father, known=False, relationship="father of Ellie"))
    for person, relationship in ((granny, "grandparent"), (friend, "partner of a parent")):
        name = kinds.Name("Peel", str(person))
        teller.say(
            kinds.AdultNamed(
                person=person, name=name, relationship=relationship, lives_there="no", responsibility="no"
            )
        )
    asked = [adult.person for adult in weighing.adults_asked(teller.file())]
    assert set(asked) == {DANA, LIAM, father, friend}, (
        "a grandmother elsewhere is not asked about, a partner is"
    )
    lines = checks.factor_lines(teller.file(), GUIDE)
    assert [line.factor.id for line in lines if line.adult.person == father] == list(FACTORS)


@pytest.mark.parametrize(
    ("body", "state", "words"),
    [
        (FactorAnswered(person=DANA, factor="alcohol", answer="yes"), State.GAP, "yes, but who says so?"),
        (
            FactorAnswered(person=DANA, factor="alcohol", answer="no", evidence="No."),
            State.GAP, "no, but who says so?",
        ),
        (FactorAnswered(person=DANA, factor="alcohol", answer="no", source="received"), State.SETTLED, "no"),
        (
            FactorAnswered(person=DANA, factor="alcohol", answer="not known"),
            State.GAP, "not known, and nobody is asked",
        ),
        (
            FactorAnswered(person=DANA, factor="alcohol", answer="not known", evidence="She hung up."),
            State.SETTLED, "not known, with a reason",
        ),
        (
            FactorAnswered(person=DANA, factor="alcohol", answer="not known", source="agency:gp"),
            State.SETTLED, "to be asked of the GP",
        ),
        (
            FactorAnswered(person=DANA, factor="alcohol", answer="not known", source="agency:housing"),
            State.GAP, "Housing is not on the list of agencies",
        ),
    ],
)  # fmt: skip
def test_r19_yes_and_no_need_who_says_so_and_not_known_needs_somebody_asked_or_a_reason(
    body: FactorAnswered, state: State, words: str
) -> None:
    teller = police_contact()
    teller.say(body)
    line = next(
        one
        for one in checks.factor_lines(teller.file(), GUIDE)
        if (one.adult.person, one.factor.id) == (DANA, "alcohol")
    )
    assert (line.check.state, line.check.detail) == (state, words)


def test_who_was_to_be_asked_and_has_answered_since_is_a_gap_until_it_is_said_what_they_said() -> None:
    teller = police_contact()
    ask = FactorAnswered(person=DANA, factor="drugs", answer="not known", source="agency:gp")
    first = teller.say(ask)
    teller.say(kinds.AgencyAnswered(agency="gp", who="Dr Sayeed", said="Registered."))
    found = [line.check.detail for line in checks.factor_lines(teller.file(), GUIDE) if line.said]
    assert found == ["GP has answered since: what did they say about it?"]
    teller.say(ask, answers=(first.id,))
    found = [line.check.detail for line in checks.factor_lines(teller.file(), GUIDE) if line.said]
    assert found == ["GP could not say"]


def test_evidence_is_a_link_and_shows_what_stands_there_now() -> None:
    teller = police_contact()
    said = teller.say(
        kinds.AgencyAnswered(agency="gp", who="Dr Sayeed", said="Seen in May.", first_hand="yes")
    )
    (source,) = weighing.cited(teller.file(), GUIDE, Past(), "agency:gp")
    assert (source.who, source.words, source.first_hand) == ("GP, Dr Sayeed", "Seen in May.", "yes")
    teller.say(kinds.AgencyAnswered(agency="gp", who="Dr Sayeed", said="Seen in June."), answers=(said.id,))
    (source,) = weighing.cited(teller.file(), GUIDE, Past(), "agency:gp")
    assert source.words == "Seen in June."
    assert [s.who for s in weighing.cited(teller.file(), GUIDE, Past(), "received\n\nthe neighbour")] == [
        "Police", "the neighbour",
    ]  # fmt: skip


def test_every_factor_names_agencies_themes_and_codes_that_there_are() -> None:
    known = codes("factor")
    assert [factor.id for factor in GUIDE.factors] == list(FACTORS)
    for factor in GUIDE.factors:
        assert all(known.find(code) == code for code in factor.codes)
        assert {a.id for a in GUIDE.agencies}.issuperset(factor.agencies)
        assert {t.id for t in GUIDE.themes}.issuperset(factor.themes)


# -- answers that go against the record ---------------------------------------------------------------------------


def test_r19_a_prior_3b_and_now_no_is_asked_about_and_goes_to_the_manager_until_it_is_answered() -> None:
    past = _past(factor_codes=("2B", "3B"), event="assessment", number="")
    teller = _chosen(police_contact(), "O02")
    for person in (DANA, LIAM):
        _answer(teller, person, "drugs", "no")
    (against,) = weighing.against_before(teller.file(), past, GUIDE)
    assert (against.person, against.factor.id, against.answer) == (LIAM, "drugs", "no")
    assert (
        against.words
        == "Last time (12\u00a0Mar\u00a02026) parental drug use was recorded. What is different now?"
    )
    (gap,) = [g for g in gates.for_manager(teller.file(), GUIDE, past) if g.rule == "R19"]
    assert gap.title == "Drugs: on record before, now no"
    assert checks.decision(teller.file(), GUIDE, past).detail == "1 answer other than before"

    _answer(teller, LIAM, "drugs", "no", in_spite="Clean since April, the service says.")
    assert [c.in_spite for c in weighing.against_before(teller.file(), past, GUIDE)] == [
        "Clean since April, the service says."
    ]
    assert "R19" not in _rules(gates.for_manager(teller.file(), GUIDE, past))
    assert checks.decision(teller.file(), GUIDE, past).state is State.SETTLED


def test_r19_what_was_recorded_later_is_not_before() -> None:
    later = _past(
        factor_codes=("3B",), event="assessment", number="", at=datetime(2026, 11, 29, 12, tzinfo=UTC)
    )
    teller = police_contact()
    for person in (DANA, LIAM):
        _answer(teller, person, "drugs", "no")
    assert weighing.against_before(teller.file(), later, GUIDE) == ()


def test_a_childs_own_factor_is_not_a_parents() -> None:
    past = _past(factor_codes=("1A", "2A"), themes=("alcohol", "drugs"), event="assessment")
    assert weighing.recorded_before(police_contact().file(), past, GUIDE) == ()


def test_one_adult_with_yes_agrees_with_a_record_that_named_nobody() -> None:
    past = _past(themes=("alcohol",))
    teller = police_contact()
    _answer(teller, DANA, "alcohol", "no")
    assert weighing.against_before(teller.file(), past, GUIDE) == (), "the other adult is not answered yet"
    _answer(teller, LIAM, "alcohol", "yes")
    assert weighing.against_before(teller.file(), past, GUIDE) == ()


def test_a_record_that_named_this_adult_is_held_against_this_adult() -> None:
    past = _past(factors=(PastFactor(THEN_DANA, "alcohol"),))
    teller = police_contact()
    _answer(teller, LIAM, "alcohol", "yes")
    _answer(teller, DANA, "alcohol", "not known", source="agency:gp")
    (against,) = weighing.against_before(teller.file(), past, GUIDE)
    assert against.person == DANA
    assert against.words == (
        "Last time (12\u00a0Mar\u00a02026, C26-02011-P) parental alcohol use was recorded for Ms Farrow. "
        "What is different now?"
    )


def test_what_was_recorded_of_somebody_elses_children_counts_only_for_our_adult_who_was_there() -> None:
    past = _past(
        themes=("drugs",), same_child=False, people=(PersonThen(THEN_LIAM, "STOKES, Liam", now=LIAM),)
    )
    teller = police_contact()
    _answer(teller, DANA, "drugs", "yes")
    assert weighing.against_before(teller.file(), past, GUIDE) == ()
    _answer(teller, LIAM, "drugs", "no")
    assert [c.person for c in weighing.against_before(teller.file(), past, GUIDE)] == [LIAM]


def test_what_would_be_said_is_known_before_it_is_said() -> None:
    past = _past(factors=(PastFactor(THEN_DANA, "drugs"),))
    file = police_contact().file()
    no = FactorAnswered(person=DANA, factor="drugs", answer="no", source="told")
    assert weighing.against_if(file, past, GUIDE, no) is not None
    yes = FactorAnswered(person=DANA, factor="drugs", answer="yes", source="told")
    assert weighing.against_if(file, past, GUIDE, yes) is None
    assert file.factor(DANA, "drugs") is None


_ANSWERS = st.sampled_from(("yes", "no", "not known", None))
_CODES = st.lists(st.sampled_from(("1A", "1B", "2B", "3A", "3B", "4B", "4C", "16A")), max_size=4)
_THEMES = st.lists(st.sampled_from(("da", "alcohol", "drugs", "mh_parent", "neglect")), max_size=3)


@settings(max_examples=150, deadline=None)
@given(st.tuples(_ANSWERS, _ANSWERS), st.sampled_from(FACTORS), _CODES, _THEMES, st.booleans(), st.booleans())
def test_a_prompt_comes_exactly_when_the_record_says_yes_and_nobody_it_may_mean_does(
    answers: tuple[YesNo | None, YesNo | None],
    factor: Factor,
    codes_then: list[str],
    themes: list[str],
    names_dana: bool,
    explained: bool,
) -> None:
    named = (PastFactor(THEN_DANA, factor),) if names_dana else ()
    past = _past(factor_codes=tuple(codes_then), themes=tuple(themes), factors=named)
    teller = police_contact()
    for person, answer in zip((DANA, LIAM), answers, strict=True):
        if answer is not None:
            _answer(teller, person, factor, answer, in_spite="Because." if explained else "")
    asked = GUIDE.factor(factor)
    said_then = (
        bool(set(codes_then) & set(asked.codes)) if codes_then else bool(set(themes) & set(asked.themes))
    )
    if names_dana:
        wanted = answers[0] in ("no", "not known")
    else:
        wanted = said_then and None not in answers and "yes" not in answers
    found = weighing.against_before(teller.file(), past, GUIDE)
    assert bool(found) is wanted
    assert all(c.factor.id == factor and bool(c.in_spite) is explained for c in found)
    assert len(found) <= 1, "one thing on record is one prompt"


def test_the_prompt_does_not_depend_on_the_order_in_which_entries_came() -> None:
    past = _past(themes=("drugs",))
    teller = police_contact()
    for person in (DANA, LIAM):
        _answer(teller, person, "drugs", "no")
    *before, one, two = teller.said
    found = {
        tuple(c.person for c in weighing.against_before(fold(CONTACT, [*before, *last]), past, GUIDE))
        for last in permutations((one, two))
    }
    assert len(found) == 1


# -- gate G5 ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", ["O04", "O05", "O06", "O07", "O12"])
def test_g5_nothing_is_closed_advised_or_stepped_down_before_factors_and_levels_are_answered(
    outcome: str,
) -> None:
    teller = _chosen(police_contact(), outcome)
    assert "G5" not in _rules(gates.blocks(teller.file(), GUIDE, Past()))
    file = _without(teller, FactorAnswered, kinds.LevelJudged)
    words = [gap.words for gap in gates.blocks(file, GUIDE, Past()) if gap.rule == "G5"]
    assert words == [
        "Ms Farrow: domestic abuse, alcohol, drugs and mental health not answered.",
        "The father of Ellie and Jayden: domestic abuse, alcohol, drugs and mental health not answered.",
        "Mr Stokes: domestic abuse, alcohol, drugs and mental health not answered.",
        "Which level of need is it for Ellie, and why?",
        "Which level of need is it for Jayden, and why?",
    ]


@pytest.mark.parametrize("outcome", ["O01", "O02", "O10"])
def test_g5_other_outcomes_can_go_to_the_manager_who_sees_what_is_open(outcome: str) -> None:
    file = _without(_chosen(police_contact(), outcome), FactorAnswered, kinds.LevelJudged)
    assert "G5" not in _rules(gates.blocks(file, GUIDE, Past()))
    titles = [gap.title for gap in gates.for_manager(file, GUIDE, Past()) if gap.rule == "G5"]
    assert titles == [
        "Factors of Ms Farrow", "Factors of the father of Ellie and Jayden", "Factors of Mr Stokes",
        "Level of need", "Level of need",
    ]  # fmt: skip


@pytest.mark.parametrize("outcome", ["O03", "O08", "O09", "O11"])
def test_g5_what_is_not_decided_here_is_not_asked_for(outcome: str) -> None:
    file = _without(_chosen(police_contact(), outcome), FactorAnswered, kinds.LevelJudged)
    assert "G5" not in _rules((*gates.blocks(file, GUIDE, Past()), *gates.for_manager(file, GUIDE, Past())))
    assert checks.decision(file, GUIDE).state is State.SETTLED


def test_not_known_for_a_reason_alone_is_put_to_the_manager_in_one_line_for_each_adult() -> None:
    teller = _chosen(police_contact(), "O02")
    for factor in ("drugs", "mental health"):
        said = teller.file().factor(DANA, factor)
        assert said is not None
        body = FactorAnswered(person=DANA, factor=factor, answer="not known", evidence="She hung up.")
        teller.say(body, answers=(said.entry,))
    (gap,) = [g for g in gates.for_manager(teller.file(), GUIDE, Past()) if g.rule == "R19"]
    assert (gap.title, gap.evidence) == ("Not known of Ms Farrow: drugs and mental health", "“She hung up.”")


# -- level, and words for each child (R23) ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (kinds.LevelJudged(child=ELLIE, level="3", thresholds="t"),
         "Level 3 for Ellie: choose what in the threshold document it rests on."),
        (kinds.LevelJudged(child=ELLIE, level="3", thresholds="t", descriptors=("f3a",)),
         "Level 3 for Ellie: say why not level 2, and why not level 4."),
        (kinds.LevelJudged(child=ELLIE, level="1", thresholds="t", descriptors=("p1a",), because=" "),
         "Level 1 for Ellie: say why not level 2."),
        (kinds.LevelJudged(child=ELLIE, level="4", thresholds="t", descriptors=("f4a",)),
         "Level 4 for Ellie: say why not level 3."),
        (level_of(ELLIE), ""),
    ],
)  # fmt: skip
def test_r23_a_level_rests_on_the_threshold_document_and_says_why_no_other(
    body: kinds.LevelJudged, words: str
) -> None:
    teller = police_contact()
    teller.say(body)
    child = teller.file().child(ELLIE)
    assert child is not None
    assert checks.level_gap(teller.file(), child, GUIDE) == words


def _reasons(ellie: str, jayden: str) -> ContactFile:
    teller = police_contact()
    for child, text in ((ELLIE, ellie), (JAYDEN, jayden)):
        teller.say(kinds.ReasonsWritten(prompt="worry", child=child, text=text))
    return teller.file()


def test_r23_the_same_words_for_brother_and_sister_are_a_gap() -> None:
    file = _reasons("They are hungry at times.", "they are  hungry at times")
    (found,) = weighing.same_words(file, GUIDE)
    assert found.children == (ELLIE, JAYDEN)
    (gap,) = [g for g in gates.for_manager(file, GUIDE, Past()) if g.rule == "R23"]
    assert gap.title == "The same words for Ellie and Jayden"


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Hungry. Ellie looks after Jayden.", True),
        ("Both hungry.\nEllie: carries too much.\nJayden: not seen.", False),
        ("Both are hungry. Ellie carries too much. Jayden is not seen.", False),
        ("Ellie and Jayden are hungry.", True),
        ("Ellie is hungry.", True),
    ],
)
def test_r23_unless_there_is_a_line_about_each_child(text: str, same: bool) -> None:
    assert bool(weighing.same_words(_reasons(text, text), GUIDE)) is same


def test_r23_the_same_reason_for_two_levels_is_a_gap_too() -> None:
    teller = police_contact()
    for child in (ELLIE, JAYDEN):
        because = "Not level 2, not level 4."
        teller.say(
            kinds.LevelJudged(child=child, level="3", thresholds="t", descriptors=("f3a",), because=because)
        )
    assert [one.prompt for one in weighing.same_words(teller.file(), GUIDE)] == ["level"]


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_different_words_are_never_called_the_same(ellie: str, jayden: str) -> None:
    bare = ["".join(c for c in text.casefold() if c.isalnum()) for text in (ellie, jayden)]
    if "\x00" in ellie + jayden or any(0xD800 <= ord(c) < 0xE000 for c in ellie + jayden):
        return
    found = weighing.same_words(_reasons(ellie, jayden), GUIDE)
    if bare[0] != bare[1]:
        assert found == ()


def test_who_judged_the_level_wrote_part_of_the_decision() -> None:
    teller = police_contact()
    teller.say(level_of(ELLIE))
    assert teller.file().authors_of_decision == {teller.said[-1].author}


def test_nothing_is_answered_for_anybody() -> None:
    file = police_contact().file()
    assert all(line.said is None for line in checks.factor_lines(file, GUIDE))
    assert file.level(ELLIE) is None
    assert len(factors_of(DANA)) == len(GUIDE.factors)
