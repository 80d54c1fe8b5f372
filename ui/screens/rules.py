"""The rules of a decision: what each says and why, who looks after it, and how often it spoke in a quarter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.models import rule_words
from ui.screens.rules_table import RulesTable
from ui.seat import Screen, Seat
from ui.widgets.beside import Beside
from ui.widgets.buttons import secondary
from ui.widgets.card import Card
from ui.widgets.evidence_row import buttons_row
from ui.widgets.fact_note import FactNote
from ui.widgets.heading import Heading
from ui.widgets.nesting import nest
from ui.widgets.on_top import on_top
from ui.widgets.scroll import Page
from ui.widgets.words import Words
from workstation.domain import wording
from workstation.domain.rule_counts import RuleReport
from workstation.domain.times import local
from workstation.services.rule_counts import Counting


class RulesScreen(Screen):
    """Counts contacts, never people. What a rule says of itself stands under the table, for the row in hand."""

    def __init__(self, seat: Seat, parent: QWidget | None = None) -> None:
        super().__init__(seat, "Rules", parent)
        self.report: RuleReport | None = None
        self._day = local(seat.desk.now()).date()
        self.page = Page("Rules")
        self.heading = Heading("Rules, and how often they speak")
        self.before = secondary("The quarter before", "caret-left")
        self.after = secondary("The next quarter", "caret-right")
        self.summary = Words("", "body", wrap=True)
        self.table = RulesTable()
        self.about = Card(name="About the rule")
        self._about = Words("", "body", wrap=True)
        self._why = Words("", "secondary", wrap=True)
        self._notes = QVBoxLayout()
        self._lay_out()
        self.table.moved.connect(self._tell)
        self.table.opened.connect(lambda _rule: self.page.ensureWidgetVisible(self.about))
        self.before.clicked.connect(lambda _checked=False: self._step(-1))
        self.after.clicked.connect(lambda _checked=False: self._step(1))

    def _lay_out(self) -> None:
        self.about.add(self._about)
        self.about.add(self._why)
        notes = QWidget()
        notes.setLayout(self._notes)
        self._notes.setContentsMargins(0, 0, 0, 0)
        for part in (self.heading, buttons_row(self.before, self.after), self.summary, notes):
            self.page.add(part)
        sides = Beside(enough=1180, gap=16)
        sides.add(self.table, 5)
        sides.add(on_top(self.about), 2)
        nest(self.page.body, sides)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)

    def icon_name(self) -> str:
        """A pair of scales."""
        return "scales-fill"

    def commands(self) -> dict[str, Callable[[], None]]:
        """Nothing of its own."""
        return {}

    def panes(self) -> list[QWidget]:
        """Where F6 stops."""
        return [self.table]

    def enter(self) -> None:
        """Count, and go to the table."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.load()

    def load(self) -> None:
        """Count the quarter in hand, a stretch at a time, so that saving never waits for it."""
        self._count(Counting(self.seat.desk, self._day))

    def _count(self, counting: Counting) -> None:
        self.seat.bench.latest("rules", _counted, counting, done=self._counted)

    def _counted(self, came: tuple[Counting, RuleReport | None]) -> None:
        counting, report = came
        if report is None:
            self._count(counting)
        else:
            self._show(report)

    def _step(self, by: int) -> None:
        since, until = (self.report.since, self.report.until) if self.report else (self._day, self._day)
        self._day = until if by > 0 else since - timedelta(days=1)
        self.load()

    def _show(self, report: RuleReport) -> None:
        self.report = report
        self.after.setVisible(report.until <= local(self.seat.desk.now()).date())
        self.heading.set_note(
            f"{wording.day(report.since)} to {wording.day(report.until - timedelta(days=1))}"
        )
        self.summary.set_words(_summary(report))
        self._show_notes(report)
        self.table.show_report(report)
        self._tell(self.table.current_key())

    def _show_notes(self, report: RuleReport) -> None:
        while (item := self._notes.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        if report.too_many:
            self._notes.addWidget(FactNote("warning", *_too_many(report)))
        for one in report.rules:
            if one.review:
                words = f"{one.rule}, {one.about.name.lower()}: nearly every answer is to go ahead."
                detail = (
                    f"Out of {one.decided} decisions, {one.gone_ahead} went ahead. Rewrite it, or retire it."
                )
                self._notes.addWidget(FactNote("warning", words, detail))

    def _tell(self, rule: object) -> None:
        """Say what the rule in hand says of itself."""
        one = next((r for r in self.report.rules if r.rule == rule), None) if self.report else None
        if one is None:
            return
        self.about.set_title(f"{one.rule}  {one.about.name}")
        self._about.set_words("\n".join(rule_words.sentences(one.about)))
        self._why.set_words(rule_words.why_of(self.seat.desk.guide.rules, one.rule))


def _counted(counting: Counting) -> tuple[Counting, RuleReport | None]:
    return counting, None if counting.read_on() else counting.report()


def _summary(report: RuleReport) -> str:
    if not report.sent:
        return "No contact was sent to a manager in this quarter, as far as this computer knows."
    sent, warned = (
        wording.count(report.sent, "contact"),
        f"{report.warned} with a warning ({report.percent}%)",
    )
    lines = f"{report.lines} with anything on the manager’s list ({report.share(report.lines)}%)"
    return (
        f"{sent} sent to a manager, {warned}, {lines}. The council wants a warning on at most {report.most}%."
    )


def _too_many(report: RuleReport) -> tuple[str, str]:
    """That the rules speak too often, and which of them do."""
    first = [
        f"{one.rule}, {one.about.name.lower()} ({report.share(one.shown)}%)" for one in report.loudest[:3]
    ]
    told = f"More contacts carry a warning than the council wants: {report.percent}%, and not {report.most}%."
    return (
        told,
        f"Most often: {'; '.join(first)}. Look at what sets them off, or at how contacts are written.",
    )
