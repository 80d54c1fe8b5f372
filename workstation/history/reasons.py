"""Why somebody may be the one asked about, and what speaks against it: in words, for each thing that was given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from workstation.domain import kinds, wording
from workstation.domain.compared import HIDDEN, nothing_on_record
from workstation.domain.person_line import PersonLine, PlaceLine
from workstation.history import alike, days, levels, numbers, places
from workstation.history.alike import Names
from workstation.history.asking import Asked
from workstation.history.matcher import Enquiry, Named
from workstation.history.places import Place
from workstation.history.spelling import Speller, Spelt
from workstation.history.unborn import ABOUT

_NEAR_DAYS: Final = 10
_ROLES: Final = {"sibling": "brother or sister"}


class Why(NamedTuple):
    """For and against."""

    reasons: tuple[str, ...]
    against: tuple[str, ...]


class Beside(NamedTuple):
    """One person on record: every line about them, and everybody named with them."""

    lines: Sequence[PersonLine]
    kin: Sequence[PersonLine]


def why(enquiry: Enquiry, asked: Asked, beside: Beside, speller: Speller, today: date) -> Why:
    """Everything that was given, one after the other. What the record does not hold is said too."""
    reasons: list[str] = []
    against: list[str] = []
    for found in _fields(enquiry, asked, beside, speller, today):
        reasons += found.reasons
        against += found.against
    return Why(tuple(dict.fromkeys(reasons)), tuple(dict.fromkeys(against)))


def _fields(enquiry: Enquiry, asked: Asked, beside: Beside, speller: Speller, today: date) -> Iterator[Names]:
    lines = beside.lines
    yield from _numbers(asked, lines)
    if not asked.spelt.empty:
        yield _names(enquiry, asked.spelt, beside, speller)
    if asked.born:
        yield _births(enquiry.born, lines, today)
    if asked.sex:
        yield _sex(asked, lines)
    if asked.place.keys:
        yield _places(asked, lines)
    if asked.phone:
        yield _phone(asked, (*lines, *beside.kin))
    for named in enquiry.others:
        yield from _relative(named, beside.kin, speller)
    if asked.adult is False and all(line.role == "adult" for line in lines):
        yield Names((), ("on record as a grown-up",))


# -- numbers ---------------------------------------------------------------------------------------------------


def _numbers(asked: Asked, lines: Sequence[PersonLine]) -> Iterator[Names]:
    for what, ours, theirs in (
        ("NHS number", asked.nhs, [numbers.plain(line.nhs) for line in lines]),
        ("council number", asked.la_child_id, [numbers.plain(line.la_child_id) for line in lines]),
        ("pupil number", asked.upn, [numbers.plain(line.upn) for line in lines]),
    ):
        known = [number for number in theirs if number]
        if ours and ours in known:
            yield Names((f"same {what}",), ())
        elif ours and known:
            yield Names((), (f"another {what}",))
        elif ours:
            yield Names((nothing_on_record(what),), ())


# -- names -----------------------------------------------------------------------------------------------------


def as_written(given: str, family: str, whole: str, spelt: Spelt) -> tuple[str, str]:
    """First name and surname for showing, also when everything stood in one box."""
    if given or family:
        return given, family
    words = whole.replace(",", " ").split()
    if "," in whole:
        family, _, given = whole.partition(",")
        return given.strip(), family.strip()
    return (words[0], words[-1]) if len(words) > 1 else (whole.strip(), whole.strip() if spelt.family else "")


def _names(enquiry: Enquiry, spelt: Spelt, beside: Beside, speller: Speller) -> Names:
    written = as_written(enquiry.given, enquiry.family, enquiry.name, spelt)
    forms = alike.forms_of(beside.lines, speller)
    if not forms:
        return Names((nothing_on_record("name"),), ())
    found = alike.compared(spelt, written, forms, speller)
    if any(words.startswith("another surname") for words in found.against):
        if said := _before_birth(enquiry, beside, speller):
            return Names((*found.reasons, said), found.against)
        for line in beside.kin:
            if (
                alike.level(spelt.family, speller.parts(line.given, "", line.family).family, speller)
                <= levels.SOUND
            ):
                said = f"surname is that of the recorded {_kin_word(line)}, {_name(line)}"
                return Names((*found.reasons, said), found.against)
    return found


def _before_birth(enquiry: Enquiry, beside: Beside, speller: Speller) -> str:
    """Of a child who had no first name yet: whether they were called by the surname of the mother named now."""
    if any(speller.parts(line.given, "", "").given for line in beside.lines):
        return ""
    for named in enquiry.others:
        ours = speller.parts("", "", named.family).family if named.role.lower() == "mother" else ()
        for line in beside.lines:
            theirs = speller.parts("", "", line.family).family
            if ours and theirs and alike.level(ours, theirs, speller) <= levels.NEAR:
                return f"not born yet then, and called {line.family} like the mother named now"
    return ""


def _name(line: PersonLine) -> str:
    return f"{line.given} {line.family}".strip()


def _kin_word(line: PersonLine) -> str:
    return line.relationship or ("child" if line.role == "child" else "adult")


# -- births ----------------------------------------------------------------------------------------------------


def _births(born: kinds.Born, lines: Sequence[PersonLine], today: date) -> Names:
    said = [
        _birth(born, line, today) for line in lines if line.born_on or line.born_due or line.age is not None
    ]
    if not said:
        return Names((nothing_on_record("date of birth"),), ())
    best = min(said, key=lambda found: found[0])
    return best[1]


def _birth(born: kinds.Born, line: PersonLine, today: date) -> tuple[int, Names]:
    """How far apart, and the words."""
    if born.on is not None and line.born_on is not None:
        return _days(born.on, line.born_on)
    ours, theirs = born.on or born.due, line.born_on or line.born_due
    if ours is not None and theirs is not None:
        near = abs((ours - theirs).days) <= 45
        both = f"{wording.day(ours)} / {wording.day(theirs)}"
        what = (
            "due about the same time"
            if born.due and line.born_due
            else "date of birth fits when the baby was due"
        )
        if near:
            return 2, Names((what if born.due == line.born_due else f"{what}: {both}",), ())
        return 9, Names((), (f"born or due at another time: {both}",))
    told = days.told_at(line.contact, today).year
    one = ours.year if ours else today.year - (born.age or 0)
    other = theirs.year if theirs else told - (line.age or 0)
    if abs(one - other) <= 1:
        return 4, Names(("about the same age",), ())
    return 10, Names((), (f"another age: born about {one} / {other}",))


def _days(ours: date, theirs: date) -> tuple[int, Names]:
    both = f"{wording.day(ours)} / {wording.day(theirs)}"
    if ours == theirs:
        return 0, Names(("same date of birth",), ())
    if (ours.year, ours.month, ours.day) == (theirs.year, theirs.day, theirs.month):
        return 1, Names((f"day and month swapped: {both}",), ())
    if abs((ours - theirs).days) == 1:
        return 1, Names((f"date of birth one day apart: {both}",), ())
    if (ours.month, ours.day) == (theirs.month, theirs.day) and abs(ours.year - theirs.year) == 1:
        return 2, Names((f"same birthday, one year apart: {both}",), ())
    if sum(a != b for a, b in zip(f"{ours:%d%m%Y}", f"{theirs:%d%m%Y}", strict=True)) == 1:
        return 3, Names((f"one digit of the date of birth differs: {both}",), ())
    if abs((ours - theirs).days) <= _NEAR_DAYS:
        return 4, Names((f"date of birth a few days apart: {both}",), ())
    if (ours.year, ours.month) == (theirs.year, theirs.month):
        return 5, Names((f"born in the same month: {both}",), ())
    return 9, Names((), (f"another date of birth: {both}",))


def _sex(asked: Asked, lines: Sequence[PersonLine]) -> Names:
    known = {line.sex for line in lines if line.sex in {"F", "M"}}
    if not known:
        return Names((), ())
    if asked.sex in known:
        return Names(("same sex",), ())
    return Names((), ("recorded as a boy or man" if asked.sex == "F" else "recorded as a girl or woman",))


# -- places ----------------------------------------------------------------------------------------------------


def _places(asked: Asked, lines: Sequence[PersonLine]) -> Names:
    if all(line.hidden for line in lines) and not any(line.places or line.postcode for line in lines):
        return Names((HIDDEN,), ())
    said = [_place(asked, place) for line in lines for place in line.places if _says_where(place)]
    said += [_postcode(asked, line.postcode) for line in lines if line.postcode]
    if not said:
        return Names((nothing_on_record("address"),), ())
    return min(said, key=lambda found: found[0])[1]


def _says_where(known: PlaceLine) -> bool:
    return places.place(known.lines, known.postcode) != Place()


def _place(asked: Asked, known: PlaceLine) -> tuple[int, Names]:
    one, other = asked.place, places.place(known.lines, known.postcode)
    when = f" until {known.until.year}" if known.until else ""
    if _same_house(one, other):
        far, said = _how_the_same(one, other)
        return far, Names((f"{said or ('lived at this address' if when else 'same address')}{when}",), ())
    if one.named and one.named == other.named:
        return 1, Names((f"a house of the same name{when}",), ())
    if one.number and one.number == other.number and one.postcode and one.postcode == other.postcode:
        return 1, Names((f"same house number and postcode{when}",), ())
    if one.street and one.street == other.street and not (one.number and other.number):
        return 2, Names((f"same street{when}",), ())
    if near := _nearly(one, other):
        return 2, Names((f"{near}: {known.lines.splitlines()[0]}{when}",), ())
    return _postcode(asked, other.postcode)


def _same_house(one: Place, other: Place) -> bool:
    if one.number and one.number == other.number:
        if one.street and other.street:
            return one.street == other.street
        return bool(one.postcode) and one.postcode == other.postcode
    return bool(one.flat and one.street) and (one.flat, one.street) == (other.flat, other.street)


def _how_the_same(one: Place, other: Place) -> tuple[int, str]:
    """How far from certain that is, and why; no words when it is certain."""
    if one.number == other.number and one.flat and other.flat and one.flat != other.flat:
        return 1, f"same building, another flat: {one.flat} / {other.flat}"
    same_postcode = bool(one.postcode) and one.postcode == other.postcode
    if (
        one.number == other.number
        and one.town
        and other.town
        and one.town != other.town
        and not same_postcode
    ):
        return 2, "same house number and street name, in another town"
    return 0, ""


def _nearly(one: Place, other: Place) -> str:
    """Of a house whose number or street is written nearly the same."""
    if not (one.number and one.street and other.number and other.street):
        return ""
    if one.number == other.number and one.street in places.nearly_streets(other.street):
        return "same house number, in a street written nearly the same"
    if one.street == other.street and one.number in places.nearly_numbers(other.number):
        return "same street, house number nearly the same"
    return ""


def _postcode(asked: Asked, known: str) -> tuple[int, Names]:
    ours, theirs = asked.place.postcode, places.plain_postcode(known)
    if ours and ours == theirs:
        return 3, Names(("same postcode",), ())
    if places.nearly(ours, theirs):
        return 4, Names((f"postcode nearly the same: {ours} / {theirs}",), ())
    return 9, Names((), ("another address",))


def _phone(asked: Asked, lines: Sequence[PersonLine]) -> Names:
    known = [line for line in lines if numbers.phone(line.phone)]
    for line in known:
        if numbers.phone(line.phone) == asked.phone:
            whose = f" of the recorded {_kin_word(line)}" if line.role == "adult" else ""
            return Names((f"same phone number{whose}",), ())
    return Names((), ("another phone number",)) if known else Names((nothing_on_record("phone number"),), ())


# -- relatives -------------------------------------------------------------------------------------------------


def _relative(named: Named, kin: Sequence[PersonLine], speller: Speller) -> Iterator[Names]:
    parts = named.given or named.family
    spelt = speller.parts(named.given, "", named.family) if parts else speller.box(named.name)
    if spelt.empty:
        return
    ours = " ".join(part for part in (named.given, named.family) if part) or named.name
    role = _ROLES.get(named.role, named.role or "relative")
    first_name = ""
    for line in kin:
        theirs = speller.parts(line.given, "", line.family)
        if not first_name and _first_name(named, line, spelt, theirs, speller):
            whose = f"the recorded {_kin_word(line)} {_name(line)}"
            day = " and the day of birth" if named.born.on and named.born.on == line.born_on else ""
            first_name = f"{role} named now, {ours}, has the first name{day} of {whose}"
        if not first_name and _expected(named, line, spelt, theirs, speller):
            first_name = f"{role} named now, {ours}, may be the child {_name(line)} who was expected then"
        if _same_person(spelt, theirs, speller):
            said = f"{role} named now, {ours}, matches the recorded {_kin_word(line)} {_name(line)}"
            yield Names((said,), ())
            return
    if first_name:
        yield Names((first_name,), ())
    elif kin:
        yield Names((), (f"{role} named now, {ours}, is not recorded with them",))
    else:
        yield Names((nothing_on_record("family", ours),), ())


def _first_name(named: Named, line: PersonLine, ours: Spelt, theirs: Spelt, speller: Speller) -> bool:
    """Whether this may be the relative, by their first name and what they are: people marry, and part."""
    role = named.role.lower()
    fits = line.role == "child" if role == "sibling" else line.relationship.lower() == role
    return fits and alike.level(ours.given, theirs.given, speller) <= levels.NEAR


def _expected(named: Named, line: PersonLine, ours: Spelt, theirs: Spelt, speller: Speller) -> bool:
    """Whether a brother or sister named now may be a child who was expected about the day they were born."""
    born, due = named.born.on, line.born_due
    if named.role.lower() != "sibling" or theirs.given or born is None or due is None:
        return False
    return (
        abs((born - due).days) <= ABOUT.days
        and alike.level(ours.family, theirs.family, speller) <= levels.NEAR
    )


def _same_person(ours: Spelt, theirs: Spelt, speller: Speller) -> bool:
    def near(one: Sequence[str], other: Sequence[str]) -> bool:
        return not one or alike.level(one, other, speller) <= levels.NEAR

    words = (*theirs.given, *theirs.middle)
    straight = near(ours.given, words) and near(ours.family, theirs.family or words)
    return straight or (near(ours.given, theirs.family) and near(ours.family, words))
