"""What every teller needs: the visit, the people named in it, and words for them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from workstation.domain.guide import source_letter
from workstation.domain.ids import AuthorId, PersonId
from workstation.domain.times import local
from workstation.practice.families import Human
from workstation.practice.pieces import Worry, day_words, fitting, worries
from workstation.practice.plan import Visit
from workstation.practice.story import Story, moment
from workstation.practice.town import Agency

_PRONOUNS = {"F": ("she", "her", "her"), "M": ("he", "him", "his")}


@dataclass(slots=True)
class Scene:
    """One contact being told. `care` is how thorough the front door was at that time (0 to 1)."""

    story: Story
    visit: Visit
    number: str
    care: float
    seed: int
    on: date
    worker: AuthorId
    manager: AuthorId
    officer: AuthorId
    now: int
    """Nothing happens after this moment."""
    children: list[tuple[Human, PersonId]] = field(default_factory=list)
    adults: list[tuple[Human, PersonId]] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)
    told: str = ""
    """The worry as the referrer told it."""
    agency: Agency | None = None
    """Who the contact came from, when that is an agency."""
    years: int = field(init=False)
    """Age of the first child in whole years, -1 when unborn."""
    marks: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        visit = self.visit
        self.years = visit.home.children[0].years(self.on)
        family = ("siblings",) if len(visit.home.children) > 1 else ()
        self.marks = (
            source_letter(visit.source), visit.source, visit.theme, visit.outcome, visit.grade, *family,
        )  # fmt: skip

    @property
    def worry(self) -> Worry:
        """What is told about the theme of this contact."""
        return worries()[self.visit.theme]

    @property
    def unborn(self) -> bool:
        """Whether the first child is not born yet."""
        return self.visit.theme == "unborn"

    def often(self, share: float) -> bool:
        """Whether a careful worker's act happens, in this share of contacts at full care."""
        return self.story.dice.chance(share * self.care)

    def mostly(self, share: float = 1.0) -> bool:
        """Whether what the rules ask for was done, in this share of contacts now and of fewer three years ago. It
        draws nothing from the town's own dice.
        """
        return self.story.aside.chance(share * (0.82 + 0.18 * self.care))

    def aside(self, pieces: tuple[str, ...], **more: str) -> str:
        """One of the pieces that fit, filled, without drawing from the town's own dice."""
        found = fitting(pieces, self.years, self.marks)
        return self.story.aside.pick(found).format_map(self.words | more)

    def piece(self, pieces: tuple[str, ...]) -> str:
        """One of these pieces that fits the child, the source and the outcome; its slots still open."""
        return self.story.dice.pick(fitting(pieces, self.years, self.marks)) if pieces else ""

    def text(self, pieces: tuple[str, ...]) -> str:
        """One of the pieces that fit, with its slots filled."""
        return self.piece(pieces).format_map(self.words)


def words_for(visit: Visit, story: Story) -> dict[str, str]:
    """What the slots of the pieces stand for in this contact."""
    dice, home, child = story.dice, visit.home, visit.home.children[0]
    on = local(moment(visit.at)).date()
    unborn = visit.theme == "unborn"
    he, him, his = ("the baby", "the baby", "the baby's") if unborn else _PRONOUNS[child.sex]
    mother, father, partner = home.adult("mother"), home.adult("father"), home.adult("partner")
    back = story.days.place(on) - dice.below(2)
    if visit.group not in ("police", "public"):
        back = story.days.working_at_or_before(back)
    return {
        "child": "the baby" if unborn else child.given,
        "he": he, "him": him, "his": his, "He": he.capitalize(), "His": his.capitalize(),
        "himself": "itself" if unborn else {"F": "herself", "M": "himself"}[child.sex],
        "mum": f"Ms {mother.family}" if mother else "Mum",
        "dad": f"Mr {father.family}" if father else "Dad",
        "partner": f"Mr {partner.family}" if partner else "Mum's partner",
        "when": day_words(story.days.all[back]),
        "clock": f"{dice.below(24):02d}:{dice.below(12) * 5:02d}",
        "street": "their flat" if home.hidden else home.street.split(" ", 1)[1],
        "age": str(max(child.years(on), 0)),
        "family": child.family,
    }  # fmt: skip
