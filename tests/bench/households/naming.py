"""How each naming group names mothers, fathers and children."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random
from typing import Final

from tests.bench.households.pools import Pool, pool


@dataclass(frozen=True, slots=True)
class Called:
    """A name as its owner would write it."""

    forename: str
    middle: str = ""
    surname: str = ""


@dataclass(frozen=True, slots=True)
class Couple:
    """The names of a mother and a father."""

    mother: Called
    father: Called


def grown(group: str, sex: str, rng: Random) -> Called:
    """A name for an adult by themselves."""
    return _ADULTS.get(group, _plain_adult)(pool(group), sex, rng)


def couple(mothers: str, fathers: str, rng: Random) -> Couple:
    """Names for two parents of these groups; she may have taken his surname."""
    mother, father = grown(mothers, "F", rng), grown(fathers, "M", rng)
    chance, as_wife = _WIVES.get(fathers, (0.45, None))
    if rng.random() < chance:
        surname = as_wife(father) if as_wife else father.surname
        mother = replace(mother, surname=surname or mother.surname)
    return Couple(mother, father)


def child(group: str, sex: str, parents: Couple, rng: Random) -> Called:
    """The name of a child of these two."""
    return _CHILDREN.get(group, _plain_child)(pool(group), sex, parents, rng)


def _coin(rng: Random, chance: float) -> bool:
    return rng.random() < chance


# -- British, Irish, Traveller, Caribbean ---------------------------------------------------------------------


def _plain_adult(names: Pool, sex: str, rng: Random) -> Called:
    middle = names.given(sex, rng, grown=True) if _coin(rng, 0.3) else ""
    return Called(names.given(sex, rng, grown=True), middle, names.surname(rng))


def _plain_child(names: Pool, sex: str, parents: Couple, rng: Random) -> Called:
    surname = parents.father.surname if _coin(rng, 0.62) else parents.mother.surname
    middle = names.given(sex, rng) if _coin(rng, 0.45) else ""
    return Called(names.given(sex, rng), middle, surname or parents.mother.surname)


def _double_child(names: Pool, sex: str, parents: Couple, rng: Random) -> Called:
    first, second = names.given(sex, rng), names.names("seconds").draw(rng)
    joined = first + rng.choice(("-", "-", " ", "")) + second if _coin(rng, 0.6) else first
    mother, father = parents.mother.surname.split("-")[0], parents.father.surname.split("-")[-1]
    both = f"{mother}-{father}" if mother != father else f"{mother}-{names.surname(rng)}"
    surname = both if _coin(rng, 0.75) else parents.mother.surname
    return Called(joined if joined != first + second else first + second.lower(), "", surname)


# -- South Asia -------------------------------------------------------------------------------------------------


def _muslim_adult(first: str) -> Callable[[Pool, str, Random], Called]:
    def named(names: Pool, sex: str, rng: Random) -> Called:
        own = names.given(sex, rng)
        if sex == "F":
            surname = names.names("womens").draw(rng) if _coin(rng, 0.65) else names.surname(rng)
            return Called(own, "", surname)
        return (
            Called(first, own, names.surname(rng)) if _coin(rng, 0.4) else Called(own, "", names.surname(rng))
        )

    return named


def _muslim_child(first: str) -> Callable[[Pool, str, Couple, Random], Called]:
    def named(names: Pool, sex: str, parents: Couple, rng: Random) -> Called:
        own, father = names.given(sex, rng), parents.father
        surname = father.surname
        if _coin(rng, 0.25):
            surname = father.middle or father.forename
        elif sex == "F" and _coin(rng, 0.25):
            surname = names.names("womens").draw(rng)
        if sex == "M" and _coin(rng, 0.4) and own != first:
            return Called(first, own, surname)
        return Called(own, names.given(sex, rng) if _coin(rng, 0.15) else "", surname)

    return named


def _sikh_adult(names: Pool, sex: str, rng: Random) -> Called:
    word = "Kaur" if sex == "F" else "Singh"
    own = names.given(sex, rng)
    return Called(own, word, names.surname(rng)) if _coin(rng, 0.8) else Called(own, "", word)


def _sikh_child(names: Pool, sex: str, parents: Couple, rng: Random) -> Called:
    word = "Kaur" if sex == "F" else "Singh"
    family = parents.father.surname
    own = names.given(sex, rng)
    return Called(own, "", word) if family in ("Singh", "Kaur") else Called(own, word, family)


def _hindu_child(names: Pool, sex: str, parents: Couple, rng: Random) -> Called:
    middle = parents.father.forename if _coin(rng, 0.7) else ""
    return Called(names.given(sex, rng), middle, parents.father.surname)


def _tamil_child(names: Pool, sex: str, parents: Couple, rng: Random) -> Called:
    return Called(names.given(sex, rng), "", parents.father.forename)


# -- Eastern Europe ---------------------------------------------------------------------------------------------

_POLISH: Final = (("ski", "ska"), ("cki", "cka"), ("dzki", "dzka"), ("ny", "na"))
_LITHUANIAN: Final = (
    ("as", "aitė", "ienė"),
    ("is", "ytė", "ienė"),
    ("ys", "ytė", "ienė"),
    ("us", "utė", "uvienė"),
)


def feminine(group: str, surname: str, *, wife: bool) -> str:
    """A woman's form of a surname, in the groups that have one."""
    if group == "polish":
        return next((surname[: -len(m)] + f for m, f in _POLISH if surname.endswith(m)), surname)
    if group == "bulgarian" and surname.endswith(("ov", "ev", "ski")):
        return surname[:-1] + "a" if surname.endswith("ski") else surname + "a"
    if group == "lithuanian":
        return next((surname[: -len(m)] + (w if wife else d) for m, d, w in _LITHUANIAN if surname.endswith(m)),
            surname)  # fmt: skip
    return surname


