"""`lintelctl rules`: what every rule says, who looks after it, and how often it spoke in a quarter."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import TYPE_CHECKING, Any

from workstation.domain.rule_sentences import AFTERWARDS, TRAVELS, WARNINGS
from workstation.trouble import BadInput

if TYPE_CHECKING:
    from workstation.domain.rule_counts import RuleCount, RuleReport
    from workstation.services.desk import Desk

_HEADS = f"{'rule':5}{'shown':>7}{'share':>7}{'answered':>10}{'decided':>9}{'changed':>9}{'ahead':>7}"
Opened = Callable[[argparse.Namespace], AbstractContextManager["Desk"]]


def add_to(command: argparse.ArgumentParser, opened: Opened) -> None:
    """The arguments of the command. `opened` gives the desk to work at."""
    command.add_argument("--quarter", default="", help="any day of the quarter, as 2026-11-24; else this one")
    command.set_defaults(opened=opened)


def run(args: argparse.Namespace) -> int:
    """Count, and say it."""
    from workstation.services import rule_counts

    day = _day(args.quarter)
    with args.opened(args) as desk:
        report = rule_counts.counted(desk, day)
    if args.json:
        print(json.dumps(_machine(report), ensure_ascii=False, indent=1))
    else:
        print("\n".join(_lines(report)))
    return 0


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput("That is no day.", "Write it as 2026-11-24.") from None


def _machine(report: RuleReport) -> dict[str, Any]:
    return {
        "edition": report.edition, "since": str(report.since), "until": str(report.until),
        "sent": report.sent, "warned": report.warned, "percent": report.percent, "most": report.most,
        "too_many": report.too_many, "lines": report.lines,
        "rules": [
            {
                "rule": one.rule, "name": one.about.name, "owner": one.about.owner,
                "since": str(one.about.since), "shown": one.shown, "percent": report.share(one.shown),
                "warning": one.rule in WARNINGS, "answered": one.answered,
                "decided": one.decided, "changed": one.changed, "gone_ahead": one.gone_ahead,
                "passed_over": one.passed_over, "review": one.review,
            }
            for one in report.rules
        ],
    }  # fmt: skip


def _lines(report: RuleReport) -> list[str]:
    lines = [
        f"{report.edition}, from {report.since} to before {report.until}: {report.sent} contacts sent.",
        f"With a warning (W1 to W12, F1): {report.warned} of them, {report.percent}%. The council wants at most "
        f"{report.most}%." + (" THAT IS MORE." if report.too_many else ""),
        f"With anything on the manager's list: {report.lines}, {report.share(report.lines)}%.",
        f"{_HEADS}  what, and whose",
    ]
    return lines + [_line(one, report) for one in report.rules]


def _line(one: RuleCount, report: RuleReport) -> str:
    share = f"{report.share(one.shown)}%"
    counts = f"{one.shown:7}{share:>7}{one.answered:10}{one.decided:9}{one.changed:9}{one.gone_ahead:7}"
    if one.rule in AFTERWARDS:
        counts = f"{'to be done afterwards':<49}"
    elif one.rule not in TRAVELS:
        counts = f"{'stops sending; passed over':>40}{one.passed_over:9}"
    review = "  REVIEW: nearly always answered by going ahead" if one.review else ""
    return f"{one.rule:5}{counts}  {one.about.name} ({one.about.owner}, since {one.about.since}){review}"
