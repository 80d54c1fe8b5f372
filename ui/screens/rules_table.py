"""The table of the rules: six columns, and fewer where there is no room for all of them."""

from __future__ import annotations

from typing import Final

from ui.widgets.folding_table import FoldingTable
from ui.widgets.rows import Cell, Column, Row
from ui.widgets.stack_cell import Part, Stack
from workstation.domain.rule_counts import RuleCount, RuleReport
from workstation.domain.rule_sentences import AFTERWARDS, TRAVELS

_COUNTS: Final = (Column("Stood", 72), Column("Answered", 90), Column("Changed", 84))
WHOLE: Final = (
    Column("Rule", 56), Column("What it is about", 260, 3), *_COUNTS, Column("Looked after by", 190, 2),
)  # fmt: skip
NARROW: Final = (Column("Rule", 56), Column("What it is about, and who looks after it", 240, 1), *_COUNTS)
ONE: Final = (Column("Rule, how often it spoke, and who looks after it", 160, 1),)


class RulesTable(FoldingTable):
    """Every rule under the heading of its kind. Nothing is left out and nothing scrolls sideways."""

    def __init__(self) -> None:
        self._report: RuleReport | None = None
        super().__init__("Rules. Enter shows what one says", (WHOLE, NARROW, ONE), grow=True)

    def show_report(self, report: RuleReport) -> None:
        """Show what was counted."""
        self._report = report
        self.fill()

    def fill(self) -> None:
        """Show the same rows again, in the columns shown now."""
        if self._report is not None:
            self.show_rows(_rows(self._report, self.columns()))


def _rows(report: RuleReport, columns: tuple[Column, ...]) -> list[Row]:
    travels = [one for one in report.rules if one.rule in TRAVELS]
    after = [one for one in report.rules if one.rule in AFTERWARDS]
    stops = [one for one in report.rules if one.rule not in TRAVELS | AFTERWARDS]
    found: list[Row] = []
    for key, title, some in (
        ("stops", "What stops sending", stops), ("travels", "What goes to the manager with it", travels),
        ("after", "What is still to do afterwards", after),
    ):  # fmt: skip
        heading = Cell(title, bold=True)
        found.append(Row(key, (heading,) if columns is ONE else (Cell(), heading), heading=True))
        found += [Row(one.rule, _cells(one, columns)) for one in some]
    return found


def _cells(one: RuleCount, columns: tuple[Column, ...]) -> tuple[Cell, ...]:
    rule, icon = Cell(one.rule, bold=True), "warning-fill" if one.review else ""
    if columns is WHOLE:
        return (rule, Cell(one.about.name, icon=icon), *_counts(one), Cell(one.about.owner))
    owner = f"Looked after by {one.about.owner}" if one.about.owner else ""
    if columns is NARROW:
        return (rule, Cell(one.about.name, owner, icon=icon), *_counts(one))
    spoke = _spoke(one)
    parts = (
        Part(f"{one.rule}  {one.about.name}", "body_bold", icon=icon), Part(spoke),
        Part(owner, "small", "secondary"),
    )  # fmt: skip
    spoken = ". ".join(said for said in (f"{one.rule}, {one.about.name}", spoke, owner) if said)
    return (Stack(parts=parts, spoken=spoken),)


def _counts(one: RuleCount) -> tuple[Cell, ...]:
    if one.rule in TRAVELS:
        return (Cell(str(one.shown)), Cell(str(one.answered)), Cell(str(one.changed)))
    not_counted = Cell("–", spoken="Not counted")
    passed = Cell(str(one.passed_over), spoken=f"{one.passed_over} passed over by a manager")
    return (not_counted, not_counted, passed if one.passed_over else not_counted)


def _spoke(one: RuleCount) -> str:
    """The three counts in words."""
    if one.rule in TRAVELS:
        return f"Stood {one.shown}, answered {one.answered}, changed {one.changed}"
    return f"{one.passed_over} passed over by a manager" if one.passed_over else "Not counted"
