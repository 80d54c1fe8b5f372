"""The laws of folding: prefix, permutation, unknown kinds, correction and settlement, erasure, taking back."""

from __future__ import annotations

import random

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.telling import (
    CONTACT,
    DANA,
    ELLIE,
    JAYDEN,
    LIAM,
    MENSAH,
    PATEL,
    SHAH,
    Teller,
    police_contact,
)
from tests.store.stories import lines
from workstation.domain import kinds, wire
from workstation.domain.contact import head_of
from workstation.domain.entries import Entry, broken_links, in_order
from workstation.domain.fold import fold, hidden_words
from workstation.domain.growing import Grown, grow, grown_of
from workstation.domain.ids import DeviceId, EntryId, uuid_of
from workstation.domain.kinds import Body
from workstation.domain.line import same_lines

_PEOPLE = st.sampled_from([ELLIE, JAYDEN, DANA, LIAM])
_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
_BODIES: st.SearchStrategy[Body] = st.one_of(
    st.builds(kinds.Answered, question_id=st.sampled_from(["worried", "wanted"]), answer=_TEXT),
    st.builds(
        kinds.ReasonsWritten, prompt=st.sampled_from(["worry", "strengths"]), text=_TEXT, child=_PEOPLE
    ),
    st.builds(kinds.HistoryWeighed, view=st.sampled_from(["raises", "lowers"]), why=_TEXT),
    st.builds(kinds.AgencyAnswered, agency=st.sampled_from(["gp", "school"]), said=_TEXT),
    st.builds(kinds.AgencyNotNeeded, agency=st.sampled_from(["gp", "school"]), because=_TEXT),
    st.builds(kinds.NoteMade, text=_TEXT),
    st.builds(kinds.Recommended, child=_PEOPLE, outcome=st.sampled_from(["O02", "O07"])),
    st.builds(kinds.AddressRecorded, address=st.just("a1"), lines=_TEXT, confidential=st.booleans()),
    st.builds(kinds.Withdrawn),
)
_IDS = st.sampled_from(
    [EntryId(uuid_of(uuid_of(device), str(n))) for device in ("one", "two") for n in range(7)]
)
_REACHING_BACK: st.SearchStrategy[Body] = st.one_of(
    st.builds(kinds.ConfidentialityChanged, address=st.just("a1")),
    st.builds(kinds.AddressReleased, address=st.just("a1")),
    st.builds(kinds.ChildNamed, person=_PEOPLE, name=st.just(kinds.Name("Quell")), postcode=_TEXT),
    st.builds(kinds.SentBack, requests=st.just(()), why=_TEXT),
    st.builds(kinds.Settled, keeps=_IDS),
    st.builds(kinds.Redacted, target=_IDS, authority=_TEXT, because=_TEXT),
)


@st.composite
def stories(draw: st.DrawFn, bodies: st.SearchStrategy[Body] = _BODIES) -> list[Entry]:
    """Two devices that say things and answer each other, as offline colleagues do."""
    tellers = [Teller(device=DeviceId(uuid_of(name))) for name in ("one", "two")]
    said: list[Entry] = []
    for _ in range(draw(st.integers(1, 14))):
        answers = draw(st.sets(st.sampled_from([e.id for e in said]), max_size=2)) if said else set()
        teller = draw(st.sampled_from(tellers))
        entry = teller.say(
            draw(bodies), by=draw(st.sampled_from([SHAH, PATEL])), answers=tuple(sorted(answers))
        )
        said.append(entry)
    return said


def _stands(said: list[Entry]) -> dict[tuple[str, ...], set[str]]:
    file = fold(CONTACT, said)
    return {question: {s.entry for s in standing} for question, standing in file.standing.items()}


@settings(max_examples=150, deadline=None)
@given(stories(), st.randoms(use_true_random=False))
def test_what_stands_does_not_depend_on_the_order_of_arrival(said: list[Entry], dice: random.Random) -> None:
    shuffled = said[:]
    dice.shuffle(shuffled)
    assert _stands(shuffled) == _stands(said)
    assert fold(CONTACT, shuffled) == fold(CONTACT, said)


@settings(max_examples=150, deadline=None)
@given(stories(), st.data())
def test_what_stands_does_not_depend_on_clocks_or_positions(said: list[Entry], data: st.DataObject) -> None:
    numbers = data.draw(st.permutations(range(len(said))))
    moved = [msgspec.structs.replace(e, recorded=n, position=n) for e, n in zip(said, numbers, strict=True)]
    assert _stands(moved) == _stands(said)


