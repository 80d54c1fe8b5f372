"""Files on a real store: nothing twice, nothing lost, put right by a newer file, never over a person's word."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.intake.books import CONTACT_HEADINGS, SAMPLE, book, contact
from tests.intake.extracts import HEADINGS, ROW, changed, explained, table
from tests.services.conftest import ADMIN, MENSAH, SHAH
from workstation.domain.contact import Stage
from workstation.domain.ids import ContactId, EntryId, PersonId
from workstation.domain.kinds import Born, ChildNamed, Name, NoteMade
from workstation.history import engine
from workstation.history.matcher import Enquiry
from workstation.intake.acts import Taken
from workstation.intake.bring_in import earlier_record
from workstation.intake.mapping import MappingRefused, new
from workstation.intake.refusals import UNDATED, ColumnsUnknown, Stopped
from workstation.services import bring_in, find, opening, record
from workstation.services.bring_in import BroughtIn
from workstation.services.desk import Desk
from workstation.settings import PRACTICE_KEY
from workstation.store.file import Store

DATA = Path(__file__).parents[1] / "data"


def take(desk: Desk, path: Path) -> BroughtIn:
    """Bring in a table of contacts with the suggested mapping."""
    return bring_in.bring_in(desk, path, mapping=explained(path))


def came(done: BroughtIn) -> list[str]:
    return [row.came for row in done.report.rows]


def many(path: Path, rows: int) -> Path:
    return table(path, *(changed(Contact_ID=f"C{n}", LCS_ID=f"{n}") for n in range(rows)))


@pytest.mark.parametrize(
    "name",
    ["annex_a_sample_liia.xlsx", "CIN_Census_2024_d2i.xml", "family_context_csc_sample.csv"],
)
def test_the_same_file_twice_changes_nothing(desk: Desk, name: str) -> None:
    first = bring_in.bring_in(desk, DATA / name)
    count = desk.store.journal.count()
    second = bring_in.bring_in(desk, DATA / name)
    assert first.new == count > 0
    assert (second.new, desk.store.journal.count()) == (0, count)
    assert {row.came for row in second.report.rows if row.verdict != "refused"} == {"on record already"}
    assert second.changed.contacts == frozenset()
    assert desk.store.journal.verify() == []


def test_people_of_a_file_are_found_like_all_others(desk: Desk, tmp_path: Path) -> None:
    done = take(desk, table(tmp_path / "a.csv", ROW))
    (contact,) = done.changed.contacts
    assert desk.file(contact).stage is Stage.EARLIER
    asked = Enquiry(person=PersonId("p"), name="Ellie Farrow", born=Born(on=date(2015, 2, 1)))
    found = find.enquire(desk, asked)
    assert [candidate.other_contact for candidate in found.shown] == [contact]
    past = desk.store.register.past_of([found.shown[0].other])
    assert [(p.event, p.number, p.outcomes, p.about) for p in past] == [
        ("contact", "C100", ("O07",), "Domestic abuse")
    ]


def test_an_agency_says_how_current_it_is(desk: Desk) -> None:
    bring_in.bring_in(desk, DATA / "family_context_csc_sample.csv")
    found = find.enquire(
        desk, Enquiry(person=PersonId("p"), name="Martin Taylor", born=Born(on=date(2011, 12, 13)))
    )
    past = desk.store.register.past_of([found.shown[0].other])
    assert past[0].as_of is not None
    assert past[0].as_of.isoformat() == "2022-10-15"


def test_a_contact_about_three_children_is_one_contact_of_the_past(desk: Desk, tmp_path: Path) -> None:
    rows = [changed(Child_Forename=name, LCS_ID=name, UPN="", NHS_Number="", Contact_Outcome=outcome)
            for name, outcome in (("Ellie", "NFA"), ("Mia", "Early Help"), ("Leo", "NFA"))]  # fmt: skip
    done = take(desk, table(tmp_path / "a.csv", *rows))
    (contact,) = done.changed.contacts
    people = [p.person for p in desk.store.register.people_of(contact) if p.role == "child"]
    assert len(people) == 3
    (past,) = desk.store.register.past_of(people)
    assert past.outcomes == ("O07", "O04")
    assert len(past.children) == 3


def test_a_corrected_file_puts_right_and_says_what(desk: Desk, tmp_path: Path) -> None:
    take(desk, table(tmp_path / "a.csv", ROW, changed(Contact_ID="C101")))
    newer = table(
        tmp_path / "b.csv",
        changed(Child_Surname="Farrowe", Contact_Outcome="Assessment"),
        changed(Contact_ID="C101"),
    )
    done = take(desk, newer)
    assert (done.new, done.corrected) == (2, 2)
    assert came(done) == [
        "corrects: name was Farrow Ellie, is Farrowe Ellie; corrects: outcomes was O07, is O02",
        "on record already",
    ]
    (contact,) = done.changed.contacts
    file = desk.file(contact)
    assert [child.name.family for child in file.children] == ["Farrowe"]
    assert [said.body.outcomes for said in file.earlier] == [("O02",)]
    assert file.conflicts == ()
    assert take(desk, newer).new == 0


def test_the_old_file_once_more_puts_nothing_back(desk: Desk, tmp_path: Path) -> None:
    old = table(tmp_path / "a.csv", ROW)
    take(desk, old)
    take(desk, table(tmp_path / "b.csv", changed(Contact_Outcome="Assessment")))
    done = take(desk, old)
    assert done.new == 0
    assert came(done)[0].startswith("on record already")
    (contact,) = set(desk.store.journal.all_contacts())
    assert [said.body.outcomes for said in desk.file(contact).earlier] == [("O02",)]


def test_lists_of_annex_a_are_put_right_too(desk: Desk, tmp_path: Path) -> None:
    bring_in.bring_in(desk, book(tmp_path / "a.xlsx", {"List 1": [CONTACT_HEADINGS, contact(born=None)]}))
    done = bring_in.bring_in(desk, book(tmp_path / "b.xlsx", {"List 1": [CONTACT_HEADINGS, contact()]}))
    assert done.corrected == 1
    (past,) = desk.store.register.past_of([PersonId(earlier_record("C1001"))])
    assert past.event == "contact"


def test_a_file_without_a_day_that_puts_something_right_says_that_it_was_taken_as_newer(
    desk: Desk, tmp_path: Path
) -> None:
    first = bring_in.bring_in(
        desk, book(tmp_path / "a.xlsx", {"List 1": [CONTACT_HEADINGS, contact(born=None)]})
    )
    assert first.report.notes == ()
    done = bring_in.bring_in(desk, book(tmp_path / "b.xlsx", {"List 1": [CONTACT_HEADINGS, contact()]}))
    assert done.report.notes == (UNDATED,)


def test_of_two_dated_lists_of_an_agency_the_older_overwrites_nothing(desk: Desk, tmp_path: Path) -> None:
    headings = ("Person ID", "First Name", "Surname", "DOB", "Service", "Start Date", "Worker", "Data Date")
    lists = [("H1", "Amelia", "Farrow", "03/04/2015", "Health visiting", "01/02/2020", worker, day)
             for worker, day in (("Ann New", "01/03/2026"), ("Bo Old", "01/03/2024"))]  # fmt: skip
    newer, older = (
        take(desk, table(tmp_path / f"{at}.csv", row, headings=headings)) for at, row in enumerate(lists)
    )
    assert came(older) == ["older than what is on record, so left alone"]
    (file,) = (desk.file(contact) for contact in newer.changed.contacts)
    assert [said.body.worker for said in file.earlier] == ["Ann New"]
    assert older.report.notes == ()


def test_two_events_of_one_day_stay_two(desk: Desk, tmp_path: Path) -> None:
    rows = [contact(), contact(source="a) 1A: Individual"), contact(ethnicity="b) WIRI")]
    done = bring_in.bring_in(desk, book(tmp_path / "a.xlsx", {"List 1": [CONTACT_HEADINGS, *rows]}))
    assert done.new == 3
    assert done.corrected == 0
    assert len(desk.file(earlier_record("C1001")).earlier) == 3


def test_an_older_census_puts_nothing_right(desk: Desk, tmp_path: Path) -> None:
    newer = (DATA / "CIN_Census_2024_d2i.xml").read_text(encoding="utf-8")
    older = (
        newer.replace("2024-03-31", "2023-03-31").replace("RC1", "RC2").replace("2023-02-27", "2023-02-28")
    )
    (tmp_path / "older.xml").write_text(older, encoding="utf-8")
    bring_in.bring_in(desk, DATA / "CIN_Census_2024_d2i.xml")
    done = bring_in.bring_in(desk, tmp_path / "older.xml")
    assert done.new == 0
    assert sum(words.startswith("older than") for words in came(done)) > 0


def test_a_newer_census_puts_right_what_the_older_said(desk: Desk, tmp_path: Path) -> None:
    text = (DATA / "CIN_Census_2024_d2i.xml").read_text(encoding="utf-8")
    older = text.replace("2024-03-31", "2023-03-31").replace(
        "<CINclosureDate>2023-02-27</CINclosureDate>", ""
    )
    (tmp_path / "older.xml").write_text(older, encoding="utf-8")
    bring_in.bring_in(desk, tmp_path / "older.xml")
    done = bring_in.bring_in(desk, DATA / "CIN_Census_2024_d2i.xml")
    assert any(
        words == "corrects: end was nothing, is 27/02/2023" or "27/02/2023" in words for words in came(done)
    )
    file = desk.file(earlier_record("DfEX0000001"))
    assert len([said for said in file.earlier if said.body.event == "referral"]) == 1


def test_what_a_person_said_since_is_not_overwritten(desk: Desk, tmp_path: Path) -> None:
    done = take(desk, table(tmp_path / "a.csv", ROW))
    (contact,) = done.changed.contacts
    (child,) = desk.file(contact).children
    record.say(desk, contact, ChildNamed(person=child.person, name=Name("Farrow-Smith", "Ellie")))
    again = take(desk, table(tmp_path / "b.csv", changed(Child_Surname="Farrowe")))
    assert came(again)[0].startswith("somebody here said otherwise")
    assert [c.name.family for c in desk.file(contact).children] == ["Farrow-Smith"]


def test_a_number_given_to_somebody_else_joins_nobody(desk: Desk, tmp_path: Path) -> None:
    headings = ("Cms Id", "Surname", "Forename", "DOB", "Status", "Extract Date", "Last Seen")
    lee = ("13", "Lee", "Ann", "01/01/2012", "Open", "01/06/2021", "01/05/2021")
    hill = ("13", "Hill", "Warren", "05/05/2015", "Open", "01/06/2022", "01/05/2022")
    bring_in.bring_in(desk, table(tmp_path / "health.csv", lee, headings=headings))
    done = bring_in.bring_in(desk, table(tmp_path / "health 2.csv", hill, headings=headings))
    assert any("another person on record" in words for words in came(done))


def test_stopping_keeps_what_was_taken_and_going_on_takes_the_rest(desk: Desk, tmp_path: Path) -> None:
    path = many(tmp_path / "a.csv", 900)
    told: list[int] = []
    with pytest.raises(Stopped):
        bring_in.bring_in(
            desk, path, mapping=explained(path), progress=lambda done, _of: told.append(done),
            cancelled=lambda: bool(told) and told[-1] >= 400,
        )  # fmt: skip
    before = desk.store.journal.count()
    assert before == (told[-1] - 1) * 4  # every row that was read
    done = take(desk, path)
    assert done.new == 900 * 4 - before
    assert desk.store.journal.verify() == []


def said(contact: int, of_it: int) -> list[Taken]:
    """So many things that a row says of a contact."""
    id_, at = ContactId(f"c{contact}"), datetime(2021, 4, 3, tzinfo=UTC)
    return [Taken(id_, NoteMade(text="x"), EntryId(f"{contact}-{n}"), at, "2024") for n in range(of_it)]


def test_parts_are_as_big_as_may_be_now_and_keep_a_contact_together() -> None:
    sizes = iter([10, 10, 20, 20, 20, 20])
    most = [next(sizes)]
    found = []
    for part in bring_in.parts((said(n, 4) for n in range(20)), lambda: most[0]):
        found.append(len(part))
        most[0] = next(sizes)
    assert found == [12, 12, 20, 20, 16]


KILLED = """
import os, signal, sys
from pathlib import Path
from tests.intake.extracts import explained
from workstation.domain.times import SystemClock
from workstation.services import bring_in, opening
from workstation.settings import PRACTICE_KEY, Settings
from workstation.store.file import Store

