"""The history of a contact on a real store: only confirmed people are followed, and imported contacts count."""

from __future__ import annotations

from datetime import date, timedelta

from tests.services.conftest import MENSAH, MORNING, SHAH
from tests.services.decided import signed
from workstation.domain import checks, kinds
from workstation.domain.ids import ContactId, PersonId, uuid_of
from workstation.domain.past import Past
from workstation.domain.times import FixedClock
from workstation.history.matcher import Enquiry
from workstation.services import decide, find, identify, opening, prints, receive, record
from workstation.services.desk import Desk
from workstation.services.link import LinkState
from workstation.services.receive import NewContact
from workstation.store.act import Act

BORN = kinds.Born(on=date(2020, 5, 3))


def child(name: str, given: str = "Kayden", family: str = "Merrick") -> kinds.ChildNamed:
    return kinds.ChildNamed(person=PersonId(uuid_of(name)), name=kinds.Name(family, given), born=BORN)


def ring(desk: Desk, *said: kinds.Body, source: str = "6") -> ContactId:
    (contact,) = receive.receive(desk, NewContact(words="Shouting.", source=source, said=said)).contacts
    return contact


def again(desk: Desk, name: str, verdict: str = "same", **called: str) -> ContactId:
    """Another police notification about somebody alike, and what a worker answered to the question."""
    now = child(name, **called)
    enquiry = Enquiry(person=now.person, given="Kayden", family="Merrick", name="Kayden Merrick", born=BORN)
    candidate = find.matches(desk, enquiry)[0]
    return ring(desk, now, *identify.match_bodies(desk, None, candidate, verdict))


def rules_of(desk: Desk, contact: ContactId) -> dict[str, str]:
    return {f.rule: f.headline for f in find.past(desk, contact).facts}


def test_confirmed_people_are_followed_and_the_sentence_names_what_it_counted(
    desk: Desk, clock: FixedClock
) -> None:
    first = ring(desk, child("one"))
    clock.move(timedelta(days=30))
    second = again(desk, "two", given="Kaydn")
    past = find.past(desk, second)
    fact = past.fact("HR1")
    assert fact is not None
    assert fact.headline == "Second police notification in 12 months."
    assert fact.counted == (first,)
    assert rules_of(desk, second)["HR8"] == "Kaydn was known before as Kayden Merrick."
    assert past.contacts[1].then(PersonId(uuid_of("two"))) is not None


def test_that_none_was_found_stands_no_longer_than_it_is_true(desk: Desk, clock: FixedClock) -> None:
    """Long ago, and nothing in it that a rule would flag: it is history all the same."""
    first = ring(desk, child("one"), source="2A")
    signed(desk, first, "O02")
    clock.move(timedelta(days=800))
    second = again(desk, "two", verdict="different")
    record.say(desk, second, kinds.HistoryWeighed(view="none found", searched=("names",)))
    assert stopped_by(desk, second) == []
    (answer,) = find.past(desk, second).judged
    identify.change_answer(desk, second, answer, "same")
    assert not find.past(desk, second).flagged
    assert stopped_by(desk, second) == ["history.view"]
    check = find.contact(desk, second).steps.history
    assert (check.state, check.detail) == (checks.State.NEEDS_YOU, "The history is another one now")
    decided_of(desk, second, "O02")
    assert find.contact(desk, second).steps.history.state is checks.State.SETTLED, "decided by what was known"
    opening.sit_down(desk, MENSAH.id)
    decide.reopen(desk, second, "The school rang again.")
    opening.sit_down(desk, SHAH.id)
    assert stopped_by(desk, second) == ["history.view"]
    record.say(desk, second, kinds.HistoryWeighed(view="no difference", why="It was about his eyes."))
    assert stopped_by(desk, second) == []


def test_a_view_is_of_the_history_that_was_there(desk: Desk, clock: FixedClock) -> None:
    """A sibling is named later, and has a history of their own: it was never weighed."""
    first, theirs = ring(desk, child("one")), ring(desk, child("tyler", given="Tyler"))
    clock.move(timedelta(days=30))
    now = again(desk, "two")
    record.say(desk, now, kinds.HistoryWeighed(view="no difference", why="It was the eyes.", linked=(first,)))
    assert stopped_by(desk, now) == []
    clock.move(timedelta(minutes=5))
    tyler = child("tyler now", given="Tyler")
    record.say(desk, now, tyler)
    same = kinds.Matched(
        person=tyler.person, other=PersonId(uuid_of("tyler")), other_contact=theirs, verdict="same"
    )
    record.say(desk, now, same)
    assert stopped_by(desk, now) == ["history.view"]
    assert find.contact(desk, now).steps.history.detail == "The history is another one now"
    record.say(desk, now, kinds.HistoryWeighed(view="raises", why="Tyler, too.", linked=(first, theirs)))
    assert stopped_by(desk, now) == []


