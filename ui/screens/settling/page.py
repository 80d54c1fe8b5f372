"""What is on the page of two answers: what needs a choice, reasons that are both kept, what joined by itself."""

from __future__ import annotations

from itertools import groupby

from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from ui.models import versions
from ui.models.called import children_born, children_called
from ui.models.whose_reasons import named
from ui.screens.drafting import Draft
from ui.seat import Seat
from ui.widgets.buttons import link
from ui.widgets.card import Card
from ui.widgets.chip import ChipMark, Kind
from ui.widgets.fact_note import FactNote
from ui.widgets.field import TextField
from ui.widgets.flow import Flow
from ui.widgets.scroll import Page
from ui.widgets.version_choice import NEITHER, Version, VersionChoice
from ui.widgets.words import Words
from workstation.domain import conflicts, kinds, wording
from workstation.domain.contact import ContactFile
from workstation.domain.ids import ContactId, EntryId
from workstation.domain.kinds import Body
from workstation.domain.people import may_sign
from workstation.services.settle import Choice, Several, Unsettled

_FEW = 6


class SettlePage(Page):
    """Built anew whenever something came; what was chosen and typed stays where it still stands."""

    def __init__(self, seat: Seat, contact_id: ContactId) -> None:
        super().__init__("Two answers", top=4)
        self.seat, self.contact_id = seat, contact_id
        self.shown: Unsettled | None = None
        self.head = Words("", "h1", wrap=True)
        """Whose contact it is. The screen places it above what scrolls."""
        self.choices: dict[str, VersionChoice] = {}
        self.texts: dict[str, TextField] = {}
        self._drafts: dict[str, Draft] = {}
        self._parts: list[QWidget] = []

    def show_unsettled(self, found: Unsettled, kept: dict[str, str]) -> None:
        """Show a contact. `kept` are words that were typed here before, by draft."""
        chosen = {key: card.value() for key, card in self.choices.items()}
        typed = {draft.key: draft.field.text() for draft in self._drafts.values() if draft.dirty}
        self._clear()
        self.shown = found
        self._put_head(found)
        for at, several in enumerate(found.choose, start=1):
            self._put_choice(at, several, chosen.get(key_of(several)))
        for at, several in enumerate(found.texts, start=len(found.choose) + 1):
            self._put_text(at, several, kept, typed)
        self._put_joined(found)

    def _clear(self) -> None:
        self.keep_now()
        for part in self._parts:
            self.body.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts, self.choices, self.texts, self._drafts = [], {}, {}, {}

    def _put(self, part: QWidget) -> None:
        self._parts.append(part)
        self.add(part)

    def _put_head(self, found: Unsettled) -> None:
        names = self.others()
        counted: tuple[tuple[int, str, Kind, str], ...] = (
            (len(found.choose), "to choose", "warning", "git-pull-request"),
            (len(found.texts), "to check", "information", "eye-fill"),
            (len(found.joined), "joined for you", "settled", "check-circle-fill"),
        )
        chips = [ChipMark(f"{n} {what}", kind, icon) for n, what, kind, icon in counted if n]
        number = f"Contact {found.file.number}" if found.file.number else ""
        about = " · ".join(part for part in (children_born(found.file), number) if part)
        self.head.set_words(children_called(found.file))
        line = QWidget()
        flow = Flow(line, gap=10, line_gap=4)
        for part in (Words(about, "secondary", wrap=True), *chips):
            flow.addWidget(part)
        self._put(line)
        if found.choose:
            mine = self.seat.desk.worker.id in _people(found)
            how = (
                "changed it while you did, and did not see yours"
                if mine
                else "did not see what the other wrote"
            )
            told = f"This contact needs you: {names} {how}."
            self._put(FactNote("information", told, "Nothing has been overwritten.", icon="cloud-check-fill"))
        elif found.texts:
            self._put(FactNote("settled", "Nothing has to be chosen here.", "Both reasons are kept."))
        else:
            self._put(FactNote("settled", "Nothing here needs you.", "Everything is joined and saved."))

    def _put_choice(self, at: int, several: Several, chosen: str | None) -> None:
        desk, file = self.seat.desk, self._file()
        offered = [Version(*said) for said in versions.versions(several, desk)]
        keys = [str(entry) for entry in several.entries]
        card = VersionChoice(
            f"{at}  {versions.title(several.question, file, desk)}",
            versions.was(several, desk),
            list(zip(keys, offered, strict=True)),
            neither=f"Neither yet. Leave it open – I will speak to {self.others()}",
            note=versions.note(several.question),
            mine=not conflicts.for_a_manager(several.question) or may_sign(desk.worker),
        )
        if chosen is not None:
            card.set_value(chosen)
        self.choices[key_of(several)] = card
        self._put(card)

    def _put_text(self, at: int, several: Several, kept: dict[str, str], typed: dict[str, str]) -> None:
        title = versions.title(several.question, self._file(), self.seat.desk)
        note = "Both kept, one after the other, with names. Edit if you need to."
        card = Card(f"{at}  {title}", note, role="h2")
        field, key = TextField("Reasons of both"), key_of(several)
        field.set_text(named(several.joined.versions, self.seat.desk))
        # Words typed over these versions belong to these alone: with another one the page begins anew.
        place = f"contact/{self.contact_id}/settle.{key}.{several.entries[-1]}"
        draft = Draft(self.seat, field, place, self.contact_id)
        if place in typed:
            field.set_text(typed[place])
            draft.dirty = True
        else:
            draft.restore(kept.get(place, ""))
        self.texts[key], self._drafts[key] = field, draft
        card.add(field)
        self._put(card)

    def _put_joined(self, found: Unsettled) -> None:
        if not found.joined:
            return
        card = Card("Joined for you")
        desk = self.seat.desk
        by_person = sorted(found.joined, key=lambda said: said.by != desk.worker.id)
        lines = []
        for author, group in groupby(by_person, key=lambda said: said.by):
            did = [versions.did(said, found.file, desk) for said in group]
            lines.append(("You" if author == desk.worker.id else versions.short(author, desk), did))
        labels = [Words("", "body", wrap=True) for _ in lines]

        def fill(most: int | None = None) -> None:
            for label, (who, did) in zip(labels, lines, strict=True):
                label.set_words(f"{who}: {'; '.join(did[:most])}.", strong=(f"{who}:",))

        for label in labels:
            card.add(label)
        fill(_FEW)
        if any(len(did) > _FEW for _who, did in lines):
            more = link(f"Show all {len(found.joined)}")
            more.clicked.connect(lambda _checked=False: fill())
            more.clicked.connect(more.hide)
            card.set_action(more)
        self._put(card)

    def _file(self) -> ContactFile:
        assert self.shown is not None  # noqa: S101 - shown before anything is put
        return self.shown.file

    # -- what the screen asks ------------------------------------------------------------------------------

    def others(self) -> str:
        """Who else wrote, as in `A. Okafor and J. Patel`."""
        people = self.shown.others if self.shown else ()
        return wording.listed([versions.short(author, self.seat.desk) for author in people]) or "them"

    def left(self) -> list[VersionChoice]:
        """The choices that are not made yet."""
        return [card for card in self.choices.values() if card.options and card.value() is None]

    def left_open(self) -> bool:
        """Whether something was left open on purpose."""
        return any(card.value() == NEITHER for card in self.choices.values())

    def chosen(self, found: Unsettled) -> list[Choice]:
        """What was chosen."""
        made = []
        for several in found.choose:
            value = self.choices[key_of(several)].value()
            if value is None:
                continue
            title = versions.title(several.question, found.file, self.seat.desk)
            topic = f"{title[:1].lower()}{title[1:]}. I will speak to {self.others()}"
            made.append(Choice(several, EntryId(value) if value != NEITHER else None, topic))
        return made

    def written(self, found: Unsettled) -> list[Body]:
        """The reasons as they shall stand. A manager who only looked at them does not become their author."""
        desk = self.seat.desk
        made: list[Body] = []
        for several in found.texts:
            body, text = several.joined.said.body, self.texts[key_of(several)].text().strip()
            untouched = may_sign(desk.worker) and text == named(several.joined.versions, desk)
            if isinstance(body, kinds.ReasonsWritten) and text and not untouched:
                made.append(replace(body, text=text))
        return made

    def keep_now(self) -> None:
        """Keep what is half written."""
        for draft in self._drafts.values():
            draft.keep_now()

    def drop(self) -> None:
        """It is saved: what was being typed is not needed any more."""
        for draft in self._drafts.values():
            draft.drop()


def key_of(several: Several) -> str:
    """Names a question on this page."""
    return "/".join(several.question)


def _people(found: Unsettled) -> set[str]:
    return {v.by for several in (*found.choose, *found.texts) for v in several.joined.versions}
