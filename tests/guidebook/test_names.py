"""The lists of names: well kept as data, and saying what people who know these names would say."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from typing import Final, NamedTuple

import pytest

import resources
from workstation.domain.naming import NameLists
from workstation.guidebook.names import EVERY, SHORT_FORMS, SPELLINGS, edition, name_lists
from workstation.history.folding import key

PAIRS: Final = (*SHORT_FORMS, *SPELLINGS)
NAMING_GROUPS: Final = (
    "British", "Irish", "Traveller", "Caribbean", "Pakistani", "Bangladeshi", "Sikh", "Hindu", "Tamil", "Polish",
    "Romanian", "Lithuanian", "Bulgarian", "Ukrainian and Russian", "Yoruba", "Igbo", "Akan", "Somali",
    "Arab, Kurdish and Afghan", "Turkish and Kurdish", "Chinese", "Vietnamese", "Iberian and Brazilian", "Roma",
)  # fmt: skip
SHORT: Final = (
    ("British", "Rebecca", "Bex"), ("British", "Margaret", "Peggy"), ("British", "Alfred", "Alfie"),
    ("Irish", "Pádraig", "Paddy"), ("Irish", "Hanora", "Nora"), ("Irish", "Séamus", "Jimmy"),
    ("Traveller", "Bridget", "Bridgie"), ("Traveller", "James", "Jimbob"),
    ("Caribbean", "Shaquille", "Shaq"), ("Caribbean", "Zephaniah", "Zeph"),
    ("Pakistani", "Mohammed", "Mo"), ("Pakistani", "Iftikhar", "Iffy"), ("Pakistani", "Ibrahim", "Ibby"),
    ("Bangladeshi", "Nazmul", "Naz"), ("Bangladeshi", "Shafiqul", "Shafiq"),
    ("Sikh", "Gurpreet", "Guri"), ("Sikh", "Sukhwinder", "Sukhi"), ("Sikh", "Manpreet", "Mani"),
    ("Hindu", "Lakshmi", "Laks"), ("Hindu", "Vikram", "Vicky"), ("Hindu", "Priyanka", "Priya"),
    ("Tamil", "Sivakumar", "Siva"), ("Tamil", "Vigneswaran", "Vignesh"),
    ("Polish", "Katarzyna", "Kasia"), ("Polish", "Małgorzata", "Gosia"), ("Polish", "Aleksandra", "Ola"),
    ("Polish", "Jakub", "Kuba"), ("Polish", "Bartłomiej", "Bartek"), ("Polish", "Zofia", "Zosia"),
    ("Romanian", "Constantin", "Costel"), ("Romanian", "Elena", "Lenuța"), ("Romanian", "Ștefan", "Fane"),
    ("Lithuanian", "Vytautas", "Vytas"), ("Lithuanian", "Kotryna", "Kotrė"),
    ("Bulgarian", "Georgi", "Gosho"), ("Bulgarian", "Dimitar", "Mitko"),
    ("Ukrainian and Russian", "Oleksandr", "Sasha"), ("Ukrainian and Russian", "Volodymyr", "Vova"),
    ("Yoruba", "Oluwaseun", "Seun"), ("Yoruba", "Babatunde", "Tunde"),
    ("Igbo", "Chukwuemeka", "Emeka"), ("Igbo", "Nkechi", "Kechi"),
    ("Akan", "Kwabena", "Kobby"), ("Akan", "Kofi", "Fiifi"),
    ("Somali", "Abdirahman", "Abdi"), ("Somali", "Amina", "Amino"),
    ("Arab, Kurdish and Afghan", "Abdulrahman", "Aboud"), ("Arab, Kurdish and Afghan", "Najibullah", "Najib"),
    ("Turkish and Kurdish", "İbrahim", "İbo"), ("Turkish and Kurdish", "Süleyman", "Sülo"),
    ("Chinese", "Waiming", "Ming"), ("Vietnamese", "Minh Anh", "Anh"),
    ("Iberian and Brazilian", "Francisco", "Paco"), ("Iberian and Brazilian", "José", "Pepe"),
    ("Roma", "Ladislav", "Laco"), ("Roma", "Štefan", "Pišta"),
)  # fmt: skip
SPELT: Final = (
    ("Caitlin", "Kaitlyn"), ("Sean", "Shaun"), ("Jayden", "Jaidon"), ("Catherine", "Kathryn"),
    ("Steven", "Stephen"), ("Clarke", "Clark"), ("Smythe", "Smith"), ("Siobhán", "Chevonne"),
    ("Niamh", "Neve"), ("O'Reilly", "Riley"), ("McDonagh", "McDonough"), ("Tyrell", "Terrell"),
    ("Malachi", "Malakai"), ("Hussain", "Hossein"), ("Ahmed", "Ahmad"), ("Yusuf", "Yousaf"),
    ("Aisha", "Aicha"), ("Fatima", "Fadumo"), ("Zainab", "Zeynep"), ("Mohammed", "Md"),
    ("Chaudhry", "Chowdhury"), ("Mizanur", "Mijanur"), ("Jasvinder", "Jaswinder"), ("Patel", "Patell"),
    ("Lakshmi", "Laxmi"), ("Sivakumar", "Siwakumar"), ("Rajaratnam", "Rasaratnam"), ("Katarzyna", "Katazyna"),
    ("Wiśniewski", "Visniewski"), ("Cătălin", "Katalin"), ("Gheorghe", "Georghe"), ("Jonas", "Yonas"),
    ("Dimitrov", "Dimitroff"), ("Hristo", "Khristo"), ("Serhiy", "Sergey"), ("Adebayo", "Adebayor"),
    ("Sade", "Shade"), ("Okonkwo", "Okonko"), ("Chidinma", "Chidimma"), ("Osei", "Osie"),
    ("Kwasi", "Kwesi"), ("Xasan", "Hassan"), ("Cumar", "Omar"), ("Khoury", "Khouri"), ("Ferhad", "Farhad"),
    ("Yılmaz", "Yilmas"), ("Cheung", "Zhang"), ("Wong", "Huang"), ("Chan", "Chen"), ("Ng", "Wu"),
    ("Lau", "Liu"), ("Li", "Lee"), ("Nguyễn", "Ngyuen"), ("Đỗ", "Doh"), ("Gonçalves", "Goncalvez"),
    ("Rodrigues", "Rodriguez"), ("Lakatoš", "Lacatos"), ("Horváth", "Horvat"),
)  # fmt: skip
NOT_ONE: Final = (
    ("Alexander", "Alexandra"), ("Mohammed", "Ahmed"), ("Mohammed", "Mahmoud"), ("Hassan", "Hussain"),
    ("Jane", "Joan"), ("Daniel", "Danielle"), ("Patrick", "Patricia"), ("Robinson", "Robson"),
    ("Samir", "Samira"), ("Amina", "Amira"), ("Singh", "Kaur"), ("Kofi", "Kwame"), ("Chidi", "Chidera"),
    ("Oluwaseun", "Oluwatobi"), ("Gurpreet", "Harpreet"), ("Gonçalves", "González"), ("Zhang", "Zheng"),
    ("Sivakumar", "Sivanathan"), ("Emma", "Emily"), ("Kieran", "Kiera"),
)  # fmt: skip
FEW: Final = 0.001
"""Of all pairs of unrelated names, the most that a list may join: it is what a match by sound alone joins."""


class Row(NamedTuple):
    file: str
    group: str
    words: list[str]

    def __str__(self) -> str:
        return f"{self.file}: {' '.join(self.words)}"


def rows(name: str) -> Iterator[Row]:
    """The rows of a list, read without the code under test."""
    group = ""
    for line in resources.read_text(f"names/{name}.txt").splitlines():
        if line.startswith("["):
            group = line.strip("[]")
        elif line.strip() and not line.startswith("#"):
            yield Row(name, group, [word(cell) for cell in line.split()])


def word(name: str) -> str:
    return key(name).replace(" ", "")


@pytest.fixture(scope="module")
def lists() -> NameLists:
    return name_lists(key)


@pytest.mark.parametrize("name", EVERY)
def test_a_list_says_which_edition_it_is_and_where_it_comes_from(name: str) -> None:
    text = resources.read_text(f"names/{name}.txt")
    assert re.match(r"# Edition 20\d\d-\d+\n", text)
    assert "Made by hand for Lintel" in text or "Apache License 2.0: see LICENCE-nicknames.txt" in text


def test_what_others_made_comes_with_its_licence() -> None:
    assert "Apache License" in resources.read_text("names/LICENCE-nicknames.txt")


def test_every_list_is_read() -> None:
    """A list that nobody reads would look as if it counted."""
    assert {name for name in resources.names("names") if "LICENCE" not in name} == {f"{n}.txt" for n in EVERY}


@pytest.mark.parametrize("name", PAIRS)
def test_words_are_names(name: str) -> None:
    """Initials, and letters that the fold leaves alone, would match what they should not, or nothing."""
    odd = [str(row) for row in rows(name) for cell in row.words if not re.fullmatch("[a-z]{2,}", cell)]
    assert not odd


@pytest.mark.parametrize("name", PAIRS)
def test_a_row_names_two_words_or_more_and_none_twice(name: str) -> None:
    odd = [str(row) for row in rows(name) if len(row.words) < 2 or len(set(row.words)) < len(row.words)]
    assert not odd


@pytest.mark.parametrize("name", SHORT_FORMS)
def test_a_short_form_is_said_once(name: str) -> None:
    said = Counter(frozenset((row.words[0], short)) for row in rows(name) for short in row.words[1:])
    assert [sorted(pair) for pair, times in said.items() if times > 1] == []


def test_no_group_of_spellings_lies_within_another() -> None:
    groups = [frozenset(row.words) for name in SPELLINGS for row in rows(name)]
    by_word: dict[str, list[int]] = {}
    for number, group in enumerate(groups):
        for cell in group:
            by_word.setdefault(cell, []).append(number)
    within = [
        sorted(group)
        for number, group in enumerate(groups)
        for other in by_word[min(group)]
        if other != number and group <= groups[other]
    ]
    assert within == []


def test_every_naming_group_has_its_short_forms() -> None:
    found = Counter(row.group for row in rows("short-forms"))
    assert set(found) == set(NAMING_GROUPS)
    assert min(found.values()) >= 25


def test_the_lists_are_as_long_as_they_were() -> None:
    """A slip of an editor that loses half a list is seen."""
    assert sum(1 for _ in rows("short-forms")) >= 2_500
    assert sum(1 for _ in rows("spellings")) >= 2_000


@pytest.mark.parametrize(("group", "name", "short"), SHORT)
def test_a_short_form_is_found_both_ways(lists: NameLists, group: str, name: str, short: str) -> None:
    assert group in NAMING_GROUPS
    one, other = word(name), word(short)
    assert other in lists.short(one)
    assert one in lists.short(other)


@pytest.mark.parametrize(("one", "other"), SPELT)
def test_a_spelling_is_found_both_ways(lists: NameLists, one: str, other: str) -> None:
    assert word(other) in lists.spelt(word(one))
    assert word(one) in lists.spelt(word(other))


@pytest.mark.parametrize(("one", "other"), NOT_ONE)
def test_different_names_stay_apart(lists: NameLists, one: str, other: str) -> None:
    first, second = word(one), word(other)
    assert second not in lists.spelt(first) | lists.short(first) | lists.both_short.get(first, frozenset())


def test_a_word_that_is_two_names_does_not_join_them(lists: NameLists) -> None:
    """Lee is Li from China and Leigh from Kent."""
    assert {"li", "leigh"} <= lists.spelt("lee")
    assert "leigh" not in lists.spelt("li")


def test_the_short_form_of_two_names_does_not_join_them(lists: NameLists) -> None:
    assert {"alexander", "alexandra"} <= lists.short("alex")


def test_a_short_form_goes_with_every_spelling_of_the_long_name(lists: NameLists) -> None:
    assert "mo" in lists.short("muhammad")
    assert "abdi" in lists.short("abdurahman")


def test_two_short_forms_of_one_name_know_each_other(lists: NameLists) -> None:
    assert "bex" in lists.both_short["becky"]
    assert "gosia" in lists.both_short["malgoska"]


def test_everything_is_symmetric_and_nothing_is_its_own_other(lists: NameLists) -> None:
    for table in (lists.short_forms, lists.both_short):
        assert [one for one, others in table.items() if one in others] == []
        assert [(a, b) for a, others in table.items() for b in others if a not in table[b]] == []
    assert [w for w, numbers in lists.spellings.items() for n in numbers if w not in lists.groups[n]] == []


def test_beginnings_may_be_left_off(lists: NameLists) -> None:
    assert {"femi", "olufemi"} <= lists.short("oluwafemi")
    assert "abdelhamid" in lists.short("abdulhamid")


@pytest.mark.parametrize(
    ("hers", "his"), [("Kowalska", "Kowalski"), ("Petrova", "Petrov"), ("Kazlauskienė", "Kazlauskas")]
)
def test_family_names_change_with_who_bears_them(lists: NameLists, hers: str, his: str) -> None:
    assert word(his) in lists.family_forms(word(hers))
    assert word(hers) in lists.family_forms(word(his))


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("Baby Girl Hartley", "hartley"),
        ("Unborn baby of Mrs Hartley", "mrs hartley"),
        ("Mr Gulled Warsame", "gulled warsame"),
        ("Twin 1 Okafor", "okafor"),
        ("not known", ""),
        ("Kayden Merrick", "kayden merrick"),
    ],
)
def test_titles_and_placeholders_are_no_names(lists: NameLists, written: str, named: str) -> None:
    assert " ".join(lists.named(key(written).split())) == named


def test_a_family_name_may_look_like_a_placeholder(lists: NameLists) -> None:
    assert lists.named(["child"], given=False) == ("child",)


@pytest.mark.parametrize("given", [True, False], ids=["first names", "family names"])
def test_the_lists_join_few_names_that_are_not_one(lists: NameLists, *, given: bool) -> None:
    """Over all pairs of the names of the practice families, which were not chosen with these lists in mind."""
    names = sorted(practice_names(given=given))
    joined = [
        (one, other)
        for one, other in combinations(names, 2)
        if other in lists.spelt(one) or (given and other in lists.short(one))
    ]
    assert len(joined) / (len(names) * (len(names) - 1) / 2) < FEW


def practice_names(*, given: bool) -> set[str]:
    kinds = ("girls", "boys", "women", "men") if given else ("families",)
    groups = tomllib.loads(resources.read_text("practice/names.toml"))["groups"]
    return {word(name.partition("/")[0]) for group in groups for kind in kinds for name in group[kind]}


def test_they_are_read_once() -> None:
    assert name_lists(key) is name_lists(key)
    assert name_lists(key).edition == edition()


def test_nothing_is_read_before_somebody_asks() -> None:
    """The window is shown before anybody compares names."""
    program = (
        "import resources\n"
        "def refuse(name): raise SystemExit(name)\n"
        "resources.read_text = refuse\n"
        "import workstation.guidebook.names, workstation.domain.naming\n"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
