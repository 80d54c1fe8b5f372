"""The invented council holds together: chains, times, shares, and codes that exist."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest

from workstation.domain import kinds
from workstation.domain.contact import ContactFile, Stage
from workstation.domain.contact_numbers import good_contact_number
from workstation.domain.entries import Entry, broken_links, decode
from workstation.domain.fold import fold
from workstation.domain.guide import source_group
from workstation.domain.kinds import Body, question
from workstation.domain.people import Role, may_recommend, may_record, may_sign
from workstation.domain.times import local, of_hybrid
from workstation.guidebook.guide import guide
from workstation.practice import council, town
from workstation.practice.days import england

AS_OF = datetime(2026, 11, 24, 10, 42, tzinfo=UTC)
ODD_MOMENTS = (
    datetime(2026, 11, 29, 2, 0, tzinfo=UTC),  # a Sunday night
    datetime(2026, 12, 26, 15, 0, tzinfo=UTC),  # a bank holiday weekend
    datetime(2027, 1, 4, 8, 0, tzinfo=UTC),  # before the first working day of the year
    datetime(2026, 11, 27, 23, 30, tzinfo=UTC),  # a Friday night
    datetime(2028, 2, 29, 9, 5, tzinfo=UTC),  # a day that most years do not have
)

Bodies = list[tuple[Entry, Body]]


def _read(entries: Iterable[Entry]) -> Bodies:
    found: Bodies = []
    for entry in entries:
        assert entry.body is not None
        body = decode(entry.kind, entry.body)
        assert body is not None, entry
        found.append((entry, body))
    return found


@pytest.fixture(scope="module")
def everything() -> Bodies:
    return _read(council.generate(7, AS_OF))


@pytest.fixture(scope="module")
def files(everything: Bodies) -> list[ContactFile]:
    return _files(everything)


def _files(bodies: Bodies) -> list[ContactFile]:
    by_contact: dict[str, list[Entry]] = defaultdict(list)
    for entry, _ in bodies:
        by_contact[entry.contact].append(entry)
    return [fold(entries[0].contact, entries) for entries in by_contact.values()]


def _digest(entries: Iterable[Entry]) -> str:
    total = hashlib.sha256()
    for e in entries:
        total.update(
            repr((e.id, e.previous, e.digest, e.recorded, e.happened, e.answers)).encode() + (e.body or b"")
        )
    return total.hexdigest()


def test_the_same_seed_and_moment_give_the_same_bytes_in_any_process() -> None:
    script = (
        "from tests.practice.test_council import _digest, AS_OF, council;"
        "print(_digest(council.generate(3, AS_OF, contacts=400)))"
    )
    here = _digest(council.generate(3, AS_OF, contacts=400))
    for hashing in ("0", "4711"):
        done = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": hashing},
        )  # fmt: skip
        assert done.stdout.strip() == here
    assert _digest(council.generate(4, AS_OF, contacts=400)) != here


def test_every_computers_chain_holds(everything: Bodies) -> None:
    by_device: dict[str, list[Entry]] = defaultdict(list)
    for entry, _ in everything:
        by_device[entry.device].append(entry)
    assert len(by_device) >= 15
    assert [fault for chain in by_device.values() for fault in broken_links(chain)] == []


def test_ids_are_unique_and_answers_name_earlier_entries_of_the_same_question(everything: Bodies) -> None:
    seen: dict[str, tuple[str, object]] = {}
    for entry, body in everything:
        assert entry.id not in seen
        for answered in entry.answers:
            assert seen[answered] == (entry.contact, question(body))
        seen[entry.id] = (entry.contact, question(body))


def test_times_rise_and_never_pass_the_moment_of_making(everything: Bodies) -> None:
    recorded = [entry.recorded for entry, _ in everything]
    assert recorded == sorted(set(recorded))
    assert all(of_hybrid(r) <= AS_OF for r in recorded)
    assert all(entry.happened <= of_hybrid(entry.recorded) for entry, _ in everything)


@pytest.mark.parametrize("as_of", ODD_MOMENTS, ids=str)
def test_at_any_hour_nothing_lies_in_the_future_and_the_queue_is_there(as_of: datetime) -> None:
    bodies = _read(council.generate(7, as_of, contacts=150))
    assert all(of_hybrid(entry.recorded) <= as_of for entry, _ in bodies)
    stages = Counter(file.stage for file in _files(bodies))
    assert stages[Stage.OPEN] >= 15
    assert stages[Stage.WITH_MANAGER] >= 6
    assert stages[Stage.SENT_BACK] == 1


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_last_contacts_of_the_past_are_finished_in_time(seed: int) -> None:
    monday = datetime(2026, 11, 23, 15, 20, tzinfo=UTC)
    late = [e for e in council.generate(seed, monday, contacts=2500) if of_hybrid(e.recorded) > monday]
    assert late == []


def test_managers_sign_on_working_days_unless_a_child_had_to_be_protected(everything: Bodies) -> None:
    days = england(AS_OF.date() - timedelta(days=3000), AS_OF.date())
    for entry, body in everything:
        if isinstance(body, kinds.SignedOff) and not days.works(local(entry.happened).date()):
            assert {d.outcome for d in body.decisions} == {"O01"}


def test_everybody_writes_only_what_their_role_may(everything: Bodies) -> None:
    staff = {worker.id: worker for worker in town.staff(7)}
    for entry, body in everything:
        author = staff[entry.author]
        assert may_record(author)
        if isinstance(body, kinds.Recommended | kinds.SentToManager):
            assert may_recommend(author)
        if isinstance(body, kinds.SignedOff | kinds.SentBack):
            assert may_sign(author)


def test_nobody_signs_their_own_decision_and_the_signed_file_is_the_one_that_was_read(
    files: list[ContactFile],
) -> None:
    signed = [(file, file.signed) for file in files if file.signed is not None]
    assert len(signed) > 5900
    assert all(s.by not in file.authors_of_decision for file, s in signed)
    changed = [file for file, _ in signed if file.changed_since_signed]
    assert [file.children[0].name.family for file in changed] == ["Llewellyn"]


def test_no_conflict_and_nothing_unread(files: list[ContactFile]) -> None:
    assert [file.number for file in files if file.conflicts or file.unread] == []


def test_numbers_are_unique_and_carry_their_check_letter(files: list[ContactFile]) -> None:
    numbers = [file.number for file in files]
    assert len(set(numbers)) == len(numbers) == 6000
    assert all(good_contact_number(number) for number in numbers)


def test_shares_are_those_of_a_front_door(files: list[ContactFile]) -> None:
    groups = Counter(source_group(file.source) for file in files)
    assert 0.27 <= groups["police"] / len(files) <= 0.37
    assert 0.17 <= groups["school"] / len(files) <= 0.27
    outcomes = Counter(file.outcomes[0].body.outcome for file in files if file.outcomes)
    assert 0.41 <= outcomes["O07"] / len(files) <= 0.49
    assert 0.05 <= outcomes["O12"] / len(files) <= 0.11
    weekdays = Counter(local(file.received_at).weekday() for file in files if file.received_at)
    assert weekdays[0] == max(weekdays.values())
    assert weekdays[5] + weekdays[6] < weekdays[4] / 2


def test_history_repeats_declines_and_comes_back(files: list[ContactFile]) -> None:
    judged = Counter(match.body.verdict for file in files for match in file.matches)
    assert judged["same"] > 3000
    assert judged["different"] > 10
    assert judged["not sure"] > 10
    assert sum(len(file.declines) for file in files) > 350
    assert sum(file.hidden for file in files) > 20
    assert sum(file.watched is not None for file in files) > 500
    assert sum(any(c.born.due for c in file.children) for file in files) > 60
    births = [[c.born.on for c in file.children if c.born.on] for file in files]
    assert sum(len(set(days)) < len(days) for days in births) > 10, "no twins"


_CODES: dict[type[Body], tuple[str, str]] = {
    kinds.ThemesChosen: ("themes", "themes"),
    kinds.Received: ("channels", "channel"),
    kinds.Answered: ("questions", "question_id"),
    kinds.SupportDeclined: ("declines", "reason"),
    kinds.BasisRecorded: ("bases", "basis"),
    kinds.ReasonsWritten: ("reasons", "prompt"),
    kinds.Recommended: ("outcomes", "outcome"),
    kinds.AgencyAnswered: ("agencies", "agency"),
    kinds.AgencyNotNeeded: ("agencies", "agency"),
    kinds.AgencyAsked: ("agencies", "agency"),
    kinds.AgencyListed: ("agencies", "agency"),
}


def test_every_code_is_in_the_guide(everything: Bodies) -> None:
    known = guide()
    codes: dict[str, set[str]] = defaultdict(set)
    for entry, body in everything:
        assert entry.edition == known.edition
        if type(body) in _CODES:
            of, field = _CODES[type(body)]
            value = getattr(body, field)
            codes[of].update(value if isinstance(value, tuple) else (value,))
    assert set(codes) == {
        "themes",
        "channels",
        "questions",
        "declines",
        "bases",
        "reasons",
        "outcomes",
        "agencies",
    }
    for of, used in codes.items():
        assert used <= {choice.id for choice in getattr(known, of)}, of
    assert codes["declines"] == {choice.id for choice in known.declines}


def test_matches_and_links_name_what_exists(everything: Bodies) -> None:
    contacts = {entry.contact for entry, _ in everything}
    people = {
        body.person: entry.contact
        for entry, body in everything
        if isinstance(body, kinds.ChildNamed | kinds.AdultNamed)
    }
    for entry, body in everything:
        if isinstance(body, kinds.Matched):
            assert people[body.person] == entry.contact
            assert people[body.other] == body.other_contact
        if isinstance(body, kinds.HistoryWeighed):
            assert contacts.issuperset(body.linked)


def test_words_are_filled_in_and_varied(everything: Bodies) -> None:
    raw = b"\n".join(entry.body or b"" for entry, _ in everything).decode()
    assert "{" not in raw.replace('{"', "").replace("{}", "")
    told = {body.words for _, body in everything if isinstance(body, kinds.Received)}
    assert len(told) > 4500
    assert "lorem" not in raw.lower()


def test_progress_is_told_and_a_stream_can_be_cut_short() -> None:
    seen: list[tuple[int, int]] = []
    assert (
        len(list(council.generate(1, AS_OF, contacts=200, progress=lambda n, of: seen.append((n, of)))))
        > 1500
    )
    assert seen[-1] == (200, 200)
    assert next(iter(council.generate(1, AS_OF, contacts=200))).kind == "Received"


def test_the_staff_are_twenty_five_in_every_role() -> None:
    staff = town.staff(1)
    assert len({worker.id for worker in staff}) == 25
    assert {worker.role for worker in staff} == set(Role)
    names = {worker.name: worker for worker in staff}
    assert names["Rukhsana Shah"].role is Role.SOCIAL_WORKER
    assert names["Bola Mensah"].pronoun == "she"
    assert {"J. Patel", "M. Lyle", "D. Amos", "A. Okafor", "T. Brand", "K. Doyle"} <= {w.short for w in staff}


def test_agencies_have_phones_kept_for_drama_and_one_each() -> None:
    agencies = town.agencies(1)
    assert len({agency.phone for agency in agencies}) == len(agencies) > 35
    assert all(agency.phone.startswith("0191 498 0") and len(agency.phone) == 13 for agency in agencies)
    assert all(agency.people for agency in agencies)
