"""What joins by itself and what a person has to choose (`ux.md` S10), told by two computers that were apart."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.telling import CONTACT, DANA, ELLIE, MENSAH, PATEL, SHAH, Teller, police_contact
from workstation.domain import conflicts, kinds
from workstation.domain.contact import ContactFile
from workstation.domain.entries import Entry
from workstation.domain.fold import fold
from workstation.domain.ids import AuthorId, ContactId, DeviceId, EntryId, PersonId, uuid_of
from workstation.domain.kinds import Body, question


@dataclass
class Apart:
    """Two computers that had the same and then lost each other. `mine` speaks before `theirs`."""

    before: list[Entry] = field(default_factory=lambda: police_contact().said)

    def __post_init__(self) -> None:
        at = Teller().at.replace(hour=10)
        self.mine = Teller(device=DeviceId(uuid_of("mine")), at=at)
        self.theirs = Teller(device=DeviceId(uuid_of("theirs")), at=at.replace(minute=30))

    def shared(self, body: Body) -> Entry:
        """Said while they still heard each other."""
        teller = Teller(device=DeviceId(uuid_of("shared", str(len(self.before)))))
        entry = teller.say(body, answers=self._standing(self.before, body))
        self.before.append(entry)
        return entry

    def i_say(self, body: Body, by: AuthorId = SHAH) -> Entry:
        return self._say(self.mine, body, by)

    def they_say(self, body: Body, by: AuthorId = PATEL) -> Entry:
        return self._say(self.theirs, body, by)

    def _say(self, teller: Teller, body: Body, by: AuthorId) -> Entry:
        return teller.say(body, by=by, answers=self._standing([*self.before, *teller.said], body))

    @staticmethod
    def _standing(said: list[Entry], body: Body) -> tuple[EntryId, ...]:
        asked = question(body)
        return tuple(s.entry for s in fold(CONTACT, said).answers(*asked)) if asked else ()

    def entries(self) -> list[Entry]:
        return [*self.before, *self.mine.said, *self.theirs.said]

    def together(self) -> ContactFile:
        return fold(CONTACT, self.entries())


CHILD = kinds.ChildNamed(person=ELLIE, name=kinds.Name("Farrow", "Ellie"), where_now="home")


def test_different_fields_of_one_person_are_joined() -> None:
    apart = Apart()
    apart.shared(CHILD)
    apart.i_say(msgspec.structs.replace(CHILD, school="Tarn Lane Primary"))
    apart.they_say(msgspec.structs.replace(CHILD, where_now="at her aunt’s"))
    file = apart.together()
    child = file.child(ELLIE)
    assert child is not None
    assert (child.school, child.where_now, file.conflicts) == ("Tarn Lane Primary", "at her aunt’s", ())


def test_a_field_changed_in_two_steps_on_one_computer_is_still_its_change() -> None:
    apart = Apart()
    apart.shared(CHILD)
    apart.i_say(msgspec.structs.replace(CHILD, school="Tarn Lane Primary"))
    apart.i_say(msgspec.structs.replace(CHILD, school="Tarn Lane Primary", gp="Dr Ode"))
    apart.they_say(msgspec.structs.replace(CHILD, sex="F"))
    child = apart.together().child(ELLIE)
    assert child is not None
    assert (child.school, child.gp, child.sex) == ("Tarn Lane Primary", "Dr Ode", "F")


def test_the_same_field_with_two_values_needs_a_person_and_the_rest_is_joined() -> None:
    apart = Apart()
    apart.shared(CHILD)
    mine = apart.i_say(msgspec.structs.replace(CHILD, school="Tarn Lane Primary", where_now="school"))
    apart.they_say(msgspec.structs.replace(CHILD, gp="Dr Ode", where_now="at her aunt’s"))
    file = apart.together()
    joined = file.joined["person", ELLIE]
    assert file.conflicts == (("person", ELLIE),)
    assert joined.clashes == ("where_now",)
    assert joined.was is not None
    assert joined.was.body == CHILD
    assert conflicts.resolved(joined, mine.id) == msgspec.structs.replace(
        CHILD, school="Tarn Lane Primary", gp="Dr Ode", where_now="school"
    )


def test_what_is_known_wins_over_what_was_not() -> None:
    apart = Apart()
    apart.i_say(kinds.ParentAgreed(person=DANA, agrees="not asked"))
    apart.they_say(kinds.ParentAgreed(person=DANA, agrees="yes", to="an assessment"))
    file = apart.together()
    agreed = file.agrees(DANA)
    assert agreed is not None
    assert (agreed.agrees, agreed.to, file.conflicts) == ("yes", "an assessment", ())


def test_lists_are_joined_by_item_and_what_one_took_away_stays_away() -> None:
    apart = Apart()
    apart.shared(kinds.ThemesChosen(themes=("da", "alcohol")))
    apart.i_say(kinds.ThemesChosen(themes=("da", "housing")))
    apart.they_say(kinds.ThemesChosen(themes=("da", "alcohol", "neglect")))
    assert apart.together().themes == ("da", "housing", "neglect")
    assert not apart.together().conflicts


def test_of_two_who_say_at_once_who_lives_at_an_address_only_what_both_say_counts() -> None:
    """Who may see a hidden address goes by it: a father whom one of them added is not let see it by that alone."""
    apart = Apart()
    home = kinds.AddressRecorded(address="a", people=(ELLIE,), lines="9 Quiet Yard", confidential=True)
    apart.shared(home)
    apart.i_say(msgspec.structs.replace(home, people=(ELLIE, DANA)))
    apart.they_say(msgspec.structs.replace(home, people=(ELLIE, PersonId("liam"))))
    (address,) = apart.together().addresses
    assert address.people == (ELLIE,)
    assert not apart.together().conflicts


def test_what_one_alone_says_of_who_lives_there_counts() -> None:
    apart = Apart()
    home = kinds.AddressRecorded(address="a", people=(ELLIE,), lines="9 Quiet Yard", confidential=True)
    apart.shared(home)
    apart.i_say(msgspec.structs.replace(home, people=(ELLIE, DANA)))
    apart.they_say(msgspec.structs.replace(home, since=date(2026, 11, 1)))
    (address,) = apart.together().addresses
    assert address.people == (ELLIE, DANA)


def test_the_same_answer_twice_is_one_answer() -> None:
    apart = Apart()
    apart.i_say(kinds.Recommended(child=ELLIE, outcome="O02"))
    apart.they_say(kinds.Recommended(child=ELLIE, outcome="O02"))
    assert not apart.together().conflicts


def test_reasons_are_both_kept_named_and_in_the_order_of_their_time() -> None:
    apart = Apart()
    apart.i_say(kinds.ReasonsWritten(prompt="worry", text="Needs a visit."))
    apart.they_say(kinds.ReasonsWritten(prompt="worry", text="Growing well."))
    file = apart.together()
    assert file.reason("worry") == "Needs a visit.\n\nGrowing well."
    assert not file.conflicts
    versions = file.joined["reasons", "worry", "None"].versions
    assert conflicts.named(versions, lambda said: said.by) == "shah: Needs a visit.\n\npatel: Growing well."


def test_reasons_that_hold_the_other_ones_stand_once() -> None:
    apart = Apart()
    apart.i_say(kinds.ReasonsWritten(prompt="worry", text="Needs a visit."))
    apart.they_say(kinds.ReasonsWritten(prompt="worry", text="Needs a visit. Soon."))
    file = apart.together()
    assert file.reason("worry") == "Needs a visit. Soon."
    versions = file.joined["reasons", "worry", "None"].versions
    assert conflicts.named(versions, lambda said: said.by) == "Needs a visit. Soon."


def test_reasons_that_differ_by_a_blank_stand_once() -> None:
    apart = Apart()
    apart.i_say(kinds.ReasonsWritten(prompt="worry", text="Mother said no."))
    apart.they_say(kinds.ReasonsWritten(prompt="worry", text="Mother said no. "))
    assert apart.together().reason("worry") == "Mother said no."


def test_an_agency_that_answered_counts_more_than_a_reason_not_to_ask() -> None:
    apart = Apart()
    apart.i_say(kinds.AgencyAnswered(agency="gp", who="Dr Ode", said="Well.", means="No more worry."))
    apart.they_say(kinds.AgencyNotNeeded(agency="gp", because="On holiday."))
    file = apart.together()
    found = file.agency("gp")
    assert found is not None
    assert isinstance(found.body, kinds.AgencyAnswered)
    assert not file.conflicts


def test_two_people_who_rang_the_same_agency_are_both_heard() -> None:
    apart = Apart()
    apart.i_say(kinds.AgencyAnswered(agency="gp", who="Dr Ode", said="Seen in May.", means="Known."))
    apart.they_say(
        kinds.AgencyAnswered(agency="gp", who="Practice nurse", said="Missed two.", means="Known.")
    )
    found = apart.together().agency("gp")
    assert found is not None
    assert isinstance(found.body, kinds.AgencyAnswered)
    assert found.body.said == "Seen in May.\n\nMissed two."
    assert found.body.means == "Known."


OTHER = ContactId("earlier")
NEEDS_A_PERSON: list[tuple[Body, Body, tuple[str, ...]]] = [
    (
        kinds.Recommended(child=ELLIE, outcome="O02"),
        kinds.Recommended(child=ELLIE, outcome="O07"),
        ("outcome",),
    ),
    (kinds.Allocated(worker=SHAH), kinds.Allocated(worker=PATEL), ("worker",)),
    (
        kinds.Matched(person=ELLIE, other=PersonId("x"), other_contact=OTHER, verdict="same"),
        kinds.Matched(person=ELLIE, other=PersonId("x"), other_contact=OTHER, verdict="different"),
        ("verdict",),
    ),
    (
        kinds.ConfidentialityChanged(address="a1"),
        kinds.AddressReleased(address="a1", because="Moved."),
        ("kind",),
    ),
    (kinds.HistoryWeighed(view="raises", why="A."), kinds.HistoryWeighed(view="lowers", why="B."), ("view",)),
    (kinds.Rated(rating="red"), kinds.Rated(rating="green"), ("rating",)),
    (kinds.ParentTold(person=DANA, told="yes"), kinds.ParentTold(person=DANA, told="no: risk"), ("told",)),
    (CHILD, kinds.PersonRemoved(person=ELLIE, because="Another family."), ("kind",)),
    (kinds.Escalated(danger="He is back."), kinds.Lowered(because="He left."), ("kind",)),
    (
        kinds.SignedOff(saw="a", decisions=(kinds.Decision(ELLIE, "O02"),), why="Yes."),
        kinds.SignedOff(saw="a", decisions=(kinds.Decision(ELLIE, "O07"),), why="Yes."),
        ("decisions",),
    ),
]


@pytest.mark.parametrize(("mine", "theirs", "clashes"), NEEDS_A_PERSON)
def test_these_need_a_person_whoever_spoke_first(mine: Body, theirs: Body, clashes: tuple[str, ...]) -> None:
    for first, second in ((mine, theirs), (theirs, mine)):
        apart = Apart()
        apart.i_say(first)
        apart.they_say(second)
        file = apart.together()
        (asked,) = file.conflicts
        assert file.joined[asked].clashes == clashes


@pytest.mark.parametrize("first", [True, False])
def test_until_a_person_has_chosen_the_safer_answer_counts(first: bool) -> None:
    apart = Apart()
    apart.shared(kinds.AddressRecorded(address="a1", lines="12 Sample Street"))
    pairs: list[tuple[Body, Body]] = [
        (kinds.ConfidentialityChanged(address="a1"), kinds.AddressReleased(address="a1")),
        (kinds.Rated(rating="red"), kinds.Rated(rating="green")),
        (
            kinds.Matched(person=ELLIE, other=PersonId("x"), other_contact=OTHER, verdict="same"),
            kinds.Matched(person=ELLIE, other=PersonId("x"), other_contact=OTHER, verdict="different"),
        ),
        (CHILD, kinds.PersonRemoved(person=ELLIE, because="Another family.")),
        (kinds.Escalated(danger="He is back."), kinds.Lowered(because="He left.")),
    ]
    for safe, unsafe in pairs:
        (apart.i_say if first else apart.they_say)(safe)
        (apart.they_say if first else apart.i_say)(unsafe)
    file = apart.together()
    assert file.hidden
    assert "Sample" not in repr(file)
    assert file.rating is not None
    assert file.rating.rating == "red"
    assert [m.body.verdict for m in file.matches] == ["not sure"]
    assert file.child(ELLIE) is not None
    assert file.act_now is not None


def test_who_chose_between_two_outcomes_wrote_part_of_the_decision() -> None:
    apart = Apart()
    mine = apart.i_say(kinds.Recommended(child=ELLIE, outcome="O02"))
    theirs = apart.they_say(kinds.Recommended(child=ELLIE, outcome="O07"))
    apart.mine.say(kinds.Settled(keeps=theirs.id), by=MENSAH, answers=(mine.id, theirs.id))
    file = apart.together()
    assert not file.conflicts
    assert MENSAH in file.authors_of_decision


def test_a_settlement_may_keep_another_settlement() -> None:
    apart = Apart()
    mine = apart.i_say(kinds.Recommended(child=ELLIE, outcome="O02"))
    theirs = apart.they_say(kinds.Recommended(child=ELLIE, outcome="O07"))
    both = (mine.id, theirs.id)
    one = apart.mine.say(kinds.Settled(keeps=mine.id), by=SHAH, answers=both)
    other = apart.theirs.say(kinds.Settled(keeps=theirs.id), by=PATEL, answers=both)
    assert apart.together().conflicts == (("outcome", ELLIE),)
    apart.mine.say(kinds.Settled(keeps=other.id), by=MENSAH, answers=(one.id, other.id))
    file = apart.together()
    outcome = file.outcome(ELLIE)
    assert outcome is not None
    assert (outcome.body.outcome, outcome.by, file.conflicts) == ("O07", MENSAH, ())


_TEXT = st.sampled_from(["", "Hungry.", "Well.", "Seen in May.", "Well. Seen in May."])
_THEMES = st.lists(st.sampled_from(["da", "al", "ho", "ne"]), unique=True).map(tuple)
_ANY: st.SearchStrategy[Body] = st.one_of(
    st.builds(kinds.Answered, question_id=st.just("worried"), answer=_TEXT,
              state=st.sampled_from(["answered", "did not say", "asked", "not asked"])),
    st.builds(kinds.ThemesChosen, themes=_THEMES),
    st.builds(kinds.Rated, rating=st.sampled_from(["red", "amber", "green"]), because=_TEXT),
    st.builds(kinds.ChildNamed, person=st.just(ELLIE), name=st.just(kinds.Name("Farrow", "Ellie")), school=_TEXT,
              gp=_TEXT, where_now=_TEXT, sex=st.sampled_from(["F", "M", ""])),
    st.builds(kinds.PersonRemoved, person=st.just(ELLIE), because=_TEXT),
    st.builds(kinds.AddressRecorded, address=st.just("a1"), lines=_TEXT, confidential=st.booleans()),
    st.builds(kinds.ConfidentialityChanged, address=st.just("a1")),
    st.builds(kinds.AddressReleased, address=st.just("a1")),
    st.builds(kinds.AgencyAnswered, agency=st.just("gp"), said=_TEXT, means=_TEXT),
    st.builds(kinds.AgencyNotNeeded, agency=st.just("gp"), because=_TEXT),
    st.builds(kinds.ReasonsWritten, prompt=st.just("worry"), text=_TEXT),
    st.builds(kinds.Recommended, child=st.just(ELLIE), outcome=st.sampled_from(["O02", "O07"]), who=_TEXT),
    st.builds(kinds.HistoryWeighed, view=st.sampled_from(["raises", "lowers"]), why=_TEXT),
    st.builds(kinds.Escalated, danger=_TEXT), st.builds(kinds.Lowered, because=_TEXT),
)  # fmt: skip


@st.composite
def partings(draw: st.DrawFn) -> Apart:
    """Some things said together, then some on each side that the other did not hear."""
    apart = Apart()
    for body in draw(st.lists(_ANY, max_size=3)):
        apart.shared(body)
    for body in draw(st.lists(_ANY, max_size=4)):
        apart.i_say(body)
    for body in draw(st.lists(_ANY, max_size=4)):
        apart.they_say(body)
    return apart


@settings(max_examples=150, deadline=None)
@given(partings(), st.randoms(use_true_random=False))
def test_what_they_come_to_depends_neither_on_the_way_here_nor_on_numbers(
    apart: Apart, dice: random.Random
) -> None:
    said = apart.entries()
    numbers = list(range(1, len(said) + 1))
    dice.shuffle(numbers)
    dice.shuffle(said)
    moved = [msgspec.structs.replace(e, position=n) for e, n in zip(said, numbers, strict=True)]
    one, other = fold(CONTACT, said), fold(CONTACT, moved)
    assert set(one.conflicts) == set(other.conflicts)
    assert one.joined == other.joined


@settings(max_examples=150, deadline=None)
@given(partings())
def test_no_word_and_no_item_of_either_is_lost_unless_somebody_took_it_away(apart: Apart) -> None:
    file = apart.together()
    for asked, joined in file.joined.items():
        if asked in file.conflicts:
            continue
        for version in joined.versions:
            body, told = version.body, joined.said.body
            if isinstance(body, kinds.ReasonsWritten) and isinstance(told, kinds.ReasonsWritten):
                gone = joined.was is not None and body == joined.was.body
                assert gone or body.text in told.text
            if isinstance(body, kinds.ThemesChosen) and isinstance(told, kinds.ThemesChosen):
                was = joined.was.body if joined.was else None
                old = was.themes if isinstance(was, kinds.ThemesChosen) else ()
                assert {t for t in body.themes if t not in old} <= set(told.themes)


@settings(max_examples=150, deadline=None)
@given(partings(), st.data())
def test_every_choice_leaves_one_answer_and_the_loser_in_the_history(
    apart: Apart, data: st.DataObject
) -> None:
    file = apart.together()
    if not file.conflicts:
        return
    asked = data.draw(st.sampled_from(file.conflicts))
    joined = file.joined[asked]
    keeps = data.draw(st.sampled_from([v.entry for v in joined.versions]))
    kept = next(v.body for v in joined.versions if v.entry == keeps)
    body = conflicts.resolved(joined, keeps)
    apart.mine.say(body, by=MENSAH, answers=tuple(v.entry for v in joined.versions))
    after = apart.together()
    assert asked not in after.conflicts
    (stands,) = after.answers(*asked)
    for name in joined.clashes if joined.clashes != ("kind",) else ():
        if name != "confidential":  # an address stays hidden while anything else says so
            assert getattr(stands.body, name) == getattr(kept, name)
    assert {s.entry for s in file.story} <= {s.entry for s in after.story}
