"""Every failure a person may read says what happened and what to do, and has a code of its own."""

import importlib
import pkgutil
import re
from collections import Counter
from collections.abc import Iterator

import workstation
from workstation.trouble import Trouble


def family(kind: type[Trouble]) -> Iterator[type[Trouble]]:
    """A kind of trouble and all that are made from it."""
    yield kind
    for child in kind.__subclasses__():
        yield from family(child)


def all_troubles() -> list[type[Trouble]]:
    """Every kind there is, wherever in the workstation it is written."""
    for module in pkgutil.walk_packages(workstation.__path__, "workstation."):
        if not module.name.endswith(".__main__"):
            importlib.import_module(module.name)
    return [kind for kind in family(Trouble) if kind.__module__.startswith("workstation.")]


def is_a_sentence(words: str) -> bool:
    return words[:1].isupper() and words.rstrip().endswith((".", "!", "?"))


def test_every_trouble_says_what_happened_and_what_to_do() -> None:
    for kind in all_troubles():
        assert kind.__doc__, f"{kind.__name__} has no title: its docstring is what the person reads"
        assert is_a_sentence(kind.__doc__.strip()), kind.__name__
        assert is_a_sentence(kind.advice), kind.__name__


def test_every_trouble_has_its_own_code() -> None:
    codes = Counter(kind.code for kind in all_troubles())
    assert [code for code, times in codes.items() if times > 1 or not re.fullmatch(r"LT-\d{3}", code)] == []


def test_trouble_speaks_for_itself() -> None:
    assert Trouble().title == Trouble.__doc__
    assert Trouble().what_to_do == Trouble.advice
    assert str(Trouble("The page is torn.", "Print it again.")) == "The page is torn."
