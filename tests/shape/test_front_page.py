"""The README and the pages it leads to: every link leads somewhere, and the pictures stay light."""

import re

import pytest

from tests.shape.source import ROOT

_LINK = re.compile(r"\]\(\s*([^)#\s]+)")
MOST_BYTES = 150_000
PAGES = ("README.md", "packaging/central/README.md", "packaging/windows/README.md")


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_to_a_file(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    links = [link for link in _LINK.findall(text) if "://" not in link]
    assert [link for link in links if not (ROOT / page).parent.joinpath(link).exists()] == []


def test_every_path_the_readme_names_is_there() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:workstation|ui|resources|tests|packaging)/[\w./-]*)`", text)
    assert len(named) > 10
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_the_pictures_are_shown_and_light() -> None:
    pictures = sorted((ROOT / "tests/tour/pictures").glob("*.png"))
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert pictures
    assert [one.name for one in pictures if f"pictures/{one.name})" not in text] == []
    assert [one.name for one in pictures if one.stat().st_size > MOST_BYTES] == []