def test_not_sure_and_not_asked_are_never_counted(desk: Desk, clock: FixedClock) -> None:
    ring(desk, child("one"))
    clock.move(timedelta(days=30))
    unsure = again(desk, "two", verdict="not sure")
    assert find.past(desk, unsure).contacts[0].contact == unsure
    assert find.past(desk, unsure).fact("HR1") is None
    unasked = ring(desk, child("three"))
    past = find.past(desk, unasked)
    assert past.candidates
    assert past.fact("HR1") is None
    assert past.fact("HR9") is None, "a question is open, so nobody may say that there is nothing"


def test_not_sure_takes_no_history_away(desk: Desk, clock: FixedClock) -> None:
    """What may be theirs is told and has to be weighed, as if it were. It is counted nowhere."""
    first = ring(desk, child("one"))
    clock.move(timedelta(days=30))
    unsure = again(desk, "two", verdict="not sure", given="Kaydn")
    past = find.past(desk, unsure)
    (fact,) = past.facts
    assert (fact.rule, fact.flagged) == ("perhaps", True)
    assert fact.headline == "1 earlier contact may be about Kaydn: nobody is sure yet."
    assert fact.detail.startswith("On record as MERRICK, Kayden, last ")
    assert fact.counted == (first,)
    assert [(c.contact, c.perhaps) for c in past.perhaps] == [(first, "MERRICK, Kayden")]
    assert [c.contact for c in past.on_record] == [unsure, first]
    record.say(desk, unsure, kinds.HistoryWeighed(view="none found"))
    assert stopped_by(desk, unsure) == ["history.view"]
    record.say(desk, unsure, kinds.ReasonsWritten(prompt="worry", text="There is no previous involvement."))
    assert [g.rule for g in find.gaps_for_manager(desk, unsure) if g.rule == "W9"] == ["W9"]
    weighed = kinds.HistoryWeighed(view="not enough", why="Both say Kayden has a limp.", linked=(first,))
    record.say(desk, unsure, weighed)
    assert stopped_by(desk, unsure) == []


def stopped_by(desk: Desk, contact: ContactId) -> list[str]:
    """Where the history stops it from going to a manager."""
    return [gap.place for gap in find.contact(desk, contact).blocks if gap.rule == "B3"]


def test_who_was_left_open_there_is_open_here(desk: Desk, clock: FixedClock) -> None:
    """The answer stands in the other contact, and this one has the same question."""
    first = ring(desk, child("one"))
    clock.move(timedelta(days=30))
    later = again(desk, "two", verdict="not sure")
    past = find.past(desk, first)
    assert [c.contact for c in past.perhaps] == [later]
    assert past.fact("HR9") is None


def test_while_answers_do_not_agree_nothing_is_taken_away(desk: Desk, clock: FixedClock) -> None:
    first = ring(desk, child("one"))
    clock.move(timedelta(days=30))
    second = again(desk, "two")
    one, two = (PersonId(uuid_of(name)) for name in ("one", "two"))
    no = kinds.Matched(person=one, other=two, other_contact=second, verdict="different")
    record.say(desk, first, no)
    for contact, other in ((first, second), (second, first)):
        past = find.past(desk, contact)
        assert [c.contact for c in past.contacts] == [contact]
        assert [c.contact for c in past.perhaps] == [other]
        assert past.fact("HR9") is None


def test_once_somebody_is_sure_it_counts_or_is_gone(desk: Desk, clock: FixedClock) -> None:
    first = ring(desk, child("one"))
    clock.move(timedelta(days=30))
    unsure = again(desk, "two", verdict="not sure")
    (answer,) = find.past(desk, unsure).judged
    identify.change_answer(desk, unsure, answer, "same")
    past = find.past(desk, unsure)
    assert (past.perhaps, past.contacts[1].contact) == ((), first)
    (answer,) = past.judged
    identify.change_answer(desk, unsure, answer, "different")
    past = find.past(desk, unsure)
    assert past.perhaps == ()
    assert past.fact("HR9") is not None


def test_what_may_be_theirs_names_nobody_on_paper(desk: Desk, clock: FixedClock) -> None:
    ring(desk, child("one"))
    clock.move(timedelta(days=30))
    unsure = again(desk, "two", verdict="not sure", given="Kaydn", family="Meric")
    paper = find.past(desk, unsure).without_strangers()
    assert len(paper.perhaps) == 1
    assert "Kayden" not in repr((paper.perhaps, paper.facts))


