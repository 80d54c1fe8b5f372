"""What step 5 says: the entries that come of the answers in a form."""

from __future__ import annotations

from ui.widgets.adult_questions import AdultQuestions
from ui.widgets.decline_form import DeclineTyped
from ui.widgets.unknown_row import WhoTyped
from workstation.domain import kinds
from workstation.domain.ids import PersonId


def told_body(form: AdultQuestions, person: PersonId) -> kinds.ParentTold | None:
    """Whether they were told; None while nothing is chosen."""
    told = form.told.value()
    if told is None:
        return None
    spoken = told == "yes"
    return kinds.ParentTold(
        person=person,
        told=told,  # type: ignore[arg-type] # one of the options, which are these
        words=form.words.text().strip() if spoken else "",
        because="" if spoken else form.because.text().strip(),
    )


def agreed_body(form: AdultQuestions, person: PersonId) -> kinds.ParentAgreed | None:
    """Whether they agree; None while nothing is chosen, or when they refused."""
    if form.agrees.value() == "yes":
        return kinds.ParentAgreed(person=person, agrees="yes", to=form.agrees_to.text().strip())
    if form.agrees.value() == "not asked":
        return kinds.ParentAgreed(person=person, agrees="not asked", because=form.not_asked.text().strip())
    return None


def declined_bodies(
    typed: DeclineTyped, person: PersonId, different: str
) -> tuple[kinds.ParentAgreed, kinds.SupportDeclined]:
    """A refusal. `different` is what the worker wrote about earlier refusals."""
    return (
        kinds.ParentAgreed(person=person, agrees="no", to=typed.offered),
        kinds.SupportDeclined(
            person=person, offered=typed.offered, reason=typed.reason, words=typed.words,
            who_else=typed.who_else, different=different,
        ),
    )  # fmt: skip


def named_body(who: WhoTyped, before: kinds.AdultNamed | None, person: PersonId) -> kinds.AdultNamed:
    """Somebody nobody knew has a name: `father of Ellie and Jayden` becomes a father."""
    return kinds.AdultNamed(
        person=person,
        name=kinds.Name(who.family, who.given),
        relationship=(before.relationship if before else "").partition(" of ")[0],
        responsibility=who.responsibility,
    )
