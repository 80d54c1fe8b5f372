"""How much each kind of evidence says, in bits: log2 of how much likelier it is for the same person than by chance.

How often it is seen with the same person is set by hand here; how often by chance the store itself says. Nobody
outside `history` sees these numbers.
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct

STRONG: Final = 1.5
LIKELY: Final = -5.0
POSSIBLE: Final = -10.4
"""Of the best."""
CROWDED: Final = 1.5
"""Of so many who fit as well at most one is the child, and each of them has to be read: the second needs nearly
three times as much as the best, the fourth eight times, and so on.
"""
SPEAKS: Final = 0.5
"""What was given has to speak for somebody by so many bits, in however small a store."""
HOUSEHOLD: Final = -10.0
"""A household of which the relatives named, the address and the surname speak together; the likelier come first."""
LIKELY_HOUSEHOLD: Final = 0.0
"""From here on it is said of a child who was not found that their family may be on record."""
MORE: Final = -22.0
"""On request, and only until there are ten in all: somebody with every field a little wrong is still there."""
WITHIN: Final = 4.5
"""Nobody is shown who is so many bits under the best."""


class Weights(Struct, frozen=True, kw_only=True):
    """The hand-set part of the model."""

    # How often the same person's name is written: the same, as a short form, with a slip, with two slips.
    given: tuple[float, ...] = (0.72, 0.08, 0.12, 0.04, 0.02, 0.72)
    family: tuple[float, ...] = (0.75, 0.03, 0.12, 0.04, 0.01, 0.75)
    most_name: float = 13.0
    other_given: float = -4.2
    other_family: float = -3.0
    other_before_birth: float = -1.0
    """A child without a first name on record was not born yet, and was called by the mother's surname then."""
    mothers_before_birth: float = -1.0
    """The surname an expected child has on record is that of the mother named now."""
    unborn: float = -1.0
    """Of an expected child there is no first name that could speak against it."""
    together: float = 0.65
    """Given and family names go together within a community: both say so much of what each says alone."""
    apart: float = -2.5
    """Another given name with the same family name: a brother or sister rather."""
    second_word: float = 0.5
    """A second word that fits counts this much of itself."""
    moved: float = -1.0
    """A middle name used as the first, or the other way round."""
    middle_as_family: float = -2.0
    """The surname now is a middle name on record: father's and grandfather's names in a chain."""
    relative: float = -2.5
    """The surname is that of a recorded relative."""
    swapped: float = -3.5
    surname_first: float = -0.7
    """The same in one box, where no order was promised."""

    same_date: float = 0.86
    least_date: float = 4.0
    most_date: float = 10.5
    """Never more: dates are copied from a twin's or a brother's line, and made up for a form."""
    swapped_date: float = 8.0
    year_out: float = 6.0
    one_digit: float = 4.6
    next_day: float = 6.0
    ten_days: float = 4.0
    same_month: float = 2.0
    same_year: float = 3.8
    guessed_year: float = 2.4
    near_year: float = 1.2
    other_year: float = -3.5
    far_year: float = -7.0
    due: float = 8.9
    """On the very day that was expected; less with every day from it."""
    due_spread: float = 10.0
    """Days: how far from it children come, as a standard deviation."""
    about_due: float = 4.5
    """Within 45 days, however far."""
    not_due: float = -4.3
    other_date: float = -4.3
    far_date: float = -8.0
    no_date: float = -2.1
    """A child's date is not on record, though one was given now: of most children it is."""

    house: float = 12.5
    """One household of all those of a council lives there."""
    street: float = 11.0
    postcode: float = 4.5
    near_house: float = 6.0
    """Its number, or its street, is nearly the same."""
    misheard: float = 0.05
    """So often one of them is written down with a slip."""
    near_postcode: float = 1.5
    other_place: float = -1.8
    phone: float = 8.5
    nhs: float = 25.0
    bad_nhs: float = 12.0
    """The same number, though its check digit is wrong."""
    other_nhs: float = -15.0
    council: float = 25.0
    upn: float = 20.0

    same_sex: float = 0.9
    other_sex: float = -4.5
    adult: float = -6.0
    """A recorded adult, when a child is asked about: a young parent was a child not long ago."""
    undated_adult: float = -7.0
    """So much more when the date of birth does not speak for them."""
    child: float = -1.5
    """A recorded child, when an adult is asked about: their own childhood."""

    too_young: float = -8.0
    """Born too late to be the mother, the father or a grandparent of whoever is asked about."""
    other_parent: float = -5.0
    """Another mother is on record than the one named now; or father. One with the same first name is no other."""
    no_relative: float = -0.8
    """Nobody like a relative named now was ever recorded with them."""
    half_relative: float = 2.0
    """From so many bits on a first name is that of a relative whose surname may have changed."""
    of_relative: float = 0.4
    """So much of what it says counts when the house, or a surname, is that of somebody recorded with them: the
    surname of a relative who is not, the home of a relative alone."""
    most_of_relative: float = 4.0
    kin: float = 0.5
    kin_from: float = 3.0
    most_kin: float = 10.0
    beside: float = 2.0
    """So much less says whoever is found beside another relative who was named."""
    all_kin: float = 12.0
    """However many relatives were named and found."""


WEIGHTS: Final = Weights()