@settings(max_examples=100, deadline=None)
@given(stories(), st.data())
def test_every_prefix_folds_to_the_beginning_of_the_story(said: list[Entry], data: st.DataObject) -> None:
    ordered = in_order(said)
    first = data.draw(st.integers(0, len(ordered)))
    before, after = fold(CONTACT, ordered[:first]), fold(CONTACT, ordered)
    known = {s.entry for s in before.story}
    assert [s.entry for s in after.story][: len(before.story)] == [s.entry for s in before.story]
    assert known <= {s.entry for s in after.story}


def _exactly(grown: Grown) -> tuple[object, ...]:
    """Everything in it, with the order of what stands: lists of people and addresses come from that."""
    return grown, list(grown.file.standing.items())


@settings(max_examples=400, deadline=None)
@given(stories(_BODIES | _REACHING_BACK), st.data())
def test_a_file_that_grew_is_the_file_folded_anew(said: list[Entry], data: st.DataObject) -> None:
    hidden = [e for e in said if data.draw(st.integers(0, 9)) == 0]  # comes later, or never
    numbers = data.draw(st.permutations(range(len(said))))
    known = [e for e in said if e not in hidden]
    here = [
        msgspec.structs.replace(e, position=n) if data.draw(st.integers(0, 5)) == 0 else e
        for e, n in zip(known, numbers, strict=False)
    ]
    grown = grown_of(CONTACT, [])
    for count, entry in enumerate([*here, *hidden], start=1):
        so_far = [*here, *hidden][:count]
        more = grow(grown, [entry])
        anew = grown_of(CONTACT, so_far)
        assert more is None or _exactly(more) == _exactly(anew)
        grown = anew if more is None else more


_IN_THE_LOG: st.SearchStrategy[Body] = st.one_of(
    st.builds(kinds.NoteMade, text=_TEXT),
    st.builds(kinds.AddressShown, address=_TEXT, why=_TEXT),
    st.builds(kinds.ErasureAgreed, target=_IDS, authority=_TEXT, because=_TEXT),
    st.builds(kinds.AgencyAsked, agency=st.sampled_from(["gp", "school"]), how=_TEXT),
    st.builds(kinds.AgencyTried, agency=st.sampled_from(["gp", "school"])),
    st.builds(kinds.EarlierTaken, event=_TEXT, la_child_id=_TEXT),
    st.builds(kinds.SignedOff, decisions=st.just(()), saw=st.just(""), why=_TEXT),
)


@settings(max_examples=200, deadline=None)
@given(stories(_BODIES | _IN_THE_LOG), st.booleans())
def test_lines_said_to_be_the_same_are_the_same(said: list[Entry], signed: bool) -> None:
    teller = police_contact()
    if signed:
        teller.say(kinds.SignedOff(saw=teller.file().head, decisions=(), why="Agree."), by=MENSAH)
    grown = grown_of(CONTACT, teller.said)
    for entry in said:
        more = grow(grown, [msgspec.structs.replace(entry, recorded=grown.latest + 1)])
        if more is not None:
            if same_lines(grown.file, more.file):
                assert lines(more.file) == lines(grown.file)
            grown = more


def test_a_note_changes_no_line_unless_somebody_signed() -> None:
    teller = police_contact()
    before = grown_of(CONTACT, teller.said)
    teller.say(kinds.NoteMade(text="Rang back."))
    after = grow(before, teller.said[-1:])
    assert after is not None
    assert same_lines(before.file, after.file)
    teller.say(kinds.SignedOff(saw=teller.file().head, decisions=(), why="Agree."), by=MENSAH)
    signed = grown_of(CONTACT, teller.said)
    teller.say(kinds.NoteMade(text="Rang again."))
    changed = grow(signed, teller.said[-1:])
    assert changed is not None
    assert not same_lines(signed.file, changed.file)


def test_plain_answers_and_notes_grow() -> None:
    teller = police_contact()
    grown = grown_of(CONTACT, teller.said)
    first = teller.say(kinds.HistoryWeighed(view="lowers", why="Long ago."))
    teller.say(kinds.HistoryWeighed(view="raises", why="Same partner."), answers=(first.id,))
    teller.say(kinds.NoteMade(text="Rang back."))
    more = grow(grown, teller.said[-3:])
    assert more is not None
    assert _exactly(more) == _exactly(grown_of(CONTACT, teller.said))


