"""Factors and levels of step 6: what is answered and judged, said to the record."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.screens.steps.evidence_step import EvidenceStep, fields_in
from ui.screens.steps.factors import Factors
from ui.screens.steps.levels import Levels
from ui.widgets.factor_row import FactorRow
from ui.widgets.level_card import LevelTyped
from workstation.domain import kinds
from workstation.domain.changed import Changed
from workstation.domain.ids import PersonId
from workstation.services import weigh
from workstation.services.find import OpenContact


class Weighing:
    """The two parts of the step, and what they say. The step puts them where it wants them."""

    def __init__(self, step: EvidenceStep) -> None:
        self._step = step
        self.factors = Factors(step.desk.guide, step.keep_field)
        self.levels = Levels(weigh.thresholds_now(), step.desk.guide, step.keep_field)
        self.factors.said.connect(self._answer)
        self.factors.rest_wanted.connect(self._same_for_the_rest)
        self.levels.said.connect(self._judge)

    def show_contact(self, shown: OpenContact) -> None:
        """Show what is answered and judged."""
        self.factors.show_contact(shown)
        self.levels.show_file(shown.file)
        places = self._step.places
        for gone in [place for place in places if place.partition(":")[0] in ("factor", "in_spite", "level")]:
            del places[gone]
        places.update({f"level:{child}": card for child, card in self.levels.cards.items()})
        for person, of_adult in self.factors.cards.items():
            places[f"factor:{person}"] = of_adult
            places.update({f"in_spite:{person}:{name}": row for name, row in of_adult.rows.items()})

    def focus_place(self, place: str) -> bool:
        """Go to what a gap is about; False when it is about something else."""
        return self.factors.focus_place(place) or self.levels.focus_place(place)

    def go_on_in(self, focused: QWidget) -> bool:
        """F8 in a card: to the next factor of the same adult, or the next part of the same level, that is open."""
        part = self.factors.open_after(focused) or self.levels.open_after(focused)
        if part is not None:
            part.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return part is not None

    def open_factor(self) -> QWidget | None:
        """The first factor that is open."""
        return self.factors.open_row()

    def save(self) -> None:
        """Say what is written and not said yet."""
        self.factors.save()
        for person, card in self.levels.cards.items():
            if self._step.drafts_of(*fields_in(card)) and (typed := card.typed()) is not None:
                self._judge(PersonId(person), typed)

    def _answer(self, body: kinds.FactorAnswered, row: FactorRow) -> None:
        self._step.act(weigh.answer_factor, body, drafts=self._step.drafts_of(*fields_in(row)))

    def _same_for_the_rest(self, person: str, like: str) -> None:
        self._step.act(weigh.same_for_the_rest, PersonId(person), like, done=self._rest_said)

    def _rest_said(self, changed: Changed) -> None:
        self._step.offer_undo(
            "The factors that were left have the same answer and the same reason now.", changed
        )

    def _judge(self, child: PersonId, typed: LevelTyped) -> None:
        verb = partial(weigh.judge_level, descriptors=typed.descriptors, because=typed.because)
        self._step.act(
            verb, child, typed.level, drafts=self._step.drafts_of(*fields_in(self.levels.cards[child]))
        )
