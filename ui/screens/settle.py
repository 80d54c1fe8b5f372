"""S10: two people answered the same question without knowing of each other. A person chooses; nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.models import versions
from ui.models.called import children_born, children_called
from ui.models.whose_reasons import named
from ui.notices import announce
from ui.screens.drafting import Draft
from ui.seat import Screen, Seat
from ui.widgets.buttons import link, primary, secondary
from ui.widgets.card import Card
from ui.widgets.chip import ChipMark, Kind
from ui.widgets.fact_note import FactNote
from ui.widgets.field import TextField
from ui.widgets.heading import Heading
from ui.widgets.save_foot import SaveFoot
from ui.widgets.scroll import Page
from ui.widgets.version_choice import NEITHER, Version, VersionChoice
from ui.widgets.words import Words
from workstation.domain import conflicts, kinds, wording
from workstation.domain.changed import Changed
from workstation.domain.contact import ContactFile
from workstation.domain.ids import ContactId, EntryId
from workstation.domain.kinds import Body
from workstation.domain.people import may_sign
from workstation.services import settle, words
from workstation.services.desk import Desk
from workstation.services.settle import CameMeanwhile, Choice, Several, Unsettled
from workstation.trouble import Trouble

_FEW = 6


class SettleScreen(Screen):
    """What needs a choice on top, then reasons that are both kept, then what joined by itself."""

    def __init__(self, seat: Seat, contact_id: ContactId, parent: QWidget | None = None) -> None:
        super().__init__(seat, "Two answers", parent)
        self.contact_id = contact_id
        self.shown: Unsettled | None = None
        self.choices: dict[str, VersionChoice] = {}
        self.texts: dict[str, TextField] = {}
        self._drafts: dict[str, Draft] = {}
        self._parts: list[QWidget] = []
        self.page = Page("Two answers", margin=18)
        self.save = primary("Save my choices", "check", "Ctrl+Enter")
        self.write = secondary("Copy a message", "chat-circle-text-fill")
        self.to_contact = secondary("Open the contact", "folder-open")
        self.foot = SaveFoot(
            "The version you do not choose stays in the record’s history.",
            self.save,
            self.write,
            self.to_contact,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.page, 1)
        column.addWidget(self.foot)
        self.save.clicked.connect(lambda _checked=False: self.press_save())
        self.write.clicked.connect(lambda _checked=False: self._copy_message())
        self.to_contact.clicked.connect(lambda _checked=False: seat.go.contact(contact_id))
        self.load()

    # -- what the window asks of every screen -----------------------------------------------------------------

    def icon_name(self) -> str:
        """Two lines that part."""
        return "git-pull-request"

    def commands(self) -> dict[str, Callable[[], None]]:
        """What the keys do here."""
        return {"contact.save_next": self.press_save, "go.next_need": self._next_need}

    def panes(self) -> list[QWidget]:
        """Where F6 stops."""
        return [self.page, self.foot]

    def enter(self) -> None:
        """To the first choice."""
        self._next_need()

    def leave(self) -> None:
        """Keep what is half written."""
        for draft in self._drafts.values():
            draft.keep_now()

    def reload(self, changed: Changed) -> None:
        """Something came: show it, and keep what was chosen where it still stands."""
        if self.contact_id in changed.contacts:
            self.load()

    def load(self) -> None:
        """Read how the contact stands now."""
        self.seat.bench.latest(
            ("settle", self.contact_id, id(self)), _look, self.seat.desk, self.contact_id, done=self._show
        )

    # -- showing ------------------------------------------------------------------------------------------------

    def _show(self, found: tuple[Unsettled, dict[str, str]]) -> None:
        unsettled, kept = found
        before, self.shown = self.shown, unsettled
        if before is not None and before.saw == unsettled.saw:
            return
        chosen = {key: card.value() for key, card in self.choices.items()}
        for draft in self._drafts.values():
            draft.keep_now()
        self._clear()
        self._put_head(unsettled)
        for at, several in enumerate(unsettled.choose, start=1):
            self._put_choice(at, several, chosen.get(_key(several)))
        for at, several in enumerate(unsettled.texts, start=len(unsettled.choose) + 1):
            self._put_text(at, several, kept)
        self._put_joined(unsettled)
        self.page.add(self.foot.spare)
        self._name_it(unsettled)
        if before is not None:
            announce(self, "Something was added. It is on the page now.")
        if self.isVisible():
            self._next_need()

    def _clear(self) -> None:
        for part in self._parts:
            self.page.body.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts, self.choices, self.texts, self._drafts = [], {}, {}, {}

    def _put(self, part: QWidget) -> None:
        self._parts.append(part)
        self.page.add(part)

    def _put_head(self, found: Unsettled) -> None:
        names = self._others()
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
        counted: tuple[tuple[int, str, Kind, str], ...] = (
            (len(found.choose), "to choose", "warning", "git-pull-request"),
            (len(found.texts), "to check", "information", "eye-fill"),
            (len(found.joined), "joined for you", "settled", "check-circle-fill"),
        )
        chips = [ChipMark(f"{n} {what}", kind, icon) for n, what, kind, icon in counted if n]
        number = f"Contact {found.file.number}" if found.file.number else ""
        about = " · ".join(part for part in (children_born(found.file), number) if part)
        self._put(Heading(children_called(found.file), about, *chips))

    def _put_choice(self, at: int, several: Several, chosen: str | None) -> None:
        desk, file = self.seat.desk, self._file()
        offered = [Version(*said) for said in versions.versions(several, desk)]
        keys = [str(entry) for entry in several.entries]
        card = VersionChoice(
            f"{at}  {versions.title(several.question, file, desk)}",
            versions.was(several, desk),
            list(zip(keys, offered, strict=True)),
            neither=f"Neither yet. Leave it open – I will speak to {self._others()}",
            note=versions.note(several.question),
            mine=not conflicts.for_a_manager(several.question) or may_sign(desk.worker),
        )
        if chosen is not None:
            card.set_value(chosen)
        self.choices[_key(several)] = card
        self._put(card)

    def _put_text(self, at: int, several: Several, kept: dict[str, str]) -> None:
        title = versions.title(several.question, self._file(), self.seat.desk)
        card = Card(
            f"{at}  {title}", "Both kept, one after the other, with names. Edit if you need to.", role="h2"
        )
        field = TextField("Reasons of both")
        field.set_text(named(several.joined.versions, self.seat.desk))
        draft = Draft(self.seat, field, f"contact/{self.contact_id}/settle.{_key(several)}", self.contact_id)
        draft.restore(kept.get(draft.key, ""))
        self.texts[_key(several)], self._drafts[_key(several)] = field, draft
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

    def _name_it(self, found: Unsettled) -> None:
        some = bool(found.choose or found.texts)
        self.save.setVisible(some)
        self.foot.show_note(bool(found.choose))
        self.write.setVisible(bool(found.others))
        self.write.set_words(f"Copy a message to {self._others()}")
        self.retitled.emit()

    def _file(self) -> ContactFile:
        assert self.shown is not None  # noqa: S101 - shown before anything is put
        return self.shown.file

    def _others(self) -> str:
        people = self.shown.others if self.shown else ()
        return wording.listed([versions.short(author, self.seat.desk) for author in people]) or "them"

    # -- acts ---------------------------------------------------------------------------------------------------

    def _left(self) -> list[VersionChoice]:
        return [card for card in self.choices.values() if card.options and card.value() is None]

    def _next_need(self) -> None:
        """F8: the first choice that is not made; else the reasons; else the way on."""
        self._target().setFocus(Qt.FocusReason.OtherFocusReason)

    def _target(self) -> QWidget:
        left = self._left()
        if left:
            return left[0]
        texts = list(self.texts.values())
        return texts[0] if texts else self.to_contact if self.save.isHidden() else self.save

    def press_save(self) -> None:
        """Save everything that was chosen. Never greyed: pressed early it says what is left, and goes there."""
        if self.shown is None or not (self.choices or self.texts):
            self.seat.notices.say("Nothing here needs you.")
            return
        left = self._left()
        if left:
            left[0].ask("Choose one of them, or leave it open.")
            announce(self, f"{wording.count(len(left), 'choice')} to go.")
            return
        found = self.shown
        self.seat.bench.run(
            _settle, self.seat.desk, self.contact_id, self._chosen(found), self._written(found), found.saw,
            done=self._saved, trouble=self._not_saved,
        )  # fmt: skip

    def _chosen(self, found: Unsettled) -> list[Choice]:
        chosen = []
        for several in found.choose:
            value = self.choices[_key(several)].value()
            if value is None:
                continue
            title = versions.title(several.question, found.file, self.seat.desk)
            topic = f"{title[:1].lower()}{title[1:]}. I will speak to {self._others()}"
            chosen.append(Choice(several, EntryId(value) if value != NEITHER else None, topic))
        return chosen

    def _written(self, found: Unsettled) -> list[Body]:
        """The reasons as they shall stand. A manager who only looked at them does not become their author."""
        written: list[Body] = []
        for several in found.texts:
            body, text = several.joined.said.body, self.texts[_key(several)].text().strip()
            untouched = text == named(several.joined.versions, self.seat.desk) and may_sign(
                self.seat.desk.worker
            )
            if isinstance(body, kinds.ReasonsWritten) and text and not untouched:
                written.append(replace(body, text=text))
        return written

    def _saved(self, changed: Changed) -> None:
        for draft in self._drafts.values():
            draft.drop()
        open_still = any(card.value() == NEITHER for card in self.choices.values())
        left_open = "Saved. Both versions stay until you have spoken."
        self.seat.notices.settled(
            left_open if open_still else "Saved. The other version stays in the history."
        )
        self.seat.changes.publish(changed)
        self.seat.go.contact(self.contact_id)

    def _not_saved(self, trouble: Trouble) -> None:
        self.seat.notices.trouble(trouble)
        if isinstance(trouble, CameMeanwhile):
            self.load()

    def _copy_message(self) -> None:
        """A few words for the other person, without a name or anything of the case."""
        if self.shown is None:
            return
        number = self.shown.file.number or "a contact"
        QGuiApplication.clipboard().setText(
            f"About {number}: we both wrote down different answers at the same time. Nothing is lost. "
            f"Can we speak before I choose?\n{self.seat.desk.worker.name}"
        )
        self.seat.notices.settled("Message copied. It carries the contact number and no names of the family.")


def _key(several: Several) -> str:
    return "/".join(several.question)


def _people(found: Unsettled) -> set[str]:
    return {v.by for several in (*found.choose, *found.texts) for v in several.joined.versions}


def _look(desk: Desk, contact: ContactId) -> tuple[Unsettled, dict[str, str]]:
    return settle.look(desk, contact), words.kept_under(desk, f"contact/{contact}/settle.")


def _settle(desk: Desk, contact: ContactId, choices: list[Choice], texts: list[Body], saw: str) -> Changed:
    return settle.settle(desk, contact, choices, texts, saw=saw)