def test_a_child_named_beside_a_secret_address_does_not_bring_its_postcode_by_growing() -> None:
    teller = police_contact()
    teller.say(kinds.AddressRecorded(address="a1", lines="12 Sample Street", confidential=True))
    grown = grown_of(CONTACT, teller.said)
    teller.say(kinds.ChildNamed(person=ELLIE, name=kinds.Name("Farrow", "Ellie"), postcode="NB1 2CD"))
    more = grow(grown, teller.said[-1:])
    assert more is None or "NB1 2CD" not in repr(more.file)


@settings(max_examples=100, deadline=None)
@given(stories())
def test_no_answer_stands_twice_and_none_stands_that_was_answered(said: list[Entry]) -> None:
    standing = [entry for entries in _stands(said).values() for entry in entries]
    withdrawn = {a for e in said if e.kind == "Withdrawn" for a in e.answers}
    answered = {a for e in said if e.id not in withdrawn for a in e.answers}
    assert len(standing) == len(set(standing))
    assert not answered & set(standing)


@settings(max_examples=100, deadline=None)
@given(st.text(min_size=1, max_size=12), st.binary(max_size=80))
def test_unknown_kinds_survive_the_wire_byte_for_byte(kind: str, raw: bytes) -> None:
    teller = Teller()
    sent = teller.say_raw(f"Newer{kind}".encode("utf-8", "replace").decode(), raw)
    came = wire.from_wire(wire.to_wire(sent))
    assert came == sent
    assert wire.to_wire(came) == wire.to_wire(sent)
    assert [u.kind for u in fold(CONTACT, [came]).unread] == [sent.kind]


def test_a_newer_version_answering_does_not_make_the_old_answer_vanish() -> None:
    teller = police_contact()
    view = teller.say(kinds.HistoryWeighed(view="raises", why="Third time."))
    teller.say_raw("HistoryWeighedAgain", b"{}", answers=(view.id,))
    file = teller.file()
    assert file.history_view is not None
    assert file.history_view.entry == view.id
    assert [u.kind for u in file.unread] == ["HistoryWeighedAgain"]


def test_a_correction_replaces_and_the_history_keeps_both() -> None:
    teller = police_contact()
    first = teller.say(kinds.HistoryWeighed(view="no difference", why="Old."))
    teller.say(kinds.HistoryWeighed(view="raises", why="Same partner."), answers=(first.id,))
    file = teller.file()
    assert [v.body.view for v in file.log(kinds.HistoryWeighed)] == ["no difference", "raises"]
    assert file.history_view is not None
    assert file.history_view.body.view == "raises"
    assert not file.conflicts


def test_two_answers_stand_until_a_person_settles_them() -> None:
    teller = police_contact()
    mine = teller.say(kinds.Recommended(child=ELLIE, outcome="O02"), by=SHAH)
    theirs = teller.say(kinds.Recommended(child=ELLIE, outcome="O07"), by=PATEL)
    assert teller.file().conflicts == (("outcome", ELLIE),)
    teller.say(kinds.Settled(keeps=mine.id), by=MENSAH, answers=(mine.id, theirs.id))
    file = teller.file()
    outcome = file.outcome(ELLIE)
    assert outcome is not None
    assert (outcome.body.outcome, outcome.by) == ("O02", MENSAH)
    assert not file.conflicts
    assert {s.entry for s in file.log(kinds.Recommended)} == {mine.id, theirs.id}


def test_two_people_who_settle_differently_leave_both_standing() -> None:
    teller = police_contact()
    mine = teller.say(kinds.Recommended(child=ELLIE, outcome="O02"))
    theirs = teller.say(kinds.Recommended(child=ELLIE, outcome="O07"))
    teller.say(kinds.Settled(keeps=mine.id), by=MENSAH, answers=(mine.id, theirs.id))
    teller.say(kinds.Settled(keeps=theirs.id), by=PATEL, answers=(mine.id, theirs.id))
    assert teller.file().conflicts == (("outcome", ELLIE),)


def test_a_settlement_whose_choice_has_not_arrived_answers_nothing() -> None:
    teller = police_contact()
    mine = teller.say(kinds.Recommended(child=ELLIE, outcome="O02"))
    theirs = teller.say(kinds.Recommended(child=ELLIE, outcome="O07"))
    settled = teller.say(kinds.Settled(keeps=theirs.id), answers=(mine.id, theirs.id))
    without = [e for e in teller.said if e.id != theirs.id]
    assert settled in without
    outcome = fold(CONTACT, without).outcome(ELLIE)
    assert outcome is not None
    assert outcome.entry == mine.id


