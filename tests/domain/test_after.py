"""After the decision, as values: what wakes a watch, the safe ways, the second decision, the words of letters."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import permutations

import pytest

from tests.domain.telling import DANA, ELLIE, MENSAH, Teller, police_contact, settle_everything
from workstation.domain import gates, kinds, tripwires
from workstation.domain.after import safe_ways, telling, watch
from workstation.domain.after.decisions import which
from workstation.domain.after.telling import Letterhead
from workstation.domain.after.watch import WatchLine
from workstation.domain.clocks import WorkingDays
from workstation.domain.contact import ContactFile, Stage
from workstation.domain.fold import fold
from workstation.domain.ids import ContactId
from workstation.domain.line import ContactLine, lines_of
from workstation.domain.past import Past
from workstation.guidebook.after import after_book, read
from workstation.guidebook.guide import guide

GUIDE, BOOK, DAYS = guide(), after_book(), WorkingDays()
SIGNED = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
TODAY = date(2026, 11, 26)


def line(name: str, received: datetime, stage: Stage = Stage.OPEN, **more: object) -> ContactLine:
    return ContactLine(
        contact=ContactId(name),
        number=name,
        received_at=received,
        due_at=None,
        stage=stage,
        **more,  # type: ignore[arg-type]
    )


def watched(*, until: date = date(2027, 2, 16), done: dict[str, date] | None = None) -> ContactLine:
    steps = tuple((done or {"accepted": TODAY, "family seen": TODAY, "review held": TODAY}).items())
    of = WatchLine(since=SIGNED, until=until, done=steps)
    return line("watched", SIGNED - timedelta(hours=5), Stage.DECIDED, watch=of)


def keys(of: ContactLine, *others: ContactLine, today: date = TODAY) -> list[str]:
    return [wire.key for wire in tripwires.tripwires(of, others, BOOK, DAYS, today)]


# -- what wakes a watch ----------------------------------------------------------------------------------------


def test_r16_any_later_contact_wakes_it_in_whatever_order_they_are_looked_at() -> None:
    later = [line(str(n), SIGNED + timedelta(days=n)) for n in (1, 2, 3)]
    for order in permutations(later):
        assert keys(watched(), *order) == ["contact:1", "contact:2", "contact:3"]


@pytest.mark.parametrize(
    ("other", "wakes"),
    [
        (line("before", SIGNED - timedelta(days=9)), False),
        (line("meanwhile", SIGNED - timedelta(hours=1)), True),
        (line("decided", SIGNED + timedelta(days=1), Stage.DECIDED), False),
        (line("with a manager", SIGNED + timedelta(days=1), Stage.WITH_MANAGER), True),
        (line("after the watch", SIGNED + timedelta(weeks=13)), False),
    ],
    ids=lambda value: value.number if isinstance(value, ContactLine) else str(value),
)
def test_r16_what_wakes_it_and_what_does_not(other: ContactLine, *, wakes: bool) -> None:
    assert bool(keys(watched(), other)) == wakes


def test_a_refusal_after_the_step_down_wakes_it_and_one_before_does_not() -> None:
    other = line("other", SIGNED - timedelta(days=9), declined_at=SIGNED + timedelta(days=1))
    assert keys(watched(), other) == []
    later = line("later", SIGNED + timedelta(hours=1), declined_at=SIGNED + timedelta(days=1))
    assert [key.partition(":")[0] for key in keys(watched(), later)] == ["contact", "declined"]


@pytest.mark.parametrize(("days", "overdue"), [(7, []), (8, ["overdue:accepted"])])
def test_c9_a_step_is_overdue_after_five_working_days(days: int, overdue: list[str]) -> None:
    of = watched(done={"family seen": TODAY, "review held": TODAY})
    assert keys(of, today=date(2026, 11, 24) + timedelta(days=days)) == overdue


def test_without_a_watch_nothing_wakes() -> None:
    assert keys(line("closed", SIGNED, Stage.DECIDED), line("later", SIGNED + timedelta(days=1))) == []


def test_c10_it_is_counted_for_90_days_and_for_a_year_whether_a_child_comes_back() -> None:
    file = decided("O07").file()
    days = {(found.soon, found.year) for found in watch.closed_watches(file, GUIDE, BOOK)}
    start = SIGNED.date()
    assert days == {(start + timedelta(days=90), start + timedelta(days=365))}
    assert watch.closed_watches(decided("O02").file(), GUIDE, BOOK) == ()


# -- decisions -------------------------------------------------------------------------------------------------


def decided(outcome: str) -> Teller:
    teller = police_contact()
    settle_everything(teller)
    sign(teller, outcome)
    return teller


def sign(teller: Teller, outcome: str) -> None:
    teller.at = max(teller.at, SIGNED)
    before = tuple(said.entry for said in teller.file().answers("handover"))
    decisions = tuple(kinds.Decision(c.person, outcome) for c in teller.file().children)
    body = kinds.SignedOff(saw=teller.file().head, decisions=decisions, why="Agree.")
    teller.say(body, by=MENSAH, answers=before)


def left(file: ContactFile) -> list[str]:
    return [todo.key.partition(":")[0] for todo in gates.still_to_do(file, GUIDE, Past(), DAYS)]


def test_g9_nothing_is_left_of_what_is_not_decided() -> None:
    teller = police_contact()
    settle_everything(teller)
    assert left(teller.file()) == []


def test_g9_who_has_parental_responsibility_is_told_and_a_partner_is_not() -> None:
    todo = gates.after_decision(decided("O02").file(), GUIDE, DAYS)
    assert [one.key for one in todo] == ["referrer", f"family:{DANA}", "hand over:Assessment team"]


def test_what_was_signed_once_more_is_the_same_decision() -> None:
    teller = decided("O07")
    teller.say(kinds.ReferrerTold(how="phone", text="Told."))
    sign(teller, "O07")
    assert "referrer" not in left(teller.file())
    sign(teller, "O06")
    assert "referrer" in left(teller.file()), "now it is another one"


def test_the_second_decision_names_the_first_whatever_order_the_entries_come_in() -> None:
    teller = decided("O07")
    (signed,) = teller.file().answers("handover")
    teller.say(kinds.Reopened(because="More came."), answers=(signed.entry,))
    sign(teller, "O02")
    for entries in (teller.said, teller.said[::-1]):
        file = fold(teller.file().contact, entries)
        words = which(file, GUIDE).replace("\u00a0", " ")
        assert words == "Second decision; the first, of 24 Nov 2026, was no further action."


def test_r31_a_task_is_each_gap_and_the_line_counts_them() -> None:
    teller = police_contact()
    teller.say(kinds.Escalated(danger="He is back."))
    file = teller.file()
    tasks = gates.tasks(file, GUIDE, Past())
    assert {gap.rule for gap in gates.blocks(file, GUIDE, Past())} <= {
        todo.task.partition(":")[0] for todo in tasks
    }
    assert lines_of(file, GUIDE, DAYS, {}).contact.tasks == len(tasks)


def test_r31_the_basis_of_immediate_protection_is_one_of_the_guides() -> None:
    assert GUIDE.words("bases", "protection") != "protection"


# -- the safe way ----------------------------------------------------------------------------------------------


def about(theme: str = "neglect", **adult: str | bool) -> tuple[ContactFile, kinds.AdultNamed]:
    teller = Teller()
    teller.say(kinds.ThemesChosen(themes=(theme,)))
    teller.say(kinds.ChildNamed(person=ELLIE, name=kinds.Name("Farrow", "Ellie")))
    body = kinds.AdultNamed(person=DANA, name=kinds.Name("Farrow", "Dana"), title="Ms", **adult)  # type: ignore[arg-type]
    teller.say(body)
    return teller.file(), body


@pytest.mark.parametrize("how", list(BOOK.methods))
def test_r33_where_nothing_is_to_be_feared_every_way_is_open(how: str) -> None:
    assert safe_ways.forbids(*about(), how) == ""


@pytest.mark.parametrize("how", ["letter", "text", "email", "phone"])
def test_r33_after_abuse_nothing_is_safe_that_was_not_said_to_be(how: str) -> None:
    assert safe_ways.forbids(*about("da"), how)


@pytest.mark.parametrize(
    ("safe", "open_ways"),
    [
        ("07700 900417", {"phone"}),
        ("07700 900417, text first", {"phone", "text"}),
        ("dana@example.org", {"email"}),
        ("letter to her sister", {"letter"}),
    ],
)
def test_r33_what_was_said_to_be_safe_is(safe: str, open_ways: set[str]) -> None:
    file, adult = about("da", safe_contact=safe)
    kept = {how for how in ("letter", "text", "email", "phone") if not safe_ways.forbids(file, adult, how)}
    assert kept == open_ways


@pytest.mark.parametrize(
    ("safe", "when", "never"),
    [
        ("07700 900417", "after four, no letters, no texts", ""),
        ("07700 900417, don’t text or write to her", "", ""),
        ("07700 900417 but never by post", "text is not safe", ""),
        ("07700 900417, letter or text", "", "post to the flat, texts"),
    ],
)
def test_r33_that_a_way_is_not_safe_does_not_make_it_safe(safe: str, when: str, never: str) -> None:
    file, adult = about("da", safe_contact=safe, safe_when=when, do_not_use=never)
    assert safe_ways.forbids(file, adult, "letter")
    assert safe_ways.forbids(file, adult, "text")
    assert not safe_ways.forbids(file, adult, "phone")


def test_r33_no_letters_holds_whatever_else_is_known() -> None:
    for theme, safe in (("neglect", ""), ("da", "letter to her sister")):
        file, adult = about(theme, safe_contact=safe, no_letters=True)
        assert "no letters" in safe_ways.forbids(file, adult, "letter")
        assert "No letters" in safe_ways.safe_way(adult)


def test_r33_abuse_that_was_answered_guards_as_the_worry_does() -> None:
    teller = Teller()
    teller.say(kinds.ThemesChosen(themes=("neglect",)))
    adult = kinds.AdultNamed(person=DANA, name=kinds.Name("Farrow", "Dana"), title="Ms")
    teller.say(adult)
    assert not safe_ways.forbids(teller.file(), adult, "letter")
    teller.say(kinds.FactorAnswered(person=DANA, factor="domestic abuse", answer="yes", source="GP"))
    assert safe_ways.forbids(teller.file(), adult, "letter")


def test_r33_a_number_not_to_be_used_is_named() -> None:
    _, adult = about(safe_contact="07700 900417", do_not_use="0191 498 0007")
    assert safe_ways.safe_way(adult) == "Safe: 07700 900417. Do not use: 0191 498 0007."


# -- the words -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", [one.id for one in GUIDE.outcomes])
def test_there_are_words_for_every_outcome(outcome: str) -> None:
    file = decided(outcome).file()
    for text in (
        telling.for_referrer(file, GUIDE, BOOK, Letterhead("0191 498 0100", "Bola Mensah")),
        telling.for_family(file, GUIDE, BOOK, Letterhead()),
    ):
        assert "Ellie Farrow and Jayden Farrow" in text
        assert "{" not in text


def test_an_edition_with_a_slot_that_nobody_fills_is_refused() -> None:
    import resources

    whole = resources.read_text("guide/after-2026-1.toml")
    with pytest.raises(ValueError, match="postcode"):
        read(whole.replace("about {children}.", "about {children} of {postcode}.", 1))
