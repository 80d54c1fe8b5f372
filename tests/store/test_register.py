"""The register: rows that follow the entries, and come out the same when all are made anew."""

import random
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal

import pytest

from tests.store.conftest import KEY
from tests.store.stories import AVA, BEN, NOON, child_of, clock, lines, note, numbered, ready, story
from workstation.domain import kinds
from workstation.domain.entries import FRONT_DOOR, Entry
from workstation.domain.ids import ContactId, EntryId, PersonId
from workstation.domain.kinds import Body
from workstation.domain.line import MatchLine
from workstation.domain.travel import Doubt, Mark
from workstation.store.act import Act
from workstation.store.engine import reading
from workstation.store.file import Store
from workstation.store.register import Filter
from workstation.store.schema import REGISTER
from workstation.store.told import MOST


def tell(store: Store, contact: str, *more: Body, serial: int = 1) -> ContactId:
    """A contact of twelve entries, and what is said about it after that."""
    store.journal.append(ContactId(contact), [*story(contact, serial), *more], AVA)
    return ContactId(contact)


def rows(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    store.register.settle()
    with reading(store._engine) as cx:
        return {
            table.name: [tuple(row) for row in cx.execute(table.select().order_by(*table.primary_key))]
            for table in REGISTER
        }


def same(one: str, other: str, verdict: Literal["same", "different", "not sure"] = "same") -> Body:
    return kinds.Matched(
        person=child_of(one), other=child_of(other), other_contact=ContactId(other), verdict=verdict
    )


def rebuilt(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    store.register.settle()
    with store._engine.begin() as cx:
        for table in REGISTER:
            cx.execute(table.delete())
    assert not any(rows(store).values())
    store.register.rebuild()
    return rows(store)


@pytest.fixture
def busy(store: Store) -> Store:
    """Nine contacts in many states, with judgements made, taken back and made of people not here yet."""
    journal = store.journal
    for serial in range(1, 9):
        tell(store, f"c{serial}", kinds.Allocated(worker=AVA if serial % 2 else BEN), serial=serial)
    (wrong,) = journal.append(ContactId("c2"), [same("c2", "c1")], AVA)
    journal.append(ContactId("c3"), [same("c3", "c2"), same("c3", "c4")], AVA)
    journal.append(ContactId("c5"), [same("c5", "c6", "different"), same("c5", "later")], AVA)
    journal.append(ContactId("c6"), [same("c6", "later")], AVA)
    journal.append(ContactId("c2"), [same("c2", "c1", "not sure")], BEN, answers=(wrong.id,))
    twice = kinds.EventMatched(other=ContactId("c3"), verdict="same", goes_on=ContactId("c3"))
    journal.append(ContactId("c4"), [twice], AVA)
    journal.append(ContactId("c7"), [kinds.Escalated(danger="Now", told="Manager"), note()], AVA)
    named = next(e.id for e in journal.of_contact(ContactId("c8")) if e.kind == "ChildNamed")
    gone = kinds.PersonRemoved(person=child_of("c8"), because="mistake")
    journal.append(ContactId("c8"), [gone], AVA, answers=(named,))
    journal.append_entries(
        ready("earlier", (kinds.EarlierTaken(event="referral", la_child_id="NB1"),), "old")
    )
    return store


def test_deleting_the_register_loses_nothing(busy: Store) -> None:
    before = rows(busy)
    assert all(before.values())
    assert rebuilt(busy) == before


def brought(contact: str, *, but: int = 0) -> list[Act]:
    """What a file says of a contact, without the first so many things."""
    told = story(contact)
    return [Act(b, ContactId(contact), entry=EntryId(f"{contact}-{n}")) for n, b in enumerate(told)][but:]


def test_what_a_file_says_has_the_rows_that_all_its_entries_give(busy: Store) -> None:
    half = brought("new")[:2]
    busy.journal.bring_in([*brought("later"), *half, Act(note(), ContactId("c4"))], AVA)
    assert cluster(busy, "later") == {"c5", "c6", "later"}
    busy.journal.bring_in([*brought("new", but=2), *brought("newest")], AVA)
    before = rows(busy)
    assert rebuilt(busy) == before


def test_a_long_file_leaves_in_memory_what_people_work_on(store: Store) -> None:
    tell(store, "c1")
    store.journal.bring_in([act for n in range(MOST + 1) for act in brought(f"old{n}")], AVA)
    assert store.register.file(ContactId("c1"))


def test_rows_do_not_depend_on_the_order_of_arrival(busy: Store, path: Path) -> None:
    told = list(busy.journal.iterate())
    with Store.open(path.with_name("other"), KEY, clock=clock(), create=True) as other:
        other.register.follow(lines)
        for _, entries in reversed(told):
            other.journal.append_entries(reversed(entries))
        assert rows(other) == rows(busy)


def test_lines_are_what_the_domain_makes_of_the_file(busy: Store) -> None:
    from workstation.domain.fold import fold

    matches: set[MatchLine] = set()
    for contact, entries in busy.journal.iterate():
        made = lines(fold(contact, entries))
        assert busy.register.contact(contact) == made.contact
        assert sorted(busy.register.people_of(contact), key=repr) == sorted(made.people, key=repr)
        matches.update(made.matches)
    assert matches
    assert set(busy.register.judged(one.person for one in matches)) == matches


def test_an_act_that_fails_leaves_the_register_alone(busy: Store) -> None:
    before = rows(busy)
    with pytest.raises(Exception, match="hidden character"):
        busy.journal.append(ContactId("c1"), [kinds.Allocated(worker=BEN), note("\x00")], AVA)
    assert rows(busy) == before


# -- who is the same as whom ---------------------------------------------------------------------------------


def cluster(store: Store, contact: str) -> set[str]:
    person = child_of(contact)
    return {mate.removesuffix("-child") for mate in store.register.clusters([person]).get(person, ())}


def test_clusters_follow_the_judgements_that_stand(busy: Store) -> None:
    assert cluster(busy, "c1") == {"c1"}  # taken back
    assert cluster(busy, "c2") == cluster(busy, "c4") == {"c2", "c3", "c4"}
    assert cluster(busy, "c5") == cluster(busy, "c6") == {"c5", "c6"}  # through somebody not here yet
    tell(busy, "later")
    assert cluster(busy, "later") == {"c5", "c6", "later"}


def test_a_judgement_taken_back_takes_the_cluster_apart(store: Store) -> None:
    for contact in "abcd":
        tell(store, contact)
    (ab,) = store.journal.append(ContactId("b"), [same("b", "a")], AVA)
    (bc,) = store.journal.append(ContactId("c"), [same("c", "b")], AVA)
    store.journal.append(ContactId("d"), [same("d", "c")], AVA)
    assert cluster(store, "a") == {"a", "b", "c", "d"}
    store.journal.append(ContactId("c"), [same("c", "b", "different")], AVA, answers=(bc.id,))
    assert (cluster(store, "a"), cluster(store, "d")) == ({"a", "b"}, {"c", "d"})
    store.journal.append(ContactId("b"), [kinds.Withdrawn()], AVA, answers=(ab.id,))
    assert (cluster(store, "a"), cluster(store, "b")) == ({"a"}, {"b"})
    assert rebuilt(store) == rows(store)


def test_the_smallest_of_a_cluster_may_leave_it(store: Store) -> None:
    for contact in "abc":
        tell(store, contact)
    (ab, ac) = store.journal.append(ContactId("a"), [same("a", "b"), same("a", "c")], AVA)
    assert cluster(store, "c") == {"a", "b", "c"}
    store.journal.append(ContactId("a"), [kinds.Withdrawn()], AVA, answers=(ab.id, ac.id))
    assert [cluster(store, contact) for contact in "abc"] == [{"a"}, {"b"}, {"c"}]
    assert rebuilt(store) == rows(store)


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_judged_and_taken_back_step_by_step_is_the_same_as_all_at_once(
    store: Store, seed: int
) -> None:
    chance = random.Random(seed)
    judged: list[Entry] = []
    for _ in range(60):
        one, other = chance.sample("abcdefgh", 2)
        if judged and chance.random() < 0.35:
            gone = judged.pop(chance.randrange(len(judged)))
            store.journal.append(gone.contact, [kinds.Withdrawn()], AVA, answers=(gone.id,))
        elif chance.random() < 0.2:
            removed = kinds.PersonRemoved(person=child_of(one), because="mistake")
            store.journal.append(ContactId(one), [removed], AVA)
        elif chance.random() < 0.4:
            tell(store, one)
        else:
            verdict = chance.choice(("same", "same", "different"))
            said = same(one, other, verdict)  # type: ignore[arg-type]
            judged += store.journal.append(ContactId(one), [said], AVA)
    before = rows(store)
    assert rebuilt(store) == before


def test_the_past_is_everything_of_people_judged_the_same(busy: Store) -> None:
    found = busy.register.past_of([child_of("c3")])
    assert {past.contact for past in found} == {"c2", "c3", "c4"}
    assert [past.at for past in found] == sorted((past.at for past in found), reverse=True)
    assert {past.contact for past in busy.register.past_of([child_of("c1")])} == {"c1"}
    assert busy.register.past_of([]) == ()
    (earlier,) = busy.register.past_of([PersonId("earlier")])
    assert earlier.event == "referral"


# -- lists --------------------------------------------------------------------------------------------------------


def test_views_and_their_counts(busy: Store) -> None:
    counts = busy.register.counts(NOON, AVA)
    assert counts["everyone"] == counts["all"] == 8
    assert (counts["mine"], counts["not allocated"], counts["act now"], counts["decided"]) == (4, 0, 1, 0)
    for view, count in counts.items():
        page, total = busy.register.queue(view, now=NOON, worker=AVA)
        assert len(page) == total == count, view
    later = busy.register.counts(NOON + timedelta(days=3), AVA)
    assert (counts["overdue"], later["overdue"]) == (0, 8)
    assert busy.register.counts(NOON + timedelta(hours=21), AVA)["due soon"] == 8


def test_act_now_comes_first_then_time_left(busy: Store) -> None:
    page, _ = busy.register.queue("everyone", now=NOON)
    assert page[0].contact == "c7"
    due = [line.due_at for line in page[1:]]
    assert due == sorted(due, key=lambda at: at or NOON)


def test_pages_fit_together(busy: Store) -> None:
    whole, total = busy.register.queue("everyone", now=NOON, sort="worry")
    parts = [busy.register.queue("everyone", now=NOON, sort="worry", offset=n, limit=3)[0] for n in (0, 3, 6)]
    assert total == 8
    assert tuple(line for part in parts for line in part) == whole
    downwards, _ = busy.register.queue("everyone", now=NOON, sort="number", descending=True)
    assert [line.number for line in downwards] == sorted((line.number for line in whole), reverse=True)


def test_words_narrow_a_list_and_are_only_words(busy: Store) -> None:
    def found(words: str) -> int:
        return busy.register.queue("all", now=NOON, narrow=Filter(words=words))[1]

    assert found("quell POLICE") == 2
    assert found("quell nobody") == 0
    assert found("%") == found("_____________") == found("' OR 1=1 --") == 0
    assert busy.register.queue("all", now=NOON, narrow=Filter(worker=BEN))[1] == 4


def test_by_number(busy: Store) -> None:
    line = busy.register.contact(ContactId("c3"))
    assert line
    assert busy.register.by_number(f" {line.number.lower()} ") == "c3"
    assert busy.register.by_number("C26-99999-A") is None
    assert busy.register.contact(ContactId("nowhere")) is None
    assert len(list(busy.register.everybody())) == 16


# -- kept in step -----------------------------------------------------------------------------------------------


def test_entries_that_came_while_nobody_followed_are_caught_up_with(path: Path) -> None:
    with Store.open(path, KEY, clock=clock(), create=True) as store:
        store.register.follow(lines, "g-1")
        tell(store, "a")
    with Store.open(path, KEY, clock=clock()) as store:
        tell(store, "b")
        assert store.register.contact(ContactId("b")) is None
        done: list[int] = []
        store.register.follow(lines, "g-1", done.append)
        assert store.register.contact(ContactId("b"))
        assert done == [1]
        store.register.follow(lines, "g-1", done.append)
        assert done == [1]
        store.register.follow(lines, "g-2", done.append)
        assert done == [1, 2]


def test_a_number_from_central_may_change_what_is_last(busy: Store) -> None:
    waiting = busy.journal.waiting(10_000, 10_000_000)
    busy.journal.confirm(
        FRONT_DOOR, {entry.id: place for place, entry in enumerate(reversed(waiting), start=1)}
    )
    assert rebuilt(busy) == rows(busy)


def test_a_contact_about_which_nothing_is_believed_has_no_row(store: Store) -> None:
    """Whoever forges an entry about a new contact adds nothing to anybody's list."""
    page, after = numbered(ready("forged", story("forged"), "pc-of-ben"))
    doubtful = dict.fromkeys([entry.id for entry in page], Doubt.SIGNATURE)
    journal = store.journal
    journal.receive(FRONT_DOOR, Mark(), page, after, doubtful)
    assert not any(rows(store).values())
    journal.forget(FRONT_DOOR, Mark(), ())
    journal.receive(FRONT_DOOR, Mark(), page, after, {})
    believed = rows(store)
    assert all(believed[table] for table in ("contact_rows", "person_rows"))
    journal.forget(FRONT_DOOR, Mark(), ())
    journal.receive(FRONT_DOOR, Mark(), page, after, doubtful)
    assert not any(rows(store).values())
    assert rebuilt(store) == rows(store)
