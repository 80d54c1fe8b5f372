"""Events from before Lintel: which of them stand, and that the same event from two files is one."""

from datetime import UTC, date, datetime

from msgspec.structs import replace

from workstation.domain import conflicts
from workstation.domain.ids import AuthorId, EntryId
from workstation.domain.kinds import Body, EarlierTaken, question
from workstation.domain.said import Said

OLD = EarlierTaken(event="referral", la_child_id="C1", on=date(2024, 5, 1), key="k", as_of=date(2024, 3, 31))
NEW = replace(OLD, nfa="yes", as_of=date(2025, 3, 31))


def said(body: EarlierTaken, entry: str, recorded: int) -> Said[Body]:
    return Said(body, EntryId(entry), AuthorId("a"), datetime(2026, 1, 1, tzinfo=UTC), recorded)


def test_an_event_without_a_key_is_a_line_in_the_log() -> None:
    assert question(replace(OLD, key="")) is None
    assert question(OLD) == ("earlier", "k")


def test_of_two_files_brought_in_apart_the_newer_data_counts_and_nobody_is_asked() -> None:
    both = [said(NEW, "e1", 1), said(OLD, "e2", 2)]
    joined = conflicts.join(both, {s.entry: s for s in both})
    assert joined.said.body == NEW
    assert joined.clashes == ()
