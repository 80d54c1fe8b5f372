"""Half-typed words and the staff list: small things that are kept on this computer only."""

from datetime import timedelta
from pathlib import Path

from tests.store.conftest import KEY
from tests.store.stories import AVA, BEN, NOON, clock
from workstation.domain.ids import ContactId
from workstation.domain.people import Role, Worker
from workstation.store.drafts import Draft
from workstation.store.file import Store

C = ContactId("c")
PLACE = "contact/c/history.why"


def test_the_last_words_are_kept(store: Store) -> None:
    store.drafts.put(PLACE, C, '"a"', NOON)
    store.drafts.put(PLACE, C, '"ab\u0000 \\ud83d"', NOON)
    assert store.drafts.get(PLACE) == Draft(PLACE, C, '"ab\u0000 \\ud83d"', NOON)
    store.drafts.drop(PLACE)
    store.drafts.drop(PLACE)
    assert store.drafts.get(PLACE) is None


def test_each_worker_has_their_own_newest_first(store: Store) -> None:
    store.drafts.put(PLACE, C, "1", NOON, worker=AVA)
    store.drafts.put("new/words", None, "2", NOON + timedelta(minutes=1), worker=AVA)
    store.drafts.put(PLACE, C, "3", NOON, worker=BEN)
    assert [draft.text for draft in store.drafts.of_worker(AVA)] == ["2", "1"]
    assert [draft.text for draft in store.drafts.of_contact(C, worker=AVA)] == ["1"]
    assert store.drafts.of_worker() == ()
    store.drafts.drop(PLACE, worker=AVA)
    assert [draft.text for draft in store.drafts.of_worker(BEN)] == ["3"]


def test_drafts_and_people_are_there_after_a_restart(path: Path) -> None:
    shah = Worker(BEN, "Rosa Shah", Role.MANAGER, "Northbeck", "she")
    with Store.open(path, KEY, clock=clock(), create=True) as store:
        store.drafts.put(PLACE, C, '"half"', NOON)
        store.people.add(Worker(AVA, "Ava Abel", Role.SOCIAL_WORKER))
        store.people.add(Worker(BEN, "Rosa Shah", Role.SOCIAL_WORKER))
        store.people.add(shah)
    with Store.open(path, KEY, clock=clock()) as store:
        assert store.drafts.get(PLACE)
        assert [worker.name for worker in store.people.all()] == ["Ava Abel", "Rosa Shah"]
        assert store.people.get(BEN) == shah
        assert store.people.get(AVA.__class__("nobody")) is None
