"""The lessons find the past they need, and today's queue is that of the picture."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, timedelta

import pytest

from workstation.domain import checks, clocks, kinds
from workstation.domain.contact import ContactFile, Stage
from workstation.domain.entries import Entry
from workstation.domain.fold import fold, hidden_words
from workstation.domain.gates import after_decision
from workstation.domain.guide import source_group
from workstation.domain.line import lines_of
from workstation.domain.tripwires import tripwires
from workstation.guidebook.after import after_book
from workstation.guidebook.guide import guide
from workstation.practice import council, town
from workstation.practice.case_file import all_cases
from workstation.practice.days import england
from workstation.practice.vignettes import NURSERY_FORM, POLICE_NOTIFICATION, SCHOOL_CALL

AS_OF = datetime(2026, 11, 24, 10, 42, tzinfo=UTC)


@pytest.fixture(scope="module")
def entries() -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in council.generate(7, AS_OF, contacts=1):
        found[entry.contact].append(entry)
    return found


@pytest.fixture(scope="module")
def files(entries: dict[str, list[Entry]]) -> list[ContactFile]:
    return [fold(story[0].contact, story) for story in entries.values()]


def _about(files: list[ContactFile], family: str, given: str) -> list[ContactFile]:
    return [f for f in files if any(c.name.family == family and c.name.given == given for c in f.children)]


def _due(file: ContactFile) -> timedelta:
    due = clocks.due(file, england((AS_OF - timedelta(days=30)).date(), AS_OF.date()))
    assert due is not None
    return due - AS_OF


def test_fewer_contacts_than_the_cases_still_gives_all_cases(files: list[ContactFile]) -> None:
    assert len(files) == sum(len(case.contacts) for case in all_cases().values())


def test_open_questions_come_back_at_a_time_of_their_own(files: list[ContactFile]) -> None:
    """C6: whoever was asked is asked again after so many working hours: most still have time, a few are late."""
    live = [f for f in files if f.stage in (Stage.OPEN, Stage.SENT_BACK)]
    waiting = [
        line
        for f in live
        for line in checks.agency_lines(f, guide(), AS_OF)
        if line.check.state in (checks.State.GAP, checks.State.NOT_KNOWN_YET)
    ]
    assert all(line.chase_at is not None for line in waiting)
    late = [line for line in waiting if line.check.state is checks.State.GAP]
    assert 1 <= len(late) <= 4 < len(waiting) - len(late)
    red = next(f for f in live if any(c.name.family == "Oyelaran" for c in f.children))
    asked = next(s for s in red.log(kinds.AgencyAsked) if s.body.agency == "police")
    assert asked.body.chase_by == asked.happened + timedelta(hours=1), (
        "what is red is asked again after an hour"
    )


def test_kayden_has_two_contacts_and_a_child_who_sounds_like_him(files: list[ContactFile]) -> None:
    his = _about(files, SCHOOL_CALL.family, SCHOOL_CALL.given)
    assert [f.stage for f in his] == [Stage.DECIDED, Stage.DECIDED]
    assert all(c.born.on == SCHOOL_CALL.born for f in his for c in f.children if c.name.given == "Kayden")
    assert [d.body.words for f in his for d in f.declines] == ["too busy"]
    assert len(_about(files, SCHOOL_CALL.family, SCHOOL_CALL.looks_like)) == 1
    school = next(a for a in town.agencies(1) if a.name == SCHOOL_CALL.school)
    assert school.phone == SCHOOL_CALL.phone
    assert SCHOOL_CALL.caller in school.people


def test_ellies_history_is_that_of_the_picture(files: list[ContactFile]) -> None:
    hers = _about(files, POLICE_NOTIFICATION.family, POLICE_NOTIFICATION.given)
    today = next(f for f in hers if f.stage is Stage.OPEN)
    police = [f for f in hers if source_group(f.source) == "police"]
    assert len(police) == 3
    assert all(AS_OF - f.received_at < timedelta(days=365) for f in police if f.received_at)
    assert [f.outcomes[0].body.outcome for f in police if f is not today] == ["O07", "O07"]
    assert sum(any(a.name.family == POLICE_NOTIFICATION.partner for a in f.adults) for f in hers) == 3
    assert [d.body.words for f in hers for d in f.declines] == ["managing fine", "partner has left"]
    assert len([m for m in today.matches if m.body.verdict == "same"]) == 4
    assert _due(today) == timedelta(hours=22, minutes=36)
    assert POLICE_NOTIFICATION.safe_number in {a.safe_contact for a in today.adults}


def test_a_hidden_address_is_in_the_journal_and_nowhere_in_the_file(
    entries: dict[str, list[Entry]], files: list[ContactFile]
) -> None:
    for family in ("Farrow", "Dunn"):
        today = next(
            f for f in files if f.stage is Stage.OPEN and f.children and f.children[0].name.family == family
        )
        words = [word for word in hidden_words(entries[today.contact]) if len(word) > 4]
        assert words
        address = next(s.body for s in today.story if isinstance(s.body, kinds.AddressRecorded))
        assert address.lines == address.postcode == ""


def test_rosie_was_closed_four_months_ago_and_her_mother_said_no_twice(files: list[ContactFile]) -> None:
    hers = _about(files, NURSERY_FORM.family, NURSERY_FORM.given)
    assert [d.body.words for f in hers for d in f.declines] == ["worried about social workers", "work"]
    assert all(f.stage is Stage.DECIDED for f in hers)
    closed = hers[-1].signed
    assert closed is not None
    assert 110 < (AS_OF - closed.happened).days < 135
    assert hers[-1].children[0].born.on == NURSERY_FORM.born


def test_the_queue_holds_every_state(files: list[ContactFile]) -> None:
    queue = {
        (f.children[0].name.family if f.children else ""): f for f in files if f.stage is not Stage.DECIDED
    }
    assert len(queue) == 29
    assert queue["Oyelaran"].act_now is not None
    assert _due(queue["Hussain"]) == timedelta(minutes=-40)
    assert queue["Hussain"].parked is not None
    assert _due(queue["Kowalska"]) == timedelta(hours=1, minutes=12)
    assert _due(queue["Dunn"]) == timedelta(hours=3, minutes=5)
    assert queue["Abdi"].stage is Stage.SENT_BACK
    assert queue["Tindall"].stage is Stage.RETURNED, "given back, and nobody answered (R13)"
    assert queue["Popescu"].asked_back is not None
    assert queue["Stephenson"].children[0].born.due == AS_OF.date() + timedelta(days=82)
    assert queue["Reid"].referrer == kinds.ReferrerNamed(anonymous=True)
    assert queue["Whitfield"].held is not None
    waiting = {family for family, f in queue.items() if f.stage is Stage.WITH_MANAGER}
    assert waiting == {"Grant", "Robson", "Singh", "Baxter", "Morton", "Chen", "Llewellyn"}
    assert {family for family, f in queue.items() if f.worker is None} == {"Dunn", "Nguyen", "Reid"}
    assert queue["Nguyen"].matches, "it came back from early help"


def test_r16_bao_is_watched_and_what_early_help_writes_today_brings_him_back(
    entries: dict[str, list[Entry]], files: list[ContactFile]
) -> None:
    his = sorted(_about(files, "Nguyen", "Bao"), key=lambda f: str(f.received_at))
    days = england((AS_OF - timedelta(days=400)).date(), (AS_OF + timedelta(days=60)).date())
    lines = [lines_of(file, guide(), days, {}).contact for file in his]
    assert [line.watch is not None for line in lines] == [True, False]
    wires = tripwires(lines[0], lines, after_book(), days, AS_OF.date())
    assert [wire.key for wire in wires] == [f"contact:{his[1].contact}"]


def test_g9_nothing_is_left_to_do_of_what_was_decided_before_today(files: list[ContactFile]) -> None:
    days = england((AS_OF - timedelta(days=7 * 366)).date(), (AS_OF + timedelta(days=60)).date())
    left = {f.number: after_decision(f, guide(), days) for f in files if f.stage is Stage.DECIDED}
    assert {number: todo for number, todo in left.items() if todo} == {}
