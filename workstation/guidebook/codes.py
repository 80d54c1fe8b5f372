"""The code sets of the Department for Education, by edition, read from `resources/codes`.

A record keeps the code and the edition; the screen shows `plain`, a return the full `text`. An unknown code
(from a newer edition, or never a code) is shown as itself, so that no screen fails on an old record.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, cached_property
from typing import Final

import msgspec
from msgspec import Struct

import resources

_LIST_LETTER: Final = re.compile(r"^[a-z]{1,2}\d?\s?[).]\s*", re.IGNORECASE | re.ASCII)
"""`q)`, `p1)`, `s)`: the letter a list of Annex A puts before a value. It differs from council to council."""
_TOKEN: Final = re.compile(r"[A-Za-z0-9]+", re.ASCII)
_PARTS: Final = re.compile(r"\s*[:;,()\u2013\u2014]\s*|\s+-\s*|\s*-\s+")
_AFTER_NUMBER: Final = re.compile(r"\s*[-:.)\u2013\u2014]")
_TOO_WIDE: Final = frozenset({"other", "unknown", "none"})
"""Words that say nothing as one part among others: `Health services - other` is not source 8 (Other)."""


class Code(Struct, frozen=True):
    """One code: the words for the screen (`plain`), those of the DfE (`text`) and other ways files say it."""

    code: str
    plain: str
    text: str
    also: tuple[str, ...] = ()


class CodeSet(Struct, frozen=True, rename={"name": "set", "all": "code"}, dict=True):
    """One set of codes in one edition."""

    edition: str
    name: str
    all: tuple[Code, ...]

    def text(self, code: str) -> str:
        """The words of the DfE; the code itself when this edition does not know it."""
        known = self._by_code.get(code.upper())
        return known.text if known else code

    def plain(self, code: str) -> str:
        """Short plain words for the screen; the code itself when this edition does not know it."""
        known = self._by_code.get(code.upper())
        return known.plain if known else code

    def find(self, text: str) -> str | None:
        """The code inside a text such as `q) 6: Police`, `WBRI`, `Physical abuse`; None when there is none.

        The code is believed first, then the words; the leading letter never.
        """
        tidy = _LIST_LETTER.sub("", " ".join(text.split()), count=1) or text.strip()
        if not tidy:
            return None
        whole = self._by_code.get(tidy.upper())
        if whole:
            return whole.code
        return self._leading(tidy) or self._by_words.get(_bare(tidy)) or self._of_parts(tidy)

    def _leading(self, text: str) -> str | None:
        """The code at the start: `6: Police`, `N1 - Abuse`. A bare number needs its colon: `7 day service`."""
        first = _TOKEN.match(text)
        code = self._code_like(first.group()) if first else None
        if first is None or code is None:
            return None
        rest = text[first.end() :]
        if code.isdigit() and not _AFTER_NUMBER.match(rest) and self._by_words.get(_bare(rest)) != code:
            return None
        return code

    def _of_parts(self, text: str) -> str | None:
        """One part between colons, dashes or brackets is a code or its words: `Police (6)`, `Abuse - N1`."""
        found: set[str] = set()
        for part in _PARTS.split(text)[:20]:
            bare = _bare(part)
            code = self._code_like(part) or self._by_words.get(bare)
            if code and bare not in _TOO_WIDE:
                found.add(code)
        return found.pop() if len(found) == 1 else None

    def _code_like(self, token: str) -> str | None:
        """A code as it stands; letters alone only in capitals, since `Both parents` is not BOTH."""
        known = self._by_code.get(token.upper())
        if known is None or (token.isalpha() and not token.isupper()):
            return None
        return known.code

    @cached_property
    def _by_code(self) -> dict[str, Code]:
        return {known.code.upper(): known for known in self.all}

    @cached_property
    def _by_words(self) -> dict[str, str]:
        words: dict[str, str] = {}
        for known in self.all:
            for said in (known.text, known.plain, *known.also):
                words.setdefault(_bare(said), known.code)
        return words


def _bare(text: str) -> str:
    """Letters and digits only, in lower case, so that dashes, quotes and spaces do not matter."""
    return "".join(char for char in text.casefold() if char.isalnum())


@cache
def codes(set_name: str, edition: str | None = None) -> CodeSet:
    """A code set (`source`, `ethnicity`, `primary-need`, ...); the newest edition when none is named.

    A set that is not there or does not read is a fault of the build and stops whoever asks.
    """
    raw = resources.read_text(f"codes/{set_name}-{edition or _newest(set_name)}.toml")
    return msgspec.convert(tomllib.loads(raw), CodeSet, strict=True)


def _newest(set_name: str) -> str:
    editions = [
        name.removeprefix(f"{set_name}-").removesuffix(".toml")
        for name in resources.names("codes")
        if name.rpartition("-")[0] == set_name
    ]
    if not editions:
        raise LookupError(f"There is no code set called {set_name}.")
    return max(editions)
