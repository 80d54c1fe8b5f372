"""While you talk: the history of whoever is most likely meant, and their family to be added by one press."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import QObject

from ui.screens.taking.child_box import ChildBox
from ui.screens.taking.taking_view import TakingView
from ui.seat import Seat
from workstation.domain import said_names, wording
from workstation.domain.household import Household, Member
from workstation.domain.ids import PersonId
from workstation.domain.past import Candidate, Past
from workstation.history.matcher import Enquiry
from workstation.services import find


class Talk(QObject):
    """Follows the children of a new contact. `boxes` is their list, which changes under it."""

    def __init__(
        self,
        seat: Seat,
        view: TakingView,
        boxes: Sequence[ChildBox],
        today: Callable[[], date],
        enquiries: Mapping[PersonId, Enquiry],
    ) -> None:
        super().__init__(view)
        self._enquiries = enquiries
        """What was asked last about each child, with all that is known around them."""
        self._household: Enquiry | None = None
        """For which child nobody found the family was asked for last."""
        self._seat, self._view, self._boxes, self._today = seat, view, boxes, today
        self._about: Candidate | None = None
        self._asked: tuple[PersonId, str, bool] | None = None
        """Whose history was asked for last, for which kind of source, and whether they are the same for sure."""
        self._family: tuple[Member, ...] = ()
        """The family on record of the child who was called the same."""
        view.caller.source_changed.connect(self._source_known)

    def go_on(self) -> None:
        """Somebody was found, or an answer was given: show the history of whoever is most likely meant now."""
        same = next((c for box in self._boxes if (c := box.matches.same())), None)
        open_ = (c for box in self._boxes for c in (*_answered(box, ""), *_answered(box, "not sure")))
        self._about = same or next(open_, None)
        if self._about is None:
            self._asked = None
            self._seat.bench.drop("talk")
            held = find.may_be_held(self._seat.desk) if self._nobody_found() else ""
            self._view.talk.show_history(None, None, held, sure=False)
            self._show_family(None)
            self._look_for_family()
            return
        self._forget_household()
        about, done = self._about, self._show_talk
        source = self._view.caller.source
        asked = (about.other, source, same is not None)
        if asked == self._asked:
            return  # shown, or on its way: who is meant stays the same for many letters
        self._asked = asked
        self._seat.bench.latest("talk", find.while_you_talk, self._seat.desk, about, source, done=done)

    def _look_for_family(self) -> None:
        """Nobody may be the child; somebody of their family may be on record."""
        asked = (self._enquiries.get(box.person) for box in self._boxes if box.searched)
        enquiry = next((each for each in asked if each is not None and _around(each)), None)
        if enquiry is None or not self._nobody_found():
            self._forget_household()
        elif enquiry != self._household:
            self._household = enquiry
            self._seat.bench.latest(
                "household",
                find.family_on_record,
                self._seat.desk,
                enquiry,
                done=self._view.talk.show_household,
            )

    def _forget_household(self) -> None:
        self._household = None
        self._seat.bench.drop("household")
        self._view.talk.show_household(())

    def _nobody_found(self) -> bool:
        """Whether a whole name was looked for and nobody was found."""
        return any(len(box.name.text().split()) > 1 and box.searched for box in self._boxes)

    def _source_known(self, _code: str) -> None:
        """Who is ringing decides what is a repeat."""
        self.go_on()

    def _show_talk(self, past: Past | None) -> None:
        candidate = self._about
        if candidate is None:
            return
        sure = any(box.matches.same() == candidate for box in self._boxes)
        self._view.talk.show_history(candidate, past, find.may_be_held(self._seat.desk), sure=sure)
        if not sure:
            self._show_family(None)
        else:
            self._seat.bench.latest(
                "family", find.household_of, self._seat.desk, candidate, done=self._show_family
            )

    def _show_family(self, family: Household | None) -> None:
        self._family = family.others if family is not None else ()
        self.offer_family()

    def offer_family(self) -> None:
        """Offer whoever of the family was not added yet."""
        named = {wording.full_name(said_names.name_of(box.name.text())) for box in self._boxes}
        same = {c.other for box in self._boxes if (c := box.matches.same())}
        same |= {adult.member.person for adult in self._view.adults.adults()}
        left = [m for m in self._family if m.called not in named and not (m.people & same)]
        for box in self._boxes:
            box.family.offer(left if box.matches.same() == self._about else [], self._today())


def _around(enquiry: Enquiry) -> bool:
    """Whether anything is known that a family could be found by."""
    return bool(enquiry.others or enquiry.phone or enquiry.address or enquiry.postcode)


def _answered(box: ChildBox, verdict: str) -> list[Candidate]:
    """Of whom this was said; of whom nothing was, when it is empty."""
    said = box.matches.verdicts()
    return [c for c in box.matches.candidates() if said.get(c.other, "") == verdict]