def test_taking_back_a_correction_brings_the_first_answer_back() -> None:
    teller = police_contact()
    first = teller.say(kinds.ReasonsWritten(prompt="strengths", text="Settled in school."))
    second = teller.say(kinds.ReasonsWritten(prompt="strengths", text="Slip."), answers=(first.id,))
    teller.say(kinds.Withdrawn(because="undo"), answers=(second.id,))
    assert teller.file().reason("strengths") == "Settled in school."


def test_erasing_words_keeps_the_chain_and_the_head() -> None:
    teller = police_contact()
    note = teller.say(kinds.NoteMade(text="Words to be erased."))
    teller.say(kinds.Redacted(target=note.id, authority="Court order", because="Wrong family"))
    erased = [msgspec.structs.replace(e, body=None) if e.id == note.id else e for e in teller.said]
    assert broken_links(erased) == []
    assert head_of(erased) == head_of(teller.said)
    file = fold(CONTACT, erased)
    assert [(u.kind, u.erased) for u in file.unread] == [("NoteMade", True)]
    assert not any("erased." in getattr(s.body, "text", "") for s in file.story)


def test_the_chain_notices_changed_words_and_missing_entries() -> None:
    said = police_contact().said
    changed = [msgspec.structs.replace(e, body=b"{}") if e.seq == 3 else e for e in said]
    assert broken_links(said) == []
    assert "words of entry 3" in broken_links(changed)[0]
    assert "entry 2" in broken_links(said[:1] + said[2:])[0]


def test_a_confidential_address_never_reaches_the_contact_file() -> None:
    teller = police_contact()
    teller.say(kinds.AddressRecorded(address="a1", lines="12 Sample Street\nNorthbridge", postcode="NB1 2CD"))
    assert teller.file().addresses[0].lines.startswith("12 Sample")
    teller.say(kinds.ConfidentialityChanged(address="a1"))
    file = teller.file()
    assert file.hidden
    assert "Sample" not in repr(file)
    assert "NB1 2CD" not in repr(file)
    assert {"12 Sample Street", "NB1 2CD"} <= set(hidden_words(teller.said))


def test_of_two_answers_about_an_address_the_safer_one_wins() -> None:
    teller = police_contact()
    teller.say(kinds.AddressRecorded(address="a1", lines="12 Sample Street", confidential=True))
    hide = teller.say(kinds.ConfidentialityChanged(address="a1"))
    release = teller.say(kinds.AddressReleased(address="a1", because="Safe."))
    assert teller.file().hidden
    teller.say(kinds.Settled(keeps=release.id), by=MENSAH, answers=(hide.id, release.id))
    assert teller.file().hidden  # a settlement is no act of managers alone
    teller.say(kinds.AddressReleased(address="a1", because="Safe."), by=MENSAH, answers=(hide.id, release.id))
    assert "Sample" not in repr(fold(CONTACT, teller.said[:-1]))
    assert not teller.file().hidden


def test_what_arrives_after_signing_off_shows() -> None:
    teller = police_contact()
    seen = teller.file().head
    teller.say(kinds.SentToManager(to=MENSAH, saw=seen))
    assert teller.file().head == seen
    signed = teller.say(
        kinds.SignedOff(saw=seen, decisions=(kinds.Decision(ELLIE, "O02"),), why="Agree."), by=MENSAH
    )
    assert teller.file().stage == "two answers stand"  # a sign-off that answers nothing settles nothing
    teller.said[-1] = msgspec.structs.replace(signed, answers=(teller.said[-2].id,))
    assert teller.file().stage == "decided"
    teller.say(kinds.AgencyAnswered(agency="gp", said="Mother was here last night."))
    file = teller.file()
    assert file.changed_since_signed
    assert file.stage == "with manager"


def test_nothing_is_shown_before_what_it_answers_whatever_number_it_has() -> None:
    """Central went back, and was told the answer again before the entry that it answers."""
    teller = police_contact()
    first = teller.say(kinds.HistoryWeighed(view="lowers", why="Long ago."))
    second = teller.say(kinds.HistoryWeighed(view="raises", why="Same partner."), answers=(first.id,))
    numbered = {first.id: 9, second.id: 3}
    said = [msgspec.structs.replace(e, position=numbered.get(e.id, e.seq)) for e in teller.said]
    story = [s.entry for s in fold(CONTACT, said).story]
    assert story.index(first.id) < story.index(second.id)
    waiting = [msgspec.structs.replace(e, position=None) if e.id == first.id else e for e in said]
    story = [s.entry for s in fold(CONTACT, waiting).story]
    assert story[-2:] == [first.id, second.id]
