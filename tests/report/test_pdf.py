"""The copy on paper: its pages, its fonts, its words, and nothing else in the file."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from dataclasses import replace

import pypdfium2
import pytest

import resources
from tests.report import contacts
from tests.report.reading import flat, letters, words_by_place, words_by_poppler, words_of
from workstation.domain import kinds
from workstation.domain.kinds import Name
from workstation.report.letters import face, hand_for
from workstation.report.pages import laid_out
from workstation.report.parts import Summary
from workstation.report.pdf import all_words, drawn, pdf
from workstation.report.slices import LEAST, Words
from workstation.report.text import text
from workstation.trouble import PrintTrouble

NAMES = "Łukasz Żółw, Ọláńrewájú, 张伟, محمد, Țuțu"


def paper(words: str) -> bytes:
    return pdf(contacts.summed(contacts.told(words)))


def test_two_children_three_adults_and_seven_agencies_take_two_pages() -> None:
    data, pages = drawn(contacts.summed(contacts.whole()))
    document = pypdfium2.PdfDocument(data)
    assert pages == len(document) == 2
    assert [round(n, 1) for n in document[0].get_size()] == [595.3, 841.9]
    document.close()


def test_the_same_record_gives_the_same_bytes_in_any_process() -> None:
    paper("Before it: العربي Ẹ̀ 张 अनीता")  # what was printed before must not matter
    mine = pdf(contacts.summed(contacts.whole(kinds.NoteMade(text=NAMES + " العربي Ẹ̀ अनीता"))))
    program = (
        "import sys; from tests.report import contacts, test_pdf as t; from workstation.domain import kinds;"
        "from workstation.report.pdf import pdf;"
        "note = kinds.NoteMade(text=t.NAMES + ' العربي Ẹ̀ अनीता');"
        "sys.stdout.buffer.write(pdf(contacts.summed(contacts.whole(note))))"
    )
    theirs = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout
    assert mine == theirs


def test_every_page_says_what_it_is_and_whose() -> None:
    data = pdf(contacts.summed(contacts.whole(), unsent=True))
    document = pypdfium2.PdfDocument(data)
    for number, page in enumerate(document, start=1):
        words = flat(page.get_textpage().get_text_range())
        for part in ("OFFICIAL-SENSITIVE · NOT YET SENT", "FARROW, Ellie", "Contact C26-18412-K",
                     "Printed 24 Nov 2026 14:12 by Rukhsana Shah for: case file", "K7QM3-4471-PA",
                     "shred when no longer needed · NOT YET SENT", f"Page {number} of 2"):  # fmt: skip
            assert flat(part) in words
    document.close()


def test_all_words_are_there_in_order() -> None:
    summary = contacts.summed(contacts.whole())
    data = pdf(summary)
    wanted = [
        "Decision", "decided 24 Nov 2026 13:50", "Why", "What we were told", "Checks",
        "Parents and people in the picture", "Children’s own words", "History used in this decision", "Manager",
        "What happens next", "Gaps and overrides", "Who did what",
    ]  # fmt: skip
    for read in (words_of(data), words_by_poppler(data), words_by_place(data)):
        places = [flat(read).find(flat(w)) for w in wanted]
        assert -1 not in places
        assert places == sorted(places)
    read = flat(words_of(data)).casefold()
    assert {w for w in re.findall(r"[\w’]{4,}", text(summary)) if w.casefold() not in read} == set()


def test_only_our_fonts_and_all_of_them_inside() -> None:
    data = paper(NAMES)
    listed = subprocess.run(["pdffonts", "-"], input=data, capture_output=True, check=True).stdout.decode()
    fonts = [line.split() for line in listed.splitlines()[2:]]
    assert fonts
    assert {font[-5] for font in fonts} == {"yes"}
    assert not re.search("Helvetica|Times|Courier|ZapfDingbats", data.decode("latin-1"))


def test_nothing_to_click_and_nothing_told_in_the_properties() -> None:
    data = paper('<a href="https://example.org/x">x</a> https://example.org www.example.org')
    document = pypdfium2.PdfDocument(data)
    told = document.get_metadata_dict()
    assert told["Title"] == "Contact summary"
    assert told["Author"] == told["Creator"] == "Lintel"
    assert told["Subject"] in ("", "unspecified")
    assert "Ellie" not in str(told)
    assert not list(document.get_toc())
    assert document.count_attachments() == 0
    document.close()
    raw = data.decode("latin-1")
    assert not re.search("/Annot|/URI|/JavaScript|/OpenAction|/EmbeddedFile|/Launch", raw)


def test_names_of_many_scripts_can_be_read_back() -> None:
    read = flat(
        words_by_poppler(paper(f"{NAMES}. Nguyễn Thị Hạnh, Ẹ̀yọ̀, Ελένη, Анна.\nمحمد العربي 0191 498 0467"))
    )
    bare = re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", read)
    for name in (
        "Łukasz",
        "Żółw",
        "Ọláńrewájú",
        "张伟",
        "محمد",
        "Țuțu",
        "NguyễnThịHạnh",
        "Ελένη",
        "Анна",
        "العربي",
    ):
        assert letters(name) in letters(bare)


@pytest.mark.parametrize(
    "name",
    [
        "שרה כהן", "አበበ ገብረሂወት", "សុខា ស្រីនាង", "শ্রীমতী রহমান", "ਗੁਰਪ੍ਰੀਤ ਕੌਰ", "પ્રિયા પટેલ", "प्रिया शर्मा",
        "கிருஷ்ணன்", "శ్రీనివాస్", "കൃഷ്ണൻ", "ශ්රී කුමාර", "สมชาย น้ำ", "အောင်ဆန်း ကြည်", "Արամ Հակոբյան", "გიორგი",
        "김한나", "남궁 쀼뷁",
    ],
)  # fmt: skip
def test_scripts_with_a_font_of_their_own_are_printed_and_read_back(name: str) -> None:
    data = paper(f"Her name is {name}.")
    bare = re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", flat(words_by_poppler(data)))
    assert flat(name) in bare


def test_a_korean_name_in_single_letters_is_printed_as_syllables_and_not_parted() -> None:
    data = paper(unicodedata.normalize("NFD", "She is 김한나. ") + "word " * 14 + "박서준 " * 40)
    read = words_by_poppler(data)
    assert "김한나" in read
    assert read.count("박서준") == 40


def test_every_font_of_paper_has_the_space_that_ends_a_line() -> None:
    fonts = [name[:-4] for name in resources.names("fonts/paper") if name.endswith(".ttf")]
    fonts += [
        "AtkinsonHyperlegibleNext-Regular",
        "NotoSans-Bold",
        "NotoSansArabic-Regular",
        "DroidSansFallbackFull",
    ]
    assert len(fonts) >= 20
    assert [name for name in fonts if ord(" ") not in face(name).covers] == []


def test_a_letter_no_font_has_stops_the_print_and_is_named() -> None:
    with pytest.raises(PrintTrouble) as raised:
        paper("Her name is ᎠᎹ, and ᏌᎳ.")
    assert "Ꭰ (cherokee letter a)" in raised.value.title
    assert "Ꮃ (cherokee letter la)" in raised.value.title
    assert "Nothing was printed" in raised.value.title


def test_a_picture_no_font_has_is_written_in_words() -> None:
    assert flat("[thumbs up sign]") in flat(words_of(paper("She sent 👍 and ✓")))


def test_unsettled_contacts_print_too() -> None:
    """Protect first: nothing about a contact can keep it from being printed for a strategy discussion."""
    for said in (contacts.arriving(), [*contacts.arriving(), *contacts.checking()]):
        data, pages = drawn(contacts.summed(contacts.entries_of(said)))
        assert pages <= 2
        assert "Not decided yet." in words_of(data)


def test_a_family_of_thirty_and_a_very_long_name() -> None:
    name = Name("Farrow-" * 60, "Ellie " * 40)
    said = [
        (
            contacts.at("09:18"),
            contacts.TOM,
            kinds.Received(number="C26-18412-K", channel="phone", source="6"),
        )
    ]
    more = [
        (contacts.at("09:20"), contacts.TOM, kinds.ChildNamed(person=f"p{n}", name=name))  # type: ignore[arg-type]
        for n in range(30)
    ]
    data, pages = drawn(contacts.summed(contacts.entries_of([*said, *more])))
    assert letters(words_by_poppler(data)).count(letters("Also in this contact")) >= 29
    assert pages < 40


def test_a_summary_that_nearly_fits_on_one_sheet_is_set_closer_and_nothing_is_lost() -> None:
    whole = contacts.summed(contacts.whole())
    open_, close = drawn(replace(whole, pages=0)), drawn(whole)
    assert (open_[1], close[1]) == (3, 2)
    assert set(words_by_poppler(close[0]).split()) | {"3"} == set(words_by_poppler(open_[0]).split())


def sizes(whole: Summary) -> tuple[int, float, set[float]]:
    """Pages of a paper, its smallest letters, and the sizes of its paragraphs and tables."""
    pages = laid_out(whole, hand_for({c for words in all_words(whole) for c in words}))
    marks = [mark for page in pages for mark in page if isinstance(mark, Words)]
    body = {mark.size for mark in marks if mark.tag and mark.tag[0][0] in ("P", "Table") and mark.y > 80}
    return len(pages), min(mark.size for mark in marks), body


def test_letters_are_never_smaller_than_ten_and_a_half_points_however_many_pages_it_takes() -> None:
    """`ux.md` S11. A copy that would have two pages in smaller letters has three; a long one is not set closer."""
    more = [
        kinds.NoteMade(text=f"She rang at {n} and said that he had come back again.") for n in range(1, 26)
    ]
    band = "CONFIDENTIAL ADDRESS ON THIS COPY. Must not be seen by: STOKES, Liam.\nFor Sgt Amis. B. Mensah agreed."
    wholes = [
        (contacts.summed(contacts.whole()), {2}),
        (replace(contacts.summed(contacts.whole()), band=band), {2}),
        (replace(contacts.summed(contacts.whole(*more)), band=band), {3}),
        (contacts.summed(contacts.told("He came again and shouted. " * 1_000)), set(range(4, 20))),
    ]
    for whole, wanted in wholes:
        pages, least, body = sizes(whole)
        assert pages in wanted
        assert least >= LEAST == 10.5
        assert body == {LEAST}