store = Store.open(Path(sys.argv[1]), PRACTICE_KEY, clock=SystemClock(), kind="practice")
desk = opening.assemble(store, SystemClock(), Settings(), practice=True)
opening.sit_down(desk, "shah")
path = Path(sys.argv[2])
def tell(done, of):
    if done >= 500:
        os.kill(os.getpid(), signal.SIGKILL)
bring_in.bring_in(desk, path, mapping=explained(path), progress=tell)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_being_killed_in_the_middle_loses_nothing_and_doubles_nothing(desk: Desk, tmp_path: Path) -> None:
    file, path = tmp_path / "practice.lintel", many(tmp_path / "a.csv", 900)
    desk.close()
    root = Path(__file__).parents[2]
    env = os.environ | {"PYTHONPATH": str(root)}
    died = subprocess.run(
        [sys.executable, "-c", KILLED, str(file), str(path)], env=env, check=False, cwd=root
    )
    assert died.returncode == -signal.SIGKILL
    store = Store.open(file, PRACTICE_KEY, clock=desk.clock, kind="practice")
    again = opening.assemble(store, desk.clock, desk.settings, practice=True)
    opening.sit_down(again, SHAH.id)
    before = store.journal.count()
    assert before > 0
    done = take(again, path)
    assert before + done.new == store.journal.count() == 900 * 4
    assert store.journal.verify() == []
    again.close()


