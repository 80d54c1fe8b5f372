"""The rows A of `trust.md` 6: text that wants to be something else is only text, on the screen and on paper."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from tests.hostile.bones import beside_words
from tests.hostile.office import Office, built_of, is_in, misread, shown
from tests.report import contacts
from tests.report.reading import flat, words_of
from workstation.domain import kinds
from workstation.domain.ids import ContactId
from workstation.report import apart
from workstation.trouble import BadInput

CANARY = "Kanarienvogel77"
STEPS = (1, 2, 3, 4, 5, 6)
OURS = {
    "html": {"lang"}, "head": set(), "meta": {"charset", "http-equiv", "content"}, "title": set(), "style": set(),
    "body": set(), "p": set(), "strong": set(), "h1": set(), "h2": set(), "div": {"class", "role"},
    "footer": set(), "table": set(), "tr": set(), "th": {"scope"}, "td": set(), "bdi": set(),
}  # fmt: skip
"""The elements that a copy in HTML is made of, with their attributes."""


def verbatim(office: Office, words: str, *steps: int) -> None:
    """The words stand in every field of a contact, come back from the disk, and are read as they were written on
    each screen, in the search, and in each form of the copy; nothing of them is markup, link or shortcut.
    """
    contact = office.take(words)
    on_disk = [part for body in office.saved(contact) for part in _texts(body)]
    assert on_disk.count(words) >= 15
    queue = office.queue()
    assert is_in(words.casefold(), shown(queue).casefold())
    assert misread(queue) == []
    seen = ""
    for step in steps or (1, 4):
        screen = office.opened(contact, step)
        assert misread(screen) == []
        seen += shown(screen)
    assert flat(seen).count(flat(words)) >= 2
    office.found(words)  # whatever is typed into the box is only looked for
    found = office.people(contact)
    assert [name for name in found if words.casefold() in name.casefold()] == found != []
    for form, read in office.copies(contact).items():
        assert flat(read).count(flat(words)) >= 6, form
    only_words(office, contact)


def only_words(office: Office, contact: ContactId) -> None:
    """Nothing but words is in the files of a copy: no link, note, picture, attachment or script."""
    assert beside_words(office.pdf(contact)) == []
    for tag, attributes in built_of(office.html(contact)).items():
        assert attributes <= OURS[tag]


def _texts(body: object) -> list[str]:
    fields = getattr(body, "__struct_fields__", ())
    parts = [getattr(body, name) for name in fields]
    return [p for p in parts if isinstance(p, str)] + [t for p in parts for t in _texts(p)]


def test_a01_a_word_between_angle_brackets(office: Office) -> None:
    verbatim(office, "risk <high>")


def test_a02_a_tag_that_is_never_closed(office: Office) -> None:
    verbatim(office, "mother said <b>no")


def test_a03_an_ampersand_on_buttons_and_in_menus(office: Office) -> None:
    verbatim(office, "Smith & Jones <3", *STEPS)


def test_a04_a_script_that_would_hide_what_follows(office: Office) -> None:
    verbatim(office, 'he wrote "<script>" and then left', *STEPS)


def test_a05_a_comment(office: Office) -> None:
    verbatim(office, f"visible <!-- {CANARY} --> text")


def test_a06_a_style_sheet(office: Office) -> None:
    verbatim(office, f"<style>*{{color:white}}</style>{CANARY}")


def test_a07_white_and_tiny_letters(office: Office) -> None:
    verbatim(office, f'<font color="white">{CANARY}</font> and <font size="0.1">', *STEPS)


def test_a08_a_picture_on_this_computer(office: Office, tmp_path: Path) -> None:
    trap = tmp_path / "x.png"
    trap.write_bytes(b"not a picture")
    before = trap.stat().st_atime_ns
    words = f'<img src="{trap}">'
    verbatim(office, words, *STEPS)
    assert trap.stat().st_atime_ns == before


def test_a09_a_picture_on_the_network(office: Office, listener: tuple[int, list[str]]) -> None:
    port, asked = listener
    verbatim(office, f'<img src="http://127.0.0.1:{port}/{CANARY}"> \\\\host\\share\\x.png', *STEPS)
    assert asked == []


def test_a10_links_that_run_or_open_something(office: Office) -> None:
    verbatim(office, '<a href="javascript:app.alert(1)">x</a>, <a href="file:///etc/passwd">')


def test_a11_markup_of_the_library_that_makes_pdf(office: Office) -> None:
    verbatim(office, f'<para fontSize="1" textColor="white">{CANARY}</para>')


def test_a12_commands_of_that_library(office: Office) -> None:
    verbatim(office, '<onDraw name="x" label="y"/>, <seq id="a"/>, <evalString code="1+1"/>')


_NO_PROCESS = """
import sys
sys.addaudithook(lambda event, args: sys.exit(event) if event in {STARTS!r} else None)
from tests.report import contacts
from workstation.report.pdf import pdf
sys.stdout.buffer.write(pdf(contacts.summed(contacts.told(sys.argv[1]))))
"""
_STARTS = ("subprocess.Popen", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn")


def test_a13_python_in_a_colour(office: Office) -> None:
    words = "<font color=\"[[[getattr(pow,Word('__globals__'))]]]\">x</font>"
    program = _NO_PROCESS.replace("{STARTS!r}", repr(_STARTS))
    done = subprocess.run([sys.executable, "-c", program, words], capture_output=True, check=True)
    assert is_in(words, words_of(done.stdout))
    verbatim(office, words)


@pytest.mark.parametrize(
    ("words", "pages"),
    [("word " * 190_000, 175), ("x" * 100_000, 21), ("a" + "\n" * 20_000 + "b", 366)],
    ids=["1 MB of words", "100 000 letters without a space", "20 000 line breaks"],
)
def test_a14_very_long_texts_are_paged(office: Office, words: str, pages: int) -> None:
    contact = office.take_said(words)
    data = office.pdf(contact)
    document = pypdfium2.PdfDocument(data)
    assert pages <= len(document) < pages * 1.2
    document.close()
    read = words_of(data)
    assert all(read.count(letter) >= words.count(letter) for letter in set(words) - {" ", "\n"})
    assert "not on this copy" not in read
    assert misread(office.opened(contact, 1)) == []  # and the screen answers
    assert misread(office.queue()) == []


def test_a14_more_than_can_be_kept_is_refused_and_says_so(office: Office) -> None:
    with pytest.raises(BadInput, match="too long to keep as one piece"):
        office.take_said("word " * 210_000)


@pytest.mark.parametrize(
    ("words", "part"), [("<b> x" * 10_000, "x<b>"), ('<font size="1">' * 2_000, 'size="1"><font')],
    ids=["10 000 tags", "2 000 fonts"],
)  # fmt: skip
def test_a15_thousands_of_tags(office: Office, words: str, part: str) -> None:
    contact = office.take_said(words)
    for form, read in office.copies(contact).items():
        assert flat(read).count(part) >= words.count(part), form
    assert is_in(words, shown(office.opened(contact, 1)))
    only_words(office, contact)


def test_a16_entities_are_not_decoded(office: Office) -> None:
    verbatim(office, "&lt;b&gt; &#x202e; &nbsp; &copy;")


def test_a17_markdown(office: Office, tmp_path: Path) -> None:
    trap = tmp_path / "y.png"
    trap.write_bytes(b"not a picture")
    verbatim(office, f"![x]({trap}) *hi*")


def test_a18_a_narrative_of_two_pages_in_a_cell_goes_on_over_the_page() -> None:
    words = [f"Sentence {n} of what the school said." for n in range(260)]
    said = [*contacts.arriving()[:6], (contacts.at("10:00"), contacts.TOM, kinds.AgencyAnswered(
        agency="school", who="Head", said=" ".join(words), means="Much"))]  # fmt: skip
    data, pages = apart.drawn(contacts.summed(contacts.entries_of(said)))
    read = flat(words_of(data))
    assert pages >= 4
    assert [w for w in words if flat(w) not in _without_furniture(read)] == []
    assert read.count(flat("Check Who, when What they said What it means")) >= 3  # the head is on each page


def _without_furniture(read: str) -> str:
    """The words without what stands on every page between two lines of a cell."""
    read = re.sub(r"Printed24Nov.*?noneeded|Printed24Nov.*?nolongerneeded", "", read)
    read = re.sub(r"Page\d+of\d+", "", read)
    return re.sub(
        r"OFFICIAL-SENSITIVENorthbeck.*?Checkwho,whenWhattheysaidWhatitmeans", "", read, flags=re.IGNORECASE
    )
