"""A server that does not tell the truth (`trust.md` 6 S). Each test names its row.

S07 is in `test_central`; S01, S02, S05 and S08 are tried on the database, too (`tests/central`).
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.store.stories import AVA, BEN, note
from tests.sync.test_exchange import C, ava, ben, office
from workstation.access.seals import genuine
from workstation.domain.entries import FRONT_DOOR, Entry, chain, digest
from workstation.domain.ids import AuthorId, EntryId
from workstation.store.carrying import Carrying
from workstation.sync.central import Answer, CentralOdd, Page, Verdict
from workstation.sync.embedded import Embedded, Line
from workstation.sync.exchange import exchange

__all__ = ["ava", "ben", "office"]


class Liar(Line):
    """A line whose pages somebody changes on the way."""

    def __init__(self, office: Embedded, lie: Callable[[Page], Page], worker: AuthorId = BEN) -> None:
        super().__init__(office, worker)
        self._lie = lie

    def pull(self, stream: str, cursor: int, most: int = 500) -> Page:
        return self._lie(super().pull(stream, cursor, most))


def written(office: Embedded, journal: Carrying, many: int) -> tuple[Entry, ...]:
    made = journal.append(C, [note(f"Note {number}.") for number in range(many)], AVA)
    exchange(journal, office.line(AVA), genuine)
    return made


def other_words(entry: Entry) -> Entry:
    body = b'{"text":"Nothing happened."}'
    return replace(entry, body=body, digest=digest(body, entry.salt))


LIES: dict[str, Callable[[Page], Page]] = {
    "one left out": lambda page: replace(page, entries=page.entries[:2] + page.entries[3:]),
    "two swapped": lambda page: replace(page, entries=(page.entries[1], page.entries[0], *page.entries[2:])),
    "other words": lambda page: replace(
        page, entries=(*page.entries[:2], other_words(page.entries[2]), *page.entries[3:])
    ),
    "renumbered": lambda page: replace(
        page,
        entries=tuple(
            replace(entry, position=place) for place, entry in enumerate(page.entries[1:], start=1)
        ),
    ),
    "another end": lambda page: replace(page, chain=b"x" * 32),
}


@pytest.mark.parametrize("lie", LIES)
def test_s03_a_page_with_a_broken_link_is_an_alarm_and_nothing_of_it_is_shown(
    office: Embedded, ava: Carrying, ben: Carrying, lie: str
) -> None:
    written(office, ava, 5)
    with pytest.raises(CentralOdd):
        exchange(ben, Liar(office, LIES[lie]), genuine)
    assert ben.of_contact(C) == ()
    done = exchange(ben, office.line(BEN), genuine)  # the truth is taken as if nothing had been
    assert (done.received, len(ben.of_contact(C))) == (5, 5)


def test_s03_words_changed_under_an_unchanged_digest_are_kept_and_never_shown(
    office: Embedded, ava: Carrying, ben: Carrying
) -> None:
    written(office, ava, 3)

    def lie(page: Page) -> Page:
        changed = replace(page.entries[1], body=b'{"text":"Nothing happened."}')
        return replace(page, entries=(page.entries[0], changed, page.entries[2]))

    assert exchange(ben, Liar(office, lie), genuine).doubtful == 1
    assert [entry.position for entry in ben.of_contact(C)] == [1, 3]


def test_s03_what_somebody_wrote_stays_theirs_when_it_comes_back_altered(
    office: Embedded, ava: Carrying
) -> None:
    """To everybody else it is doubtful. Whoever wrote it knows better, and goes on after it."""
    made = ava.append(C, [note(f"Note {number}.") for number in range(3)], AVA)

    def lie(page: Page) -> Page:
        return replace(page, entries=tuple(replace(entry, sig=b"x" * 64) for entry in page.entries))

    done = exchange(ava, Liar(office, lie, AVA), genuine)
    assert (done.sent, done.doubtful) == (3, 3)
    assert [entry.id for entry in ava.of_contact(C)] == [entry.id for entry in made]
    (more,) = ava.append(C, [note("One more.")], AVA)
    assert (more.seq, more.previous) == (4, chain(made[-1]))


def test_s04_two_who_were_told_different_stories_find_it_when_the_heads_meet(
    office: Embedded, ava: Carrying, ben: Carrying, tmp_path: Path
) -> None:
    """A second server with the same people tells Ben another story at the same places."""
    written(office, ava, 4)
    second = Embedded(tmp_path / "second", bytes(range(32)))
    for worker in (AVA, BEN):
        second.hire(worker, FRONT_DOOR)
    line = second.line(AVA)
    line.enrol(ava.own_key())
    page = office.line(BEN).pull(FRONT_DOOR, 0)
    told = [replace(entry, position=None) for entry in (page.entries[0], page.entries[2], page.entries[1])]
    assert [answer.verdict for answer in line.push(FRONT_DOOR, told)] == [Verdict.OK] * 3
    exchange(ben, second.line(BEN), genuine)
    second.close()
    done = exchange(ben, office.line(BEN), genuine)
    assert done.healed == 2  # the places at which the stories part
    assert [entry.id for entry in ben.of_contact(C)] == [entry.id for entry in ava.of_contact(C)]
    assert ben.mark(FRONT_DOOR) == ava.mark(FRONT_DOOR)


def test_s06_a_server_from_yesterday_is_seen_and_gets_back_what_it_lost(
    office: Embedded, ava: Carrying, ben: Carrying, tmp_path: Path
) -> None:
    made = written(office, ava, 6)
    exchange(ben, office.line(BEN), genuine)
    yesterday = Embedded(tmp_path / "yesterday", bytes(range(32)))
    for worker in (AVA, BEN):
        yesterday.hire(worker, FRONT_DOOR)
    line = yesterday.line(AVA)
    line.enrol(ava.own_key())
    kept = [replace(entry, position=None) for entry in office.line(BEN).pull(FRONT_DOOR, 0).entries[:2]]
    line.push(FRONT_DOOR, kept)
    done = exchange(ben, yesterday.line(BEN), genuine)  # whoever looks first offers everybody's
    assert (done.healed, done.sent, done.refused) == (4, 4, 0)
    assert exchange(ava, yesterday.line(AVA), genuine).healed in (0, 4)
    assert {entry.id for entry in ava.of_contact(C)} == {entry.id for entry in made}
    assert ava.mark(FRONT_DOOR) == ben.mark(FRONT_DOOR)
    yesterday.close()


def test_s01_every_kind_of_wrong_entry_has_its_answer(office: Embedded, ava: Carrying) -> None:
    """Said again, another body under one number, a hole in the numbers, a wrong link, somebody else's name."""
    one, two = ava.append(C, [note("1"), note("2")], AVA)
    line = office.line(AVA)
    line.enrol(ava.own_key())
    first, second = ava.waiting(500, 1_000_000)

    def pushed(entry: Entry) -> Answer:
        return line.push(FRONT_DOOR, [entry])[0]

    assert (pushed(first).position, pushed(first).position) == (1, 1)  # a true replay gets its first answer
    twin = replace(other_words(second), id=EntryId("twin"))
    assert pushed(second).verdict is Verdict.OK
    assert pushed(twin).forked
    assert pushed(replace(second, previous=b"x" * 32)).verdict is Verdict.CLASH
    assert pushed(replace(first, id=EntryId("forged"), author=BEN)).reason == "not yours"
    assert (
        pushed(replace(second, id=EntryId("later"), seq=9)).verdict is Verdict.OK
    )  # readers see the bad signature
    assert (chain(one), chain(two)) == (chain(first), chain(second))


def test_a_forged_entry_is_kept_and_never_shown(office: Embedded, ava: Carrying, ben: Carrying) -> None:
    (one,) = written(office, ava, 1)
    forged = replace(other_words(one), id=EntryId("forged"), seq=2, previous=chain(one), sig=b"s" * 64)
    office.line(BEN).push(FRONT_DOOR, [replace(forged, position=None)])
    assert exchange(ben, office.line(BEN), genuine).doubtful == 1
    assert [entry.id for entry in ben.of_contact(C)] == [one.id]
