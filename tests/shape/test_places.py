"""Nothing in this folder knows where it was made: no package registry's address, no path of one machine."""

import re

import pytest

from tests.shape.source import ROOT, files

# In pieces, so that this file does not hold what it looks for.
_HOSTS = (("pypi", "org"), ("pythonhosted", "org"), ("deb", "debian", "org"))
_OPTIONS = (("index", "url"), ("extra", "index", "url"), ("find", "links"))
REGISTRY = re.compile(
    "|".join(
        [re.escape(".".join(host)) for host in _HOSTS]
        + ["--" + "-".join(option) for option in _OPTIONS]
        + ["artifact" + "[-.]?(ory|registry)", r"https?:/" + r"/[^\s/]+/simple\b"]
    ),
    re.IGNORECASE,
)
MACHINE_PATH = re.compile(r"(?<![\w.$}*/-])/(work|root|home/\w+|Users/\w+|opt/(pypi|wheels))/")


def places_in(text: str) -> list[str]:
    """Every line that names one machine or one registry."""
    return [line for line in text.splitlines() if REGISTRY.search(line) or MACHINE_PATH.search(line)]


@pytest.mark.parametrize(
    "line",
    [
        "see /" + "work/main/dev",
        *("pip install --" + "-".join(option) + " x" for option in _OPTIONS),
        *("see https:/" + "/" + ".".join(host) for host in _HOSTS),
        "https:/" + "/mirror.example/simple",
    ],
)
def test_a_place_is_noticed(line: str) -> None:
    assert places_in(line)


def test_a_part_of_an_address_is_no_machine_path() -> None:
    assert not places_in("https://www.example.org/work/start and tests/root/x and $HOME/work/")


def test_no_file_names_a_registry_or_a_machine() -> None:
    found = {
        path.relative_to(ROOT).as_posix(): lines
        for path in files()
        if (lines := places_in(path.read_bytes().decode("utf-8", "ignore")))
    }
    assert found == {}