@pytest.mark.parametrize("many_are", [5, 1000])
def test_whom_a_worker_names_meanwhile_is_found_at_once_and_the_file_at_its_end(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, many_are: int
) -> None:
    monkeypatch.setattr(bring_in, "FEW", 4)
    monkeypatch.setattr(engine, "MANY", many_are)
    path = many(tmp_path / "a.csv", 900)
    theirs = Enquiry(person=PersonId("p"), name="Ellie Farrow", born=Born(on=date(2015, 2, 1)))
    own = Enquiry(person=PersonId("q"), name="Perpetua Quill", born=Born(on=date(2019, 1, 2)))
    assert find.enquire(desk, own).shown == ()
    seen: list[tuple[int, int]] = []

    def work(_read: int, _of: int) -> None:
        named = ChildNamed(person=PersonId("quill"), name=Name("Quill", "Perpetua"), born=own.born)
        said = NoteMade(text=f"Rang {len(seen)} times.") if seen else named
        desk.in_store(record.say, desk, ContactId("c-own"), said)
        found = [desk.in_store(find.enquire, desk, asked) for asked in (theirs, own)]
        seen.append((len(found[0].shown), len(found[1].shown)))

    kept: list[int] = []
    bring_in.bring_in(
        desk, path, mapping=explained(path), progress=work, all_kept=lambda: kept.append(len(seen))
    )
    assert len(seen) > 2
    assert {own for _, own in seen} == {1}
    assert {theirs for theirs, _ in seen} == {0}
    assert kept == [len(seen)]
    assert len(find.enquire(desk, theirs).shown) > 0
    assert len(find.enquire(desk, own).shown) == 1