def test_an_imported_contact_counts_like_any_other(desk: Desk, clock: FixedClock) -> None:
    before = ContactId(uuid_of("imported"))
    earlier = child("old")
    told = kinds.EarlierTaken(
        event="contact", on=date(2026, 6, 9), source="6", nfa="yes", child=earlier.person, key="1",
        as_of=date(2026, 7, 1),
    )  # fmt: skip
    acts = [Act(body, before, MORNING - timedelta(days=168)) for body in (earlier, told)]
    desk.store.journal.bring_in(acts, desk.worker.id)
    desk.matcher.moved({before})
    contact = again(desk, "now")
    facts = rules_of(desk, contact)
    assert facts["HR1"] == (
        "Second police notification in 12 months. The earlier one was closed with no further action."
    )
    assert facts["HR10"].replace("\u00a0", " ") == (
        "Earlier records come from lists that were right on 01 Jul 2026."
    )


def test_during_the_call_the_history_is_told_as_if_it_were_the_child(desk: Desk, clock: FixedClock) -> None:
    ring(desk, child("one"))
    clock.move(timedelta(days=30))
    enquiry = Enquiry(person=PersonId("new"), name="kayden merrick", born=BORN)
    (candidate,) = find.matches(desk, enquiry)
    police = find.while_you_talk(desk, candidate, "6")
    assert [f.headline for f in police.facts if f.rule == "HR1"] == [
        "Second police notification in 12 months."
    ]
    assert not [f for f in find.while_you_talk(desk, candidate, "2A").facts if f.rule == "HR1"]
    assert desk.store.register.counts(desk.now())["all"] == 1, "nothing is on record yet"


def test_while_central_is_silent_the_history_says_how_far_it_goes(desk: Desk, clock: FixedClock) -> None:
    contact = ring(desk, child("one"))
    assert "HR10" not in rules_of(desk, contact)
    desk.link.tell(LinkState(reachable=True, since=MORNING, last_good=MORNING))
    assert find.past(desk, contact).stale is None
    clock.move(timedelta(minutes=47))
    desk.link.tell(LinkState(reachable=False, since=MORNING, last_good=MORNING))
    past = find.past(desk, contact)
    assert rules_of(desk, contact)["HR10"] == "History here is up to 09:18 today."
    assert past.stale == MORNING

    record.say(desk, contact, kinds.HistoryWeighed(view="none found", up_to=past.stale))
    (warned,) = [g for g in find.gaps_for_manager(desk, contact) if g.rule == "W12"]
    assert warned.evidence.replace("\u00a0", " ") == (
        "The history that was weighed went up to 24 Nov 2026 09:18."
    )


def test_nothing_found_says_what_would_have_helped(desk: Desk) -> None:
    contact = ring(desk, kinds.ChildNamed(person=PersonId("x"), name=kinds.Name("", "Zofia")))
    fact = find.past(desk, contact).fact("HR9")
    assert fact is not None
    helped = (
        "Not known here, and it would have helped: date of birth, family name, postcode and a parent’s name."
    )
    assert helped in fact.detail


def test_the_order_of_a_queue_row_shows_the_same_facts(desk: Desk, clock: FixedClock) -> None:
    ring(desk, child("one"))
    clock.move(timedelta(days=30))
    second = again(desk, "two")
    row = next(r for r in find.queue(desk).rows if r.contact == second)
    fact = find.past(desk, second).fact("HR1")
    assert fact is not None
    assert fact.chip in [chip.words for chip in row.chips]


def test_what_came_meanwhile_and_is_open_is_told_to_whoever_decides(desk: Desk, clock: FixedClock) -> None:
    """It is no history, and yet nobody may close the first without knowing of the second."""
    first = ring(desk, child("one"), source="2A")
    clock.move(timedelta(hours=5))
    second = again(desk, "two")
    assert rules_of(desk, first) == {"HR7": "MERRICK, Kayden has an open contact with R. Shah."}
    past = find.past(desk, first)
    assert (past.flagged, past.facts[0].counted) == (True, (second,))
    assert past.fact("HR1") is None, "what came later is not counted"
    record.say(desk, first, kinds.HistoryWeighed(view="none found"))
    assert stopped_by(desk, first) == ["history.view"]
    signed(desk, second, "O07")
    assert rules_of(desk, first) == {}
    signed(desk, first, "O07")
    again(desk, "three")
    assert rules_of(desk, first) == {}, "what is decided goes by what was known then"


