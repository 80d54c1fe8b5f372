"""What the people of a contact are called: words that no street is hidden by, though a street has the same name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workstation.domain.contact import ContactFile
from workstation.domain.kinds import Name
from workstation.report.needles import parts_of, short


def people_of(file: ContactFile, others: Iterable[str] = ()) -> frozenset[str]:
    """The words of the names of the family and of whoever told us, and of `others` (the staff), in short forms."""
    written = [words for child in file.children for words in _ways(child.name)]
    written += [words for adult in file.adults for words in _ways(adult.name)]
    if file.referrer is not None:
        written.append(file.referrer.name)
    return words_of((*written, *others))


def words_of(names: Iterable[str]) -> frozenset[str]:
    """The words of these names, in short forms."""
    return frozenset(short(part.characters) for name in names for part in parts_of(name))


def _ways(name: Name) -> Iterator[str]:
    yield from (name.family, name.given, *name.also)
