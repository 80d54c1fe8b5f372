"""Whose contact this is: always in view, never cut short, with what must be known before anything is said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.buttons import link
from ui.widgets.chip import Chip, ChipLook, ChipMark, Kind
from ui.widgets.fact_note import Counted, FactNote
from ui.widgets.fact_words import counted_of, icon_of, rank
from ui.widgets.flow import Flow
from ui.widgets.nesting import nest
from ui.widgets.words import Words
from workstation.domain import kinds, lawful, said_dates, wording
from workstation.domain.after.decisions import which
from workstation.domain.contact import ContactFile, Stage
from workstation.domain.guide import Guide
from workstation.domain.past import Fact, Past
from workstation.domain.queue import BACK, stepped_down
from workstation.domain.times import local
from workstation.domain.tripwires import Tripwire

_SEX = {"F": "Female", "M": "Male", "U": "Not known", "": "Not known"}
_DANGER = "lightning-fill"
OPEN_ELSEWHERE = "HR7"
"""The rule that finds an open contact or plan of the child."""
_TONES: dict[str, Kind] = {"danger": "danger", "warning": "warning", "information": "information"}


@dataclass(frozen=True)
class BannerChip:
    """One chip of the banner, and what it says when it is pressed."""

    words: str
    kind: Kind
    icon: str
    sentence: str
    detail: str = ""
    counted: tuple[Counted, ...] = ()
    because: str = ""
    address: bool = False
    choose: bool = False
    ways: tuple[tuple[str, str], ...] = ()
    """What can be done about it: words of a link, and the command it runs."""


def chips_of(
    file: ContactFile, past: Past, guide: Guide, back: tuple[Tripwire, ...] = (), me: str = ""
) -> tuple[BannerChip, ...]:
    """Danger now, before all; what came back; at most three of hidden address, repeats, declines; last, what is to
    be chosen. `me` is who looks.
    """
    found: list[BannerChip] = []
    if file.hidden:
        detail = "It stays hidden on screen, on paper, in emails and in copies. Showing it is recorded."
        words = "Address hidden – confidential"
        found.append(BannerChip(words, "confidential", "eye-slash-fill", f"{words}.", detail, address=True))
    telling = sorted((f for f in past.facts if f.chip and f.rule != "HR9"), key=rank)
    found.extend(_of_fact(f, past, guide) for f in telling if not (back and stepped_down(f)))
    first = (
        *_danger_of(file),
        *_lawful(file, guide),
        *_came_back(back),
        *_for_you(file, me),
        *_not_the_first(file, guide),
    )
    return (
        *first,
        *found[:3],
        *_received_again(file),
        *_one_event_twice(past),
        *_who_is_who(past),
        *_two_answers(file),
    )


def _lawful(file: ContactFile, guide: Guide) -> tuple[BannerChip, ...]:
    """Somebody who is afraid; parents who are left out, and whether a manager agreed."""
    found = []
    for person in lawful.afraid(file, guide):
        adult = file.adult(person)
        who = wording.sentence(wording.polite_name(adult)) if adult else "The young person"
        sentence = f"{who} refused support out of fear of another person."
        detail = "Look at safety first, in Parents. Addresses are hidden and no letters go out until then."
        found.append(BannerChip("Afraid: look at safety", "danger", "hand-palm", sentence, detail))
    words = lawful.no_check_yet(file, guide)
    if words:
        detail = "Nobody may be asked about the family before that, unless a child has to be protected now."
        found.append(BannerChip("A manager has to agree", "warning", "scales", words, detail))
    return tuple(found)


_AFTER = (("What is to be done", "go.after"),)


def _came_back(back: tuple[Tripwire, ...]) -> tuple[BannerChip, ...]:
    """A family that was stepped down, and what happened since: a manager deals with it."""
    if not back:
        return ()
    said = " ".join(wire.words for wire in back)
    sentence = f"Stepped down to early help {wording.day(back[0].since)}, and back."
    return (BannerChip(BACK, "warning", "arrow-u-up-left", sentence, said, ways=_AFTER),)


def _for_you(file: ContactFile, me: str) -> tuple[BannerChip, ...]:
    passed, taken = file.passed, file.taken_on
    unread = passed is not None and (taken is None or taken.happened < passed.happened)
    if passed is None or passed.body.to != me or not unread:
        return ()
    sentence = "This was passed to you as information on a case you have. It is no new referral."
    ways = (("I have read it", "contact.read"),)
    return (BannerChip("Information for you", "information", "info-fill", sentence, ways=ways),)


def _not_the_first(file: ContactFile, guide: Guide) -> tuple[BannerChip, ...]:
    """Opened again: what was decided before stays in view."""
    words = which(file, guide)
    if not words:
        return ()
    chip = words.partition(";")[0]
    return (BannerChip(chip, "information", "seal-check", words, "What was decided before stays as it is.",
                       ways=_AFTER),)  # fmt: skip


def _received_again(file: ContactFile) -> tuple[BannerChip, ...]:
    """The same notification came once more, or several times."""
    again = file.log(kinds.ReceivedAgain)
    if not again:
        return ()
    times = "" if len(again) == 1 else f" {wording.times(len(again))}"
    new = sum(bool(said.body.words) for said in again)
    detail = (
        "It had the same words."
        if not new
        else f"{wording.count(new, 'time')} with other words; they are in the log."
    )
    last = wording.moment(again[-1].happened)
    sentence = f"The same notification was received again{times}, last {last}. It is one contact."
    return (BannerChip(f"Received again{times}", "information", "copy", sentence, detail),)


def _one_event_twice(past: Past) -> tuple[BannerChip, ...]:
    """Another contact that may be, or is, about this event. What was called another event needs no chip."""
    found = []
    for one in past.twofold:
        if one.verdict == "different":
            continue
        words = f"Same event as {one.number}" + ("" if one.verdict == "same" else "?")
        kind: Kind = "information" if one.verdict == "same" else "warning"
        detail = (
            "Nothing is merged: both records stay as they are. Answer it, or change the answer, in History."
        )
        counted = (Counted(f"Open {one.number}", one.other),)
        found.append(BannerChip(words, kind, "git-pull-request", one.words, detail, counted))
    return tuple(found[:2])


def _who_is_who(past: Past) -> tuple[BannerChip, ...]:
    if past.clashes:
        detail = "Nobody was parted. Change the answer that is wrong, in History."
        return (
            BannerChip("Answers do not agree", "warning", "question-fill", past.clashes[0].words, detail),
        )
    if past.unsure:
        left = past.unsure[0]
        sentence = f"Not sure whether {left.called} is {left.name}. The manager will see it with its reasons."
        return (
            BannerChip(
                "Not sure who it is", "warning", "question-fill", sentence, wording.sentence(left.why)
            ),
        )
    return ()


def _two_answers(file: ContactFile) -> tuple[BannerChip, ...]:
    if not file.conflicts:
        return ()
    words, sentence = (
        "Two answers stand",
        "Two people answered the same question without knowing of each other.",
    )
    detail = "Nothing has been overwritten. One of them has to be chosen before this can go on."
    return (BannerChip(words, "warning", "git-pull-request", sentence, detail, choose=True),)


def _danger_of(file: ContactFile) -> tuple[BannerChip, ...]:
    now = file.act_now
    if now is None or file.stage is Stage.DECIDED:
        return ()
    sentence = (
        f"Marked act now {wording.moment(now.happened)}. A manager has to lower it before this can close."
    )
    ways = (("Lower it", "contact.lower"), ("Tasks for today", "go.after"))
    return (BannerChip("Act now", "danger", _DANGER, sentence, f"“{now.body.danger}”", ways=ways),)


def _of_fact(fact: Fact, past: Past, guide: Guide) -> BannerChip:
    counted = counted_of(fact, past, guide)
    words = fact.banner or fact.chip
    ways = (("Pass this on as information", "contact.pass"),) if fact.rule == OPEN_ELSEWHERE else ()
    return BannerChip(
        words, _TONES[fact.tone], icon_of(fact), fact.headline, fact.detail, counted, fact.why, ways=ways
    )


class FamilyBanner(QWidget):
    """The banner of one family."""

    opened = Signal(str)
    """An earlier contact was pressed in an explanation."""
    address_wanted = Signal()
    """Show the hidden address, with a reason."""
    choice_wanted = Signal()
    """Look at two answers, and choose."""
    wanted = Signal(str)
    """A command that belongs to a chip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Whose contact this is")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._narrow = False
        self.name = Words("", "h2", wrap=True)
        self._facts: list[Words] = []
        self._also = Words("", "body", wrap=True)
        self._contact = Words("", "secondary", wrap=True)
        self._contact.column = 660
        self._chips: list[Chip] = []
        self._shown: tuple[BannerChip, ...] = ()
        self._note: FactNote | None = None
        self._open = -1
        self._top, self._line = QWidget(), QWidget()
        self._top_flow, self._chip_flow = (
            Flow(self._top, gap=18, line_gap=2),
            Flow(self._line, gap=8, line_gap=4),
        )
        self._top_flow.addWidget(self.name)
        below = QHBoxLayout()
        below.setSpacing(16)
        below.addWidget(self._line, 1)
        below.addWidget(self._contact)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(18, 8, 18, 10)
        self._column.setSpacing(4)
        self._column.addWidget(self._top)
        nest(self._column, below)
        self.presence = ChipMark("", "information", "pencil-simple")
        """Who else is at work here."""
        self._chip_flow.addWidget(self.presence)
        self.presence.hide()
        theme.changed.connect(self.update)

    def show_family(
        self, file: ContactFile, past: Past, today: date, source: str, guide: Guide,
        back: tuple[Tripwire, ...] = (), me: str = "",
    ) -> None:  # fmt: skip
        """Show whose contact this is. `source` in words, as in `Police`; `me` is who looks."""
        first = file.children[0] if file.children else None
        self.name.set_words(wording.full_name(first.name) if first else "Unknown child")
        self._show_facts(_facts_of(first, file, today))
        chips = chips_of(file, past, guide, back, me)
        if chips != self._shown:
            self._explain(-1)
            self._shown = chips
            self._make_chips()
        self._tell_others(file, today)
        number = file.number or "no number yet"
        at = f" · received {wording.moment(file.received_at)}" if file.received_at else ""
        self._contact.set_words(f"Contact {number} · {source}{at} · {_stage(file)}", strong=(number,))
        self._arrange()
        said = ", ".join(words.words() for words in self._facts)
        self.setAccessibleDescription(f"{self.name.words()}. {said}. {self._contact.words()}")

    def show_presence(self, words: str, detail: str) -> None:
        """Who else is at work here, as in `J. Patel wrote here at 10:41`. Empty takes it away."""
        self.presence.set_chip(ChipLook(words, "information", "pencil-simple"))
        self.presence.setToolTip(detail)
        self.presence.setAccessibleDescription(detail)
        self.presence.setVisible(bool(words))

    def _show_facts(self, facts: list[tuple[str, str]]) -> None:
        """Labels plain, values strong, no colons."""
        for old in self._facts:
            old.hide()
            old.deleteLater()
        self._facts = [Words(f"{label} {value}".strip(), strong=(value,)) for label, value in facts]
        for words in self._facts:
            self._top_flow.addWidget(words)

    def set_narrow(self, narrow: bool) -> None:
        """One line: the name, when they were born, and the first chip; danger comes before it, not in its place."""
        self._narrow = narrow
        self._arrange()

    def _arrange(self) -> None:
        self._contact.setVisible(not self._narrow)
        for at, words in enumerate(self._facts):
            words.setVisible(not self._narrow or at == 0)
        few = 1 + len([look for look in self._shown if look.kind == "danger" and look.icon == _DANGER])
        for at, chip in enumerate(self._chips):
            look = self._shown[at]
            said = look.words.partition(" – ")[0] if self._narrow else look.words
            chip.set_chip(ChipLook(said, look.kind, look.icon))
            (self._top_flow if self._narrow and at < few else self._chip_flow).addWidget(chip)
            chip.setVisible(not self._narrow or at < few)
        (self._top_flow if self._narrow else self._chip_flow).addWidget(self.presence)
        self._chip_flow.addWidget(self._also)
        self._also.setVisible(not self._narrow and bool(self._also.words()))
        self._line.setVisible(not self._narrow)
        edge = 12 if self._narrow else 8
        self._column.setContentsMargins(18, 6 if self._narrow else 8, 18, edge)

    def _tell_others(self, file: ContactFile, today: date) -> None:
        others = file.children[1:]
        said = [f"{wording.full_name(c.name)} · {_born(c, today)}" for c in others]
        self._also.set_words(
            f"Also in this contact: {', '.join(said)}" if said else "",
            strong=tuple(wording.full_name(c.name) for c in others),
        )

    def _make_chips(self) -> None:
        for old in self._chips:
            old.hide()
            old.deleteLater()
        self._chips = []
        for at, shown in enumerate(self._shown):
            chip = Chip(shown.words, shown.kind, shown.icon)
            chip.setAccessibleDescription("Says more")
            chip.clicked.connect(partial(self._explain, at))
            self._chips.append(chip)

    def _explain(self, at: int, _checked: bool = False) -> None:
        """Say more about a chip under the banner; pressed again, put it away."""
        if self._note is not None:
            self._note.hide()
            self._note.deleteLater()
            self._note = None
        self._open = -1 if at == self._open else at
        if self._open < 0:
            return
        chip = self._shown[at]
        self._note = FactNote(
            chip.kind, chip.sentence, chip.detail, icon=chip.icon, why=chip.counted, because=chip.because
        )
        self._note.opened.connect(self.opened)
        if chip.address:
            self._add_link("Show for 30 seconds", self.address_wanted.emit)
        if chip.choose:
            self._add_link("Look at both", self.choice_wanted.emit)
        for words, command in chip.ways:
            self._add_link(words, partial(self.wanted.emit, command))
        self._add_link("Put away", partial(self._explain, at))
        self._column.addWidget(self._note)

    def _add_link(self, words: str, run: Callable[[], object]) -> None:
        button = link(words)
        button.clicked.connect(lambda _checked=False: run())
        if self._note is not None:
            self._note.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A surface and a strong line below; a ring when it has the focus."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        painter.fillRect(QRect(0, self.height() - 2, self.width(), 2), theme.colour("border"))
        if self.hasFocus():
            wide = theme.focus_width()
            for edge in (QRect(0, 0, self.width(), wide), QRect(0, self.height() - wide, self.width(), wide)):
                painter.fillRect(edge, theme.colour("focus"))
            painter.fillRect(QRect(0, 0, wide, self.height()), theme.colour("focus"))
            painter.fillRect(QRect(self.width() - wide, 0, wide, self.height()), theme.colour("focus"))


