"""The rows B of `trust.md` 6: letters that cannot be seen, look like others, or are written in two ways."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.hostile.office import Office, drawn_on, is_in, shown
from tests.report import contacts
from tests.report.reading import flat, letters, words_by_poppler, words_of
from ui.widgets.field import LineField, TextField
from ui.widgets.match_list import MatchRow
from workstation.domain import kinds
from workstation.domain.ids import ContactId, PersonId
from workstation.history.folding import key
from workstation.history.matcher import Enquiry
from workstation.report.pdf import pdf
from workstation.report.text import text
from workstation.services import find, receive, record
from workstation.services.receive import NewContact
from workstation.trouble import BadInput, PrintTrouble

TURNED = "addr \u202e daoR 41 \u202c"


def marked(office: Office, words: str, seen: str) -> ContactId:
    """The words are kept as they are; screen, paper, text and HTML show a token for what cannot be seen."""
    contact = office.take(words)
    (child,) = office.desk.in_store(office.desk.file, contact).children
    assert child.name.family == words
    hidden = [c for c in words if unicodedata.category(c) in ("Cf", "Cc")]
    assert hidden
    looks: list[Callable[[], QWidget]] = [office.queue]
    looks += [partial(office.opened, contact, step) for step in (1, 3, 4)]
    for look in looks:
        screen = drawn_on(look())
        assert is_in(seen.casefold(), screen.casefold())
        assert [c for c in hidden if c in screen] == []
    for form, read in office.copies(contact).items():
        assert is_in(seen, read), form
        assert [c for c in hidden if c in read] == [], form
    return contact


def test_b01_words_that_turn_the_line_round_are_marked(office: Office) -> None:
    marked(office, TURNED, "addr [U+202E] daoR 41 [U+202C]")


@pytest.mark.parametrize("field", [LineField, TextField])
def test_b01_the_caret_goes_through_them_in_the_order_of_reading(
    qapp: QApplication, field: type[LineField | TextField]
) -> None:
    box = field("What was said")
    box.set_text(TURNED)
    box.show()
    QTest.keyClick(box.edit, Qt.Key.Key_Home)
    places = []
    for _ in TURNED:
        QTest.keyClick(box.edit, Qt.Key.Key_Right)
        edit = box.edit
        places.append(edit.textCursor().position() if isinstance(box, TextField) else edit.cursorPosition())  # type: ignore[union-attr]
    box.close()
    box.deleteLater()
    assert places == list(range(1, len(TURNED) + 1))


def _child(name: str, family: str, person: str) -> kinds.ChildNamed:
    born = kinds.Born(on=date(2014, 7, 9))
    return kinds.ChildNamed(person=PersonId(person), name=kinds.Name(family, name), born=born)


def _taken(office: Office, *said: kinds.Body) -> ContactId:
    (contact,) = office.desk.in_store(
        receive.receive, office.desk, NewContact(words="Said.", said=said)
    ).contacts
    return contact


def test_b02_a_cyrillic_letter_that_looks_like_ours_is_found_kept_and_warned_of(office: Office) -> None:
    false, true = "\u0410nnalise", "Annalise"
    contact = _taken(office, _child(false, "Twinlettered", "twin"))
    (child,) = office.desk.in_store(office.desk.file, contact).children
    assert child.name.given == false  # kept as it was written
    enquiry = Enquiry(
        person=PersonId("asked"), given=true, family="Twinlettered", born=kinds.Born(on=date(2014, 7, 9))
    )
    (candidate, *_) = office.desk.in_store(find.matches, office.desk, enquiry)
    assert candidate.other_contact == contact
    assert candidate.against == (f"looks alike, but in letters of two alphabets: {true} / {false}",)
    row = MatchRow(candidate)
    assert "looks alike" in shown(row)
    row.deleteLater()
    assert contact in office.found(f"{true} Twinlettered")


def test_b02_a_name_in_real_cyrillic_is_not_taken_for_latin() -> None:
    assert key("\u0410\u043d\u043d\u0430") == "\u0430\u043d\u043d\u0430"


def test_b03_a_letter_and_its_accent_apart_are_the_same_letter(office: Office) -> None:
    one, two = "Zoë", "Zoe\u0308"
    apart = _taken(office, _child(two, "Apartaccent", "apart"))
    (child,) = office.desk.in_store(office.desk.file, apart).children
    assert child.name.given == two  # kept as it was written
    for way in (one, two, "zoe"):
        assert apart in office.found(f"{way} Apartaccent")
    enquiry = Enquiry(
        person=PersonId("asked"), given=one, family="Apartaccent", born=kinds.Born(on=date(2014, 7, 9))
    )
    (candidate, *_) = office.desk.in_store(find.matches, office.desk, enquiry)
    assert (candidate.other_contact, candidate.against) == (apart, ())
    assert "same name" in candidate.reasons


@pytest.mark.parametrize("hidden", ["\u200b", "\u00ad", "\ufeff"], ids=["200B", "00AD", "FEFF"])
def test_b04_letters_without_a_width_are_marked_and_not_searched_for(office: Office, hidden: str) -> None:
    contact = marked(office, f"Ali{hidden}stair", f"Ali[U+{ord(hidden):04X}]stair")
    assert key(f"Ali{hidden}stair") == key("Alistair")
    assert contact in office.found("Alistair")


NAMES = ("Łukasz Żółw", "محمد العربي", "张伟", "Ọláńrewájú", "Țuțu", "Nguyễn Thị", "山田太郎")


@pytest.mark.parametrize("name", NAMES)
def test_b05_names_of_many_scripts_are_printed_right(name: str) -> None:
    said = contacts.entries_of([
        *contacts.arriving()[:2],
        (contacts.at("09:20"), contacts.TOM, _child("Ellie", name, "p-ellie")),
        (contacts.at("09:21"), contacts.TOM, kinds.NoteMade(text=f"She is called {name}, she said.")),
    ])  # fmt: skip
    data = pdf(contacts.summed(said))
    assert letters(words_by_poppler(data)).count(letters(name)) >= 3
    read = letters(words_of(data))
    # pdfium reads a line from left to right, whatever is written on it.
    assert read.count(letters(name)) + read.count(letters(name)[::-1]) >= 3
    assert text(contacts.summed(said)).casefold().count(name.casefold()) >= 2


@pytest.mark.parametrize("name", ["ᏌᎳ", "བཀྲ", "ހުދާ"])
def test_b05_a_name_that_no_font_can_write_stops_the_print(name: str) -> None:
    with pytest.raises(PrintTrouble) as caught:
        pdf(contacts.summed(contacts.told(f"She is called {name}.")))
    assert all(f"{letter} (" in caught.value.title for letter in name)


def test_b06_apostrophes_of_all_kinds_are_one_search_key(office: Office) -> None:
    ways = ("O’Neill", "O'Neill", "O‘Neill")
    assert len({key(way) for way in ways}) == 1
    kept = [_taken(office, _child("Caoimhe", way, f"neill-{n}")) for n, way in enumerate(ways)]
    for way in ways:
        assert set(kept) <= office.found(f"Caoimhe {way}")


def test_b07_a_turkish_i_is_found_by_each_of_its_forms(office: Office) -> None:
    kept = _taken(office, _child("İpek", "Dotless", "ipek"))
    for way in ("İpek", "ipek", "IPEK", "ıpek"):
        assert kept in office.found(f"{way} Dotless")


@pytest.mark.parametrize("words", ["a\x00b", "half \ud800"], ids=["B08", "B09"])
def test_b08_b09_what_cannot_travel_is_refused_when_it_is_saved(office: Office, words: str) -> None:
    desk = office.desk
    before = desk.in_store(desk.store.journal.count)
    with pytest.raises(BadInput) as caught:
        desk.in_store(receive.receive, desk, NewContact(words=words))
    assert caught.value.what_to_do.startswith("Take out the marked part")
    contact = office.take("risk <high>")
    before = max(before, desk.in_store(desk.store.journal.count))
    for body in (
        kinds.NoteMade(text=words), kinds.Answered(question_id="worried", answer=words), _child("A", words, "p"),
    ):  # fmt: skip
        with pytest.raises(BadInput):
            desk.in_store(record.say, desk, contact, body)
    assert desk.in_store(desk.store.journal.count) == before  # nothing of it waits for Central


def test_b10_what_would_write_over_a_terminal_is_marked(office: Office, tmp_path: Path) -> None:
    contact = marked(office, "a\x08b\x1b[2J\x07", "a[U+0008]b[U+001B][2J[U+0007]")
    plain = office.copies(contact)["text"]
    assert [c for c in plain if ord(c) < 32 and c != "\n"] == []


def test_b10_the_log_holds_no_word_of_the_record(office: Office) -> None:
    written = b"".join(p.read_bytes() for p in office.path.parent.rglob("*") if p.is_file())
    assert b"\x1b[2J" not in written
    assert b"daoR 41" not in written


def test_a_joiner_that_is_spelling_is_left_alone(office: Office) -> None:
    persian = "می\u200cخواهم"
    assert "[U+200C]" not in text(contacts.summed(contacts.told(persian)))
    assert flat("[U+200C]") not in flat(shown(office.opened(office.take_said(persian), 1)))


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        ("tag\U000e0041", "tag[U+E0041]"), ("private \ue000", "private [U+E000]"),
        ("one\u2028two\x85three", "one\ntwo\nthree"),
    ],
    ids=["tag", "private", "breaks"],
)  # fmt: skip
def test_other_things_that_cannot_be_seen_are_marked_on_paper(words: str, seen: str) -> None:
    summary = contacts.summed(contacts.told(words))
    assert is_in(seen, words_of(pdf(summary)))
    assert is_in(seen, text(summary))