def test_the_history_of_a_child_is_what_was_decided_of_that_child(desk: Desk, clock: FixedClock) -> None:
    """Twice Ellie was assessed and Jayden closed: he was closed twice, and she never."""
    earlier: list[ContactId] = []
    for n in range(2):
        contact = ring(desk, child(f"e{n}", "Ellie"), child(f"j{n}", "Jayden"), source="2A")
        for name in "ej" if earlier else "":
            one, other = (PersonId(uuid_of(f"{name}{at}")) for at in (n, n - 1))
            join = kinds.Matched(person=one, other=other, other_contact=earlier[-1], verdict="same")
            record.say(desk, contact, join)
        decided_of(desk, contact, "O02", "O07")
        earlier.append(contact)
        clock.move(timedelta(days=20))

    def again_about(name: str, given: str) -> Past:
        now = child(f"{name} now", given)
        other = PersonId(uuid_of(f"{name}1"))
        same = kinds.Matched(person=now.person, other=other, other_contact=earlier[-1], verdict="same")
        contact = ring(desk, now, same, source="2A")
        paper = str(prints.preview(desk, contact, "Assessment team"))
        told = "NFA (others: Assessment)" if given == "Jayden" else "Assessment (others: NFA)"
        assert told in paper
        return find.past(desk, contact)

    his, hers = again_about("j", "Jayden"), again_about("e", "Ellie")
    closed = "Both earlier ones were closed with no further action."
    assert closed in his.facts[0].headline
    assert closed not in hers.facts[0].headline
    assert "2 contacts closed with no further action" in his.facts[0].detail
    assert "closed with no further action" not in hers.facts[0].detail
    assert {c.outcomes for c in his.contacts[1:]} == {("O07",)}
    assert {(c.outcomes, c.of_others) for c in hers.contacts[1:]} == {(("O02",), ("O07",))}


def test_a_brother_who_was_stepped_down_does_not_make_her_back_from_early_help(
    desk: Desk, clock: FixedClock
) -> None:
    first = ring(desk, child("e0", "Ellie"), child("j0", "Jayden"))
    decided_of(desk, first, "O02", "O04")
    clock.move(timedelta(days=20))
    her = child("e1", "Ellie")
    same = kinds.Matched(
        person=her.person, other=PersonId(uuid_of("e0")), other_contact=first, verdict="same"
    )
    assert rules_of(desk, ring(desk, her, same))["HR6"] == "Last decided 20 days ago: assessment."


def decided_of(desk: Desk, contact: ContactId, *outcomes: str) -> None:
    """A manager signs these outcomes, one for each child."""
    for one, outcome in zip(desk.file(contact).children, outcomes, strict=True):
        decide.recommend(desk, contact, one.person, outcome, next_time="School will see him.")
    file = desk.file(contact)
    record.put(desk, contact, [kinds.SentToManager(to=MENSAH.id, saw=file.head)])
    decisions = tuple(kinds.Decision(one.person, o) for one, o in zip(file.children, outcomes, strict=True))
    opening.sit_down(desk, MENSAH.id)
    record.put(desk, contact, [kinds.SignedOff(saw=desk.file(contact).head, decisions=decisions, why="Yes.")])
    opening.sit_down(desk, SHAH.id)


def test_what_is_the_same_as_another_contact_names_it_and_is_counted_with_it(
    desk: Desk, clock: FixedClock
) -> None:
    first = ring(desk, child("one"))
    clock.move(timedelta(hours=2))
    second = again(desk, "two")
    decide.recommend(desk, second, PersonId(uuid_of("two")), "O11")
    named = [
        g.words for g in find.contact(desk, second).blocks if g.rule == "B5" and g.place == "history.link"
    ]
    assert named == [
        "Same as another contact: which one? Link it in the history (Ctrl+L), or choose another outcome."
    ]
    record.say(
        desk, second, kinds.HistoryWeighed(view="no difference", why="It is that call.", linked=(first,))
    )
    assert not [g for g in find.contact(desk, second).blocks if g.place == "history.link"]
    decided_of(desk, second, "O11")
    decided_of(desk, first, "O07")
    clock.move(timedelta(days=30))
    third = again(desk, "three")
    past = find.past(desk, third)
    assert {c.contact for c in past.contacts} == {first, second, third}
    fact = past.fact("HR1")
    assert fact is not None
    assert fact.headline.startswith("Second police notification in 12 months.")
    assert rules_of(desk, third)["HR6"] == "Closed 30 days ago."


def test_what_changed_since_it_was_signed_is_open_and_not_closed(desk: Desk, clock: FixedClock) -> None:
    """The GP answered after a manager had closed it: the manager has it again, and so has the history."""
    first = ring(desk, child("one"))
    decided_of(desk, first, "O07")
    clock.move(timedelta(hours=2))
    late = kinds.AgencyAnswered(agency="gp", who="Dr Iqbal", said="A broken arm in May.", means="Ask how.")
    record.say(desk, first, late)
    second = again(desk, "two")
    past = find.past(desk, second)
    assert [(c.open, c.outcomes) for c in past.contacts if c.contact == first] == [(True, ("O07",))]
    rules = rules_of(desk, second)
    assert rules["HR7"] == "MERRICK, Kayden has an open contact with R. Shah."
    assert "closed" not in " ".join(rules.values())
