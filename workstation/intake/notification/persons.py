"""People as notifications name them: `FARROW, Ellie, born 14/03/2017, Mill Lane Primary`, or part by part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final, Literal

from msgspec.structs import replace

from workstation.domain import said_dates, said_names, wording
from workstation.domain.kinds import Born, Name
from workstation.domain.notification import Person, Somebody

_GROWN_UP: Final = 18
_SEPARATE: Final = re.compile(r"[;\n]|(?<=\)),")
_BULLET: Final = re.compile(r"^\s*(?:[-*•]|\(?\d{1,2}[.)])\s*")
_DAY: Final = (
    r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}(?:st|nd|rd|th)?\s+[A-Za-z]{3,9}\s+\d{4}"
)
_BORN: Final = re.compile(rf"\(?\b(?:d\.?o\.?b\.?|date of birth|born)?[\s:]*({_DAY})(?:\s*\(\d{{1,3}}\s*y?\w*\))?\)?", re.IGNORECASE)  # fmt: skip  # noqa: E501
_AGE: Final = re.compile(r"\b(?:aged?|age:)\s*(\d{1,3}(?:\s*(?:months|weeks))?)\b|\((\d{1,2})\s*(?:y|yrs|years?)?\)", re.IGNORECASE)  # fmt: skip  # noqa: E501
_SEXES: Final = {
    "f": "F", "female": "F", "girl": "F", "woman": "F", "m": "M", "male": "M", "boy": "M", "man": "M", "u": "U",
    "a male": "M", "b female": "F",
}  # fmt: skip
_ROLES: Final = re.compile(
    r"(?:(?:step|grand|foster|ex|birth|half)[- ]?)?(?:mother|father|mum|dad|parent|partner|husband|wife|brother|"
    r"sister|son|daughter|aunt|uncle|cousin|carer|boyfriend|girlfriend|friend|neighbour|lodger|victim|suspect|"
    r"witness|perpetrator|offender|aggrieved|complainant)(?:\b.*)?",
    re.IGNORECASE,
)
_SCHOOL: Final = re.compile(
    r".*\b(?:school|academy|nursery|college|primary|infants|juniors)\b.*", re.IGNORECASE
)
_SEEN: Final = re.compile(r"(?:not )?(?:seen|present|spoken to|asleep|in bed|upstairs)\b.*", re.IGNORECASE)
_QUOTED: Final = re.compile(r"[“\"]([^”\"]{2,300})[”\"]")
_NAMELY: Final = re.compile(r"[^\W\d_][\w’'`.-]*(?: [^\W\d_][\w’'`.-]*){0,5}")
_IN_PROSE: Final = re.compile(
    r"\b([A-Z][a-zà-ÿ’'-]+(?: [A-Z][a-zà-ÿ’'-]+)?) ([A-ZÀ-Þ][A-ZÀ-Þ’'-]{2,})\b"
    rf"(?:\s*\((?:(?:aged?\s*)?(\d{{1,2}})|(?:dob|born)?:?\s*({_DAY}))[^)]*\)|,? (?:aged? (\d{{1,2}})))?"
)
"""`Dana FARROW`, as officers write surnames; perhaps with an age or a date of birth behind."""
_NO_SURNAME: Final = frozenset(
    ["DASH", "DARA", "DVPN", "DVPO", "MARAC", "MASH", "CCN", "PPN", "AND", "THE", "NHS", "DOB", "BWV"]
)


_PARENT: Final = re.compile(r"\b(mother|mum|father|dad|parent|carer)\b", re.IGNORECASE)


def whole(words: str, one: Somebody, today: date) -> Iterator[Person]:
    """The people described in one value, parted by `;` or line ends."""
    for piece in _SEPARATE.split(words):
        person = described(piece, one, today)
        if person is not None:
            yield person


def described(words: str, one: Somebody, today: date) -> Person | None:
    """One person in one line; None when there is no name in it and no birth either."""
    words = _BULLET.sub("", words).strip(" ,")
    said = _QUOTED.search(words)
    rest = _QUOTED.sub(" ", words)
    born, rest = _born_in(rest, today)
    pieces = [p.strip(" .-–") for p in re.split(r"[,()\t|]|\s[-–]\s", rest)]
    pieces = [p for p in pieces if p]
    name, pieces = _name_in(pieces)
    person = Person(
        part=one.part, name=name, born=born, role=one.role, said=said.group(1).strip() if said else ""
    )
    for piece in pieces:
        person = _with(person, piece)
    return person if is_somebody(person) else None


def with_parts(person: Person, parts: dict[str, str], today: date) -> Person:
    """A person with what stands under headings of their own: name, born, school and the like."""
    name = said_names.name_of(_bare_name(parts.get("name", "")))
    family, given = parts.get("family", "") or name.family, parts.get("given", "") or name.given
    told = (parts.get("born", "") or parts.get("age", "")).strip()
    born = said_dates.understood(told, today) or Born(said=told) if told else person.born
    roles = dict.fromkeys(word.strip() for word in (parts.get("role", ""), person.role) if word.strip())
    sex = _SEXES.get(parts.get("sex", "").strip().casefold().replace(")", ""), person.sex)
    return replace(
        person, name=Name(family=tidy(family), given=tidy(given)) if family or given else person.name, born=born,
        role=", ".join(roles), sex=sex, school=parts.get("school", "").strip() or person.school,
        seen=parts.get("seen", "").strip() or person.seen, said=parts.get("words", "").strip() or person.said,
    )  # fmt: skip


def is_somebody(person: Person) -> bool:
    """Whether there is a name, or at least a birth."""
    return bool(person.name.family or person.name.given or person.born != Born())


def in_prose(text: str, today: date) -> Iterator[Person]:
    """Whoever is named as officers name people: `Dana FARROW`. A child when an age under 18 stands behind."""
    seen: set[tuple[str, str]] = set()
    for found in _IN_PROSE.finditer(text):
        given, family = found.group(1), tidy(found.group(2))
        if found.group(2) in _NO_SURNAME or given.split()[0] in (
            "The",
            "Ms",
            "Mr",
            "Mrs",
            "Miss",
            "PC",
            "Sgt",
        ):
            continue
        if (given, family) in seen:
            continue
        seen.add((given, family))
        told = found.group(4) or found.group(3) or found.group(5) or ""
        born = (said_dates.understood(told, today) if told else None) or Born()
        part: Literal["child", "adult"] = "child" if _under_age(born, today) else "adult"
        yield Person(part=part, name=Name(family=family, given=given), born=born)


def tidy(name: str) -> str:
    """`FARROW` as `Farrow`, `O'NEILL` as `O'Neill`; a name that is not in capitals stays as it is."""
    plain = name.strip()
    return re.sub(r"[^\W\d_]+", lambda m: m.group().capitalize(), plain) if plain.isupper() else plain


def same_name(one: Person, other: Person) -> bool:
    """Whether two mentions in one notification are of one person."""
    names = [(p.name.family.casefold(), p.name.given.casefold().partition(" ")[0]) for p in (one, other)]
    return names[0] == names[1]


def by_age(person: Person, today: date) -> Person:
    """Whoever is under 18 is a child, whatever the heading: a victim of 15 is a child somebody has to count. A
    young mother or father stays who they are to the other child.
    """
    young = person.part == "adult" and _under_age(person.born, today) and not _parent(person)
    return replace(person, part="child") if young else person


def doubt_of_age(person: Person, today: date) -> str:
    """What somebody should look at: a child under the heading of an adult, a parent who is a child, a grown one."""
    name, of = wording.full_name(person.name), f" ({person.role})" if person.role else ""
    born = said_dates.words(person.born, today)
    if person.part == "child":
        if person.role:
            return f"{name}{of} is under 18 and is offered as a child: {born}."
        grown = person.born.on is not None and not _under_age(person.born, today)
        return f"{name} stands as a child and is grown up: {born}. Check it." if grown else ""
    young = _under_age(person.born, today)
    return (
        f"{name}{of} is under 18, so a child too: {born}. Add them as a child if it is about them."
        if young
        else ""
    )


def _parent(person: Person) -> bool:
    return bool(_PARENT.search(person.role))


def _under_age(born: Born, today: date) -> bool:
    if born.age is not None:
        return born.age < _GROWN_UP
    return born.due is not None or (born.on is not None and (today - born.on).days < _GROWN_UP * 365.25)


def _born_in(words: str, today: date) -> tuple[Born, str]:
    for pattern in (_BORN, _AGE):
        found = pattern.search(words)
        if found is None:
            continue
        told = next(group for group in found.groups() if group)
        born = said_dates.understood(told, today)
        return born or Born(said=told), f"{words[: found.start()]}, {words[found.end() :]}"
    return Born(), words


def _name_in(pieces: list[str]) -> tuple[Name, list[str]]:
    """The name, and the pieces behind it: `FARROW` and `Ellie` are one, `Ellie FARROW` is one."""
    if not pieces or not _is_name(pieces[0]):
        return Name(), pieces
    first = _bare_name(pieces[0])
    second = _bare_name(pieces[1]) if len(pieces) > 1 else ""
    surname_first = first.isupper() or " " not in first
    if surname_first and second and _is_name(second) and not second.isupper():
        return Name(family=tidy(first), given=tidy(second)), pieces[2:]
    name = said_names.name_of(first)
    return Name(family=tidy(name.family), given=tidy(name.given)), pieces[1:]


def _bare_name(words: str) -> str:
    return re.sub(r"^(?:mrs|mr|ms|miss|dr)\.?\s+", "", words.strip(), flags=re.IGNORECASE)


def _is_name(words: str) -> bool:
    plain = words.casefold()
    if plain in _SEXES or plain in ("unknown", "not known", "none", "n/a", "no", "yes", "nil", "na"):
        return False
    return bool(_NAMELY.fullmatch(words)) and not any(
        pattern.fullmatch(words) for pattern in (_ROLES, _SCHOOL, _SEEN)
    )


def _with(person: Person, piece: str) -> Person:
    """The person with what one more piece says."""
    plain = piece.casefold()
    if plain in _SEXES:
        return replace(person, sex=_SEXES[plain])
    if _ROLES.fullmatch(piece):
        roles = dict.fromkeys(word for word in (piece, person.role) if word)
        return replace(person, role=", ".join(roles))
    if _SCHOOL.fullmatch(piece):
        return replace(person, school=piece)
    if _SEEN.fullmatch(piece):
        return replace(person, seen=", ".join(part for part in (person.seen, piece) if part))
    return person
