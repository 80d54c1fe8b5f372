"""Invented families: who they are in truth. What a record says of them may be misspelt, old or incomplete."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from workstation.domain.ids import ContactId, PersonId
from workstation.practice import spelling, town
from workstation.practice.dice import Dice, Weighted
from workstation.practice.pieces import NameGroup, groups, name_groups, town_pieces

Part = Literal["child", "mother", "father", "partner", "grandmother"]


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a person was last named: the contact and who they were in it."""

    contact: ContactId
    person: PersonId


@dataclass(slots=True)
class Human:
    """One human being. `due` is the expected day of a child not yet born."""

    given: str
    family: str
    sex: Literal["F", "M"]
    part: Part = "child"
    born: date | None = None
    due: date | None = None
    also: tuple[str, ...] = ()
    nhs: str = ""
    upn: str = ""
    la_child_id: str = ""
    school: str = ""
    phone: str = ""
    mentions: list[Mention] = field(default_factory=list)

    def years(self, on: date) -> int:
        """Whole years on this day; -1 before birth."""
        if self.born is None or self.born > on:
            return -1
        return on.year - self.born.year - ((on.month, on.day) < (self.born.month, self.born.day))


@dataclass(slots=True)
class Earlier:
    """An earlier contact of the family, as a worker would remember it."""

    contact: ContactId
    at: int
    theme: str
    outcome: str
    declined: bool = False


@dataclass(slots=True)
class Family:
    """A family of Northbridge and what the front door has had with it so far."""

    children: list[Human]
    adults: list[Human]
    street: str
    postcode: str
    gp: str
    theme: str
    hidden: bool = False
    phone: str = ""
    rival: Human | None = None
    """A child of another family with the same name, whom a worker has to tell apart."""
    earlier: list[Earlier] = field(default_factory=list)

    def adult(self, part: Part) -> Human | None:
        """The adult with this part, if the family has one."""
        return next((a for a in self.adults if a.part == part), None)


_CHILDREN = Weighted({1: 52.0, 2: 30.0, 3: 13.0, 4: 5.0})
_AGES = Weighted(dict(enumerate((7.0, 7, 7, 6, 7, 6, 6, 6, 5, 5, 5, 5, 6, 6, 6, 6, 4))))