def test_while_others_are_at_work_little_is_kept_at_once(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bring_in, "FEW", 4)

    def turns(name: str, first: int, work: Callable[[], object]) -> int:
        """How many turns on the store thread it took, those of others not counted."""
        path = table(
            tmp_path / name, *(changed(Contact_ID=f"C{n}", LCS_ID=f"{n}") for n in range(first, first + 200))
        )
        before, others = desk.executor.asked, list[object]()
        bring_in.bring_in(
            desk, path, mapping=explained(path), progress=lambda _read, _of: others.append(work())
        )
        return desk.executor.asked - before - len([one for one in others if one])

    alone = turns("alone.csv", 0, lambda: None)
    beside = turns("beside.csv", 1000, lambda: desk.in_store(lambda: "an answer"))
    assert beside > 2 * alone


def test_the_list_of_rows_says_what_became_of_each(desk: Desk, tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", ROW, changed(Contact_ID="C101", UPN="A123456789123"))
    for name in ("first.csv", "second.csv"):
        copy = Store.open(
            tmp_path / f"{name}.lintel", PRACTICE_KEY, clock=desk.clock, kind="practice", create=True
        )
        copy.people.add(SHAH)
        other = opening.assemble(copy, desk.clock, desk.settings, practice=True)
        opening.sit_down(other, SHAH.id)
        bring_in.save_list(take(other, path).report, tmp_path / name)
        other.close()
    first, second = ((tmp_path / name).read_bytes() for name in ("first.csv", "second.csv"))
    assert first == second
    assert b'"new"' in first
    assert b"check letter" in first


def test_a_file_nobody_explained_is_not_taken(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(ColumnsUnknown):
        bring_in.bring_in(desk, table(tmp_path / "a.csv", ROW))
    seen = bring_in.look(desk, tmp_path / "a.csv")
    assert (seen.known_as, seen.headings) == ("", HEADINGS)
    assert not any(remark.stops for remark in bring_in.check(desk, seen.suggested, seen))


def test_a_mapping_that_makes_no_sense_is_refused_before_anything_is_read(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(MappingRefused, match="No column says who the child is"):
        bring_in.bring_in(desk, table(tmp_path / "a.csv", ROW), mapping=new("x", "contact", system="y"))


@pytest.mark.parametrize("worker", [ADMIN, MENSAH])
def test_administrators_and_managers_may(desk: Desk, worker: object) -> None:
    opening.sit_down(desk, worker.id)  # type: ignore[attr-defined]
    assert bring_in.bring_in(desk, SAMPLE).new == 54


def test_a_copy_of_the_file_under_another_name_is_the_same(desk: Desk, tmp_path: Path) -> None:
    bring_in.bring_in(desk, SAMPLE)
    shutil.copy(SAMPLE, tmp_path / "Annex A final (3).xlsx")
    assert bring_in.bring_in(desk, tmp_path / "Annex A final (3).xlsx").new == 0