def _facts_of(child: kinds.ChildNamed | None, file: ContactFile, today: date) -> list[tuple[str, str]]:
    """When they were born, then what else tells them apart: label and value."""
    if child is None:
        return [("", file.not_named or "Nobody has been named yet.")]
    born = _born(child, today)
    label, known, value = born.partition(" ")
    values = [
        (label, value) if known and label in ("Born", "Due") else ("", born),
        ("Gender", _SEX[child.sex]),
    ]
    values += [("NHS No.", _grouped(child.nhs))] if child.nhs else []
    return values + ([("Our No.", child.la_child_id)] if child.la_child_id else [])


def _born(child: kinds.ChildNamed, today: date) -> str:
    if child.born.due is not None:
        return said_dates.words(child.born, today)
    return wording.born(child.born, today).replace("Born: not known", "Born not known")


def _grouped(nhs: str) -> str:
    """`943 476 5919`, as it is read out."""
    bare = "".join(nhs.split())
    return f"{bare[:3]} {bare[3:6]} {bare[6:]}" if len(bare) == 10 else nhs


def _stage(file: ContactFile) -> str:
    """A draft is not a decision: it says so until a manager has signed."""
    handover = file.handover
    when = wording.clock(handover.happened) if handover else ""
    said = {
        Stage.OPEN: "not decided",
        Stage.WITH_MANAGER: f"with a manager since {when}",
        Stage.SENT_BACK: f"sent back {when}",
        Stage.RETURNED: "given back to the sender",
        Stage.DECIDED: f"decided {wording.day(local(handover.happened)) if handover else ''}",
        Stage.TWO_ANSWERS: "two answers stand",
        Stage.EARLIER: "before Lintel",
    }
    return said[file.stage]