class Registrar:
    """Makes families, one after another, from names, streets and chance."""

    def __init__(self, dice: Dice, seed: int) -> None:
        self.seed = seed
        self._dice = dice
        self._agencies = town.of_kind(seed)
        self._serial = 0
        self._seen: list[Human] = []

    def family(self, theme: str, first: date, *, unborn: bool = False) -> Family:
        """A family as it is on the day of its first contact."""
        dice = self._dice
        group = groups()[dice.draw(name_groups())]
        surname = dice.pick(group.families)
        mother = self._adult(group, surname, "mother", first)
        home = Family(
            [], [mother], f"{dice.between(1, 140)} {dice.pick(town_pieces().streets)}", self._postcode(),
            dice.pick(self._agencies["gp"]).name, theme, hidden=theme == "da" and dice.chance(0.05),
            phone=f"07700 900{dice.below(1000):03d}",
        )  # fmt: skip
        self._add_adults(home, group, surname, first)
        self._add_children(home, group, surname, first, unborn=unborn)
        return home

    def _add_adults(self, home: Family, group: NameGroup, surname: str, first: date) -> None:
        dice = self._dice
        if dice.chance(0.72):
            other = surname if dice.chance(0.5) else dice.pick(group.families)
            home.adults.append(self._adult(group, other, "father", first))
        if home.theme in ("da", "drugs", "alcohol") or dice.chance(0.25):
            stranger = groups()[dice.draw(name_groups())]
            home.adults.append(self._adult(stranger, dice.pick(stranger.families), "partner", first))
        if dice.chance(0.12):
            home.adults.append(self._adult(group, surname, "grandmother", first))

    def _add_children(
        self, home: Family, group: NameGroup, surname: str, first: date, *, unborn: bool
    ) -> None:
        dice = self._dice
        count = dice.draw(_CHILDREN)
        born = [self._birthday(first) for _ in range(count)]
        if count > 1 and dice.chance(0.06):
            born[1] = born[0]
        for place, day in enumerate(born):
            half = place == count - 1 and count > 1 and dice.chance(0.14)
            name = dice.pick(group.families) if half else surname
            home.children.append(self._child(group, name, day, first, home))
        if unborn:
            expected = first + timedelta(days=dice.between(20, 140))
            home.children.insert(0, self._expected(group, surname, expected))

    def _child(self, group: NameGroup, family: str, born: date, first: date, home: Family) -> Human:
        dice = self._dice
        sex: Literal["F", "M"] = "F" if dice.chance(0.49) else "M"
        taken = {child.given for child in home.children}
        names = [n for n in (group.girls if sex == "F" else group.boys) if n not in taken]
        if not names:  # a large family has used up the few girls' or boys' names of its group
            sex = "M" if sex == "F" else "F"
            names = [n for n in (group.girls if sex == "F" else group.boys) if n not in taken]
        child = Human(dice.pick(names), _form(family, sex), sex, born=born)
        if len(self._seen) > 50 and dice.chance(0.012):
            home.rival = dice.pick(self._seen)
            child.given, child.family, child.sex = home.rival.given, home.rival.family, home.rival.sex
        self._equip(child, group, first)
        self._seen.append(child)
        return child

    def _equip(self, child: Human, group: NameGroup, first: date) -> None:
        dice = self._dice
        self._serial += 1
        child.la_child_id = f"NB{204000 + self._serial * 7}" if dice.chance(0.4) else ""
        child.nhs = spelling.nhs_number(self._serial) if dice.chance(0.35) else ""
        child.also = spelling.own_letters(group, child.given, child.family) if dice.chance(0.6) else ()
        years = child.years(first)
        if years >= 4:
            child.upn = (
                spelling.pupil_number(self._serial, first.year - years + 4) if dice.chance(0.3) else ""
            )
        child.school = self._school(years)

    def _school(self, years: int) -> str:
        schools = self._agencies["school"]
        if years >= 11:
            return self._dice.pick(schools[10:]).name
        if years >= 4:
            return self._dice.pick(schools[:10]).name
        return self._dice.pick(self._agencies["nursery"]).name if years >= 2 else ""

    def _expected(self, group: NameGroup, surname: str, due: date) -> Human:
        sex: Literal["F", "M"] = "F" if self._dice.chance(0.5) else "M"
        given = self._dice.pick(group.girls if sex == "F" else group.boys)
        self._serial += 1
        return Human(
            given, _form(surname, sex), sex, born=due + timedelta(days=self._dice.between(-12, 8)), due=due
        )

    def _adult(self, group: NameGroup, surname: str, part: Part, first: date) -> Human:
        dice = self._dice
        sex: Literal["F", "M"] = "M" if part in ("father", "partner") else "F"
        age = dice.between(48, 66) if part == "grandmother" else dice.between(19, 44)
        born = first - timedelta(days=age * 365 + dice.below(365)) if dice.chance(0.55) else None
        given = dice.pick(group.women if sex == "F" else group.men)
        return Human(given, _form(surname, sex), sex, part, born, phone=f"07700 900{dice.below(1000):03d}")

    def _birthday(self, first: date) -> date:
        return first - timedelta(days=self._dice.draw(_AGES) * 365 + self._dice.between(5, 364))

    def _postcode(self) -> str:
        dice = self._dice
        letters = "ABDEFGHJLNPQRSTUWXYZ"
        return f"NB{dice.below(10)} {dice.below(10)}{dice.pick(letters)}{dice.pick(letters)}"

    def move(self, home: Family) -> None:
        """The family lives somewhere else from now on."""
        home.street = f"{self._dice.between(1, 140)} {self._dice.pick(town_pieces().streets)}"
        home.postcode = self._postcode()


def _form(surname: str, sex: str) -> str:
    man, _, woman = surname.partition("/")
    return woman if woman and sex == "F" else man
