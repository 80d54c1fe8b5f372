"""Whose yes or no counts (G4, G6, R20): those with parental responsibility for the child, and young people."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from tests.domain.telling import DANA, ELLIE, FATHER, JAYDEN, LIAM, Teller, police_contact, settle_everything
from workstation.domain import agreement, gates, kinds
from workstation.domain.ids import PersonId
from workstation.domain.kinds import Body, Name, YesNo
from workstation.domain.past import Past
from workstation.guidebook.guide import guide

GUIDE = guide()
_TYLER = PersonId("tyler")
_GRAN = kinds.AdultNamed(
    person=PersonId("gran"), name=Name("Farrow", "Joan"), title="Mrs", relationship="grandmother"
)
_NEEDS = "Early help needs a parent’s agreement, or a record that they declined."


def _said(teller: Teller, *said: Body) -> Teller:
    for body in said:
        stood = tuple(s.entry for s in teller.file().answers(*(kinds.question(body) or ("",))))
        teller.say(body, answers=stood)
    return teller


def _early_help(*said: Body, outcome: str = "O04") -> Teller:
    """Everything is settled; nobody agreed, and early help is recommended for both children."""
    teller = police_contact()
    settle_everything(teller)
    help_ = (kinds.Recommended(child=c, outcome=outcome) for c in (ELLIE, JAYDEN))
    asked = kinds.ParentAgreed(person=DANA, agrees="not asked", because="She was at work.")
    return _said(teller, asked, *help_, *said)


def _g6(teller: Teller) -> list[str]:
    return [gap.words for gap in gates.blocks(teller.file(), GUIDE, Past()) if gap.rule == "G6"]


def _yes(person: PersonId) -> Body:
    return kinds.ParentAgreed(person=person, agrees="yes", to="early help")


def _no(person: PersonId) -> Body:
    return kinds.SupportDeclined(person=person, offered="early help", reason="D08", effect="None yet.")


@pytest.mark.parametrize("says", [_yes, _no], ids=["agrees", "declines"])
@pytest.mark.parametrize(("has", "counts"), [("yes", True), ("not known", False), ("no", False)])
def test_g6_what_somebody_says_counts_unless_they_have_no_parental_responsibility(
    says: object, has: YesNo, *, counts: bool
) -> None:
    teller = _early_help(replace(_GRAN, responsibility=has), says(_GRAN.person))  # type: ignore[operator]
    assert (_g6(teller) == []) is counts
    if has == "no":
        (words,) = _g6(teller)
        assert words.endswith(
            "needs the yes or no of somebody with parental responsibility. Mrs Farrow has none."
        )


_MOTHER = kinds.AdultNamed(person=DANA, name=Name("Farrow", "Dana"), title="Ms", relationship="mother")


@pytest.mark.parametrize("says", [_yes, _no], ids=["agrees", "declines"])
@pytest.mark.parametrize(
    ("mother", "counts"),
    [
        (replace(_MOTHER, responsibility="yes"), False),
        (_MOTHER, False),
        (replace(_MOTHER, responsibility="no"), True),
        (replace(_MOTHER, known=False), True),
        (replace(_MOTHER, relationship="aunt"), True),
    ],
    ids=["has it", "perhaps", "has none", "not known", "an aunt"],
)
def test_g6_a_neighbour_whom_nobody_asked_does_not_speak_for_a_mother(
    mother: kinds.AdultNamed, says: object, *, counts: bool
) -> None:
    """Whose responsibility nobody answered counts only where nobody has it, and no parent may have it."""
    neighbour = replace(_GRAN, relationship="neighbour, friend of mother")
    teller = _early_help(mother, neighbour, says(_GRAN.person))  # type: ignore[operator]
    assert (_g6(teller) == []) is counts
    _said(teller, kinds.BasisRecorded(basis="consent"))
    assert (gates.may_not_ask(teller.file(), GUIDE) is None) is (counts and says is _yes)
    if says is _yes and not counts:
        _said(teller, says(DANA))
        assert _g6(teller) == []


# -- nobody with parental responsibility is known -----------------------------------------------------------------

_CARER = replace(_GRAN, relationship="foster carer", responsibility="no")
_NO_MOTHER = kinds.AdultNamed(person=DANA, relationship="mother", known=False)
_NO_FATHER = kinds.AdultNamed(person=FATHER, relationship="father", known=False)


def _seen(teller: Teller) -> list[str]:
    found = gates.warnings(teller.file(), GUIDE, Past())
    return [gap.evidence for gap in found if gap.title == "Nobody with parental responsibility is known"]


@pytest.mark.parametrize("outcome", ["O04", "O12"])
def test_g6_where_there_is_nobody_to_ask_it_goes_on_and_a_manager_sees_it(outcome: str) -> None:
    said = _no(_CARER.person) if outcome == "O12" else _yes(_CARER.person)
    known = replace(_NO_FATHER, name=Name("Cole", "Ian"), title="Mr", known=True)
    teller = _early_help(_CARER, _NO_MOTHER, known, said, outcome=outcome)
    assert _g6(teller) != [], "he may have it: he is asked"
    assert _seen(teller) == []
    _said(teller, _NO_FATHER)
    assert _g6(teller) == []
    words = "No adult on record has it for Ellie and Jayden, or may have it. So nobody could say yes or no."
    assert _seen(teller) == [words]


def test_g4_checks_that_rest_on_consent_go_on_where_there_is_nobody_to_ask() -> None:
    teller = _said(police_contact(), kinds.BasisRecorded(basis="consent"), _CARER, _NO_MOTHER)
    assert gates.may_not_ask(teller.file(), GUIDE) is not None
    _said(teller, _NO_FATHER)
    assert gates.may_not_ask(teller.file(), GUIDE) is None
    assert len(_seen(teller)) == 1
    able = kinds.ChildHeard(person=ELLIE, words="Yes.", able="She understands it all.")
    _said(teller, able)
    assert gates.may_not_ask(teller.file(), GUIDE) is not None, "she answers for herself"
    _said(teller, _yes(ELLIE))
    assert gates.may_not_ask(teller.file(), GUIDE) is None


def test_g6_a_young_person_under_16_says_yes_alone_where_there_is_no_parent_to_ask() -> None:
    able = kinds.ChildHeard(person=ELLIE, words="Yes.", able="She understands it all.")
    teller = _early_help(_CARER, _NO_MOTHER, _NO_FATHER, able)
    assert _g6(teller) == ["Early help needs Ellie’s own agreement, or a record that they declined."]
    assert _g6(_said(teller, _yes(ELLIE))) == []
    assert len(_seen(teller)) == 1


def test_g6_a_young_person_declines_for_himself_and_not_for_his_sisters() -> None:
    tyler = kinds.ChildNamed(
        person=_TYLER, name=Name("Farrow", "Tyler"), born=kinds.Born(on=date(2009, 5, 1)), where_now="home"
    )
    teller = _early_help(tyler, _no(_TYLER))
    assert _g6(teller) == [_NEEDS]
    _said(teller, kinds.Recommended(child=_TYLER, outcome="O04"))
    assert _g6(teller) == [_NEEDS]
    assert _g6(_said(teller, _no(DANA))) == []


def test_g6_a_child_who_cannot_answer_alone_closes_nothing() -> None:
    assert _g6(_early_help(_no(ELLIE))) == [_NEEDS]


def test_g6_the_word_of_somebody_who_was_removed_counts_no_more() -> None:
    teller = _early_help(replace(_GRAN, responsibility="yes"), _no(_GRAN.person))
    assert _g6(teller) == []
    _said(teller, kinds.PersonRemoved(person=_GRAN.person, because="She is of another family."))
    assert _g6(teller) == [_NEEDS]
    bare = kinds.SupportDeclined(person=_GRAN.person, offered="", reason="")
    assert _g6(_said(teller, bare)) == [_NEEDS], "nobody is asked why somebody declined who is not here"


def test_g6_a_father_of_one_child_answers_for_that_child() -> None:
    dad = kinds.AdultNamed(
        person=FATHER, name=Name("Cole", "Ian"), relationship="father of Jayden", responsibility="yes"
    )
    assert _g6(_early_help(dad, _yes(FATHER))) == [
        "Early help for Ellie needs a parent’s agreement, or a record that they declined."
    ]


@pytest.mark.parametrize(("person", "counts"), [(DANA, True), (LIAM, False), (ELLIE, False)])
def test_r27_offered_and_declined_is_declined_by_somebody_who_may(person: PersonId, *, counts: bool) -> None:
    found = _g6(_early_help(_no(person), outcome="O12"))
    offered = "Support offered and declined: write down what was offered, and why they said no."
    assert (offered not in found) is counts


@pytest.mark.parametrize(("person", "counts"), [(DANA, True), (LIAM, False)])
def test_r20_a_manager_sees_that_nothing_was_offered_to_whoever_could_take_it(
    person: PersonId, *, counts: bool
) -> None:
    teller = _early_help(_no(person), outcome="O06")
    rules = [gap.rule for gap in gates.for_manager(teller.file(), GUIDE, Past())]
    assert ("R20" not in rules) is counts


@pytest.mark.parametrize(
    ("said", "shut"),
    [
        ((), "nobody’s agreement is recorded"),
        ((_yes(DANA),), ""),
        ((_yes(LIAM),), "Mr Stokes agrees, but has no parental responsibility"),
        ((_yes(ELLIE),), "nobody’s agreement is recorded"),
        ((kinds.ChildHeard(person=ELLIE, words="Yes.", able="She understands it all."), _yes(ELLIE)), "for Jayden"),
        ((_yes(DANA), kinds.PersonRemoved(person=DANA, because="Of another family.")), "nobody’s agreement"),
    ],
)  # fmt: skip
def test_g4_checks_that_rest_on_consent_rest_on_it_for_every_child(said: tuple[Body, ...], shut: str) -> None:
    teller = _said(police_contact(), kinds.BasisRecorded(basis="consent"), *said)
    gap = gates.may_not_ask(teller.file(), GUIDE)
    assert (gap is None) if not shut else (gap is not None and shut in gap.words)


def test_with_no_child_named_the_word_of_a_parent_still_counts() -> None:
    teller = _said(Teller(), kinds.Received(number="C26-1", channel="phone", source="9", words="Worried."))
    _said(teller, kinds.BasisRecorded(basis="consent"), replace(_GRAN, relationship="mother"))
    assert gates.may_not_ask(teller.file(), GUIDE) is not None
    _said(teller, _yes(_GRAN.person))
    assert gates.may_not_ask(teller.file(), GUIDE) is None
    assert agreement.count(teller.file()) == {_GRAN.person}