def masculine(group: str, surname: str) -> str:
    """A man's form of a woman's surname; the same when there is none."""
    if group == "polish":
        return next((surname[: -len(f)] + m for m, f in _POLISH if surname.endswith(f)), surname)
    if group == "bulgarian" and surname.endswith(("ova", "eva")):
        return surname[:-1]
    if group == "lithuanian":
        ends = [(form, m) for m, *forms in _LITHUANIAN for form in forms]
        return next((surname[: -len(form)] + m for form, m in ends if surname.endswith(form)), surname)
    return surname


def _gendered_adult(group: str) -> Callable[[Pool, str, Random], Called]:
    def named(names: Pool, sex: str, rng: Random) -> Called:
        surname, own = names.surname(rng), names.given(sex, rng)
        middle = ""
        if group == "bulgarian":
            middle = _patronymic(names.given("M", rng), sex)
        return Called(own, middle, feminine(group, surname, wife=True) if sex == "F" else surname)

    return named


def _gendered_child(group: str) -> Callable[[Pool, str, Couple, Random], Called]:
    def named(names: Pool, sex: str, parents: Couple, rng: Random) -> Called:
        father = parents.father
        middle = names.given(sex, rng) if group != "bulgarian" and _coin(rng, 0.3) else ""
        if group == "bulgarian":
            middle = _patronymic(father.forename, sex)
        surname = feminine(group, father.surname, wife=False) if sex == "F" else father.surname
        return Called(names.given(sex, rng), middle, surname)

    return named


def _patronymic(father: str, sex: str) -> str:
    stem = father.rstrip("aoiy")
    return f"{stem}ov{'a' if sex == 'F' else ''}"


def _romanian_adult(names: Pool, sex: str, rng: Random) -> Called:
    return Called(
        names.given(sex, rng), names.given(sex, rng) if _coin(rng, 0.55) else "", names.surname(rng)
    )


# -- Africa -----------------------------------------------------------------------------------------------------


def _two_worlds(names: Pool, sex: str, rng: Random) -> tuple[str, str]:
    """A name of the family's language and an English one, in either order; now and then only one of them."""
    own, english = names.given(sex, rng), names.names("english").draw(rng)
    first, second = (own, english) if _coin(rng, 0.55) else (english, own)
    return (first, second) if _coin(rng, 0.75) else (first, "")


def _west_african_adult(names: Pool, sex: str, rng: Random) -> Called:
    return Called(*_two_worlds(names, sex, rng), names.surname(rng))


def _west_african_child(names: Pool, sex: str, parents: Couple, rng: Random) -> Called:
    surname = parents.father.surname if _coin(rng, 0.85) else parents.mother.surname
    return Called(*_two_worlds(names, sex, rng), surname)


def _chain_adult(names: Pool, sex: str, rng: Random) -> Called:
    return Called(names.given(sex, rng), names.given("M", rng), names.given("M", rng))


def _chain_child(names: Pool, sex: str, parents: Couple, rng: Random) -> Called:
    return Called(
        names.given(sex, rng), parents.father.forename, parents.father.middle or parents.father.surname
    )


# -- Middle East, East Asia, Iberia -------------------------------------------------------------------------------


def _arab_adult(names: Pool, sex: str, rng: Random) -> Called:
    return Called(names.given(sex, rng), names.given("M", rng) if _coin(rng, 0.4) else "", names.surname(rng))


def _arab_child(names: Pool, sex: str, parents: Couple, rng: Random) -> Called:
    father = parents.father
    surname = father.surname if _coin(rng, 0.75) else father.middle or father.forename
    return Called(names.given(sex, rng), father.forename if _coin(rng, 0.5) else "", surname)


def _chinese_given(names: Pool, rng: Random) -> str:
    first, second = (rng.choice(names.names("syllables").all) for _ in range(2))
    return rng.choice((f"{first} {second}", f"{first}-{second}", first + second.lower(), f"{first} {second}"))


def _chinese_adult(names: Pool, sex: str, rng: Random) -> Called:
    own = _chinese_given(names, rng)
    if _coin(rng, 0.45):
        return Called(names.names("english").draw(rng), own, names.surname(rng))
    return Called(own, "", names.surname(rng))


def _chinese_child(names: Pool, sex: str, parents: Couple, rng: Random) -> Called:
    return replace(_chinese_adult(names, sex, rng), surname=parents.father.surname)


def _vietnamese_adult(names: Pool, sex: str, rng: Random) -> Called:
    middle = names.names("middles_girls" if sex == "F" else "middles_boys").draw(rng)
    given = names.names("english").draw(rng) if _coin(rng, 0.15) else names.given(sex, rng)
    return Called(given, middle, names.surname(rng))


def _vietnamese_child(names: Pool, sex: str, parents: Couple, rng: Random) -> Called:
    return replace(_vietnamese_adult(names, sex, rng), surname=parents.father.surname)


def _iberian_adult(names: Pool, sex: str, rng: Random) -> Called:
    one, two = names.surname(rng), names.surname(rng)
    between = f" {names.names('particles').draw(rng)} " if _coin(rng, 0.35) else " "
    surname = f"{one}{between}{two}" if _coin(rng, 0.7) else one
    return Called(names.given(sex, rng), names.given(sex, rng) if _coin(rng, 0.5) else "", surname)


def _iberian_child(names: Pool, sex: str, parents: Couple, rng: Random) -> Called:
    mother, father = parents.mother.surname.split()[-1], parents.father.surname.split()[-1]
    between = f" {names.names('particles').draw(rng)} " if _coin(rng, 0.25) else " "
    return Called(
        names.given(sex, rng), names.given(sex, rng) if _coin(rng, 0.5) else "", f"{mother}{between}{father}"
    )


_ADULTS: Final[dict[str, Callable[[Pool, str, Random], Called]]] = {
    "pakistani": _muslim_adult("Muhammad"), "bangladeshi": _muslim_adult("Mohammed"), "sikh": _sikh_adult,
    "polish": _gendered_adult("polish"), "lithuanian": _gendered_adult("lithuanian"),
    "bulgarian": _gendered_adult("bulgarian"), "romanian": _romanian_adult, "yoruba": _west_african_adult,
    "igbo": _west_african_adult, "akan": _west_african_adult, "somali": _chain_adult, "arab": _arab_adult,
    "chinese": _chinese_adult, "vietnamese": _vietnamese_adult, "iberian": _iberian_adult,
}  # fmt: skip
_CHILDREN: Final[dict[str, Callable[[Pool, str, Couple, Random], Called]]] = {
    "double_barrel": _double_child, "pakistani": _muslim_child("Muhammad"),
    "bangladeshi": _muslim_child("Mohammed"), "sikh": _sikh_child, "hindu": _hindu_child, "tamil": _tamil_child,
    "polish": _gendered_child("polish"), "lithuanian": _gendered_child("lithuanian"),
    "bulgarian": _gendered_child("bulgarian"), "yoruba": _west_african_child, "igbo": _west_african_child,
    "akan": _west_african_child, "somali": _chain_child, "arab": _arab_child, "chinese": _chinese_child,
    "vietnamese": _vietnamese_child, "iberian": _iberian_child,
}  # fmt: skip
_WIVES: Final[dict[str, tuple[float, Callable[[Called], str] | None]]] = {
    "pakistani": (0.15, None), "bangladeshi": (0.05, None), "somali": (0, None), "arab": (0.1, None),
    "chinese": (0.1, None), "vietnamese": (0, None), "iberian": (0.2, None), "yoruba": (0.7, None),
    "igbo": (0.7, None), "akan": (0.6, None), "hindu": (0.85, None),
    "sikh": (0.6, lambda father: "Kaur" if father.surname == "Singh" else father.surname),
    "tamil": (0.85, lambda father: father.forename),
    "polish": (0.6, lambda father: feminine("polish", father.surname, wife=True)),
    "lithuanian": (0.6, lambda father: feminine("lithuanian", father.surname, wife=True)),
    "bulgarian": (0.6, lambda father: feminine("bulgarian", father.surname, wife=True)),
}  # fmt: skip
"""How often a wife takes her husband's name, and in which form."""
